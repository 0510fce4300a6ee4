/** Label and field selectors as they are typed. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#api */

export type Requirement = {
  readonly key: string;
  readonly operator: '=' | '!=' | 'in' | 'notin' | 'exists' | '!';
  readonly values: readonly string[];
};

export type Parsed = { readonly ok: true; readonly requirements: readonly Requirement[] } | { readonly ok: false; readonly message: string };

const KEY = '[A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?';
const VALUE = '(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?';
const SET = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const EQUAL = new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*(${VALUE})$`);
const EXISTS = new RegExp(`^(!?)\\s*(${KEY})$`);

/** `app=web,tier in (a,b),!canary`. */
export function parseLabelSelector(text: string): Parsed {
  const requirements: Requirement[] = [];
  for (const part of splitOutsideBrackets(text)) {
    const set = SET.exec(part);
    const equal = EQUAL.exec(part);
    const exists = EXISTS.exec(part);
    if (set !== null) {
      const values = (set[3] as string).split(',').map((value) => value.trim());
      requirements.push({ key: set[1] as string, operator: set[2] as 'in' | 'notin', values });
    } else if (equal !== null) {
      requirements.push({ key: equal[1] as string, operator: equal[2] === '!=' ? '!=' : '=', values: [equal[3] as string] });
    } else if (exists !== null) requirements.push({ key: exists[2] as string, operator: exists[1] === '!' ? '!' : 'exists', values: [] });
    else return { ok: false, message: `unable to parse requirement: ${unparsed(part)}` };
  }
  return { ok: true, requirements };
}

/** `status.phase=Running,spec.nodeName!=a`. */
export function parseFieldSelector(text: string): Parsed {
  const requirements: Requirement[] = [];
  for (const part of text.split(',').filter((piece) => piece !== '')) {
    const match = /^([^=!]+)(==|!=|=)(.*)$/.exec(part);
    if (match === null) return { ok: false, message: `invalid selector: '${text}'; can't understand '${part}'` };
    requirements.push({ key: match[1] as string, operator: match[2] === '!=' ? '!=' : '=', values: [match[3] as string] });
  }
  return { ok: true, requirements };
}

export function matchesLabels(requirements: readonly Requirement[], labels: { readonly [key: string]: string } | undefined): boolean {
  return requirements.every((requirement) => holds(requirement, labels?.[requirement.key]));
}

export function matchesFields(requirements: readonly Requirement[], fieldOf: (field: string) => string | undefined): boolean {
  return requirements.every((requirement) => holds(requirement, fieldOf(requirement.key)));
}

function holds({ operator, values }: Requirement, value: string | undefined): boolean {
  switch (operator) {
    case '=':
    case 'in':
      return value !== undefined && values.includes(value);
    case '!=':
    case 'notin':
      return value === undefined || !values.includes(value);
    case 'exists':
      return value !== undefined;
    case '!':
      return value === undefined;
  }
}

function splitOutsideBrackets(text: string): string[] {
  return text
    .split(/,(?![^()]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The parser's complaint about the first token that it cannot take. */
function unparsed(part: string): string {
  const value = /^[^=!]*(?:==|!=|=)\s*(.*)$/.exec(part)?.[1];
  if (value === undefined) return `found '${part}', expected: !, identifier, or 'end of string'`;
  return `<nil>: Invalid value: ${JSON.stringify(value)}: a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`;
}
