/** A world in which nothing exists: for what the shell does whatever there is. */
import { kindsOf, type PlaneName } from '../../src/engine/change.ts';
import { emptyStore } from '../../src/engine/store.ts';
import type { World } from '../../src/engine/world.ts';

export function emptyWorld(): World {
  const stores = (plane: PlaneName) => Object.fromEntries(Object.keys(kindsOf[plane]).map((kind) => [kind, emptyStore()]));
  const planes = { aws: stores('aws'), cluster: stores('cluster'), hosts: stores('hosts'), lab: stores('lab') };
  return {
    now: Date.parse('2026-03-02T09:00:00Z'),
    revision: 1,
    seed: 'empty',
    counters: { input: 0, connection: 0, minted: null },
    account: '123456789012',
    region: 'us-west-2',
    ...planes,
    outside: { hosts: [], names: [] },
    due: null,
    log: { head: null, cutAt: 0 },
  } as unknown as World;
}
