/**
 * The warm pool of a node: which of the addresses on its ENIs are free, when the pool is too small or too large, and what
 * ipamd then asks EC2 for. Single addresses, or whole /28 prefixes.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/ipamd/ipamd.go
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/ipamd/datastore/data_store.go
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/eni-and-ip-target.md, docs/prefix-and-ip-target.md
 */
import { once } from '../once.ts';
import { addressesIn, PREFIX_SIZE } from './delegated-prefix.ts';

/** What the pool is made of: single addresses, or /28 prefixes. */
export type PoolUnit = 'address' | 'prefix';

export type PoolEni = {
  readonly id: string;
  readonly primary: boolean;
  /** The trunk of security groups for pods, or an interface for EFA: neither is filled nor given back. */
  readonly fixed: boolean;
  /** Gives pods no address, because its subnet is tagged out. */
  readonly excluded: boolean;
  /** Whether it may be given more: not the primary one with custom networking. */
  readonly fillable: boolean;
  /** Secondary addresses in the order in which EC2 lists them: the primary one is never given to a pod. */
  readonly addresses: readonly string[];
  /** `10.0.1.16/28`. */
  readonly prefixes: readonly string[];
  /** When ipamd first saw it, in milliseconds. */
  readonly since: number;
};

export type Pool = {
  readonly unit: PoolUnit;
  /** By device index. */
  readonly enis: readonly PoolEni[];
  /** address → pod. */
  readonly assigned: { readonly [address: string]: string };
  /** address → when it may be given out again. */
  readonly cooling: { readonly [address: string]: number };
};

/** What the pool is kept within. */
export type PoolTargets = {
  readonly warmEniTarget: number;
  readonly warmIpTarget: number;
  readonly minimumIpTarget: number;
  readonly warmPrefixTarget: number;
  /** How many ENIs may be in the pool: the type's limit or MAX_ENI, without what others hold and what is kept for the trunk. */
  readonly maxEnis: number;
  /** How many secondary addresses, or prefixes, one ENI holds. */
  readonly capacity: number;
  /** Pods that the node takes: "nothing is added once total addresses >= max-pods". */
  readonly maxPods: number;
};

/** How many addresses there are, and how many of them no pod has; those that rest count as available. */
export type PoolSize = {
  readonly total: number;
  readonly available: number;
  /** How many prefixes there are, and how many of them no pod has an address of; null in a pool of single addresses. */
  readonly prefixes: { readonly total: number; readonly free: number } | null;
};

/** What ipamd asks EC2 for next. */
export type PoolStep =
  | { readonly step: 'assign'; readonly eni: string; readonly unit: PoolUnit; readonly count: number }
  | { readonly step: 'attach'; readonly unit: PoolUnit; readonly count: number }
  | { readonly step: 'unassign'; readonly eni: string; readonly addresses: readonly string[]; readonly prefixes: readonly string[] }
  | { readonly step: 'release'; readonly eni: string };

/** What EC2 has just refused an ENI: a batch, so that one is asked for, or even that one. */
export type Refused = { readonly [eni: string]: 'batch' | 'one' };

/** A secondary ENI stays for its first minute (data_store.go, minENILifeTime). */
export const MIN_ENI_LIFETIME = 60_000;

/** One slot of an ENI: a single address, or a prefix with the addresses in it. */
type Slot = { readonly cidr: string; readonly addresses: readonly string[] };

/** Counts the addresses of the kind that the pool works with; excluded ENIs do not count (data_store.go, GetIPStats). */
export const poolSize = once((pool: Pool): PoolSize => (pool.unit === 'address' ? singles(pool) : blocks(pool)));

/** Asked for after every pod that comes or goes: nothing is made on the way. */
function singles({ enis, assigned }: Pool): PoolSize {
  let total = 0;
  let available = 0;
  for (const eni of enis) {
    if (eni.excluded) continue;
    total += eni.addresses.length;
    for (const address of eni.addresses) if (assigned[address] === undefined) available += 1;
  }
  return { total, available, prefixes: null };
}

function blocks(pool: Pool): PoolSize {
  let total = 0;
  let taken = 0;
  let free = 0;
  let prefixes = 0;
  for (const eni of pool.enis) {
    for (const slot of slotsOf(pool, eni)) {
      const used = usedIn(pool, slot);
      total += slot.addresses.length;
      taken += used;
      prefixes += 1;
      if (used === 0) free += 1;
    }
  }
  return { total, available: total - taken, prefixes: { total: prefixes, free } };
}

/** The numbers that ipamd logs and reports: also how many addresses pods have, and how many rest. */
export function poolStats(pool: Pool, now: number): PoolSize & { readonly assigned: number; readonly cooling: number } {
  const size = poolSize(pool);
  const cooling = pool.enis
    .flatMap((eni) => slotsOf(pool, eni))
    .flatMap(({ addresses }) => addresses.filter((each) => (pool.cooling[each] ?? 0) > now));
  return { ...size, assigned: size.total - size.available, cooling: cooling.length };
}

