/** YAML as kubectl prints it: keys sorted, lists not indented, quoted only where it must be (sigs.k8s.io/yaml). */

/** The value as a YAML document, with a newline at its end. */
export function toYaml(value: unknown): string {
  return `${emit(value, 0)}\n`;
}

function emit(value: unknown, depth: number): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : value.map((item) => emitItem(item, depth)).join('\n');
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    if (members.length === 0) return '{}';
    members.sort(([one], [other]) => (one < other ? -1 : 1));
    return members.map(([key, member]) => emitMember(key, member, depth)).join('\n');
  }
  return scalar(value, depth);
}

function emitItem(item: unknown, depth: number): string {
  const pad = ' '.repeat(depth);
  if (isBlock(item)) return `${pad}- ${emit(item, depth + 2).slice(depth + 2)}`;
  return `${pad}- ${scalar(item, depth + 2)}`;
}

function emitMember(key: string, member: unknown, depth: number): string {
  const pad = ' '.repeat(depth);
  const name = scalar(key, depth);
  if (isList(member)) return `${pad}${name}:\n${emit(member, depth)}`;
  if (isBlock(member)) return `${pad}${name}:\n${emit(member, depth + 2)}`;
  return `${pad}${name}: ${Array.isArray(member) ? '[]' : isEmptyObject(member) ? '{}' : scalar(member, depth + 2)}`;
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

function isEmptyObject(value: unknown): boolean {
  return value !== null && typeof value === 'object' && Object.values(value).every((member) => member === undefined);
}

function isBlock(value: unknown): boolean {
  return isList(value) || (value !== null && typeof value === 'object' && !Array.isArray(value) && !isEmptyObject(value));
}

/** Plain texts that YAML 1.1 would read as something else. */
const AMBIGUOUS =
  /^(|~|null|Null|NULL|true|True|TRUE|false|False|FALSE|y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|\.nan|\.NaN|\.inf|-\.inf|<<|=)$/;
const NUMBER =
  /^[-+]?(0x[0-9a-fA-F_]+|0b[01_]+|0o?[0-7_]+|[0-9][0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?|\.[0-9]+([eE][-+]?[0-9]+)?|[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9]*)?)$/;
const DATE = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?$/;
const SPECIAL = /^[-?:](\s|$)|^[,[\]{}#&*!|>'"%@`]|:(\s|$)|\s#|^\s|\s$/;

function scalar(value: unknown, depth: number): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value !== 'string') return String(value);
  if (AMBIGUOUS.test(value) || NUMBER.test(value) || DATE.test(value)) return JSON.stringify(value);
  if (value.includes('\n')) return literal(value, depth);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be quoted
  if (/[\u0000-\u001f\u007f]/.test(value)) return JSON.stringify(value);
  return SPECIAL.test(value) ? `'${value.replaceAll("'", "''")}'` : value;
}

function literal(value: string, depth: number): string {
  if (/^\s|[^\S\n]\n|\r/.test(value)) return JSON.stringify(value);
  const trailing = /\n*$/.exec(value)?.[0].length ?? 0;
  const keep = trailing === 0 ? '-' : trailing === 1 ? '' : '+';
  const pad = ' '.repeat(depth);
  const lines = value.replace(/\n$/, '').split('\n');
  return `|${keep}\n${lines.map((line) => (line === '' ? '' : pad + line)).join('\n')}`;
}
