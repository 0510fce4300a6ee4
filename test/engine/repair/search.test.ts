import { describe, expect, it } from 'vitest';
import type { Repair } from '../../../src/engine/dataplane/element.ts';
import { carriedOut } from '../../../src/engine/repair/carry-out.ts';
import { type Attempted, type Wish, wished } from '../../../src/engine/repair/flow-sight.ts';
import { findRepair, type Search } from '../../../src/engine/repair/search.ts';
import type { ClusterVerb } from '../../../src/engine/verb.ts';
import type { World } from '../../../src/engine/world.ts';
import { traceEndpoints } from '../../../src/shell/trace-report.ts';
import { CLUSTER_GROUP } from '../../support/course-facts.ts';
import { afterLines } from '../../support/lines.ts';
import { policyWorld } from '../../support/policy-world.ts';

const TOOLBOX = 'pod/default/toolbox';
const WEBAPP = 'ip:192.168.64.7:9376';

const between =
  (from: string, to: string): Attempted =>
  (world) => {
    const made = traceEndpoints(world, { from, to, protocol: 'tcp' });
    return 'wrong' in made ? null : made;
  };
const policy = (name: string, spec: object, namespace = 'default') =>
  `kubectl apply -f - <<'END'\n${JSON.stringify({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec })}\nEND`;
const seek = (world: World, wish: Wish, more: { locked?: (repair: Repair) => boolean; budget?: number } = {}): Search =>
  findRepair(world, { ...wished(world, wish), ...more });
const bodies = ({ found }: Search) =>
  (found?.edits ?? []).flatMap(({ repair }) => repair.verbs.map((verb) => (verb as ClusterVerb & { body: object }).body));

const NO_INGRESS = policy('no-ingress', { podSelector: { matchLabels: { app: 'webapp' } }, policyTypes: ['Ingress'] });
const CLOSED = policy('closed', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });

describe('a repair of a connection that should work', () => {
  it('adds one rule for the pods of the sender, and no block, where a policy drops it', () => {
    const world = afterLines(policyWorld(), NO_INGRESS);
    const found = seek(world, { connection: between(TOOLBOX, WEBAPP), want: 'reach' });
    expect(bodies(found)).toEqual([
      [
        {
          op: 'add',
          path: '/spec/ingress',
          value: [{ from: [{ podSelector: { matchLabels: { run: 'toolbox' } } }], ports: [{ protocol: 'TCP', port: 9376 }] }],
        },
      ],
    ]);
  });

  it('looks behind the first block for a second one', () => {
    const world = afterLines(policyWorld(), CLOSED);
    const found = seek(world, { connection: between(TOOLBOX, WEBAPP), want: 'reach' });
    expect(found.found?.edits.map(({ step }) => step.because)).toEqual(['POLICY_DENIES_EGRESS', 'POLICY_DENIES_INGRESS']);
  });

  it('goes on to a third: the look-up that everyone forgets, the way out and the way in', () => {
    const world = afterLines(policyWorld(), CLOSED);
    const found = seek(world, { connection: between(TOOLBOX, 'svc/default/frontend:80'), want: 'reach' });
    expect(found.found?.edits.map(({ repair, step }) => [step.because, repair.field])).toEqual([
      ['POLICY_DENIES_EGRESS', 'spec.egress'],
      ['POLICY_DENIES_EGRESS', 'spec.egress'],
      ['POLICY_DENIES_INGRESS', 'spec.ingress'],
    ]);
  });

  it('opens the look-up of names over UDP and TCP', () => {
    const world = afterLines(
      policyWorld(),
      policy('no-egress', { podSelector: { matchLabels: { run: 'toolbox' } }, policyTypes: ['Egress'], egress: [{ to: [{ podSelector: {} }] }] }),
    );
    const found = seek(world, { connection: between(TOOLBOX, 'svc/default/frontend:80'), want: 'reach' });
    expect(bodies(found)).toEqual([
      [
        {
          op: 'add',
          path: '/spec/egress/-',
          value: {
            to: [
              {
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
                podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
              },
            ],
            ports: [
              { protocol: 'UDP', port: 53 },
              { protocol: 'TCP', port: 53 },
            ],
          },
        },
      ],
    ]);
  });

  it('gives a pod that a strict agent keeps shut a policy of its own', () => {
    const world = policyWorld({ mode: 'strict' });
    const found = seek(world, { connection: between(TOOLBOX, WEBAPP), want: 'reach' });
    expect(found.found?.edits.map(({ step }) => step.because)).toEqual(['POLICY_STRICT_MODE_DENIES', 'POLICY_STRICT_MODE_DENIES']);
  });

  it('never touches what is locked', () => {
    const world = afterLines(policyWorld(), NO_INGRESS);
    const locked = ({ object }: Repair) => object.key === 'default/no-ingress';
    const found = seek(world, { connection: between(TOOLBOX, WEBAPP), want: 'reach' }, { locked });
    expect(found.found?.edits.map(({ repair }) => [repair.object.key, repair.verbs[0]?.verb])).toEqual([['default/allow-ingress-9376', 'create']]);
  });

  it('stops at its budget and says so', () => {
    const world = afterLines(policyWorld(), CLOSED);
    const found = seek(world, { connection: between(TOOLBOX, WEBAPP), want: 'reach' }, { budget: 1 });
    expect(found).toMatchObject({ found: null, complete: false });
  });
});

describe('a repair of a connection that should not work', () => {
  it('shuts out the pods of the sender and leaves everybody else as they are', () => {
    const world = policyWorld();
    const keep = [between('internet', 'node/node0:32001'), between('pod/prod/backend-6c8f9d7b5-x2k4m', WEBAPP)];
    const found = seek(world, { connection: between(TOOLBOX, WEBAPP), want: 'block', keep });
    expect(found.found).not.toBeNull();
    const after = found.found?.world as World;
    expect(between(TOOLBOX, WEBAPP)(after)?.outcome.outcome).toBe('timed-out');
    expect(between('internet', 'node/node0:32001')(after)?.outcome.outcome).toBe('answered');
  });

  it('takes back the rule that let it through', () => {
    const open = policy('from-toolbox', {
      podSelector: { matchLabels: { app: 'webapp' } },
      ingress: [{ from: [{ podSelector: { matchLabels: { run: 'toolbox' } } }] }],
    });
    const found = seek(afterLines(policyWorld(), open), { connection: between(TOOLBOX, WEBAPP), want: 'block' });
    expect(found.found?.edits).toHaveLength(1);
  });

  it('excepts the one address of a block that is let in', () => {
    const open = policy('from-vpc', {
      podSelector: { matchLabels: { app: 'webapp' } },
      ingress: [{ from: [{ ipBlock: { cidr: '192.168.0.0/16' } }] }],
    });
    const found = seek(afterLines(policyWorld(), open), { connection: between(TOOLBOX, WEBAPP), want: 'block' });
    expect(found.found?.edits.map(({ repair }) => repair.field)).toEqual(['spec.ingress[0].from[0].ipBlock.except']);
  });
});

describe('an edit', () => {
  it('whose write is refused leads nowhere', () => {
    const world = policyWorld();
    const verb = {
      plane: 'aws',
      verb: 'RevokeSecurityGroupIngress',
      kind: 'SecurityGroupRule',
      body: { GroupId: CLUSTER_GROUP, SecurityGroupRuleIds: ['sgr-0f0f0f0f0f0f0f0f0'] },
      as: { name: '', groups: [], arn: `arn:aws:iam::${world.account}:user/learner` },
    } as const;
    expect(carriedOut(world, { verbs: [verb] })).toBeNull();
  });
});
