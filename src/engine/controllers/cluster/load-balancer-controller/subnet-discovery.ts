/**
 * Which subnets a load balancer gets, as a pipeline that tells what became of each candidate.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/networking/subnet_resolver.go
 */
import { ModelError } from './model-error.ts';
import type { SubnetReason } from './subnet-reasons.ts';

export type SubnetLocale = 'availability-zone' | 'local-zone' | 'wavelength-zone' | 'outpost';

export type Candidate = {
  readonly id: string;
  readonly az: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly availableIps: number;
  readonly hasIpv6: boolean;
  /** Whether its route table leads to an internet gateway. */
  readonly isPublic: boolean;
  readonly locale?: SubnetLocale;
};

export type SubnetRequest = {
  readonly type: 'alb' | 'nlb';
  readonly scheme: string;
  readonly ipAddressType: string;
  readonly clusterName: string;
  readonly clusterTagCheck: boolean;
  readonly albSingleSubnet: boolean;
  readonly byReachability: boolean;
  /** How many free addresses each must have; 0 when the addresses are chosen by the owner. */
  readonly minimumFree: number;
};

/** What became of one subnet at the step that decided. */
export type SubnetVerdict = {
  readonly id: string;
  readonly kept: boolean;
  readonly because: SubnetReason;
  readonly params: Readonly<Record<string, string>>;
};

export type Discovery = { readonly chosen: readonly Candidate[]; readonly verdicts: readonly SubnetVerdict[]; readonly error?: string };

/** "subnets must have at least 8 free IP addresses" (Elastic Load Balancing). */
export const MINIMUM_FREE = 8;
/** Which tag names the subnets for a scheme. */
export const ROLE_TAGS: Readonly<Record<string, string>> = {
  internal: 'kubernetes.io/role/internal-elb',
  'internet-facing': 'kubernetes.io/role/elb',
};
const CLUSTER_TAG = 'kubernetes.io/cluster';

/** Subnets found by their role tag; where none carries it, by whether they lead to the internet. */
export function discoverSubnets(all: readonly Candidate[], request: SubnetRequest): Discovery {
  const role = ROLE_TAGS[request.scheme] ?? '';
  const tagged = all.filter(({ tags }) => tags[role] === '1' || tags[role] === '');
  if (tagged.length > 0 || !request.byReachability) {
    const rest = verdictsOn(without(all, tagged), (each) => roleVerdict(each, role));
    return chooseSubnets(tagged, request, rest);
  }
  const needed = request.scheme === 'internet-facing';
  const reachable = all.filter(({ isPublic }) => isPublic === needed);
  const rest = verdictsOn(without(all, reachable), () => [needed ? 'NOT_PUBLIC' : 'NOT_PRIVATE', { tag: role }]);
  return chooseSubnets(reachable, request, rest);
}

function roleVerdict({ tags }: Candidate, role: string): Judged {
  const value = tags[role];
  return value === undefined ? ['NO_ROLE_TAG', { tag: role }] : ['ROLE_TAG_VALUE', { tag: role, value }];
}

/** Among subnets that match, those that may be used, and of these one for each zone. */
export function chooseSubnets(matching: readonly Candidate[], request: SubnetRequest, before: readonly SubnetVerdict[] = []): Discovery {
  const judged = matching.map((each) => ({ each, refusal: ineligible(each, request) }));
  const dropped = verdictsOn(
    judged.filter(({ refusal }) => refusal !== null).map(({ each }) => each),
    (each) => ineligible(each, request) as Judged,
  );
  const eligible = judged.filter(({ refusal }) => refusal === null).map(({ each }) => each);
  const chosen = onePerZone(eligible, request.clusterName);
  const ignored = verdictsOn(without(eligible, chosen), (each) => {
    const winner = chosen.find(({ az }) => az === each.az) as Candidate;
    const own = hasOwnTag(winner, request.clusterName) && !hasOwnTag(each, request.clusterName);
    return [own ? 'OTHER_HAS_CLUSTER_TAG' : 'OTHER_HAS_SMALLER_ID', { zone: each.az, winner: winner.id }];
  });
  const kept = chosen.map(({ id, az }) => ({ id, kept: true, because: 'CHOSEN' as const, params: { zone: az } }));
  const verdicts = [...kept, ...ignored, ...dropped, ...before];
  if (chosen.length === 0) return { chosen: [], verdicts, error: nothingLeft(matching, request) };
  const error = localeError(chosen) ?? tooFew(chosen, request);
  return error === undefined ? { chosen, verdicts } : { chosen: [], verdicts, error };
}

