/**
 * Queries that the resolver of a VPC forwards to other DNS servers by a rule: the most specific domain decides, and a rule goes before a
 * private hosted zone of the same domain.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network-domain-name-matches.html
 */
import type { ResolverRule } from '../aws/route53resolver/rule.ts';
import type { LookupStep } from '../connection.ts';
import { listeningAt } from '../dataplane/host/listener.ts';
import { startOf } from '../dataplane/origin.ts';
import type { Branch } from '../dataplane/step.ts';
import { trace } from '../dataplane/trace.ts';
import { holds } from '../dataplane/vpc/on-premises-router.ts';
import { parseAddress } from '../net/address.ts';
import { isEmpty, lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { type DnsAnswer, found, fullName, type Query, sameName } from './message.ts';

const FAILED: DnsAnswer = { rcode: 'SERVFAIL', answers: [], additional: [], authority: [] };

/** The rule by which the VPC forwards the name; null where the resolver answers itself. `zone` is the nearest private zone's name. */
export function forwardingRule(world: World, VpcId: string, { name, zone }: { readonly name: string; readonly zone: string }): ResolverRule | null {
  if (isEmpty(world.aws.ResolverRuleAssociation)) return null;
  const asked = fullName(name).toLowerCase();
  const rules = lookup(world.aws.ResolverRuleAssociation, 'byVpc', VpcId)
    .filter(({ Status }) => Status === 'COMPLETE')
    .flatMap(({ ResolverRuleId }) => objectAt(world.aws.ResolverRule, ResolverRuleId) ?? [])
    .filter(({ DomainName }) => DomainName === '.' || asked === DomainName || asked.endsWith(`.${DomainName}`));
  const [nearest] = rules.sort((one, other) => other.DomainName.length - one.DomainName.length);
  if (nearest === undefined || nearest.RuleType === 'SYSTEM' || nearest.DomainName.length < zone.length) return null;
  return isAutodefined(world, asked) && nearest.DomainName === '.' ? null : nearest;
}

/** Names for which every VPC has a rule of Resolver's own: those of its instances, and reverse names of private ranges. */
function isAutodefined({ region }: World, name: string): boolean {
  const own = region === 'us-east-1' ? 'ec2.internal.' : `${region}.compute.internal.`;
  return name.endsWith(`.${own}`) || name.endsWith('.in-addr.arpa.');
}

/** The question as the outbound endpoint sends it: from its addresses in turn to the targets in turn, until one answers. */
export function forwardedSteps(world: World, rule: ResolverRule, query: Query): readonly LookupStep[] {
  const endpoint = objectAt(world.aws.ResolverEndpoint, rule.ResolverEndpointId ?? '');
  const interfaces = endpoint?.Status === 'OPERATIONAL' ? endpoint.IpAddresses : [];
  const steps: LookupStep[] = [];
  for (const { Ip, Port } of rule.TargetIps) {
    for (const { NetworkInterfaceId } of interfaces) {
      const to = { address: parseAddress(Ip), port: Port, protocol: 'udp' } as const;
      const [taken] = trace(world, startOf(world, { from: 'interface', NetworkInterfaceId }, to));
      if (taken === undefined) continue;
      const answer = taken.verdict === 'answered' ? serverAnswer(world, taken, query) : null;
      const told = answer === null ? { rcode: 'TIMEOUT' as const, answers: [] } : { rcode: answer.rcode, answers: answer.answers };
      steps.push({ query, server: Ip, ...told, branches: [taken] });
      if (answer !== null) return steps;
    }
  }
  return steps;
}

/** What comes back of the forwarded question: an answer, or SERVFAIL where no server gives one. */
export function forwardedAnswer(world: World, rule: ResolverRule, query: Query): DnsAnswer {
  const last = forwardedSteps(world, rule, query).at(-1);
  if (last === undefined || last.rcode === 'TIMEOUT') return FAILED;
  return { rcode: last.rcode, answers: last.answers, additional: [], authority: [] };
}

/** What the outside host that took the packet answers; null when it is no DNS server. */
function serverAnswer(world: World, { delivered }: Branch, query: Query): DnsAnswer | null {
  if (delivered === null || delivered.to.of.kind !== 'OutsideHost') return null;
  const { packet } = delivered;
  const socket = listeningAt(world, delivered.to).find(({ listener }) => listener.protocol === 'udp' && listener.port === packet.destinationPort);
  return socket?.listener.serves === 'dns' ? ownAnswer(world, delivered.to.of.key, query) : null;
}

/** The names of its own network; null where the server has none. */
export function onPremisesAnswer(world: World, server: string, { name, type }: Query): DnsAnswer | null {
  const network = world.outside.networks?.find((each) => holds(each, parseAddress(server)));
  const named = network?.names?.find((each) => sameName(each.name, name));
  if (named === undefined) return null;
  const fits = (address: string) => (type === 'A' ? !address.includes(':') : type === 'AAAA' && address.includes(':'));
  return found(named.addresses.filter(fits).map((data) => ({ name, type, ttl: 60, data })));
}

function ownAnswer(world: World, server: string, query: Query): DnsAnswer {
  const named = world.outside.names.find((each) => sameName(each.name, query.name));
  const known = onPremisesAnswer(world, server, query);
  if (known !== null) return known;
  if (named === undefined) return { rcode: 'NXDOMAIN', answers: [], additional: [], authority: [] };
  const addresses = named.addresses.filter((address) => address.includes(':') === (query.type === 'AAAA'));
  return found(addresses.map((data) => ({ ...query, ttl: 60, data })));
}
