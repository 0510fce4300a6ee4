import { describe, expect, it } from 'vitest';
import { interfacesOf } from '../../../src/engine/aws/network-interface.ts';
import { podEniOf } from '../../../src/engine/cluster/pod-eni.ts';
import { objectAt, objectsOf } from '../../../src/engine/store.ts';
import type { World } from '../../../src/engine/world.ts';
import { worldOf } from '../../../src/engine/world-of.ts';
import { courseIds, courseParts } from '../../support/course-world.ts';
import { expectTrace } from '../../support/expect-trace.ts';
import { afterLines, entered } from '../../support/lines.ts';
import { traceTold } from '../../support/trace-told.ts';
import { courseWorld, standing } from '../../support/world-of.ts';

const [NODE0 = ''] = courseIds.instances;
const ON = 'kubectl set env daemonset aws-node -n kube-system ENABLE_POD_ENI=true';
const STANDARD = 'kubectl set env daemonset aws-node -n kube-system POD_SECURITY_GROUP_ENFORCING_MODE=standard';

/** The group of the pods: TCP 80 from the subnet of node1, everything out. */
const GROUP = {
  GroupId: 'sg-0dec0000000000001',
  GroupName: 'sec',
  Description: 'pods of sec',
  VpcId: courseIds.vpc,
  OwnerId: courseIds.account,
  Tags: [],
};
const RULES = [
  { SecurityGroupRuleId: 'sgr-0dec0000000000001', IsEgress: false, IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIpv4: '192.168.64.0/19' },
  { SecurityGroupRuleId: 'sgr-0dec0000000000002', IsEgress: true, IpProtocol: '-1', FromPort: -1, ToPort: -1, CidrIpv4: '0.0.0.0/0' },
].map((rule) => ({ ...rule, GroupId: GROUP.GroupId, GroupOwnerId: courseIds.account, Tags: [] }));

const POLICY = {
  apiVersion: 'vpcresources.k8s.aws/v1beta1',
  kind: 'SecurityGroupPolicy',
  metadata: { name: 'sec', namespace: 'default' },
  spec: { podSelector: { matchLabels: { app: 'sec' } }, securityGroups: { groupIds: [GROUP.GroupId] } },
};

function podOn(node: string, name: string, app: string): string {
  const spec = { nodeName: node, containers: [{ name: 'web', image: 'nginx' }] };
  return `kubectl apply -f - <<EOF\n${JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name, labels: { app } }, spec })}\nEOF`;
}

function start(instanceType = 'm5.large', more: readonly object[] = []): World {
  const parts = courseParts();
  const aws = parts.aws as Record<string, readonly object[]>;
  return standing({
    ...parts,
    aws: {
      ...aws,
      SecurityGroups: [...(aws.SecurityGroups ?? []), GROUP],
      SecurityGroupRules: [...(aws.SecurityGroupRules ?? []), ...RULES],
      Instances: (aws.Instances ?? []).map((instance) => ({ ...instance, InstanceType: instanceType })),
      ...(more.length === 0 ? {} : { Roles: more }),
    },
    cluster: [...(parts.cluster ?? []), POLICY],
  });
}

const STRICT = afterLines(start(), ON, 'wait 2m', podOn('node0', 'sec', 'sec'), podOn('node1', 'far', 'far'), 'wait 10s');
const RELAXED = afterLines(start(), ON, STANDARD, 'wait 2m', podOn('node0', 'sec', 'sec'), podOn('node1', 'far', 'far'), 'wait 10s');

function addressOf(world: World, name: string): string {
  return objectAt(world.cluster.Pod, `default/${name}`)?.status.podIP ?? '';
}

function reasonsOf(world: World, name: string): string[] {
  return objectsOf(world.cluster.Event).flatMap((event) => (event.involvedObject.name === name ? [`${event.reason}: ${event.message}`] : []));
}

