/** `--output text`: lines of tab-separated values. https://github.com/aws/aws-cli/blob/v2/awscli/text.py */

type Structure = Readonly<Record<string, unknown>>;

/** The value as lines, each structure below the name of the list that it stands in. */
export function formatText(value: unknown): string {
  return lines(value, null, null)
    .map((line) => `${line}\n`)
    .join('');
}

function lines(value: unknown, name: string | null, keys: readonly string[] | null): string[] {
  if (Array.isArray(value)) return listLines(value, name);
  if (isStructure(value)) return structureLines(value, name, keys);
  return [scalar(value)];
}

function listLines(list: readonly unknown[], name: string | null): string[] {
  if (list.length === 0) return [];
  if (list.some(isStructure)) {
    const keys = scalarKeys(list);
    return list.flatMap((item) => lines(item, name, keys));
  }
  if (!list.some(Array.isArray)) return scalarLines(list, name);
  const scalars = list.filter((item) => !Array.isArray(item));
  return [...(scalars.length === 0 ? [] : scalarLines(scalars, name)), ...list.filter(Array.isArray).flatMap((item) => lines(item, name, null))];
}

function scalarLines(list: readonly unknown[], name: string | null): string[] {
  return name === null ? [list.map(scalar).join('\t')] : list.map((item) => `${name.toUpperCase()}\t${scalar(item)}`);
}

function structureLines(value: Structure, name: string | null, keys: readonly string[] | null): string[] {
  const own = Object.keys(value).sort();
  const scalars = keys === null ? own.filter((key) => !isNested(value[key])) : keys;
  const nested = own.filter((key) => (keys === null ? isNested(value[key]) : !keys.includes(key)));
  const cells = scalars.map((key) => (key in value ? scalar(value[key]) : ''));
  const head = cells.length === 0 ? [] : [(name === null ? cells : [name.toUpperCase(), ...cells]).join('\t')];
  return [...head, ...nested.flatMap((key) => lines(value[key], key, null))];
}

function scalarKeys(list: readonly unknown[]): string[] {
  const keys = list.filter(isStructure).flatMap((item) => Object.keys(item).filter((key) => !isNested(item[key])));
  return [...new Set(keys)].sort();
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isStructure(value: unknown): value is Structure {
  return isNested(value) && !Array.isArray(value);
}

/** As Python prints it. */
export function scalar(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return isStructure(value) ? JSON.stringify(value) : String(value);
}