/** One subnet a zone: that with this cluster's own tag, then that with the smaller id. */
export function onePerZone(subnets: readonly Candidate[], clusterName: string): Candidate[] {
  const rank = (subnet: Candidate) => `${hasOwnTag(subnet, clusterName) ? 0 : 1}${subnet.id}`;
  const sorted = [...subnets].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
  const zones = new Map<string, Candidate>();
  for (const subnet of sorted) if (!zones.has(subnet.az)) zones.set(subnet.az, subnet);
  return [...zones.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Subnets that annotations or IngressClassParams name one by one: taken as they are, if they may be used together. */
export function checkNamedSubnets(named: readonly Candidate[], request: SubnetRequest): Discovery {
  if (named.length === 0) return { chosen: [], verdicts: [], error: 'unable to resolve at least one subnet' };
  const error = sameZone(named) ?? localeError(named) ?? tooFew(named, request);
  const verdicts = named.map(({ id }) => ({ id, kept: true, because: 'NAMED' as const, params: {} }));
  return error === undefined ? { chosen: named, verdicts } : { chosen: [], verdicts, error };
}

/**
 * The subnets that a list of ids and values of the Name tag stands for, in its order.
 * Fails with the controller's text when one is not there.
 */
export function subnetsNamed(all: readonly Candidate[], namesOrIds: readonly string[]): Candidate[] {
  const used = new Map<string, number>();
  return namesOrIds.map((wanted) => {
    if (wanted.startsWith('subnet-')) {
      const found = all.find(({ id }) => id === wanted);
      if (found === undefined) throw new ModelError(`subnet ID not found: ${wanted}`);
      return found;
    }
    const found = all.filter(({ tags }) => tags.Name === wanted);
    const turn = used.get(wanted) ?? 0;
    used.set(wanted, turn + 1);
    const next = found[turn];
    if (found.length === 0) throw new ModelError(`couldn't find all subnets, missing names: [${wanted}]`);
    if (next !== undefined) return next;
    throw new ModelError(`subnet with Name tag "${wanted}" requested ${turn + 1} times but only ${found.length} subnet(s) found with that name`);
  });
}

/** Subnets with all these tags, each with one of its values, as IngressClassParams select them. */
export function subnetsWithTags(all: readonly Candidate[], tags: Readonly<Record<string, readonly string[]>>): Candidate[] {
  return all.filter((subnet) => Object.entries(tags).every(([key, values]) => values.includes(subnet.tags[key] ?? '\0')));
}

/** An Application Load Balancer in Availability Zones needs two. */
export function minimalCount({ type, albSingleSubnet }: Pick<SubnetRequest, 'type' | 'albSingleSubnet'>, locale: SubnetLocale): number {
  return type === 'alb' && locale === 'availability-zone' && !albSingleSubnet ? 2 : 1;
}

type Judged = readonly [SubnetReason, Readonly<Record<string, string>>];

function ineligible(subnet: Candidate, request: SubnetRequest): Judged | null {
  if (request.clusterTagCheck && isOthers(subnet, request.clusterName)) return ['OTHER_CLUSTER', { cluster: otherCluster(subnet) }];
  if (subnet.availableIps < request.minimumFree)
    return ['TOO_FEW_ADDRESSES', { free: String(subnet.availableIps), needed: String(request.minimumFree) }];
  return needsIpv6(request) && !subnet.hasIpv6 ? ['NO_IPV6', {}] : null;
}

function hasOwnTag({ tags }: Candidate, clusterName: string): boolean {
  return Object.hasOwn(tags, `${CLUSTER_TAG}/${clusterName}`);
}

function isOthers(subnet: Candidate, clusterName: string): boolean {
  return !hasOwnTag(subnet, clusterName) && Object.keys(subnet.tags).some((key) => key.startsWith(CLUSTER_TAG));
}

function otherCluster({ tags }: Candidate): string {
  const key = Object.keys(tags).find((each) => each.startsWith(CLUSTER_TAG)) ?? '';
  return key.slice(CLUSTER_TAG.length + 1);
}

function needsIpv6({ ipAddressType }: SubnetRequest): boolean {
  return ipAddressType.startsWith('dualstack');
}

function nothingLeft(matching: readonly Candidate[], request: SubnetRequest): string {
  const why = matching.map((each) => ineligible(each, request)?.[0]);
  const count = (reason: SubnetReason) => why.filter((each) => each === reason).length;
  const [others, few, noIpv6] = [count('OTHER_CLUSTER'), count('TOO_FEW_ADDRESSES'), count('NO_IPV6')];
  const begin = `unable to resolve at least one subnet. Evaluated ${matching.length} subnets: ${others} are tagged for other clusters,`;
  const insufficient = `${few} have insufficient available IP addresses`;
  if (noIpv6 === 0) return `${begin} and ${insufficient}`;
  return `${begin} ${insufficient}, and ${noIpv6} don't have an associated IPv6 CIDR block, which is required for dualstack load balancers`;
}

function localeOf({ locale }: Candidate): SubnetLocale {
  return locale ?? 'availability-zone';
}

function localeError(subnets: readonly Candidate[]): string | undefined {
  const locales = [...new Set(subnets.map(localeOf))].sort();
  return locales.length > 1 ? `subnets in multiple locales: [${locales.join(' ')}]` : undefined;
}

function tooFew(subnets: readonly Candidate[], request: SubnetRequest): string | undefined {
  const least = minimalCount(request, localeOf(subnets[0] as Candidate));
  return subnets.length < least ? `subnets count less than minimal required count: ${subnets.length} < ${least}` : undefined;
}

function sameZone(subnets: readonly Candidate[]): string | undefined {
  const crowded = subnets.find((one) => subnets.some((other) => other !== one && other.az === one.az));
  if (crowded === undefined) return undefined;
  const ids = subnets.filter(({ az }) => az === crowded.az).map(({ id }) => id);
  return `multiple subnets in same Availability Zone ${crowded.az}: [${ids.join(' ')}]`;
}

function without(all: readonly Candidate[], some: readonly Candidate[]): Candidate[] {
  return all.filter((each) => !some.includes(each));
}

function verdictsOn(subnets: readonly Candidate[], judge: (subnet: Candidate) => Judged): SubnetVerdict[] {
  return subnets.map((subnet) => {
    const [because, params] = judge(subnet);
    return { id: subnet.id, kept: false, because, params };
  });
}
