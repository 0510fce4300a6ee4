/** What IAM keeps and this lab does not evaluate, said once for each input. */
import type { Effect } from '../../change.ts';
import type { World } from '../../world.ts';
import type { ManagedPolicy } from './managed-policies.ts';
import { type PolicyDocument, saysMore } from './policy-document.ts';

/** The notice that a policy says more than who may do what. */
export function keptNotice(world: World, document: PolicyDocument): readonly Effect[] {
  if (!saysMore(document)) return [];
  const text = {
    ko: '정책의 Resource와 Condition은 저장만 하고 평가하지 않습니다. 작업(Action)만 따집니다.',
    en: 'Resource and Condition of a policy are kept, but not evaluated here. Only its actions are.',
  };
  return [{ ref: { plane: 'lab', kind: 'Notice', key: 'iam/policy-elements' }, object: { text, input: world.counters.input } }];
}

/** The notice that a managed policy has no effect on what is simulated. */
export function withoutEffect(world: World, { Arn, PolicyName, known }: ManagedPolicy): readonly Effect[] {
  if (known) return [];
  const text = {
    ko: `${PolicyName} 정책을 연결했지만, 실습에서는 어떤 작업도 허용하지 않습니다.`,
    en: `Policy ${PolicyName} is attached, but allows nothing that is simulated here.`,
  };
  return [{ ref: { plane: 'lab', kind: 'Notice', key: `iam/${Arn}` }, object: { text, input: world.counters.input } }];
}
