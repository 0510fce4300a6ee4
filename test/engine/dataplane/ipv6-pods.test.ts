import { describe, expect, it } from 'vitest';
import { objectAt } from '../../../src/engine/store.ts';
import { courseParts } from '../../support/course-world.ts';
import { expectTrace } from '../../support/expect-trace.ts';
import { afterLines, entered } from '../../support/lines.ts';
import { traceTold } from '../../support/trace-told.ts';
import { standing } from '../../support/world-of.ts';

type Row = Record<string, unknown>;

/** The course's example with IPv6: a /64 for each subnet, an address for each node, routes to the internet. */
function withIpv6() {
  const parts = courseParts();
  const aws = parts.aws as Record<string, readonly Row[]>;
  const subnets = (aws.Subnets ?? []).map((subnet, index) => ({
    ...subnet,
    Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: `2001:db8:0:${index}::/64` }],
  }));
  const subnetIds = subnets.map((subnet) => (subnet as Row).SubnetId);
  const enis = (aws.NetworkInterfaces ?? []).map((eni) => {
    const isPrimary = (eni.Attachment as Row | undefined)?.DeviceIndex === 0;
    if (!isPrimary) return eni;
    const subnet = subnetIds.indexOf(eni.SubnetId);
    // The policy AmazonEKS_CNI_Policy does not allow ipamd to ask for the prefix; here it is there already.
    return { ...eni, Ipv6Addresses: [{ Ipv6Address: `2001:db8:0:${subnet}::6` }], Ipv6Prefixes: [{ Ipv6Prefix: `2001:db8:0:${subnet}:1::/80` }] };
  });
  const tables = (aws.RouteTables ?? []).map((table) => ({
    ...table,
    Routes: [
      ...(table.Routes as Row[]),
      { DestinationIpv6CidrBlock: '2001:db8::/56', GatewayId: 'local', Origin: 'CreateRouteTable' },
      { DestinationIpv6CidrBlock: '::/0', GatewayId: 'igw-0aaaaaaaaaaaaaaaa', Origin: 'CreateRoute' },
    ],
  }));
  const vpcs = (aws.Vpcs ?? []).map((vpc) => ({ ...vpc, Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: '2001:db8::/56' }] }));
  return standing({ ...parts, aws: { ...aws, Vpcs: vpcs, Subnets: subnets, NetworkInterfaces: enis, RouteTables: tables } });
}

function podOn(node: string, name: string): string {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: name } },
    spec: { nodeName: node, containers: [{ name: 'web', image: 'nicolaka/netshoot' }] },
  };
  return `kubectl apply -f - <<EOF\n${JSON.stringify(pod)}\nEOF`;
}

const world = afterLines(
  withIpv6(),
  'kubectl set env daemonset aws-node -n kube-system ENABLE_IPv6=true ENABLE_IPv4=false ENABLE_PREFIX_DELEGATION=true WARM_PREFIX_TARGET=1',
  'wait 3m',
  podOn('node0', 'six'),
  podOn('node1', 'other'),
  podOn('node0', 'near'),
  'wait 10s',
);
const addressOf = (name: string): string => objectAt(world.cluster.Pod, `default/${name}`)?.status.podIP ?? '';

// https://docs.aws.amazon.com/eks/latest/best-practices/ipv6.html
describe('a pod with an IPv6 address', () => {
  it('knows a gateway that nobody has, fe80::1, and a way out over IPv4', () => {
    expect(addressOf('six')).toMatch(/^2001:db8:/);
    expect(entered(world, 'kubectl exec six -- ip -6 route').stdout).toBe(
      'default via fe80::1 dev eth0 metric 1024 pref medium\nfe80::1 dev eth0 metric 1024 pref medium\n',
    );
    expect(entered(world, 'kubectl exec six -- ip -4 route').stdout).toContain('default via 169.254.172.1 dev v4if0\n');
    expect(entered(world, 'kubectl exec six -- ip neigh').stdout).toMatch(/^fe80::1 dev eth0 lladdr \S+ PERMANENT\n/);
    expect(entered(world, 'node node0 -- ip -6 rule').stdout).toContain(`512:\tfrom all to ${addressOf('six')} lookup main\n`);
    expect(entered(world, 'node node0 -- ip -6 route').stdout).toMatch(
      new RegExp(`^${addressOf('six')} dev eni[0-9a-f]{11} metric 1024 pref medium$`, 'm'),
    );
  });

  it('keeps its address to pods of the same node, of another node, and out to the internet', () => {
    const icmp = (to: string) => expectTrace(world, 'pod/default/six', `ip:[${to}]`, 'icmp');
    icmp(addressOf('near')).answers().avoids('security-group').sees(addressOf('six'));
    icmp(addressOf('other')).says('LEAVES_BY_ENI').neverSays('EGRESS_SNAT').neverSays('OUTBOUND_SNAT').neverSays('OUTBOUND_CONNECTION_MARKED');
    icmp('2001:db8:ffff::80').says('LEAVES_BY_ENI').neverSays('EGRESS_SNAT');
  });

  it('reaches IPv4 by the address of its node', () => {
    expectTrace(world, 'pod/default/six', 'ip:198.51.100.80:80').answers().says('POD_EGRESS_ROUTE').says('EGRESS_SNAT').sees('198.51.100.6');
    const save = entered(world, 'node node0 -- iptables-save').stdout;
    expect(save).toMatch(
      /-A POSTROUTING -s 169\.254\.172\.2\/32 -m comment --comment "name: \\"aws-cni\\" id: \\"[0-9a-f]{64}\\"" -j CNI-E4-[0-9a-f]{21}\n/,
    );
    expect(save).toContain(
      '-A FORWARD -d 169.254.172.0/22 -m conntrack --ctstate NEW -m comment --comment "Block Node Local Pod access via IPv4" -j REJECT',
    );
    expect(save).not.toContain('AWS-SNAT-CHAIN-0');
  });

  it('is traced at the prompt over IPv6 and over IPv4, in both languages', () => {
    const six = traceTold(world, 'pod/default/six', `ip:[${addressOf('other')}]`, 'icmp');
    // The group of the nodes lets out over IPv4 only.
    for (const text of [six.ko, six.en]) expect(text).toContain('sgr-00000000000000002 all all 0.0.0.0/0');
    const near = traceTold(world, 'pod/default/six', `ip:[${addressOf('near')}]`, 'icmp');
    expect(near.en.match(/veth pair · /g)).toHaveLength(4);
    const four = traceTold(world, 'pod/default/six', 'ip:198.51.100.80:80');
    for (const text of [four.ko, four.en]) expect(text).toMatch(/nat CNI-E4-[0-9a-f]{21}: -A CNI-E4-/);
  });

  it('takes no new connection at the address that is for going out', () => {
    expectTrace(world, 'pod/default/near', 'ip:169.254.172.2:80').fails('refused', 'EGRESS_ADDRESS_TAKES_NO_CONNECTION');
  });
});
