/** Judges netpol/validation.json: which NetworkPolicies kube-apiserver accepts, by the admission of the kind itself. */
import { findings, newObject } from '../engine/cluster/admit.ts';
import type { AnyKind } from '../engine/cluster/api-server.ts';
import { networkPolicy } from '../engine/cluster/networkpolicy.ts';
import type { Stored } from '../engine/cluster/request.ts';
import { showFieldError } from '../engine/cluster/status.ts';
import type { Adapter, Judgement } from './adapter.ts';

type Case = { readonly id: string; readonly rule: string; readonly policy: object; readonly accepted: boolean };

export const adapter: Adapter = {
  area: 'netpol',
  file: 'validation.json',
  judge: (cases) => (cases as readonly Case[]).map(judgeOne),
};

function judgeOne({ id, rule, policy, accepted }: Case): Judgement {
  const kind = networkPolicy as unknown as AnyKind;
  const errors = findings(kind, { object: newObject(kind, policy as Stored), before: null }).map(showFieldError);
  const ok = accepted === (errors.length === 0);
  return { id, ok, detail: ok ? '' : `${rule}: expected it to be ${accepted ? 'accepted' : 'refused'}; found ${JSON.stringify(errors)}` };
}
