import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../src/engine/net/address.ts';
import type { End } from '../../../src/engine/policy/flow.ts';
import { mayReach, policyMatrix } from '../../../src/engine/policy/policy-matrix.ts';
import { rulesOf } from '../../../src/engine/policy/policy-rules.ts';
import { tierRulesOf } from '../../../src/engine/policy/tiers.ts';
import { policyVerdict } from '../../../src/engine/policy/verdict.ts';
import { someClusterPolicies, someEnds, somePolicies } from '../../support/policies.ts';

describe('the policy matrix', () => {
  it('says of every pair what the policies say of that pair alone', () => {
    fc.assert(
      fc.property(
        someEnds,
        somePolicies,
        someClusterPolicies,
        fc.constantFrom(53, 80),
        fc.constantFrom('TCP' as const, 'UDP' as const),
        (ends, policies, tiers, asked, protocol) => {
          const rules = [...policies.map(rulesOf), ...tiers.map(tierRulesOf)];
          const matrix = policyMatrix(rules, ends, { protocol, port: asked });
          for (const [source, from] of ends.entries()) {
            for (const [destination, to] of ends.entries()) {
              expect(mayReach(matrix, source, destination)).toBe(policyVerdict(rules, { from, to, protocol, port: asked }).allowed);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('asks one of many pods that no policy tells apart', () => {
    const ends = Array.from(
      { length: 100 },
      (_, index): End => ({
        kind: 'pod',
        namespace: 'x',
        namespaceLabels: {},
        name: `web-${index}`,
        labels: { app: 'web', 'pod-template-hash': String(index) },
        addresses: [parseAddress(`10.0.0.${index + 4}`)],
        ports: [],
      }),
    );
    const rules = [rulesOf({ metadata: { name: 'closed', namespace: 'x' }, spec: { podSelector: { matchLabels: { app: 'web' } } } })];
    expect(policyMatrix(rules, ends, { protocol: 'TCP', port: 80 }).classes.members).toHaveLength(1);
  });
});
