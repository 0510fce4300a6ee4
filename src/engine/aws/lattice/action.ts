/** What a listener or a rule does with a request. https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_RuleAction.html */
import { integer, string } from '../shape.ts';

export type WeightedTargetGroup = { readonly targetGroupIdentifier: string; readonly weight: number };

export type LatticeAction = {
  readonly forward?: { readonly targetGroups: readonly WeightedTargetGroup[] };
  readonly fixedResponse?: { readonly statusCode: number };
};

export const ACTION = {
  type: 'structure',
  members: {
    forward: {
      type: 'structure',
      members: { targetGroups: { type: 'list', of: { type: 'structure', members: { targetGroupIdentifier: string, weight: integer } } } },
    },
    fixedResponse: { type: 'structure', members: { statusCode: integer } },
  },
} as const;

/** The ids of the target groups that an action forwards to. */
export function targetGroupsIn({ forward }: LatticeAction): readonly string[] {
  return (forward?.targetGroups ?? []).map(({ targetGroupIdentifier }) => targetGroupIdentifier);
}