describe('ENABLE_POD_ENI', () => {
  it('gives each node a trunk ENI and as many branch ENIs as its type takes', () => {
    expect(interfacesOf(STRICT, NODE0).map(({ InterfaceType }) => InterfaceType)).toEqual(['interface', 'interface', 'trunk']);
    // https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/pkg/aws/vpc/limits.go: m5.large takes 9.
    expect(objectAt(STRICT.cluster.Node, 'node0')?.status.allocatable?.['vpc.amazonaws.com/pod-eni']).toBe('9');
    expect(objectAt(STRICT.cluster.Node, 'node0')?.metadata.labels?.['vpc.amazonaws.com/has-trunk-attached']).toBe('true');
    expect(entered(STRICT, 'kubectl get cninodes').stdout).toContain('[{"name":"SecurityGroupsForPods"}]');
    expect(reasonsOf(STRICT, 'node0')).toContain('NodeTrunkInitiated: The node has trunk interface initialized successfully');
  });

  it('does nothing on a type that takes no trunk, and the pod stays pending', () => {
    const small = afterLines(start('t3.large'), ON, 'wait 2m', 'kubectl run sec --image=nginx --labels=app=sec', 'wait 10s');
    const message = 'The instance type t3.large is not supported for trunk interface (Security Group for Pods)';
    expect(reasonsOf(small, 'node0')).toContain(`Unsupported: ${message}`);
    expect(reasonsOf(small, 'sec').join()).toContain('FailedScheduling: 0/2 nodes are available: 2 Insufficient vpc.amazonaws.com/pod-eni.');
  });

  it('leaves pods alone that no policy matches', () => {
    expect(podEniOf(objectAt(STRICT.cluster.Pod, 'default/far') as never)).toBeNull();
    expect(objectAt(STRICT.cluster.Pod, 'default/far')?.spec.containers[0]?.resources?.limits).toBeUndefined();
  });
});

describe('a pod that a SecurityGroupPolicy matches', () => {
  it('gets a branch ENI with the groups of the policy, and the annotation that says so', () => {
    const pod = objectAt(STRICT.cluster.Pod, 'default/sec');
    const details = podEniOf(pod as never);
    const eni = objectAt(STRICT.aws.NetworkInterface, details?.eniId ?? '');
    expect(eni).toMatchObject({ InterfaceType: 'branch', Description: 'aws-k8s-branch-eni', Groups: [{ GroupId: GROUP.GroupId }] });
    expect(details).toMatchObject({ vlanId: 1, subnetCidr: '192.168.0.0/19', privateIp: pod?.status.podIP });
    expect(reasonsOf(STRICT, 'sec').join('\n')).toContain(`SecurityGroupRequested: Pod will get the following Security Groups [${GROUP.GroupId}]`);
  });

  it('stays pending when the branch ENIs of all nodes are used up', () => {
    const template = { metadata: { labels: { app: 'sec' } }, spec: { containers: [{ name: 'web', image: 'nginx' }] } };
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'sec' },
      spec: { replicas: 18, selector: { matchLabels: { app: 'sec' } }, template },
    };
    const full = afterLines(STRICT, `kubectl apply -f - <<EOF\n${JSON.stringify(deployment)}\nEOF`, 'wait 20s');
    const pending = objectsOf(full.cluster.Pod).filter(({ status }) => status.phase === 'Pending');
    expect(pending).toHaveLength(1);
    const said = reasonsOf(full, pending[0]?.metadata.name ?? '').join();
    expect(said).toMatch(/0\/2 nodes are available: 2 Insufficient vpc\.amazonaws\.com\/pod-eni\./);
  });

  it('leaves an ENI that rests for a minute before it is deleted', () => {
    const id = podEniOf(objectAt(STRICT.cluster.Pod, 'default/sec') as never)?.eniId ?? '';
    const deleted = afterLines(STRICT, 'kubectl delete pod sec', 'wait 30s');
    expect(objectAt(deleted.aws.NetworkInterface, id)).toBeDefined();
    expect(objectAt(afterLines(deleted, 'wait 40s').aws.NetworkInterface, id)).toBeUndefined();
  });
});

