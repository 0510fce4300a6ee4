import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Candidate,
  discoverSubnets,
  type SubnetRequest,
} from '../../../../src/engine/controllers/cluster/load-balancer-controller/subnet-discovery.ts';

const request: SubnetRequest = {
  type: 'alb',
  scheme: 'internal',
  ipAddressType: 'ipv4',
  clusterName: 'lab',
  clusterTagCheck: true,
  albSingleSubnet: false,
  byReachability: true,
  minimumFree: 8,
};
const ROLE = 'kubernetes.io/role/internal-elb';

function subnet(id: string, az: string, more: Partial<Candidate> = {}): Candidate {
  return { id, az, tags: { [ROLE]: '1' }, availableIps: 100, hasIpv6: false, isPublic: false, ...more };
}

const candidates = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 99 }).map((number) => `subnet-${number}`),
    az: fc.constantFrom('a', 'b', 'c'),
    tags: fc.dictionary(fc.constantFrom(ROLE, 'kubernetes.io/cluster/lab', 'kubernetes.io/cluster/other'), fc.constantFrom('', '1', 'owned')),
    availableIps: fc.integer({ min: 0, max: 20 }),
    hasIpv6: fc.boolean(),
    isPublic: fc.boolean(),
  }),
  { selector: ({ id }) => id, maxLength: 12 },
);

describe('subnet discovery', () => {
  it('tells of every candidate exactly once what became of it', () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const told = discoverSubnets(all, request).verdicts.map(({ id }) => id);
        expect([...told].sort()).toEqual(all.map(({ id }) => id).sort());
      }),
    );
  });

  it('chooses one subnet a zone, in at least two zones, each with room and not another cluster’s', () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const { chosen, error } = discoverSubnets(all, request);
        expect(new Set(chosen.map(({ az }) => az)).size).toBe(chosen.length);
        expect(chosen.length === 0 || chosen.length >= 2).toBe(true);
        expect(chosen.length === 0).toBe(error !== undefined);
        const isOthers = ({ tags }: Candidate) => 'kubernetes.io/cluster/other' in tags && !('kubernetes.io/cluster/lab' in tags);
        expect(chosen.some((each) => each.availableIps < 8 || isOthers(each))).toBe(false);
      }),
    );
  });

  it('does not depend on the order in which EC2 lists subnets', () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const ids = (list: readonly Candidate[]) => discoverSubnets(list, request).chosen.map(({ id }) => id);
        expect(ids([...all].reverse())).toEqual(ids(all));
      }),
    );
  });

  it('names the subnet that was taken instead', () => {
    const own = { [ROLE]: '1', 'kubernetes.io/cluster/lab': 'owned' };
    const all = [subnet('subnet-1', 'a'), subnet('subnet-2', 'a', { tags: own }), subnet('subnet-3', 'b'), subnet('subnet-4', 'b')];
    const { chosen, verdicts } = discoverSubnets(all, request);
    expect(chosen.map(({ id }) => id)).toEqual(['subnet-2', 'subnet-3']);
    expect(verdicts.filter(({ kept }) => !kept)).toEqual([
      { id: 'subnet-1', kept: false, because: 'OTHER_HAS_CLUSTER_TAG', params: { zone: 'a', winner: 'subnet-2' } },
      { id: 'subnet-4', kept: false, because: 'OTHER_HAS_SMALLER_ID', params: { zone: 'b', winner: 'subnet-3' } },
    ]);
  });

  it('does not fall back to routes when one subnet carries the tag', () => {
    const all = [subnet('subnet-1', 'a'), subnet('subnet-2', 'b', { tags: {} })];
    expect(discoverSubnets(all, request).error).toBe('subnets count less than minimal required count: 1 < 2');
    expect(
      discoverSubnets(
        all.map((each) => ({ ...each, tags: {} })),
        request,
      ).chosen,
    ).toHaveLength(2);
  });
});
