/** All checks. A line here gives a check its place in YAML, in the editor's schema and in the acceptance list. */
import type { CheckCall } from '../content.ts';
import { blocked, dropped, refused } from './blocked.ts';
import { costs } from './costs.ts';
import type { Check, Context, Judged } from './definition.ts';
import { diagnosed } from './diagnosed.ts';
import { endpointCount } from './endpoints.ts';
import { exists } from './exists.ts';
import { freeIps } from './free-ips.ts';
import { pathVia } from './path-via.ts';
import { planned } from './planned.ts';
import { predicts } from './predicts.ts';
import { prints } from './prints.ts';
import { reaches } from './reaches.ts';
import { resolves } from './resolves.ts';
import { responds } from './responds.ts';
import { sourceSeen } from './source-seen.ts';
import { spread } from './spread.ts';
import { survives } from './survives.ts';
import { tested } from './tested.ts';
import { unchanged } from './unchanged.ts';

export const checks: readonly Check[] = [
  reaches,
  blocked,
  refused,
  dropped,
  pathVia,
  sourceSeen,
  responds,
  resolves,
  spread,
  exists,
  endpointCount,
  freeIps,
  costs,
  unchanged,
  tested,
  predicts,
  planned,
  diagnosed,
  prints,
  survives,
];

/** Whether the check is about what the learner did, so that no change of the world makes it hold. */
export function isOfLearner({ name }: CheckCall): boolean {
  return checks.find((one) => one.name === name)?.ofLearner === true;
}

/** Whether every way of its connections has to be answered for the check to hold. */
export function wantsAnswer({ name, args }: CheckCall): boolean {
  const inner = name === survives.name ? (args as { readonly check: CheckCall }).check : null;
  return inner === null ? checks.find((one) => one.name === name)?.wantsAnswer === true : wantsAnswer(inner);
}

/** What the check says of the context. Throws on a check that does not exist: loading has seen to that. */
export function evaluate(call: CheckCall, context: Context): Judged {
  const check = checks.find((one) => one.name === call.name);
  if (check === undefined) throw new Error(`There is no check ${call.name}`);
  return check.evaluate(call.args, context);
}