describe('strict enforcing', () => {
  it('moves the local table behind the rules of VLAN devices, and names the veth vlan', () => {
    const rules = entered(STRICT, 'node node0 -- ip rule').stdout;
    expect(rules).toMatch(/^10:\tfrom all iif vlan\.eth\.1 lookup 101\n10:\tfrom all iif vlan[0-9a-f]{11} lookup 101\n20:\tfrom all lookup local\n/);
    expect(rules).not.toContain(`to ${addressOf(STRICT, 'sec')} `);
    expect(entered(STRICT, 'node node0 -- ip route show table 101').stdout).toMatch(
      /^default via 192\.168\.0\.1 dev vlan\.eth\.1\n192\.168\.0\.1 dev vlan\.eth\.1 scope link\n192\.168\.\d+\.\d+ dev vlan[0-9a-f]{11} scope link\n$/,
    );
  });

  it('asks the groups of the pod for everybody, pods and kubelet of the same node too', () => {
    const to = `ip:${addressOf(STRICT, 'sec')}:80`;
    expectTrace(STRICT, 'pod/default/far', to).answers().says('BRANCH_ENI_TO_HOST').says('ROUTE_TO_BRANCH_POD').sees(addressOf(STRICT, 'far'));
    expectTrace(STRICT, 'pod/default/toolbox', to).fails('timed-out', 'ENI_SG_RULES_MISMATCH');
    expectTrace(STRICT, 'node/node0', to).fails('timed-out', 'ENI_SG_RULES_MISMATCH');
  });

  it('sends all by the branch ENI without translation, so nothing leaves a public subnet', () => {
    // The nodes' own group does not admit the group of the pod.
    expectTrace(STRICT, 'pod/default/sec', 'ip:192.168.64.7:9376').says('ROUTE_BY_BRANCH_ENI').fails('timed-out', 'ENI_SG_RULES_MISMATCH');
    expectTrace(STRICT, 'pod/default/sec', 'ip:198.51.100.80:80')
      .neverSays('OUTBOUND_SNAT')
      .fails('timed-out', 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS');
  });

  it('reaches a Service whose backend is on the same node through the VPC and back', () => {
    const open = afterLines(
      STRICT,
      `aws ec2 authorize-security-group-ingress --group-id ${courseIds.clusterGroup} --protocol=-1 --source-group ${GROUP.GroupId}`,
    );
    expectTrace(open, 'pod/default/sec', 'svc/default/frontend:80')
      .toBackend('192.168.0.41:9376')
      .answers()
      .says('CONNECTION_CAME_BY_ANOTHER_INTERFACE');
  });

  it('loses the replies to the kubelet unless TCP early demux is off', () => {
    const open = afterLines(
      STRICT,
      `aws ec2 authorize-security-group-ingress --group-id ${GROUP.GroupId} --protocol tcp --port 80 --cidr 192.168.0.0/19`,
    );
    const to = `ip:${addressOf(open, 'sec')}:80`;
    expectTrace(open, 'node/node0', to).fails('timed-out', 'EARLY_DEMUX_DROPS_FORWARDED');
    const off = afterLines(open, 'kubectl set env daemonset aws-node -n kube-system DISABLE_TCP_EARLY_DEMUX=true', 'wait 2m');
    expectTrace(off, 'node/node0', to).answers();
    expect(entered(off, 'node node0 -- sysctl net.ipv4.tcp_early_demux').stdout).toBe('net.ipv4.tcp_early_demux = 0\n');
  });
});

// https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html#security-groups-pods-considerations
describe('the readiness probe of a pod with a branch ENI', () => {
  const probed = (mode: 'strict' | 'standard', ...more: readonly string[]): World => {
    const readinessProbe = { httpGet: { path: '/', port: 80 }, periodSeconds: 5 };
    const spec = { nodeName: 'node0', containers: [{ name: 'web', image: 'nginx', readinessProbe }] };
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'sec', labels: { app: 'sec' } }, spec };
    const demux = { name: 'aws-vpc-cni-init', image: 'init', env: [{ name: 'DISABLE_TCP_EARLY_DEMUX', value: 'true' }] };
    const patch = JSON.stringify({ spec: { template: { spec: { initContainers: [demux] } } } });
    const lines = [`kubectl patch daemonset aws-node -n kube-system -p '${patch}'`, ON, ...(mode === 'standard' ? [STANDARD] : []), 'wait 2m'];
    return afterLines(start(), ...lines, `kubectl apply -f - <<EOF\n${JSON.stringify(pod)}\nEOF`, 'wait 1m', ...more);
  };
  const ready = (world: World) => entered(world, 'kubectl get pod sec --no-headers').stdout.split(/\s+/)[1];

  it('goes through the groups of the pod in strict mode: they have to let the node in', () => {
    const closed = probed('strict');
    expect(ready(closed)).toBe('0/1');
    expect(entered(closed, 'kubectl describe pod sec').stdout).toContain(
      'context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    );
    const open = `aws ec2 authorize-security-group-ingress --group-id ${GROUP.GroupId} --protocol tcp --port 80 --cidr 192.168.0.0/19`;
    expect(ready(afterLines(closed, open, 'wait 10s'))).toBe('1/1');
  });

  it('notices when the groups close again', () => {
    const open = `--group-id ${GROUP.GroupId} --protocol tcp --port 80 --cidr 192.168.0.0/19`;
    const world = probed(
      'strict',
      `aws ec2 authorize-security-group-ingress ${open}`,
      'wait 10s',
      `aws ec2 revoke-security-group-ingress ${open}`,
      'wait 20s',
    );
    expect(ready(world)).toBe('0/1');
  });

  it('does not leave the node in standard mode', () => {
    expect(ready(probed('standard'))).toBe('1/1');
  });
});

