import { describe, expect, it } from 'vitest';
import { objectAt, objectsOf } from '../../../src/engine/store.ts';
import { clusterIn, labIn, MINUTES, NODE_ROLE, networkIn, nodegroup, nodegroupIn, openToInternet } from './lab.ts';

const trusting = (Service: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }] });
const POLICY = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const NODE_POLICIES = ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly', 'AmazonEKS_CNI_Policy'];

/** An open network with a cluster whose roles are there, with all policies but those left out. */
function labWithout(...left: readonly string[]) {
  const lab = labIn();
  const network = networkIn(lab);
  openToInternet(lab, network);
  const role = (RoleName: string, service: string, policies: readonly string[]) => {
    lab.call('CreateRole', { RoleName, AssumeRolePolicyDocument: trusting(service) });
    for (const name of policies.filter((policy) => !left.includes(policy))) lab.call('AttachRolePolicy', { RoleName, PolicyArn: POLICY(name) });
  };
  role('eksClusterRole', 'eks.amazonaws.com', ['AmazonEKSClusterPolicy']);
  role('eksNodeRole', 'ec2.amazonaws.com', NODE_POLICIES);
  clusterIn(lab, network, {}, { accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' } });
  return { lab, network };
}

const issueOf = (lab: ReturnType<typeof labIn>) => nodegroup(lab).health.issues[0];

describe('a node group', () => {
  it('becomes active when its nodes are ready, one in each zone', () => {
    const { lab, network } = labWithout();
    nodegroupIn(lab, network, { labels: { tier: 'web' } });
    lab.wait(10 * MINUTES);
    expect([nodegroup(lab).status, nodegroup(lab).health.issues]).toEqual(['ACTIVE', []]);
    const nodes = objectsOf(lab.world().cluster.Node);
    expect(new Set(nodes.map(({ metadata }) => metadata.labels?.['topology.kubernetes.io/zone']))).toEqual(new Set(['us-west-2a', 'us-west-2b']));
    expect(nodes.map(({ metadata }) => metadata.labels?.tier)).toEqual(['web', 'web']);
    expect(nodes.flatMap(({ spec }) => spec.taints ?? [])).toEqual([]);
  });

  it('is refused for a role that does not exist, once the account has roles', () => {
    const { lab, network } = labWithout();
    const body = { clusterName: 'lab', nodegroupName: 'ng', nodeRole: `${NODE_ROLE}x`, subnets: network.subnets };
    expect(lab.refusal('CreateNodegroup', body)).toBe('InvalidParameterException: The role with name eksNodeRolex cannot be found.');
  });

  it('fails at once with Ec2SubnetInvalidConfiguration in public subnets without public addresses', () => {
    const lab = labIn();
    const network = networkIn(lab);
    openToInternet(lab, network, { addresses: false });
    clusterIn(lab, network);
    nodegroupIn(lab, network);
    expect([nodegroup(lab).status, issueOf(lab).code]).toEqual(['CREATE_FAILED', 'Ec2SubnetInvalidConfiguration']);
    expect(issueOf(lab).resourceIds).toEqual(network.subnets);
  });

  it('fails after 15 minutes with NodeCreationFailure where no way leads out of the subnets: nodeadm stops at EC2 already', () => {
    const lab = labIn();
    const network = networkIn(lab);
    clusterIn(lab, network);
    nodegroupIn(lab, network);
    lab.wait(14 * MINUTES);
    expect(nodegroup(lab).status).toBe('CREATING');
    lab.wait(2 * MINUTES);
    expect([nodegroup(lab).status, issueOf(lab).code, issueOf(lab).message]).toEqual([
      'CREATE_FAILED',
      'NodeCreationFailure',
      'Instances failed to join the kubernetes cluster',
    ]);
    const rungs = objectsOf(lab.world().hosts.Host).map(({ registration }) => registration?.rung);
    expect(rungs).toEqual(['ec2', 'ec2']);
  });

  it('goes to the other zone when one subnet is full, and tells InsufficientFreeAddresses when all are', () => {
    const fill = (lab: ReturnType<typeof labIn>, SubnetId: string) => {
      for (;;) {
        const free = lab.call('DescribeSubnets', { SubnetIds: [SubnetId] }).Subnets[0].AvailableIpAddressCount;
        if (free === 0) return;
        lab.call('CreateNetworkInterface', { SubnetId, SecondaryPrivateIpAddressCount: Math.min(free, 15) - 1 });
      }
    };
    const { lab, network } = labWithout();
    fill(lab, network.subnets[0] as string);
    nodegroupIn(lab, network);
    expect(nodegroup(lab).health.issues).toEqual([]);
    lab.call('DeleteNodegroup', { clusterName: 'lab', nodegroupName: 'ng' });
    lab.wait(20 * MINUTES);
    fill(lab, network.subnets[1] as string);
    nodegroupIn(lab, network);
    expect([nodegroup(lab).status, issueOf(lab).code]).toEqual(['CREATE_FAILED', 'InsufficientFreeAddresses']);
  });

  it('is degraded when its instance profile is deleted', () => {
    const { lab, network } = labWithout();
    nodegroupIn(lab, network);
    lab.wait(10 * MINUTES);
    const profile = objectsOf(lab.world().aws.IamInstanceProfile)[0]?.InstanceProfileName;
    lab.call('RemoveRoleFromInstanceProfile', { InstanceProfileName: profile, RoleName: 'eksNodeRole' });
    lab.call('DeleteInstanceProfile', { InstanceProfileName: profile });
    expect([nodegroup(lab).status, issueOf(lab).code]).toEqual(['DEGRADED', 'IamInstanceProfileNotFound']);
  });

  it('is degraded with AccessDenied when the cluster forgets its role, until an access entry names it again', () => {
    const { lab, network } = labWithout();
    nodegroupIn(lab, network);
    lab.wait(10 * MINUTES);
    lab.call('DeleteAccessEntry', { clusterName: 'lab', principalArn: NODE_ROLE });
    expect([nodegroup(lab).status, issueOf(lab).code]).toEqual(['DEGRADED', 'AccessDenied']);
    lab.call('CreateAccessEntry', { clusterName: 'lab', principalArn: NODE_ROLE, type: 'EC2_LINUX' });
    expect([nodegroup(lab).status, nodegroup(lab).health.issues]).toEqual(['ACTIVE', []]);
  });

  it('records the changes of its size', () => {
    const { lab, network } = labWithout();
    nodegroupIn(lab, network);
    lab.wait(10 * MINUTES);
    const { update } = lab.call('UpdateNodegroupConfig', { clusterName: 'lab', nodegroupName: 'ng', scalingConfig: { desiredSize: 1 } });
    const target = { name: 'lab', nodegroupName: 'ng' };
    expect(lab.call('ListUpdates', target).updateIds).toEqual([update.id]);
    expect(lab.call('ListUpdates', { name: 'lab' }).updateIds).toEqual([]);
    lab.wait(5 * MINUTES);
    expect(lab.call('DescribeUpdate', { ...target, updateId: update.id }).update).toMatchObject({ status: 'Successful', type: 'ConfigUpdate' });
    expect(lab.refusal('DescribeUpdate', { name: 'lab', updateId: update.id })).toContain('ResourceNotFoundException');
  });
});

describe('a policy that is missing from a role', () => {
  const nodesOf = (lab: ReturnType<typeof labIn>) => objectsOf(lab.world().cluster.Node);
  const ready = (lab: ReturnType<typeof labIn>) => nodesOf(lab).map(({ status }) => status.conditions?.find(({ type }) => type === 'Ready')?.status);

  it('AmazonEKSWorkerNodePolicy with AmazonEKS_CNI_Policy: nodeadm may not describe its instance', () => {
    const { lab, network } = labWithout('AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy');
    nodegroupIn(lab, network);
    lab.wait(16 * MINUTES);
    const host = objectsOf(lab.world().hosts.Host)[0];
    expect(host?.registration?.rung).toBe('ec2');
    expect(host?.registration?.line).toContain('api error UnauthorizedOperation');
    expect([nodegroup(lab).status, issueOf(lab).code]).toEqual(['CREATE_FAILED', 'NodeCreationFailure']);
  });

  it('AmazonEC2ContainerRegistryPullOnly: the node joins, aws-node has no image, the node stays NotReady', () => {
    const { lab, network } = labWithout('AmazonEC2ContainerRegistryPullOnly');
    nodegroupIn(lab, network);
    lab.wait(16 * MINUTES);
    expect(ready(lab)).toEqual(['False', 'False']);
    const pod = objectsOf(lab.world().cluster.Pod).find(({ metadata }) => metadata.name.startsWith('aws-node'));
    const waiting = pod?.status.containerStatuses?.[0]?.state?.waiting;
    expect(waiting?.reason).toBe('ImagePullBackOff');
    expect(waiting?.message).toContain('authorization failed: no basic auth credentials');
    expect([nodegroup(lab).status, issueOf(lab).code, issueOf(lab).message]).toEqual([
      'CREATE_FAILED',
      'NodeCreationFailure',
      'Unhealthy nodes in the kubernetes cluster',
    ]);
    lab.call('AttachRolePolicy', { RoleName: 'eksNodeRole', PolicyArn: POLICY('AmazonEC2ContainerRegistryPullOnly') });
    // The kubelet waits five minutes at most between two attempts.
    lab.wait(6 * MINUTES);
    expect(ready(lab)).toEqual(['True', 'True']);
  });

  it('AmazonEKS_CNI_Policy: the node joins and stays NotReady, without a CNI', () => {
    const { lab, network } = labWithout('AmazonEKS_CNI_Policy');
    nodegroupIn(lab, network);
    lab.wait(16 * MINUTES);
    expect(ready(lab)).toEqual(['False', 'False']);
    expect(issueOf(lab).message).toBe('Unhealthy nodes in the kubernetes cluster');
  });

  it('AmazonEKSClusterPolicy: the cluster stands, but its nodes keep the taint that the cloud provider takes away', () => {
    const { lab, network } = labWithout('AmazonEKSClusterPolicy');
    expect(lab.call('DescribeCluster', { name: 'lab' }).cluster.status).toBe('ACTIVE');
    nodegroupIn(lab, network);
    lab.wait(10 * MINUTES);
    const taint = { key: 'node.cloudprovider.kubernetes.io/uninitialized', value: 'true', effect: 'NoSchedule' };
    for (const { spec } of nodesOf(lab)) expect(spec.taints).toContainEqual(taint);
    const dns = objectsOf(lab.world().cluster.Pod).filter(({ metadata }) => metadata.name.startsWith('coredns'));
    expect(dns.map(({ status }) => status.phase)).toEqual(['Pending', 'Pending']);
    lab.call('AttachRolePolicy', { RoleName: 'eksClusterRole', PolicyArn: POLICY('AmazonEKSClusterPolicy') });
    lab.wait(2 * MINUTES);
    expect(nodesOf(lab).flatMap(({ spec }) => spec.taints ?? [])).toEqual([]);
  });
});

describe('who nodes are to the cluster, by authentication mode', () => {
  const inMode = (authenticationMode: string) => {
    const lab = labIn();
    const network = networkIn(lab);
    openToInternet(lab, network);
    clusterIn(lab, network, {}, { accessConfig: { authenticationMode } });
    nodegroupIn(lab, network);
    lab.wait(10 * MINUTES);
    return lab;
  };

  it('CONFIG_MAP: EKS writes the role into aws-auth and there are no access entries', () => {
    const lab = inMode('CONFIG_MAP');
    expect(nodegroup(lab).status).toBe('ACTIVE');
    expect(objectAt(lab.world().cluster.ConfigMap, 'kube-system/aws-auth')?.data?.mapRoles).toContain(`rolearn: ${NODE_ROLE}`);
    expect(lab.refusal('ListAccessEntries', { clusterName: 'lab' })).toContain('InvalidRequestException');
  });

  it('API: an access entry of type EC2_LINUX, and no aws-auth', () => {
    const lab = inMode('API');
    expect(nodegroup(lab).status).toBe('ACTIVE');
    expect(objectAt(lab.world().cluster.ConfigMap, 'kube-system/aws-auth')).toBeUndefined();
    expect(lab.call('DescribeAccessEntry', { clusterName: 'lab', principalArn: NODE_ROLE }).accessEntry.type).toBe('EC2_LINUX');
  });

  it('goes one way: to API_AND_CONFIG_MAP, then to API', () => {
    const lab = inMode('CONFIG_MAP');
    const to = (authenticationMode: string) => ({ name: 'lab', accessConfig: { authenticationMode } });
    lab.call('UpdateClusterConfig', to('API_AND_CONFIG_MAP'));
    lab.wait(5 * MINUTES);
    expect(lab.refusal('UpdateClusterConfig', to('CONFIG_MAP'))).toBe(
      'InvalidParameterException: Unsupported authentication mode update from API_AND_CONFIG_MAP to CONFIG_MAP',
    );
  });
});