/** Whether WARM_IP_TARGET or MINIMUM_IP_TARGET takes the place of WARM_ENI_TARGET and WARM_PREFIX_TARGET. */
export function ipTargetsDefined(targets: Pick<PoolTargets, 'warmIpTarget' | 'minimumIpTarget'>): boolean {
  return targets.warmIpTarget > 0 || targets.minimumIpTarget > 0;
}

/** By how many addresses, or prefixes, the pool misses its address targets, on either side (ipamd.go, datastoreTargetState). */
export function targetState(
  size: PoolSize,
  targets: Pick<PoolTargets, 'warmIpTarget' | 'minimumIpTarget'>,
): { readonly short: number; readonly over: number } {
  const { total, available, prefixes } = size;
  const { warmIpTarget, minimumIpTarget } = targets;
  const short = Math.max(warmIpTarget - available, minimumIpTarget - total, 0);
  const over = Math.max(Math.min(available - warmIpTarget, total - minimumIpTarget), 0);
  if (prefixes === null) return { short, over };
  const needed = Math.max(inPrefixes(total - available + warmIpTarget), inPrefixes(minimumIpTarget));
  return { short: inPrefixes(short), over: Math.max(Math.min(prefixes.free, prefixes.total - needed), 0) };
}

/** Whether ipamd would ask for more now (ipamd.go, isDatastorePoolTooLow). */
export function isTooLow(size: PoolSize, targets: PoolTargets): boolean {
  if (size.total >= targets.maxPods) return false;
  if (ipTargetsDefined(targets)) return targetState(size, targets).short > 0;
  const wanted = size.prefixes === null ? targets.warmEniTarget * targets.capacity : targets.warmPrefixTarget * PREFIX_SIZE;
  return size.available < wanted || (wanted === 0 && size.available === 0);
}

/** What to ask EC2 for to make the pool larger, or null when it is large enough or cannot grow (increaseDatastorePool). */
export function growth(pool: Pool, targets: PoolTargets, refused: Refused = {}): PoolStep | null {
  const size = poolSize(pool);
  if (!isTooLow(size, targets)) return null;
  const wanted = wantedBy(size, targets);
  // ENIs that are attached are filled before a new one is attached.
  for (const eni of pool.enis) {
    const room = targets.capacity - eni.addresses.length - eni.prefixes.length;
    if (!eni.fillable || eni.fixed || eni.excluded || room <= 0 || refused[eni.id] === 'one') continue;
    return { step: 'assign', eni: eni.id, unit: pool.unit, count: refused[eni.id] === 'batch' ? 1 : Math.min(wanted, room) };
  }
  if (pool.enis.length >= targets.maxEnis) return null;
  return { step: 'attach', unit: pool.unit, count: Math.min(wanted, targets.capacity) };
}

/** How much is missing: what the address targets are short of, a whole ENI, or prefixes, at least one (getPrefixesNeeded). */
function wantedBy(size: PoolSize, targets: PoolTargets): number {
  if (ipTargetsDefined(targets)) return targetState(size, targets).short;
  return size.prefixes === null ? targets.capacity : Math.max(targets.warmPrefixTarget - size.prefixes.free, 1);
}

/**
 * The single addresses or prefixes to give back, or null: with address targets, or prefixes beyond WARM_PREFIX_TARGET.
 * What rests may go back too (tryUnassignCidrsFromAll, FindFreeableCidrs).
 */
export function decrease(pool: Pool, targets: PoolTargets): PoolStep | null {
  const size = poolSize(pool);
  const over = ipTargetsDefined(targets) ? targetState(size, targets).over : Math.max((size.prefixes?.free ?? 0) - targets.warmPrefixTarget, 0);
  if (over === 0 || (size.prefixes === null && !ipTargetsDefined(targets))) return null;
  for (const eni of [...pool.enis].reverse()) {
    const free = slotsOf(pool, eni)
      .filter((slot) => usedIn(pool, slot) === 0)
      .slice(0, over)
      .map((slot) => slot.cidr);
    if (free.length > 0) return unassign(pool.unit, eni.id, free);
  }
  return null;
}

/** The ENI that is not needed for any target and goes back to EC2, or undefined (shouldRemoveExtraENIs, getDeletableENI). */
export function deletableEni(pool: Pool, targets: PoolTargets, now: number): PoolEni | undefined {
  const { available } = poolSize(pool);
  if (pool.unit === 'address' && !ipTargetsDefined(targets) && available < (targets.warmEniTarget + 1) * targets.capacity) return undefined;
  return pool.enis.find((eni) => {
    if (eni.primary || eni.fixed || now - eni.since < MIN_ENI_LIFETIME) return false;
    if (!allAddresses(eni).every((address) => isFree(pool, address, now))) return false;
    const rest = poolSize({ ...pool, enis: pool.enis.filter((other) => other !== eni) });
    if (targets.warmIpTarget > 0 && rest.available < wholeUnits(pool, targets.warmIpTarget)) return false;
    if (targets.minimumIpTarget > 0 && rest.total < wholeUnits(pool, targets.minimumIpTarget)) return false;
    return rest.prefixes === null || rest.prefixes.free >= targets.warmPrefixTarget;
  });
}