describe('trace at the prompt', () => {
  it('names the rules of a branch ENI as its node prints them, strict and standard', () => {
    const strict = traceTold(STRICT, 'pod/default/sec', 'ip:192.168.64.7:9376');
    for (const text of [strict.ko, strict.en]) expect(text).toContain('from all iif');
    const standard = traceTold(RELAXED, 'pod/default/sec', 'ip:192.168.64.7:9376');
    for (const text of [standard.ko, standard.en]) expect(text).toContain(`from ${addressOf(RELAXED, 'sec')} lookup 101`);
    const out = traceTold(RELAXED, 'pod/default/sec', 'ip:198.51.100.80:80');
    for (const text of [out.ko, out.en]) expect(text).toContain('nat AWS-SNAT-CHAIN-0: -A AWS-SNAT-CHAIN-0');
  });
});

// "Kubernetes services of type NodePort and LoadBalancer using instance targets with an externalTrafficPolicy set to Local aren't
// supported": https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html
describe('a NodePort whose pod has a branch ENI', () => {
  const service = (policy: string) => {
    const ports = [{ port: 80, nodePort: 30080 }];
    const spec = { type: 'NodePort', selector: { app: 'sec' }, ports, externalTrafficPolicy: policy };
    return `kubectl apply -f - <<EOF\n${JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'sec' }, spec })}\nEOF`;
  };
  const allow = `aws ec2 authorize-security-group-ingress --group-id ${GROUP.GroupId} --protocol tcp --port 80 --cidr 0.0.0.0/0`;

  it('is not reached with strict enforcing where the client is kept: the packet would leave the node under a foreign address', () => {
    const world = afterLines(STRICT, allow, service('Local'), 'wait 10s');
    expectTrace(world, 'internet', 'node/node0:30080').fails('timed-out', 'ENI_SOURCE_DEST_CHECK_RESTRICTION');
  });

  it('is reached by every node where the node puts its own address, and by its own with standard enforcing', () => {
    const world = afterLines(STRICT, allow, service('Cluster'), 'wait 10s');
    expectTrace(world, 'internet', 'node/node0:30080').answers().says('ROUTE_TO_BRANCH_POD').says('ROUTE_BY_BRANCH_ENI');
    expectTrace(world, 'internet', 'node/node1:30080').answers().says('ROUTE_TO_BRANCH_POD');
    expectTrace(afterLines(RELAXED, allow, service('Local'), 'wait 10s'), 'internet', 'node/node0:30080')
      .answers()
      .sees('203.0.113.9');
  });
});

