/** Steps on an empty address store of ipamd: what each gives, and what the store holds then. */
import { routeTableNumber } from '../engine/hosts/devices.ts';
import { deletableEni, type Pool, pickAddress, poolStats, withAssigned, withReleased } from '../engine/hosts/ipamd-pool.ts';
import type { Judgement } from './adapter.ts';

type Step = {
  readonly addEni?: string;
  readonly device?: number;
  readonly primary?: boolean;
  readonly excluded?: boolean;
  readonly addIp?: string;
  readonly addPrefix?: string;
  readonly eni?: string;
  readonly assign?: string;
  readonly unassign?: string;
  readonly waitSeconds?: number;
  readonly removeUnusedEni?: boolean;
  readonly expectIp?: string;
  readonly expectDevice?: number;
  readonly expectTable?: number | string;
  readonly expectError?: string;
  readonly expectStats?: { readonly [name: string]: number };
  readonly expectRemoved?: string | null;
};
export type AssignmentCase = {
  readonly id: string;
  readonly mode: 'secondary-ip' | 'prefix';
  readonly cooldownSeconds?: number;
  readonly steps: readonly Step[];
};

type Store = { readonly pool: Pool; readonly now: number; readonly devices: { readonly [eni: string]: number } };
type Outcome = { readonly ip?: string | null; readonly failed?: boolean; readonly removed?: string | null };

/** Without targets nothing is kept for their sake: age, rest and pods alone decide about an ENI. */
const NO_TARGETS = { warmEniTarget: 0, warmIpTarget: 0, minimumIpTarget: 0, warmPrefixTarget: 0, maxEnis: 99, capacity: 0, maxPods: 999 };

/** One case: the first step that differs is named. */
export function judgeAssignment({ id, mode, cooldownSeconds = 30, steps }: AssignmentCase): Judgement {
  const unit = mode === 'prefix' ? 'prefix' : 'address';
  let store: Store = { pool: { unit, enis: [], assigned: {}, cooling: {} }, now: 1_000_000_000, devices: {} };
  for (const [index, step] of steps.entries()) {
    const done = take(store, step, cooldownSeconds * 1000);
    store = done.store;
    const wrong = difference(store, step, done.outcome);
    if (wrong !== null) return { id, ok: false, detail: `step ${index + 1}: ${wrong}` };
  }
  return { id, ok: true, detail: '' };
}

function take(store: Store, step: Step, cooldown: number): { readonly store: Store; readonly outcome: Outcome } {
  const { pool, now } = store;
  if (step.waitSeconds !== undefined) return { store: { ...store, now: now + step.waitSeconds * 1000 }, outcome: {} };
  if (step.assign !== undefined) {
    const ip = pickAddress(pool, step.assign, now);
    return { store: ip === null ? store : { ...store, pool: withAssigned(pool, ip, step.assign) }, outcome: { ip, failed: ip === null } };
  }
  if (step.unassign !== undefined) {
    const released = withReleased(pool, step.unassign, now + cooldown);
    return { store: { ...store, pool: released }, outcome: { failed: released === pool } };
  }
  if (step.removeUnusedEni) {
    const removed = deletableEni(pool, NO_TARGETS, now)?.id ?? null;
    return { store: { ...store, pool: { ...pool, enis: pool.enis.filter(({ id }) => id !== removed) } }, outcome: { removed } };
  }
  return { store: added(store, step), outcome: {} };
}

function added(store: Store, { addEni, device = 0, primary = false, excluded = false, addIp, addPrefix, eni: at }: Step): Store {
  const { pool, now } = store;
  if (addEni !== undefined) {
    const eni = { id: addEni, primary, fixed: false, excluded, fillable: true, addresses: [], prefixes: [], since: now };
    return { ...store, pool: { ...pool, enis: [...pool.enis, eni] }, devices: { ...store.devices, [addEni]: device } };
  }
  const enis = pool.enis.map((eni) => {
    if (eni.id !== at) return eni;
    const addresses = addIp === undefined ? eni.addresses : [...eni.addresses, addIp];
    return { ...eni, addresses, prefixes: addPrefix === undefined ? eni.prefixes : [...eni.prefixes, addPrefix] };
  });
  return { ...store, pool: { ...pool, enis } };
}

function difference(store: Store, step: Step, outcome: Outcome): string | null {
  const device = outcome.ip === undefined || outcome.ip === null ? null : deviceOf(store, outcome.ip);
  const { total, available, assigned, cooling, prefixes } = poolStats(store.pool, store.now);
  const stats: { readonly [name: string]: number } = { total, assigned, available, cooldown: cooling, prefixes: prefixes?.total ?? 0 };
  const checks: [string, unknown, unknown][] = [
    ['ip', step.expectIp, outcome.ip],
    ['device', step.expectDevice, device],
    ['table', step.expectTable, device === null ? null : routeTableNumber(device, 0)],
    ['removed', step.expectRemoved, outcome.removed],
    ['failed', step.expectError === undefined ? undefined : true, outcome.failed],
    ...Object.entries(step.expectStats ?? {}).map(([name, value]): [string, unknown, unknown] => [name, value, stats[name]]),
  ];
  const wrong = checks.find(([, expected, actual]) => expected !== undefined && expected !== actual);
  return wrong === undefined ? null : `expected ${wrong[0]} ${String(wrong[1])}, found ${String(wrong[2])}`;
}

/** The device of the ENI whose address or prefix holds the address: the one that no longer has it once it is taken out. */
function deviceOf({ pool, devices }: Store, ip: string): number | null {
  const eni = pool.enis.find((each) => {
    const alone: Pool = { ...pool, enis: [each] };
    return poolStats({ ...alone, assigned: { [ip]: 'x' } }, 0).assigned === 1;
  });
  return eni === undefined ? null : (devices[eni.id] ?? null);
}
