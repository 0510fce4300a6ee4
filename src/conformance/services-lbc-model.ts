/** Judges services/lbc-model.json: what the AWS Load Balancer Controller builds of Services and Ingresses. */
import { same } from '../engine/canonical.ts';
import { attempt, hasFailed } from '../engine/controllers/cluster/load-balancer-controller/model-error.ts';
import type { Adapter, Judgement } from './adapter.ts';
import { decisions } from './services-lbc-decisions.ts';
import { type Case, wholeModels } from './services-lbc-whole.ts';

export const adapter: Adapter = {
  area: 'services',
  file: 'lbc-model.json',
  judge: (file) => (file as { readonly cases: readonly Case[] }).cases.map(judgeCase),
};

function judgeCase(asked: Case): Judgement {
  const decide = wholeModels[asked.kind] ?? decisions[asked.kind];
  if (decide === undefined) throw new Error(`Expected a kind of decision of the controller but found ${JSON.stringify(asked.kind)}`);
  const answered = attempt(() => decide(asked));
  const refused = hasFailed(answered);
  if (asked.expect.error !== undefined || refused) {
    const ok = refused && asked.expect.error !== undefined;
    return { id: asked.id, ok, detail: ok ? '' : told(asked.expect, answered) };
  }
  const ok = same(answered, asked.expect);
  return { id: asked.id, ok, detail: ok ? '' : told(asked.expect, answered) };
}

function told(expected: object, actual: object): string {
  const differing = Object.keys(expected).filter((key) => !same((expected as never)[key], (actual as never)[key]));
  const of = (value: object) => JSON.stringify(Object.fromEntries(differing.map((key) => [key, (value as never)[key]])));
  return `expected ${of(expected)} but got ${'error' in actual ? JSON.stringify(actual) : of(actual)}`;
}