describe('standard enforcing', () => {
  it('does not ask the groups of the pod within the node', () => {
    const to = `ip:${addressOf(RELAXED, 'sec')}:80`;
    expectTrace(RELAXED, 'pod/default/toolbox', to).answers().avoids('security-group');
    expectTrace(RELAXED, 'node/node0', to).answers().avoids('security-group');
    expectTrace(RELAXED, 'pod/default/far', to).answers().says('BRANCH_ENI_TO_HOST');
  });

  it('sends within the VPC by the branch ENI, and out of it by the primary one with its address', () => {
    expectTrace(RELAXED, 'pod/default/sec', 'ip:192.168.64.7:9376').says('ROUTE_BY_BRANCH_ENI').says('LEAVES_BY_BRANCH_ENI');
    expectTrace(RELAXED, 'pod/default/sec', 'ip:198.51.100.80:80')
      .answers()
      .says('OUTBOUND_SNAT')
      .neverSays('LEAVES_BY_BRANCH_ENI')
      .sees('198.51.100.6');
    const rules = entered(RELAXED, 'node node0 -- ip rule').stdout;
    expect(rules).toMatch(/^0:\tfrom all lookup local\n/);
    expect(rules).toContain(`1536:\tfrom ${addressOf(RELAXED, 'sec')} lookup 101\n`);
  });

  it('is not the default: a pod that was there keeps the mode that it was made with', () => {
    const later = afterLines(STRICT, STANDARD, 'wait 2m');
    expect(entered(later, 'node node0 -- ip rule').stdout).toMatch(/^0:\tfrom all lookup local\n10:\tfrom all iif vlan\.eth\.1 lookup 101\n/);
  });
});

describe('a SecurityGroupPolicy', () => {
  it('names one to five groups', () => {
    const wrong = { ...POLICY, metadata: { name: 'none' }, spec: { ...POLICY.spec, securityGroups: { groupIds: [] } } };
    expect(entered(courseWorld(), `kubectl apply -f - <<EOF\n${JSON.stringify(wrong)}\nEOF`).stderr).toContain(
      'spec.securityGroups.groupIds in body should have at least 1 items',
    );
  });

  it('chooses by the labels of the service account, too', () => {
    const byAccount = {
      ...POLICY,
      metadata: { name: 'by-account' },
      spec: { ...POLICY.spec, podSelector: undefined, serviceAccountSelector: { matchLabels: { team: 'blue' } } },
    };
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'blue' },
      spec: { serviceAccountName: 'blue', containers: [{ name: 'web', image: 'nginx' }] },
    };
    const made = afterLines(
      STRICT,
      `kubectl apply -f - <<EOF\n${JSON.stringify({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'blue', labels: { team: 'blue' } } })}\nEOF`,
      `kubectl apply -f - <<EOF\n${JSON.stringify(byAccount)}\nEOF`,
      `kubectl apply -f - <<EOF\n${JSON.stringify(pod)}\nEOF`,
      'wait 10s',
    );
    expect(podEniOf(objectAt(made.cluster.Pod, 'default/blue') as never)).not.toBeNull();
  });
});

describe('the role of the cluster', () => {
  it('has to allow it: without AmazonEKSVPCResourceController no trunk comes, and an event says so', () => {
    const trusting = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'eks.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    };
    const role = objectsOf(worldOf(courseParts()).world.aws.EksCluster)[0]?.roleArn.split('/').at(-1) ?? '';
    const without = afterLines(
      start(),
      `aws iam create-role --role-name ${role} --assume-role-policy-document '${JSON.stringify(trusting)}'`,
      `aws iam attach-role-policy --role-name ${role} --policy-arn arn:aws:iam::aws:policy/AmazonEKSClusterPolicy`,
      ON,
      'wait 2m',
    );
    expect(interfacesOf(without, NODE0).some(({ InterfaceType }) => InterfaceType === 'trunk')).toBe(false);
    expect(reasonsOf(without, 'node0')).toContain(
      'TrunkENICreationFailed: Failed to create trunk interface: Error Code: UnauthorizedOperation: Please verify the cluster IAM role has AmazonEKSVPCResourceController policy',
    );
    const fixed = afterLines(
      without,
      `aws iam attach-role-policy --role-name ${role} --policy-arn arn:aws:iam::aws:policy/AmazonEKSVPCResourceController`,
      'wait 2m',
    );
    expect(interfacesOf(fixed, NODE0).some(({ InterfaceType }) => InterfaceType === 'trunk')).toBe(true);
  });
});
