import { describe, expect, it } from 'vitest';
import { interfacesOf } from '../../src/engine/aws/network-interface.ts';
import { advance } from '../../src/engine/settle.ts';
import { objectsOf } from '../../src/engine/store.ts';
import type { World } from '../../src/engine/world.ts';
import { instanceOf, nodeWorld, nodeWorldIds } from '../support/node-world.ts';
import { at, create, eventsOf, type LearnerVerb, scale, strategic, typed } from '../support/world-of.ts';

const MINUTE = 60_000;

/** Addresses, or prefixes, of each ENI beside its own. */
function perEni(world: World, node = 0): number[] {
  return interfacesOf(world, instanceOf(node)).map((eni) => eni.PrivateIpAddresses.length - 1 + eni.Ipv4Prefixes.length);
}

function scaled(world: World, replicas: number, minutes = 3): World {
  return advance(typed(world, scale('default/web', replicas)), minutes * MINUTE);
}

/** `kubectl set env daemonset aws-node`, and the time of its rollout. */
function withEnv(world: World, env: Readonly<Record<string, string>>, minutes = 5): World {
  const list = Object.entries(env).map(([name, value]) => ({ name, value }));
  const patch = strategic('DaemonSet', 'kube-system/aws-node', { spec: { template: { spec: { containers: [{ name: 'aws-node', env: list }] } } } });
  return advance(typed(world, patch), minutes * MINUTE);
}

function aws(verb: string, kind: string, body: object): LearnerVerb {
  return { plane: 'aws', verb, kind, body } as LearnerVerb;
}

function running(world: World): string[] {
  return objectsOf(world.cluster.Pod)
    .filter(({ metadata, status }) => metadata.labels?.app === 'web' && status.phase === 'Running')
    .map(({ status }) => status.podIP ?? '');
}

