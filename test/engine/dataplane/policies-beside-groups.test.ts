import { describe, expect, it } from 'vitest';
import { explainPair } from '../../../src/engine/reach/pair.ts';
import { objectAt, objectsOf } from '../../../src/engine/store.ts';
import type { World } from '../../../src/engine/world.ts';
import { courseIds } from '../../support/course-facts.ts';
import { expectTrace } from '../../support/expect-trace.ts';
import { afterLines } from '../../support/lines.ts';
import { policyWorld } from '../../support/policy-world.ts';

const ON = 'kubectl set env daemonset aws-node -n kube-system ENABLE_POD_ENI=true';
const apply = (object: object) => `kubectl apply -f - <<'END'\n${JSON.stringify(object)}\nEND`;
const pod = (node: string, name: string) =>
  apply({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', labels: { app: name } },
    spec: { nodeName: node, containers: [{ name: 'web', image: 'nginx' }] },
  });

/** Pod `sec` with a branch ENI of a group of its own, which lets TCP 80 in from the VPC; pod `far` on the other node. */
function branched(mode: 'standard' | 'strict'): World {
  const made = afterLines(
    policyWorld(),
    ON,
    `kubectl set env daemonset aws-node -n kube-system POD_SECURITY_GROUP_ENFORCING_MODE=${mode}`,
    'wait 2m',
    `aws ec2 create-security-group --group-name sec --description sec --vpc-id ${courseIds.vpc}`,
  );
  const group = objectsOf(made.aws.SecurityGroup).find(({ GroupName }) => GroupName === 'sec')?.GroupId ?? '';
  const policy = {
    apiVersion: 'vpcresources.k8s.aws/v1beta1',
    kind: 'SecurityGroupPolicy',
    metadata: { name: 'sec', namespace: 'default' },
    spec: { podSelector: { matchLabels: { app: 'sec' } }, securityGroups: { groupIds: [group] } },
  };
  return afterLines(
    made,
    `aws ec2 authorize-security-group-ingress --group-id ${group} --protocol tcp --port 80 --cidr 192.168.0.0/16`,
    apply(policy),
    pod('node0', 'sec'),
    pod('node1', 'far'),
    'wait 20s',
  );
}

const NO_INGRESS = apply({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'no-ingress', namespace: 'default' },
  spec: { podSelector: { matchLabels: { app: 'sec' } }, policyTypes: ['Ingress'] },
});

describe.each(['standard', 'strict'] as const)('a pod with a branch ENI and policies, enforcing mode %s', (mode) => {
  const world = branched(mode);
  const address = objectAt(world.cluster.Pod, 'default/sec')?.status.podIP ?? '';
  const to = (port: number) => `ip:${address}:${port}`;
  const pair = (now: World, port: number) =>
    explainPair(now, { from: { from: 'pod', pod: 'default/far' }, to: { pod: 'default/sec', port }, protocol: 'tcp' });

  it('is reached where both let the packet through', () => {
    expectTrace(world, 'pod/default/far', to(80)).answers().says('SG_RULE_ALLOWS_INBOUND').says('POLICY_NOT_ISOLATED_INGRESS');
  });

  it('is shut by its group alone, which the trace and the cell name', () => {
    expectTrace(world, 'pod/default/far', to(81)).fails('timed-out', 'ENI_SG_RULES_MISMATCH');
    expect(pair(world, 81)?.path.failing?.because).toBe('ENI_SG_RULES_MISMATCH');
    expect(pair(world, 81)?.ingress?.enforced.allowed).toBe(true);
  });

  it('is shut by a policy alone, which the trace and the cell name', () => {
    const shut = afterLines(world, NO_INGRESS);
    expectTrace(shut, 'pod/default/far', to(80)).fails('timed-out', 'POLICY_DENIES_INGRESS');
    expect(pair(shut, 80)?.ingress?.enforced).toMatchObject({ allowed: false, because: 'no-rule' });
    expect(pair(shut, 80)?.path.failing).toBeNull();
  });

  it('is shut by both: the group meets the packet first, and the policy is told behind it', () => {
    const shut = afterLines(world, NO_INGRESS);
    expectTrace(shut, 'pod/default/far', to(81)).fails('timed-out', 'ENI_SG_RULES_MISMATCH');
    expect(pair(shut, 81)?.path.failing?.because).toBe('ENI_SG_RULES_MISMATCH');
    expect(pair(shut, 81)?.ingress?.enforced.allowed).toBe(false);
  });

  it('meets its policy first on the way out', () => {
    const policy = { podSelector: { matchLabels: { app: 'sec' } }, policyTypes: ['Egress'] };
    const shut = afterLines(
      world,
      apply({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'no-egress', namespace: 'default' }, spec: policy }),
    );
    expectTrace(shut, 'pod/default/sec', 'ip:192.168.64.7:9376').fails('timed-out', 'POLICY_DENIES_EGRESS');
  });
});
