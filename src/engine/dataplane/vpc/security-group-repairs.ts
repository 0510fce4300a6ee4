/** Rules that would admit a packet which no security group rule allowed: candidates for a hint. */
import { familyOf, showAddress } from '../../net/address.ts';
import { learner } from '../../principal.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Breadth, Repair } from '../element.ts';
import type { Step } from '../step.ts';
import { holderOf } from './vpc-network.ts';

/**
 * For each group of the interface: the packet's own port, from its own peer, from the peer's group, or from anywhere. The group
 * that the fewest interfaces carry comes first: its rule admits the least.
 */
export function groupRepairs(world: World, step: Step): readonly Repair[] {
  const eni = objectAt(world.aws.NetworkInterface, step.place.of.key);
  if (eni === undefined) return [];
  const egress = step.place.name === 'eni-out';
  const packet = step.in;
  const peer = egress ? packet.destination : packet.source;
  const VpcId = objectAt(world.aws.Subnet, eni.SubnetId)?.VpcId;
  const holder = VpcId === undefined ? undefined : holderOf(world, VpcId, peer);
  const icmp = packet.protocol === 'icmp';
  const six = familyOf(peer) === 6;
  const echo = { IpProtocol: six ? 'icmpv6' : 'icmp', FromPort: six ? 128 : 8, ToPort: 0 };
  const service = icmp ? echo : { IpProtocol: packet.protocol, FromPort: packet.destinationPort, ToPort: packet.destinationPort };
  const block = (text: string) => (six ? { Ipv6Ranges: [{ CidrIpv6: text }] } : { IpRanges: [{ CidrIp: text }] });
  const peers: { readonly from: object; readonly breadth: Breadth }[] = [
    { from: block(`${showAddress(peer)}/${six ? 128 : 32}`), breadth: 'address' },
  ];
  if (holder === undefined) peers.push({ from: block(six ? '::/0' : '0.0.0.0/0'), breadth: 'all' });
  else if (holder.Groups.length > 0)
    peers.unshift({ from: { UserIdGroupPairs: holder.Groups.slice(0, 1).map(({ GroupId }) => ({ GroupId })) }, breadth: 'exact' });
  const carriers = ({ GroupId }: { readonly GroupId: string }) => lookup(world.aws.NetworkInterface, 'byGroup', GroupId).length;
  const groups = [...eni.Groups].sort((one, other) => carriers(one) - carriers(other));
  return groups.flatMap(({ GroupId }) =>
    peers.map(({ from, breadth }) => ({
      breadth,
      verbs: [
        {
          plane: 'aws',
          verb: egress ? 'AuthorizeSecurityGroupEgress' : 'AuthorizeSecurityGroupIngress',
          kind: 'SecurityGroupRule',
          body: { GroupId, IpPermissions: [{ ...service, ...from }] },
          as: learner(world.account),
        },
      ],
      object: { plane: 'aws', kind: 'SecurityGroup', key: GroupId },
      field: egress ? 'IpPermissionsEgress' : 'IpPermissions',
    })),
  );
}

/** The rule that let the packet through, revoked. */
export function groupStops(world: World, step: Step): readonly Repair[] {
  const rule = objectAt(world.aws.SecurityGroupRule, step.row?.text.split(' ')[0] ?? '');
  if (rule === undefined) return [];
  const { GroupId, SecurityGroupRuleId, IsEgress } = rule;
  const verb = IsEgress ? 'RevokeSecurityGroupEgress' : 'RevokeSecurityGroupIngress';
  const body = { GroupId, SecurityGroupRuleIds: [SecurityGroupRuleId] };
  return [
    {
      verbs: [{ plane: 'aws', verb, kind: 'SecurityGroupRule', body, as: learner(world.account) }],
      object: { plane: 'aws', kind: 'SecurityGroup', key: GroupId },
      field: IsEgress ? 'IpPermissionsEgress' : 'IpPermissions',
      breadth: 'wide',
    },
  ];
}
