import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCidr } from '../../../src/engine/net/cidr.ts';
import { type Plan, planProblems } from '../../../src/engine/planning/plan.ts';
import { answerOf, type PlanAnswer } from '../../../src/engine/planning/plan-answer.ts';
import { comparisonOf } from '../../../src/engine/planning/plan-comparison.ts';
import { beginPlan, finishPlan, type PlanRun, retarget, sameNodes, stepPlan } from '../../../src/engine/planning/plan-run.ts';

type Wanted = {
  readonly type?: string;
  readonly count?: number;
  readonly pods?: number;
  readonly subnets?: readonly string[];
  readonly podSubnets?: readonly string[];
  readonly settings?: Plan['settings'];
};

function planOf({ type = 'm5.large', count = 1, pods = 0, subnets = ['10.0.0.0/24'], podSubnets = [], settings = {} }: Wanted): Plan {
  return { subnets: subnets.map(parseCidr), podSubnets: podSubnets.map(parseCidr), nodes: [{ type, count, pods }], settings };
}

function simulated(wanted: Wanted): { readonly run: PlanRun; readonly answer: PlanAnswer } {
  const plan = planOf(wanted);
  expect(planProblems(plan)).toEqual([]);
  const run = finishPlan(beginPlan(plan));
  return { run, answer: answerOf(run) };
}

const held = ({ nodes }: PlanAnswer) => nodes.map(({ enis }) => enis.reduce((sum, eni) => sum + eni.used + eni.warm + eni.cooling, 0));
const attached = ({ nodes }: PlanAnswer) => nodes.map(({ enis }) => enis.length);

// The tables of https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/eni-and-ip-target.md and prefix-and-ip-target.md.
describe('a simulated plan holds what the published tables say', () => {
  it.each([
    [{ type: 't3.small', pods: 0, settings: { WARM_ENI_TARGET: '1' } }, 1, 3],
    [{ type: 't3.small', pods: 5, settings: { WARM_ENI_TARGET: '1' } }, 3, 9],
    [{ type: 't3.small', pods: 9, settings: { WARM_ENI_TARGET: '1' } }, 3, 9],
    [{ type: 't3.small', pods: 0, settings: { WARM_IP_TARGET: '2', MINIMUM_IP_TARGET: '5' } }, 2, 5],
    [{ type: 't3.small', pods: 5, settings: { WARM_IP_TARGET: '2', MINIMUM_IP_TARGET: '5' } }, 3, 7],
    [{ type: 't3.small', pods: 9, settings: { WARM_IP_TARGET: '2', MINIMUM_IP_TARGET: '5' } }, 3, 9],
    [{ type: 'm5.large', pods: 20, settings: {} }, 3, 27],
    [{ type: 'm5.large', pods: 20, settings: { ENABLE_PREFIX_DELEGATION: 'true' } }, 1, 48],
  ])('%j: %i ENIs, %i addresses', (wanted, enis, addresses) => {
    const { answer } = simulated(wanted);
    expect({ enis: attached(answer), addresses: held(answer) }).toEqual({ enis: [enis], addresses: [addresses] });
  });
});

