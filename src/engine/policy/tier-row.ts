/** What a tier of ClusterNetworkPolicies says of one class and all others at once. */
import type { PolicyTier, TierAction } from '../cluster/clusternetworkpolicy.ts';
import { addBits, allBits, type Bits, commonBits, noBits, takeBits } from './bits.ts';
import type { End } from './flow.ts';
import { isSubject } from './matches.ts';
import type { Direction, PolicyRule, PolicyRules } from './policy-rules.ts';
import { ACTIONS, ranksOf } from './tiers.ts';

/** Whom the tier accepts, and for whom it leaves the decision to what comes after it. */
export type TierRow = { readonly accepted: Bits; readonly left: Bits };

type Asked = {
  readonly direction: Direction;
  readonly end: End;
  readonly size: number;
  /** The classes that a rule fits. */
  readonly matching: (rule: PolicyRule, end: End) => Bits;
};

export function tierRow(policies: readonly PolicyRules[], tier: PolicyTier, { direction, end, size, matching }: Asked): TierRow {
  const accepted = noBits(size);
  const left = noBits(size);
  const open = allBits(size);
  for (const rank of ranksOf(policies, tier)) {
    const said = rank.filter((policy) => isSubject(policy, end)).map((policy) => saidBy(policy[direction] ?? [], { end, size, matching }));
    for (const action of ACTIONS) {
      for (const one of said) {
        const decided = commonBits(one[action], open);
        if (action === 'Accept') addBits(accepted, decided);
        if (action === 'Pass') addBits(left, decided);
        takeBits(open, decided);
      }
    }
  }
  addBits(left, open);
  return { accepted, left };
}

/** The row with what comes after the tier for whom it left open. */
export function settled({ accepted, left }: TierRow, after: Bits): Bits {
  const row = commonBits(left, after);
  addBits(row, accepted);
  return row;
}

/** Whom each action is said of: of several rules of a policy the first that fits. */
function saidBy(rules: readonly PolicyRule[], { end, size, matching }: Omit<Asked, 'direction'>): { readonly [A in TierAction]: Bits } {
  const said = { Accept: noBits(size), Deny: noBits(size), Pass: noBits(size) };
  const open = allBits(size);
  for (const rule of rules) {
    const fits = commonBits(matching(rule, end), open);
    addBits(said[rule.action ?? 'Accept'], fits);
    takeBits(open, fits);
  }
  return said;
}
