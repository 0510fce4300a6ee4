/** Variables filled in: `{name}` becomes the value that was drawn, everywhere. */
import { once } from '../engine/once.ts';
import { PARTICLE_PAIRS, type ParticlePair, particle } from '../engine/particle.ts';
import type { Row, Value } from './pool.ts';

export type Vars = { readonly [name: string]: Value | Row };

/** Any plain data with `{name}`, `{row.member}` and `{name:을/를}` replaced; what has no hole stays the same value. A text that is nothing but a hole becomes the value itself. */
export function fillVars<T>(value: T, vars: Vars): T {
  if (typeof value === 'string') return fillText(value, vars) as T;
  if (value === null || typeof value !== 'object' || !hasBrace(value)) return value;
  if (Array.isArray(value)) return value.map((item) => fillVars(item, vars)) as T;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [fillKey(key, vars), fillVars(member, vars)])) as T;
}

/** Most of a scenario names no variable, and it is drawn for many seeds. */
const hasBrace = once((value: object): boolean =>
  Object.entries(value).some(
    ([key, member]) => key.includes('{') || (typeof member === 'string' ? member.includes('{') : isObject(member) && hasBrace(member)),
  ),
);

function isObject(value: unknown): value is object {
  return value !== null && typeof value === 'object';
}

/** The variables that a text names, whether or not it has other braces. */
export function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(HOLE)].map((match) => match[1] as string);
}

const HOLE = /\{([a-z][A-Za-z0-9]*)(?:\.([A-Za-z0-9]+))?(?::([^{}\s]+))?\}/g;

/** Keys too: `metadata.labels` may hold `{app}: yes`. */
function fillKey(key: string, vars: Vars): string {
  return key.includes('{') ? String(fillText(key, vars)) : key;
}

function fillText(text: string, vars: Vars): Value {
  if (!text.includes('{')) return text;
  const [, whole, member] = /^\{([a-z][A-Za-z0-9]*)(?:\.([A-Za-z0-9]+))?\}$/.exec(text) ?? [];
  if (whole !== undefined) return valueIn(vars, whole, member) ?? text;
  return text.replace(HOLE, (hole, name: string, part: string | undefined, pair: string | undefined) => {
    const value = valueIn(vars, name, part);
    if (value === undefined) return hole;
    if (pair === undefined) return String(value);
    return PARTICLE_PAIRS.includes(pair as ParticlePair) ? `${value}${particle(String(value), pair as ParticlePair)}` : hole;
  });
}

function valueIn(vars: Vars, name: string, member: string | undefined): Value | undefined {
  const value = Object.hasOwn(vars, name) ? vars[name] : undefined;
  if (typeof value !== 'object') return member === undefined ? value : undefined;
  return member !== undefined && Object.hasOwn(value, member) ? value[member] : undefined;
}
