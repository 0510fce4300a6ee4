/** Variables of a scenario: each attempt's seed picks a value from the pool, and `{name}` becomes it everywhere. */
import { PARTICLE_PAIRS, type ParticlePair, particle } from '../engine/particle.ts';
import type { Scenario } from './content.ts';
import { numberFrom } from './seeded.ts';

export type Vars = { readonly [name: string]: string | number };

/** The value of each variable for the seed. */
export function pickVars(scenario: Pick<Scenario, 'id' | 'vars'>, seed: string): Vars {
  return Object.fromEntries(
    Object.entries(scenario.vars).map(([name, pool]) => [name, pool[numberFrom([scenario.id, seed, name], pool.length)] as string | number]),
  );
}

/** The scenario with its variables filled in for the seed. */
export function withVars(scenario: Scenario, seed: string): Scenario {
  return Object.keys(scenario.vars).length === 0 ? scenario : { ...fillVars(scenario, pickVars(scenario, seed)), vars: scenario.vars };
}

/** Any plain data with `{name}` and `{name:을/를}` replaced. A text that is nothing but a hole becomes the value itself. */
export function fillVars<T>(value: T, vars: Vars): T {
  if (typeof value === 'string') return fillText(value, vars) as T;
  if (Array.isArray(value)) return value.map((item) => fillVars(item, vars)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fillVars(member, vars)])) as T;
}

const HOLE = /\{([a-z][A-Za-z0-9]*)(?::([^{}\s]+))?\}/g;

function fillText(text: string, vars: Vars): string | number {
  const whole = /^\{([a-z][A-Za-z0-9]*)\}$/.exec(text)?.[1];
  if (whole !== undefined && Object.hasOwn(vars, whole)) return vars[whole] ?? text;
  return text.replace(HOLE, (hole, name: string, pair: string | undefined) => {
    const value = Object.hasOwn(vars, name) ? vars[name] : undefined;
    if (value === undefined) return hole;
    if (pair === undefined) return String(value);
    return PARTICLE_PAIRS.includes(pair as ParticlePair) ? `${value}${particle(String(value), pair as ParticlePair)}` : hole;
  });
}
