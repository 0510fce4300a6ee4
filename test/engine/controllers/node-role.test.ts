import { describe, expect, it } from 'vitest';
import { advance } from '../../../src/engine/settle.ts';
import { objectsOf } from '../../../src/engine/store.ts';
import type { World } from '../../../src/engine/world.ts';
import { courseIds, courseParts } from '../../support/course-world.ts';
import { at, eventsOf, type LearnerVerb, standing, typed } from '../../support/world-of.ts';

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const PROBE = { exec: { command: ['/app/grpc-health-probe', '-addr=:50051'] }, initialDelaySeconds: 1 };

const iam = (verb: string, body: LearnerVerb extends { body: infer B } ? B : object): LearnerVerb =>
  ({ plane: 'aws', verb, kind: 'IamRole', body }) as LearnerVerb;

/** The worked example whose node role exists and has no policy yet, before its DaemonSets. */
function withEmptyRole(): World {
  const parts = courseParts();
  const cluster = (parts.cluster ?? []).filter((object) => ['Namespace', 'Node'].includes((object as { kind: string }).kind));
  return typed(standing({ ...parts, cluster }), iam('CreateRole', { RoleName: 'lab-node', AssumeRolePolicyDocument: TRUST }));
}

function withAwsNode(start: World): World {
  const labels = { 'k8s-app': 'aws-node' };
  const container = { name: 'aws-node', image: '602401143452.dkr.ecr.us-west-2.amazonaws.com/amazon-k8s-cni:v1.20.4', readinessProbe: PROBE };
  const spec = { hostNetwork: true, tolerations: [{ operator: 'Exists' }], containers: [container] };
  const body = {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'aws-node', namespace: 'kube-system', labels },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
  };
  const created = typed(start, { plane: 'cluster', verb: 'create', kind: 'DaemonSet', namespace: 'kube-system', name: 'aws-node', body });
  return advance(created, 60_000);
}

const ready = (world: World) => at(world, 'Node', 'node0').status.conditions?.find(({ type }) => type === 'Ready');
const daemonsReady = (world: World) => objectsOf(world.cluster.DaemonSet)[0]?.status.numberReady;

describe('a node role without AmazonEKS_CNI_Policy', () => {
  const world = withAwsNode(withEmptyRole());

  it('keeps ipamd from starting: aws-node is not ready, and its event names the call', () => {
    expect(daemonsReady(world)).toBe(0);
    expect(eventsOf(world, 'MissingIAMPermissions')[0]).toMatch(
      /^Unauthorized operation: failed to call ec2:DescribeNetworkInterfaces due to missing/,
    );
    expect(eventsOf(world, 'Unhealthy')[0]).toContain('timeout: failed to connect service \\":50051\\" within 5s');
  });

  it('keeps the node NotReady: nothing has written the CNI configuration', () => {
    expect(ready(world)?.status).toBe('False');
    expect(ready(world)?.message).toContain('cni plugin not initialized');
  });

  it('is repaired by attaching the policy', () => {
    const repaired = advance(
      typed(world, iam('AttachRolePolicy', { RoleName: 'lab-node', PolicyArn: 'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy' })),
      60_000,
    );
    expect(ready(repaired)?.status).toBe('True');
    expect(daemonsReady(repaired)).toBe(courseIds.instances.length);
  });
});
