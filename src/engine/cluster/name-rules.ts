/**
 * What names, labels, ports and addresses must look like; each rule gives what is wrong, an empty list when nothing is.
 * https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go
 */
import { readAddress } from '../net/address.ts';
import { hasHostBits, readCidr } from '../net/cidr.ts';

type Rule = (value: string) => readonly string[];

const SUBDOMAIN = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';
const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const LABEL_1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';
const QUALIFIED = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_VALUE = `(${QUALIFIED})?`;
const QUALIFIED_TEXT = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

const IS_QUALIFIED = whole(QUALIFIED);

export const dns1123Subdomain: Rule = pattern(SUBDOMAIN, 253, {
  text: "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  examples: ['example.com'],
});

export const dns1123Label: Rule = pattern(LABEL, 63, {
  text: "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  examples: ['my-name', '123-abc'],
});

export const dns1035Label: Rule = pattern(LABEL_1035, 63, {
  text: "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  examples: ['my-name', 'abc-123'],
});

export const labelValue: Rule = pattern(LABEL_VALUE, 63, {
  text: `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`,
  examples: ['MyValue', 'my_value', '12345'],
});

/** A key of labels and annotations: a name with an optional DNS subdomain and a slash before it. */
export function qualifiedName(value: string): readonly string[] {
  const parts = value.split('/');
  const examples = ['MyName', 'my.name', '123-abc'];
  if (parts.length > 2) {
    return [
      `a qualified name ${regexText(QUALIFIED_TEXT, QUALIFIED, examples)} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const name = parts.at(-1) as string;
  const errors: string[] = [];
  if (parts.length === 2) {
    const prefix = parts[0] as string;
    if (prefix === '') errors.push('prefix part must be non-empty');
    else errors.push(...dns1123Subdomain(prefix).map((text) => `prefix part ${text}`));
  }
  if (name === '') errors.push('name part must be non-empty');
  else if (name.length > 63) errors.push('name part must be no more than 63 bytes');
  if (!IS_QUALIFIED.test(name)) errors.push(`name part ${regexText(QUALIFIED_TEXT, QUALIFIED, examples)}`);
  return errors;
}

/** The name of a port of a container: an IANA service name. */
export function portName(value: string): readonly string[] {
  const errors: string[] = [];
  if (value.length > 15) errors.push('must be no more than 15 characters');
  if (!/^[-a-z0-9]+$/.test(value)) errors.push('must contain only alphanumeric characters (a-z, 0-9), and hyphens (-)');
  if (!/[a-z]/.test(value)) errors.push('must contain at least one letter (a-z)');
  if (value.includes('--')) errors.push('must not contain consecutive hyphens');
  if (value.startsWith('-') || value.endsWith('-')) errors.push('must not begin or end with a hyphen');
  return errors;
}

export function portNumber(value: number): readonly string[] {
  return Number.isInteger(value) && value >= 1 && value <= 65535 ? [] : ['must be between 1 and 65535, inclusive'];
}

export function ipAddress(value: string): readonly string[] {
  return readAddress(value) === null ? ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'] : [];
}

export function cidr(value: string): readonly string[] {
  const block = readCidr(value);
  return block === null || hasHostBits(value) ? ['must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'] : [];
}

/** A CIDR of a field that is older than the strict rules: host bits may be set. */
export function legacyCidr(value: string): readonly string[] {
  return readCidr(value) === null ? ['must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'] : [];
}

/** A host of an Ingress that stands for all names one label below a domain. */
export function wildcardSubdomain(value: string): readonly string[] {
  return WILDCARD(value);
}

const WILDCARD: Rule = pattern(`\\*\\.${SUBDOMAIN}`, 253, {
  text: "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
  examples: ['*.example.com'],
});

/** What names a kind or an object in a path of the API. https://github.com/kubernetes/apimachinery/blob/master/pkg/api/validation/path/name.go */
export function pathSegmentName(value: string): readonly string[] {
  if (value === '.' || value === '..') return [`may not be '${value}'`];
  return ['/', '%'].filter((part) => value.includes(part)).map((part) => `may not contain '${part}'`);
}

const SPECIAL: readonly (readonly [RegExp, string])[] = [
  [/^(0\.0\.0\.0|::)$/, 'may not be unspecified (0.0.0.0 or ::)'],
  [/^(127\.|::1$)/, 'may not be in the loopback range (127.0.0.0/8, ::1/128)'],
  [/^(169\.254\.|fe[89ab].:)/i, 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'],
  [/^(224\.0\.0\.|ff02:)/i, 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'],
];

/** Addresses that cannot be those of an endpoint or an external IP. */
export function nonSpecialAddress(value: string): readonly string[] {
  return SPECIAL.flatMap(([matches, text]) => (matches.test(value) ? [text] : []));
}

function pattern(regex: string, most: number, { text, examples }: { readonly text: string; readonly examples: readonly string[] }): Rule {
  const matches = whole(regex);
  return (value) => [
    ...(value.length > most ? [`must be no more than ${most} bytes`] : []),
    ...(matches.test(value) ? [] : [regexText(text, regex, examples)]),
  ];
}

function whole(regex: string): RegExp {
  return new RegExp(`^(?:${regex})$`);
}

function regexText(text: string, regex: string, examples: readonly string[]): string {
  return `${text} (e.g. ${examples.map((example) => `'${example}', `).join(' or ')}regex used for validation is '${regex}')`;
}
