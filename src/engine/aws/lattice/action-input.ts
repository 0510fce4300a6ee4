/** Actions as they are given, made into what is stored. https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_WeightedTargetGroup.html */
import type { World } from '../../world.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import type { LatticeAction, WeightedTargetGroup } from './action.ts';
import { constraint, latticeAt, validation } from './refusals.ts';

export type ActionInput = {
  readonly forward?:
    | { readonly targetGroups?: readonly { readonly targetGroupIdentifier?: string | undefined; readonly weight?: number | undefined }[] | undefined }
    | undefined;
  readonly fixedResponse?: { readonly statusCode?: number | undefined } | undefined;
};

/** "The default is 100"; at most ten groups; the only fixed response is 404. */
export function readAction(world: World, member: string, { forward, fixedResponse }: ActionInput): LatticeAction | Refusal {
  if ((forward === undefined) === (fixedResponse === undefined)) return validation(`${member} must have exactly one of forward and fixedResponse`);
  if (fixedResponse !== undefined) {
    const statusCode = fixedResponse.statusCode ?? 404;
    if (statusCode !== 404) return validation('Only 404 is supported as the status code of a fixed response');
    return { fixedResponse: { statusCode } };
  }
  const given = forward?.targetGroups ?? [];
  if (given.length < 1) return constraint(`${member}.forward.targetGroups`, '[]', 'have length greater than or equal to 1');
  if (given.length > 10) return constraint(`${member}.forward.targetGroups`, `[${given.length}]`, 'have length less than or equal to 10');
  const targetGroups: WeightedTargetGroup[] = [];
  for (const { targetGroupIdentifier = '', weight = 100 } of given) {
    if (weight < 0 || weight > 999) {
      const rule = weight < 0 ? 'be greater than or equal to 0' : 'be less than or equal to 999';
      return constraint(`${member}.forward.targetGroups.weight`, String(weight), rule.replace(/^be /, 'have value '));
    }
    const group = latticeAt(world, 'LatticeTargetGroup', targetGroupIdentifier);
    if (isRefusal(group)) return group;
    targetGroups.push({ targetGroupIdentifier: group.id, weight });
  }
  return { forward: { targetGroups } };
}