/** What the other mode has left on the ENIs and no pod uses: it goes back when aws-node starts (tryUnassignIPsFromENIs, …PrefixesFromENIs). */
export function leftovers(pool: Pool): PoolStep[] {
  const unit = pool.unit === 'prefix' ? 'address' : 'prefix';
  return pool.enis.flatMap((eni): PoolStep[] => {
    const unused = slotsOf({ ...pool, unit }, eni).filter((slot) => usedIn(pool, slot) === 0);
    return unused.length === 0
      ? []
      : [
          unassign(
            unit,
            eni.id,
            unused.map(({ cidr }) => cidr),
          ),
        ];
  });
}

/** When the pool should be looked at again because an address or an ENI will have aged by then, or null. */
export function nextAging(pool: Pool, now: number): number | null {
  const times = [...Object.values(pool.cooling), ...pool.enis.flatMap((eni) => (eni.primary ? [] : [eni.since + MIN_ENI_LIFETIME]))];
  return times.reduce<number | null>((next, time) => (time > now && (next === null || time < next) ? time : next), null);
}

/**
 * The address that a new pod gets, or null: the pod's own when it has one, else the first free one by device index, in a prefix
 * one that has rested before one that was never used (data_store.go, AssignPodIPv4Address, getFreeIPv4AddrfromCidr).
 */
export function pickAddress(pool: Pool, pod: string, now: number): string | null {
  for (const address in pool.assigned) if (pool.assigned[address] === pod) return address;
  for (const eni of pool.enis) {
    if (pool.unit === 'address') {
      const free = eni.excluded ? undefined : eni.addresses.find((address) => isFree(pool, address, now));
      if (free !== undefined) return free;
      continue;
    }
    for (const slot of slotsOf(pool, eni)) {
      const rested = slot.addresses.find((address) => address in pool.cooling && isFree(pool, address, now));
      const free = rested ?? slot.addresses.find((address) => isFree(pool, address, now));
      if (free !== undefined) return free;
    }
  }
  return null;
}

/** Whether the address may be given out: no pod has it and it does not rest. */
export function isFree(pool: Pick<Pool, 'assigned' | 'cooling'>, address: string, now: number): boolean {
  return pool.assigned[address] === undefined && (pool.cooling[address] ?? 0) <= now;
}

/** Whether the pool has the address to give to pods. */
export function holds(pool: Pool, address: string): boolean {
  return pool.enis.some((eni) => slotsOf(pool, eni).some((slot) => slot.addresses.includes(address)));
}

type Book = Pick<Pool, 'assigned' | 'cooling'>;

/** The book with the address given to the pod. */
export function withAssigned<B extends Book>(book: B, address: string, pod: string): B {
  const { [address]: rested, ...others } = book.cooling;
  return { ...book, assigned: { ...book.assigned, [address]: pod }, cooling: rested === undefined ? book.cooling : others };
}

/** The book without the pod's address, which rests until the time; as it was when the pod has none. */
export function withReleased<B extends Book>(book: B, pod: string, until: number): B {
  const address = Object.entries(book.assigned).find(([, holder]) => holder === pod)?.[0];
  if (address === undefined) return book;
  const { [address]: _pod, ...assigned } = book.assigned;
  return { ...book, assigned, cooling: { ...book.cooling, [address]: until } };
}

function slotsOf({ unit }: Pick<Pool, 'unit'>, eni: PoolEni): readonly Slot[] {
  if (eni.excluded) return [];
  if (unit === 'prefix') return eni.prefixes.map((cidr) => ({ cidr, addresses: addressesIn(cidr) }));
  return eni.addresses.map((address) => ({ cidr: address, addresses: [address] }));
}

function usedIn({ assigned }: Pick<Pool, 'assigned'>, { addresses }: Slot): number {
  let used = 0;
  for (const address of addresses) if (assigned[address] !== undefined) used += 1;
  return used;
}

function allAddresses(eni: PoolEni): readonly string[] {
  return [...eni.addresses, ...eni.prefixes.flatMap(addressesIn)];
}

function unassign(unit: PoolUnit, eni: string, cidrs: readonly string[]): PoolStep {
  return { step: 'unassign', eni, addresses: unit === 'address' ? cidrs : [], prefixes: unit === 'prefix' ? cidrs : [] };
}

/** A target as whole prefixes hold it. */
function wholeUnits({ unit }: Pick<Pool, 'unit'>, target: number): number {
  return unit === 'prefix' ? inPrefixes(target) * PREFIX_SIZE : target;
}

function inPrefixes(addresses: number): number {
  return Math.ceil(addresses / PREFIX_SIZE);
}