// docs/eni-and-ip-target.md, docs/prefix-and-ip-target.md and README.md of the VPC CNI.
describe('a published row of warm targets is watched', () => {
  const IPS = { WARM_IP_TARGET: '5', MINIMUM_IP_TARGET: '10' };
  const PREFIXES = { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' };
  it.each([
    ['t3.small', { WARM_ENI_TARGET: '1' }, [0, 5], [[3], [3, 3, 3]]],
    ['t3.small', { WARM_IP_TARGET: '1', MINIMUM_IP_TARGET: '1' }, [0], [[1]]],
    ['t3.small', { WARM_IP_TARGET: '2', MINIMUM_IP_TARGET: '5' }, [9], [[3, 3, 3]]],
    ['p3dn.24xlarge', { WARM_ENI_TARGET: '1' }, [0, 3, 95], [[49], [49, 49], [49, 49, 49]]],
    ['p3dn.24xlarge', IPS, [0, 7, 15], [[10], [12], [20]]],
    [
      'm4.4xlarge',
      { WARM_ENI_TARGET: '1' },
      [30, 58],
      [
        [29, 29, 29],
        [29, 29, 29],
      ],
    ],
    ['m4.4xlarge', { WARM_IP_TARGET: '1', MINIMUM_IP_TARGET: '12' }, [9], [[12]]],
    ['t3.small', PREFIXES, [0, 16, 58], [[1], [2], [3, 2]]],
    ['t3.small', { ...PREFIXES, WARM_IP_TARGET: '1', MINIMUM_IP_TARGET: '1' }, [0, 17], [[1], [2]]],
    ['t3.small', { ...PREFIXES, WARM_IP_TARGET: '7', MINIMUM_IP_TARGET: '20' }, [58], [[3, 2]]],
  ] as const)('%s with %o', (InstanceType, env, pods, expected) => {
    let world = nodeWorld({ InstanceType, env, CidrBlock: '10.0.0.0/16', maxPods: 1_000 });
    pods.forEach((count, index) => {
      world = scaled(world, count);
      expect(running(world)).toHaveLength(count);
      expect(perEni(world)).toEqual(expected[index]);
    });
  });

  it('downwards too: what is not needed goes back after it has rested', () => {
    const busy = scaled(nodeWorld({ InstanceType: 'p3dn.24xlarge', env: IPS, CidrBlock: '10.0.0.0/16' }), 15);
    expect(perEni(busy)).toEqual([20]);
    expect(perEni(scaled(busy, 7, 5))).toEqual([12]);
  });
});

describe('settings that aws-node does not start with', () => {
  it('leave the pods without network, and the log says why', () => {
    const env = { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '0' };
    const world = scaled(withEnv(nodeWorld({ InstanceType: 'm5.large' }), env), 1);
    expect(running(world)).toEqual([]);
    expect(objectsOf(world.hosts.Host)[0]?.ipamdFailure).toMatchObject({ ends: 'entrypoint' });
    const daemon = objectsOf(world.cluster.Pod).find(({ metadata }) => metadata.namespace === 'kube-system');
    expect(daemon?.status.containerStatuses?.[0]?.state?.waiting?.reason).toBe('CrashLoopBackOff');
    expect(eventsOf(world, 'FailedCreatePodSandBox')[0]).toMatch(/connect: connection refused"$/);
    expect(running(withEnv(world, { ...env, WARM_PREFIX_TARGET: '1' }))).toHaveLength(1);
  });

  it('are not those of prefixes on a type that takes none: it falls back to single addresses', () => {
    const world = nodeWorld({ InstanceType: 'm4.large', env: { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' } });
    expect(interfacesOf(world, instanceOf(0)).map(({ Ipv4Prefixes }) => Ipv4Prefixes)).toEqual([[]]);
    expect(perEni(world)).toEqual([9]);
  });
});

/** The role of the nodes with a policy of its own for IPv6. */
function nodeRole(): LearnerVerb[] {
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
  const six = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['ec2:AssignIpv6Addresses', 'ec2:Describe*'], Resource: '*' }] };
  return [
    aws('CreateRole', 'IamRole', { RoleName: 'node', AssumeRolePolicyDocument: JSON.stringify(trust) }),
    aws('PutRolePolicy', 'IamRole', { RoleName: 'node', PolicyName: 'AmazonEKS_CNI_IPv6_Policy', PolicyDocument: JSON.stringify(six) }),
  ];
}

describe('a subnet without room', () => {
  /** 27 addresses for two nodes that want ten each, and ten more with their first pods. */
  const exhausted = scaled(nodeWorld({ InstanceType: 'm5.large', nodes: 2, CidrBlock: '10.0.0.0/27' }), 22);

  it('leaves pods waiting while the nodes stay ready', () => {
    expect(running(exhausted)).toHaveLength(18);
    expect(eventsOf(exhausted, 'FailedCreatePodSandBox')[0]).toMatch(/add cmd: failed to assign an IP address to container$/);
    expect(at(exhausted, 'Node', 'node0').status.conditions?.find(({ type }) => type === 'Ready')?.status).toBe('True');
  });

  it('is asked again only after 120 s', () => {
    const asked = objectsOf(exhausted.hosts.Host).map(({ ipamd }) => ipamd?.exhaustedAt ?? null);
    expect(asked.every((time) => time !== null && exhausted.now - time < 120_000)).toBe(true);
  });

  it('has enough for all with smaller targets: the ENIs take what they need', () => {
    const spare = scaled(nodeWorld({ InstanceType: 'm5.large', nodes: 2, CidrBlock: '10.0.0.0/27' }), 12);
    const smaller = withEnv(spare, { WARM_IP_TARGET: '1', MINIMUM_IP_TARGET: '2' });
    expect(perEni(smaller)).toEqual([7]);
    expect(running(scaled(smaller, 22, 5))).toHaveLength(22);
  });

  it('is left behind with a secondary CIDR and custom networking', () => {
    const vpc = typed(exhausted, aws('AssociateVpcCidrBlock', 'Vpc', { VpcId: nodeWorldIds.vpc, CidrBlock: '100.64.0.0/16' }));
    const later = advance(vpc, MINUTE);
    const made = typed(later, aws('CreateSubnet', 'Subnet', { VpcId: nodeWorldIds.vpc, CidrBlock: '100.64.0.0/19', AvailabilityZone: 'us-west-2a' }));
    const subnet = objectsOf(made.aws.Subnet).find(({ CidrBlock }) => CidrBlock === '100.64.0.0/19')?.SubnetId;
    const config = {
      apiVersion: 'crd.k8s.amazonaws.com/v1alpha1',
      kind: 'ENIConfig',
      metadata: { name: 'us-west-2a' },
      spec: { subnet, securityGroups: [nodeWorldIds.group] },
    };
    const world = withEnv(typed(made, create('ENIConfig', config)), {
      AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true',
      ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
    });
    expect(running(world)).toHaveLength(22);
    expect(running(world).filter((address) => address.startsWith('100.64.'))).toHaveLength(4);
  });

  it('stays where an ENIConfig names no subnet that is there, however often ipamd asks', () => {
    const spec = { subnet: '', securityGroups: [nodeWorldIds.group] };
    const config = { apiVersion: 'crd.k8s.amazonaws.com/v1alpha1', kind: 'ENIConfig', metadata: { name: 'us-west-2a' }, spec };
    const world = withEnv(typed(exhausted, create('ENIConfig', config)), {
      AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true',
      ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
    });
    expect(running(world)).toHaveLength(running(exhausted).length);
    expect(objectsOf(world.lab.Notice).filter(({ text }) => /keeps changing/.test(text.en))).toEqual([]);
  });

  it('does not matter to an IPv6 cluster: one prefix of the primary ENI serves all', () => {
    const env = { ENABLE_IPv4: 'false', ENABLE_IPv6: 'true', ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' };
    const start = nodeWorld({ InstanceType: 'm5.large', nodes: 2, CidrBlock: '10.0.0.0/27', env, ipv6: true });
    // AmazonEKS_CNI_Policy does not allow it: https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html
    expect(eventsOf(start, 'MissingIAMPermissions')[0]).toMatch(/ec2:AssignIpv6Addresses/);
    const world = scaled(typed(start, ...nodeRole()), 22);
    expect(running(world)).toHaveLength(22);
    expect(running(world).every((address) => address.startsWith('2600:1f14:e1c:b700:'))).toBe(true);
    expect(perEni(world)).toEqual([0]);
    expect(interfacesOf(world, instanceOf(0))[0]?.Ipv6Prefixes).toHaveLength(1);
  });
});

describe('a node without slots', () => {
  it('takes sixteen times the pods with prefixes, once its single addresses are free', () => {
    const full = scaled(nodeWorld({ InstanceType: 't3.small', maxPods: 110 }), 12);
    expect(running(full)).toHaveLength(9);
    const prefixes = { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' };
    // Every slot holds an address that a pod uses: a prefix finds no place.
    expect(running(withEnv(full, prefixes))).toHaveLength(9);
    expect(running(scaled(withEnv(scaled(full, 0), prefixes), 40))).toHaveLength(40);
  });

  it('finds no prefix in a subnet whose free addresses lie apart, and finds them in a reservation', () => {
    const held = Array.from({ length: 15 }, (_, index) => ({
      NetworkInterfaceId: `eni-0b000000000000${10 + index}`,
      SubnetId: nodeWorldIds.subnet,
      Groups: [{ GroupId: nodeWorldIds.group }],
      PrivateIpAddress: `10.0.0.${16 * (index + 1) + 3}`,
    }));
    const own = {
      NetworkInterfaceId: 'eni-0a00000000000000',
      SubnetId: nodeWorldIds.subnet,
      Groups: [{ GroupId: nodeWorldIds.group }],
      Attachment: { InstanceId: instanceOf(0), DeviceIndex: 0 },
      PrivateIpAddress: '10.0.0.4',
    };
    const env = { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' };
    const world = scaled(nodeWorld({ InstanceType: 'm5.large', env, aws: { NetworkInterfaces: [own, ...held] } }), 1);
    expect(running(world)).toEqual([]);
    const moved = typed(world, aws('DeleteNetworkInterface', 'NetworkInterface', { NetworkInterfaceId: held[1]?.NetworkInterfaceId }));
    const reserved = typed(
      moved,
      aws('CreateSubnetCidrReservation', 'SubnetCidrReservation', {
        SubnetId: nodeWorldIds.subnet,
        Cidr: '10.0.0.32/28',
        ReservationType: 'prefix',
      }),
    );
    // Nobody else is given an address of the block meanwhile, and the pause of 120 s goes by.
    expect(running(advance(reserved, 3 * MINUTE))).toEqual(['10.0.0.32']);
  });
});
