/**
 * What the network policy agent of the VPC CNI does with a packet at a pod's veth: the blocks and ports of the
 * PolicyEndpoints that list the pod. https://github.com/aws/aws-network-policy-agent#readme
 */
import type { Address } from '../net/address.ts';
import { readAddress } from '../net/address.ts';
import { contains, hostCidr, readCidr } from '../net/cidr.ts';
import type { EndpointInfo, EndpointPort, PolicyEndpointSpec } from './policy-endpoint.ts';
import type { Direction } from './policy-rules.ts';

/** What the agent sees of a packet: the other end, as the packet names it here, the protocol (`TCP`, `ICMP`) and the destination port. */
export type AgentPacket = { readonly peer: Address; readonly protocol: string; readonly port: number };

export type AgentVerdict =
  | { readonly allowed: true; readonly because: 'not-isolated' }
  | { readonly allowed: true; readonly because: 'entry'; readonly policy: string; readonly entry: EndpointInfo }
  | { readonly allowed: false; readonly because: 'no-entry'; readonly policies: readonly string[]; readonly lost: readonly LostEntry[] };

/** An entry whose block has the peer, or whose port fits: what came close. */
export type LostEntry = { readonly policy: string; readonly entry: EndpointInfo; readonly because: 'peer' | 'port' | 'except' };

/** The verdict of the PolicyEndpoints that list the pod, in one direction. */
export function agentVerdict(endpoints: readonly PolicyEndpointSpec[], direction: Direction, packet: AgentPacket): AgentVerdict {
  const isolation = direction === 'ingress' ? 'Ingress' : 'Egress';
  const isolating = endpoints.filter(({ podIsolation }) => podIsolation.includes(isolation));
  if (isolating.length === 0) return { allowed: true, because: 'not-isolated' };
  const lost: LostEntry[] = [];
  for (const endpoint of isolating) {
    const policy = nameOf(endpoint);
    for (const entry of endpoint[direction]) {
      const because = misfit(entry, packet);
      if (because === null) return { allowed: true, because: 'entry', policy, entry };
      if (because !== 'both') lost.push({ policy, entry, because });
    }
  }
  return { allowed: false, because: 'no-entry', policies: isolating.map(nameOf), lost };
}

function nameOf({ policyRef }: PolicyEndpointSpec): string {
  return `${policyRef.namespace}/${policyRef.name}`;
}

/** Why the entry does not fit the packet; null where it does. */
export function misfit({ cidr, except = [], ports }: EndpointInfo, packet: AgentPacket): LostEntry['because'] | 'both' | null {
  const fits = ports === undefined || ports.some((port) => isPort(port, packet));
  if (!within(cidr, packet.peer)) return fits ? 'peer' : 'both';
  if (except.some((excepted) => within(excepted, packet.peer))) return 'except';
  return fits ? null : 'port';
}

function isPort({ protocol, port, endPort = port }: EndpointPort, asked: AgentPacket): boolean {
  if (protocol !== asked.protocol) return false;
  return port === undefined || (port <= asked.port && asked.port <= (endPort as number));
}

/** Entries are blocks, or the bare addresses of pods and Services. */
function within(text: string, address: Address): boolean {
  const block = text.includes('/') ? readCidr(text) : null;
  if (block !== null) return contains(block, address);
  const single = readAddress(text);
  return single !== null && contains(hostCidr(single), address);
}
