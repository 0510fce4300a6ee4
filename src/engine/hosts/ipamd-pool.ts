/**
 * The warm pool of a node: which of the addresses on its ENIs are free, when the pool is too small or too large, and what
 * ipamd then asks EC2 for. Secondary addresses only (no prefix delegation).
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/ipamd/ipamd.go
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/ipamd/datastore/data_store.go
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/eni-and-ip-target.md
 */

export type PoolEni = {
  readonly id: string;
  readonly primary: boolean;
  /** Secondary addresses in the order in which EC2 lists them: the primary one is never given to a pod. */
  readonly addresses: readonly string[];
  /** When ipamd first saw it, in milliseconds. */
  readonly since: number;
};

export type Pool = {
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
  /** How many ENIs may be attached: the type's limit, or MAX_ENI when that is smaller. */
  readonly maxEnis: number;
  /** How many secondary addresses one ENI holds. */
  readonly capacity: number;
  /** Pods that the node takes: "nothing is added once total addresses >= max-pods". */
  readonly maxPods: number;
};

/** What ipamd asks EC2 for next. */
export type PoolStep =
  | { readonly step: 'assign'; readonly eni: string; readonly count: number }
  | { readonly step: 'attach'; readonly count: number }
  | { readonly step: 'unassign'; readonly eni: string; readonly addresses: readonly string[] }
  | { readonly step: 'release'; readonly eni: string };

/** A secondary ENI stays for its first minute (data_store.go, minENILifeTime). */
export const MIN_ENI_LIFETIME = 60_000;

/** How many addresses there are, and how many of them no pod has. Those that rest count as available. */
export function poolSize(pool: Pool): { readonly total: number; readonly available: number } {
  const held = pool.enis.flatMap((eni) => eni.addresses);
  return { total: held.length, available: held.filter((address) => pool.assigned[address] === undefined).length };
}

/** Whether WARM_IP_TARGET or MINIMUM_IP_TARGET takes the place of WARM_ENI_TARGET. */
export function ipTargetsDefined(targets: Pick<PoolTargets, 'warmIpTarget' | 'minimumIpTarget'>): boolean {
  return targets.warmIpTarget > 0 || targets.minimumIpTarget > 0;
}

/** By how many addresses the pool misses its address targets, on either side (ipamd.go, datastoreTargetState). */
export function targetState(size: ReturnType<typeof poolSize>, targets: PoolTargets): { readonly short: number; readonly over: number } {
  const { total, available } = size;
  const short = Math.max(targets.warmIpTarget - available, targets.minimumIpTarget - total, 0);
  const over = Math.max(Math.min(available - targets.warmIpTarget, total - targets.minimumIpTarget), 0);
  return { short, over };
}

/** Whether ipamd would ask for more now. */
export function isTooLow(size: ReturnType<typeof poolSize>, targets: PoolTargets): boolean {
  if (size.total >= targets.maxPods) return false;
  if (ipTargetsDefined(targets)) return targetState(size, targets).short > 0;
  const wanted = targets.warmEniTarget * targets.capacity;
  return size.available < wanted || (wanted === 0 && size.available === 0);
}

/** What to ask EC2 for to make the pool larger, or null when it is large enough or cannot grow. */
export function growth(pool: Pool, targets: PoolTargets): PoolStep | null {
  const size = poolSize(pool);
  if (!isTooLow(size, targets)) return null;
  const short = ipTargetsDefined(targets) ? targetState(size, targets).short : targets.capacity;
  // ENIs that are attached are filled before a new one is attached.
  const room = pool.enis.find((eni) => eni.addresses.length < targets.capacity);
  if (room !== undefined) return { step: 'assign', eni: room.id, count: Math.min(short, targets.capacity - room.addresses.length) };
  if (pool.enis.length >= targets.maxEnis) return null;
  return { step: 'attach', count: Math.min(short, targets.capacity) };
}

/** What to give back to EC2, or null. A whole ENI first, then single addresses, which go back with address targets only. */
export function shrinking(pool: Pool, targets: PoolTargets, now: number): PoolStep | null {
  const size = poolSize(pool);
  const surplus = surplusEni(pool, targets, now);
  if (surplus !== undefined) return { step: 'release', eni: surplus.id };
  if (!ipTargetsDefined(targets)) return null;
  const { over } = targetState(size, targets);
  for (const eni of [...pool.enis].reverse()) {
    const free = eni.addresses.filter((address) => isFree(pool, address, now)).slice(0, over);
    if (free.length > 0) return { step: 'unassign', eni: eni.id, addresses: free };
  }
  return null;
}

/** When the pool should be looked at again because an address or an ENI will have aged by then, or null. */
export function nextAging(pool: Pool, now: number): number | null {
  const times = [...Object.values(pool.cooling), ...pool.enis.flatMap((eni) => (eni.primary ? [] : [eni.since + MIN_ENI_LIFETIME]))];
  const ahead = times.filter((time) => time > now);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

/** The address that a new pod gets, or null: the pod's own when it has one, else the first free one by device index. */
export function pickAddress(pool: Pool, pod: string, now: number): string | null {
  const own = Object.entries(pool.assigned).find(([, holder]) => holder === pod);
  if (own !== undefined) return own[0];
  for (const eni of pool.enis) {
    const free = eni.addresses.find((address) => isFree(pool, address, now));
    if (free !== undefined) return free;
  }
  return null;
}

/** Whether the address may be given out: no pod has it and it does not rest. */
export function isFree(pool: Pool, address: string, now: number): boolean {
  return pool.assigned[address] === undefined && (pool.cooling[address] ?? 0) <= now;
}

function surplusEni(pool: Pool, targets: PoolTargets, now: number): PoolEni | undefined {
  const { total, available } = poolSize(pool);
  if (!ipTargetsDefined(targets) && available < (targets.warmEniTarget + 1) * targets.capacity) return undefined;
  return pool.enis.find((eni) => {
    if (eni.primary || now - eni.since < MIN_ENI_LIFETIME) return false;
    if (!eni.addresses.every((address) => isFree(pool, address, now))) return false;
    if (!ipTargetsDefined(targets)) return true;
    const left = { total: total - eni.addresses.length, available: available - eni.addresses.length };
    return targetState(left, targets).short === 0;
  });
}
