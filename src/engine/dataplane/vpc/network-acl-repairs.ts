/** Entries of a network ACL that would admit, or turn away, a packet: candidates for a hint. */
import type { NetworkAcl } from '../../aws/network-acl.ts';
import { familyOf, showAddress } from '../../net/address.ts';
import { learner } from '../../principal.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Breadth, Repair } from '../element.ts';
import type { Step } from '../step.ts';
import { filteredAs, PROTOCOLS } from './network-acl.ts';

/**
 * The ports that replies go to, as AWS recommends to open them for clients of every sort.
 * https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
const EPHEMERAL = { From: 1024, To: 65_535 };

/** An entry before the one that denied: for the packet's own port and peer, for a reply the ports that replies go to. */
export function aclRepairs(world: World, step: Step): readonly Repair[] {
  return entries(world, step, { RuleAction: 'allow', below: null });
}

/** An entry before the one that allowed, which denies the packet's own port to its own peer. */
export function aclStops(world: World, step: Step): readonly Repair[] {
  return entries(world, step, { RuleAction: 'deny', below: Number(step.params.rule) });
}

type Wanted = { readonly RuleAction: 'allow' | 'deny'; readonly below: number | null };

function entries(world: World, step: Step, { RuleAction, below }: Wanted): readonly Repair[] {
  const acl = step.object?.kind === 'NetworkAcl' ? objectAt(world.aws.NetworkAcl, step.object.key) : undefined;
  if (acl === undefined || (step.in.protocol === 'icmp' && step.in.error === undefined)) return [];
  const Egress = step.place.name === 'subnet-out';
  const RuleNumber = freeNumber(acl, Egress);
  if (RuleNumber === null || (below !== null && !(RuleNumber < below))) return [];
  const peer = Egress ? step.in.destination : step.in.source;
  const six = familyOf(peer) === 6;
  const made = (block: string, breadth: Breadth): Repair => {
    const body = {
      NetworkAclId: acl.NetworkAclId,
      RuleNumber,
      Egress,
      RuleAction,
      ...portsOf(step),
      ...(six ? { Ipv6CidrBlock: block } : { CidrBlock: block }),
    };
    const verb = { plane: 'aws', verb: 'CreateNetworkAclEntry', kind: 'NetworkAcl', body, as: learner(world.account) } as const;
    return { verbs: [verb], object: { plane: 'aws', kind: 'NetworkAcl', key: acl.NetworkAclId }, field: 'Entries', breadth };
  };
  const host = `${showAddress(peer)}/${six ? 128 : 32}`;
  // To deny, an ACL is a blunt tool: whoever gets the address next is shut out as well.
  return RuleAction === 'deny' ? [made(host, 'wide')] : [made(host, 'address'), made(six ? '::/0' : '0.0.0.0/0', 'all')];
}

/** A number that comes before every entry of the direction, or the first that is free. */
function freeNumber({ Entries }: NetworkAcl, egress: boolean): number | null {
  const taken = Entries.filter((entry) => entry.Egress === egress).map((entry) => entry.RuleNumber);
  return Array.from({ length: 100 }, (_, index) => index + 1).find((number) => !taken.includes(number)) ?? null;
}

function portsOf({ in: packet, because }: Step): object {
  if (packet.error === undefined) {
    const own = { From: packet.destinationPort, To: packet.destinationPort };
    const reply = because === 'SUBNET_ACL_RESTRICTS_REPLY' && packet.destinationPort >= EPHEMERAL.From;
    return { Protocol: PROTOCOLS[packet.protocol], PortRange: reply ? EPHEMERAL : own };
  }
  const { from, to } = filteredAs(packet, 'reply');
  return { Protocol: familyOf(packet.destination) === 6 ? '58' : '1', IcmpTypeCode: { Type: from, Code: to } };
}
