/**
 * How the controller reads annotations: texts, lists `a,b`, maps `k=v,k=v`, booleans, numbers and JSON, with its own error texts.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/annotations/parser.go
 */
import { fail } from './model-error.ts';

export type Annotations = { readonly [key: string]: string };

export const SERVICE_PREFIX = 'service.beta.kubernetes.io';
export const INGRESS_PREFIX = 'alb.ingress.kubernetes.io';

/** One object's annotations under a prefix. */
export type Reader = {
  readonly text: (suffix: string) => string | undefined;
  readonly flag: (suffix: string) => boolean | undefined;
  readonly number: (suffix: string) => number | undefined;
  readonly list: (suffix: string) => readonly string[] | undefined;
  readonly map: (suffix: string) => Readonly<Record<string, string>> | undefined;
  readonly json: (suffix: string) => unknown;
};

/** Reads annotations that begin with the prefix. */
export function reader(prefix: string, annotations: Annotations | undefined): Reader {
  const given = annotations ?? {};
  const text = (suffix: string) => (Object.hasOwn(given, `${prefix}/${suffix}`) ? given[`${prefix}/${suffix}`] : undefined);
  const parsed =
    <T>(parse: (raw: string, key: string) => T) =>
    (suffix: string): T | undefined => {
      const raw = text(suffix);
      return raw === undefined ? undefined : parse(raw, `${prefix}/${suffix}`);
    };
  return { text, flag: parsed(flagOf), number: parsed(numberOf), list: parsed(listOf), map: parsed(mapOf), json: parsed(jsonOf) };
}

/** Go's strconv.ParseBool. */
function flagOf(raw: string, key: string): boolean {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(raw)) return true;
  if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(raw)) return false;
  return fail(`failed to parse bool annotation, ${key}: ${raw}: strconv.ParseBool: parsing "${raw}": invalid syntax`);
}

/** Go's strconv.ParseInt for 32 bits. */
function numberOf(raw: string, key: string): number {
  const why = !/^[+-]?\d+$/.test(raw) ? 'invalid syntax' : Math.abs(Number(raw)) > 2147483647 ? 'value out of range' : '';
  if (why !== '') return fail(`failed to parse int32 annotation, ${key}: ${raw}: strconv.ParseInt: parsing "${raw}": ${why}`);
  return Number(raw);
}

function listOf(raw: string): readonly string[] {
  return raw
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function mapOf(raw: string, key: string): Readonly<Record<string, string>> {
  const pairs = listOf(raw).map((pair) => {
    const [name = '', ...value] = pair.split('=');
    if (name.trim() === '' || value.length === 0) return fail(`failed to parse stringMap annotation, ${key}: ${raw}`);
    return [name.trim(), value.join('=').trim()] as const;
  });
  return Object.fromEntries(pairs);
}

function jsonOf(raw: string, key: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return fail(`failed to parse json annotation, ${key}: ${raw}: ${goJsonError(raw)}`);
  }
}

/** What encoding/json says of the commonest mistakes. */
function goJsonError(raw: string): string {
  const text = raw.trim();
  if (text === '') return 'unexpected end of JSON input';
  const bad = [...text].find((char) => !/[\s[{"\d\-tfn]/.test(char));
  return /^[[{"\d\-tfn]/.test(text) ? 'unexpected end of JSON input' : `invalid character '${bad ?? text[0]}' looking for beginning of value`;
}
