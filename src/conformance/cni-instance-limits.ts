/** Judges cni/instance-limits.json: interfaces, addresses, cards and branch interfaces of every instance type. */

import { limitsOf } from '../engine/aws/instance-limits.ts';
import { same } from '../engine/canonical.ts';
import type { Adapter, Judgement } from './adapter.ts';

/** What the file states of a type; `from` and the index of the default card are for people. */
type Stated = { readonly from?: unknown; readonly defaultNetworkCard?: unknown; readonly [member: string]: unknown };

export const adapter: Adapter = {
  area: 'cni',
  file: 'instance-limits.json',
  judge: (file) => Object.entries((file as { readonly types: { readonly [type: string]: Stated } }).types).map(judgeType),
};

function judgeType([id, { from: _from, defaultNetworkCard: _card, ...stated }]: [string, Stated]): Judgement {
  const known = limitsOf(id) as { readonly [member: string]: unknown } | undefined;
  const wrong = Object.entries(stated).filter(([member, value]) => !same(known?.[member] ?? null, value ?? null));
  const detail = wrong.map(([member, value]) => `${member}: expected ${JSON.stringify(value)} but got ${JSON.stringify(known?.[member])}`);
  return { id, ok: wrong.length === 0, detail: detail.join('; ') };
}