describe('a plan that does not fit', () => {
  it('tells pods above max-pods from pods without an address', () => {
    expect(simulated({ pods: 35 }).answer.pods).toMatchObject({ running: 27, tooMany: 8, noAddress: 0 });
    const small = simulated({ count: 3, pods: 20, subnets: ['10.0.0.0/27'] }).answer;
    expect(small.pods.running + small.pods.noAddress).toBe(60);
    expect(small.pods.noAddress).toBeGreaterThan(0);
  });

  it('starts no node without an address, and plans its pods nowhere', () => {
    // A /28 has 11 addresses to give.
    const { answer } = simulated({ type: 't3.small', count: 13, pods: 1, subnets: ['10.0.0.0/28'], settings: { WARM_IP_TARGET: '1' } });
    expect(answer.unplaced).toBe(2);
    expect(answer.pods.noNode).toBe(2);
  });

  it('spreads its nodes over the subnets in turn', () => {
    const { answer } = simulated({ count: 3, subnets: ['10.0.0.0/24', '10.0.1.0/24'], settings: { WARM_ENI_TARGET: '0' } });
    expect(answer.subnets.map(({ counts }) => counts.primary)).toEqual([2, 1]);
  });

  it('with custom networking takes the addresses of pods from their own subnet', () => {
    const settings = { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' };
    const { answer } = simulated({ pods: 10, podSubnets: ['100.64.0.0/24'], settings });
    expect(answer.subnets.map(({ role, counts }) => [role, counts.used])).toEqual([
      ['nodes', 0],
      ['pods', 10],
    ]);
  });
});

describe('pods that come and go in steps', () => {
  it('leave addresses that rest, which time makes warm again', () => {
    const plan = planOf({ pods: 5 });
    const fewer = planOf({ pods: 3 });
    expect(sameNodes(plan, fewer)).toBe(true);
    const gone = stepPlan(retarget(finishPlan(beginPlan(plan)), fewer));
    expect(answerOf(gone).subnets[0]?.counts).toMatchObject({ used: 3, cooling: 2 });
    expect(answerOf(finishPlan(gone)).subnets[0]?.counts).toMatchObject({ used: 3, cooling: 0 });
  });
});

describe('the comparison with the calculator', () => {
  const targets = fc.oneof(
    fc.record({ WARM_ENI_TARGET: fc.integer({ min: 0, max: 3 }).map(String) }),
    fc.record({ WARM_IP_TARGET: fc.integer({ min: 1, max: 8 }).map(String), MINIMUM_IP_TARGET: fc.integer({ min: 0, max: 9 }).map(String) }),
    fc.record({ ENABLE_PREFIX_DELEGATION: fc.constant('true') }),
  );
  it('explains every address by which the two differ', () => {
    const wanted = fc.record({
      type: fc.constantFrom('t3.small', 'm5.large', 'm5.xlarge'),
      count: fc.integer({ min: 1, max: 4 }),
      pods: fc.integer({ min: 0, max: 40 }),
      subnets: fc.constantFrom(['10.0.0.0/28'], ['10.0.0.0/26'], ['10.0.0.0/24', '10.0.1.0/26']),
      settings: targets,
    });
    fc.assert(
      fc.property(wanted, (given) => {
        const plan = planOf(given);
        fc.pre(planProblems(plan).length === 0);
        const run = finishPlan(beginPlan(plan));
        const answer = answerOf(run);
        const { calculator, simulation, differences } = comparisonOf(run, answer);
        expect(calculator.remainingIps + differences.reduce((sum, { free }) => sum + free, 0)).toBe(simulation.free);
        expect(simulation.available - simulation.used).toBe(simulation.free);
        for (const { uses, counts } of answer.subnets) expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(uses.length);
      }),
      { numRuns: 25 },
    );
  });
});

describe('what is wrong with a plan is told all at once', () => {
  const told = (wanted: Wanted) => planProblems(planOf(wanted)).map(({ path, what }) => `${path.join('.')}: ${what.en}`);

  it.each<readonly [Wanted, readonly string[]]>([
    [{ type: 'm5.lrge', count: -1, pods: -2 }, ['nodes.0.type', 'nodes.0.count', 'nodes.0.pods']],
    [{ subnets: ['10.0.0.0/15', '10.0.0.0/29'] }, ['subnets.0', 'subnets.1']],
    [{ subnets: ['10.0.0.0/24', '10.0.0.128/25'] }, ['subnets.1']],
    [{ subnets: ['2001:db8::/64'] }, ['subnets.0']],
    [{ subnets: ['10.0.0.0/24', '192.168.0.0/24'] }, ['subnets']],
    [{ podSubnets: ['100.64.0.0/24'] }, ['podSubnets']],
    [{ settings: { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' } }, ['podSubnets']],
    [{ type: 'm4.large', settings: { ENABLE_PREFIX_DELEGATION: 'true' } }, ['nodes.0.type']],
    [{ settings: { WARM_IP_TARGET: '28', MINIMUM_IP_TARGET: '900' } }, ['settings.WARM_IP_TARGET', 'settings.MINIMUM_IP_TARGET']],
    [{ settings: { WARM_ENI_TARGET: '-1', WARM_IP_TARGET: '1.5' } }, ['settings.WARM_ENI_TARGET', 'settings.WARM_IP_TARGET']],
    [{ settings: { WARM_PREFIX_TARGET: '1' } }, ['settings.WARM_PREFIX_TARGET']],
    [{ settings: { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '0' } }, ['settings.WARM_PREFIX_TARGET']],
    [{ settings: { WARM_IPTARGET: '1' } }, ['settings.WARM_IPTARGET']],
    [{ count: 1000, pods: 1000 }, ['nodes']],
  ])('%j', (wanted, paths) => {
    expect(told(wanted).map((text) => text.split(':')[0])).toEqual(paths);
  });

  it('names the type and the setting that may have been meant', () => {
    const [problem] = planProblems(planOf({ type: 'm5.lrge' }));
    expect(problem?.how).toEqual({ ko: '`m5.large` 타입을 찾습니까?', en: 'Did you mean `m5.large`?' });
    expect(planProblems(planOf({ settings: { WARM_IPTARGET: '1' } }))[0]?.how.en).toBe('Did you mean WARM_IP_TARGET?');
  });

  it('a plan without subnets and nodes lacks both', () => {
    expect(planProblems({ subnets: [], podSubnets: [], nodes: [], settings: {} })).toHaveLength(2);
  });
});
