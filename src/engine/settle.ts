/**
 * Controllers at work: one keyed queue, drained in a fixed order, so that the cost follows the change and not the cluster.
 */
import { type Change, changesSince, commit, kindsOf, type PlaneName, type Ref } from './change.ts';
import type { Controller, Reconcile } from './controllers/controller.ts';
import { controllers } from './controllers/index.ts';
import { addKey, emptyKeyQueue, type KeyQueue, takeKey } from './key-queue.ts';
import * as map from './persistent-map.ts';
import { put, remove } from './persistent-map.ts';
import type { ApiError, Verb } from './verb.ts';
import type { Due, Stores, World } from './world.ts';
import { write } from './write.ts';

/** After so many turns of one key that changed something within one settle its controller is said to oscillate. */
const TURNS_OF_A_KEY = 50;
/** Back-off of a refused key: client-go's ItemExponentialFailureRateLimiter starts in milliseconds; seconds suffice here. */
const RETRY_MS = 5_000;

type Queue = {
  /** The keys of each controller, in the order of the controllers. */
  readonly pending: (KeyQueue | undefined)[];
  /** No controller before this one has a key waiting. */
  first: number;
  readonly turns: Map<string, number>;
};

/** The world after all controllers have had their say on what changed since the revision. One instant: `now` stands still. */
export function settle(world: World, since: number): World {
  const changes = changesSince(world, since);
  return changes === null ? settleAll(world) : drain(enqueue(world, emptyQueue(), changes), world);
}

/** The world settled from nothing: every object looked at as if it were new. Gives what the keyed `settle` gives. */
export function settleAll(world: World): World {
  return drain(enqueue(world, emptyQueue(), everything(world)), world);
}

/** `settleAll` one turn of a controller at a time, for whoever has something else to do in between. Gives the same world in the end. */
export function* settlingAll(start: World): Generator<void, World> {
  const queue = enqueue(start, emptyQueue(), everything(start));
  let world = start;
  for (let turn = take(queue); turn !== null; turn = take(queue)) {
    world = turned(queue, world, turn);
    yield;
  }
  return world;
}

/** The earliest time at which some controller wants to look again, or null. `periodic` work is left out unless asked for. */
export function nextDue(world: World, including: 'all' | 'not-periodic' = 'all'): number | null {
  let earliest: number | null = null;
  for (const due of map.values(world.due)) {
    if (including === 'not-periodic' && due.periodic) continue;
    if (earliest === null || due.at < earliest) earliest = due.at;
  }
  return earliest;
}

/** The world `ms` later, settled at each moment at which something falls due on the way. */
export function advance(world: World, ms: number): World {
  const end = world.now + ms;
  let next = world;
  for (let due = nextDue(next); due !== null && due <= end; due = nextDue(next)) next = settleDue({ ...next, now: Math.max(due, next.now) });
  return { ...next, now: end };
}

/** The world when nothing but periodic work is left to wait for; stops after `limitMs` in any case. */
export function advanceUntilQuiet(world: World, limitMs = 600_000): World {
  const end = world.now + limitMs;
  let next = world;
  for (let due = nextDue(next, 'not-periodic'); due !== null && due <= end; due = nextDue(next, 'not-periodic')) next = advance(next, due - next.now);
  return next;
}

function settleDue(world: World): World {
  const queue = emptyQueue();
  let next = world;
  for (const [slot, due] of map.entries(world.due)) {
    if (due.at > world.now) continue;
    const place = controllers.findIndex(({ name }) => name === due.controller);
    if (place >= 0) add(queue, place, due.key);
    next = { ...next, due: remove(next.due, slot) };
  }
  return drain(queue, next);
}

function drain(queue: Queue, start: World): World {
  let world = start;
  for (let turn = take(queue); turn !== null; turn = take(queue)) world = turned(queue, world, turn);
  return world;
}

/** The world after one turn, with what it woke up in the queue. */
function turned(queue: Queue, world: World, { controller, key }: NonNullable<ReturnType<typeof take>>): World {
  const slot = `${controller.name}\0${key}`;
  const turns = queue.turns.get(slot) ?? 0;
  if (turns >= TURNS_OF_A_KEY) return reportOscillation(world, controller.name, key);
  const next = perform(world, controller, { key, slot, wanted: controller.reconcile(world, key) });
  if (next.revision === world.revision) return next;
  queue.turns.set(slot, turns + 1);
  enqueue(next, queue, changesSince(next, world.revision) ?? []);
  return next;
}

/** What a controller wants of one key, and the slot of its due time. */
type Turn = { readonly key: string; readonly slot: string; readonly wanted: Reconcile };

function perform(world: World, controller: Controller, turn: Turn): World {
  const done = carryOut(world, controller, turn);
  if (done.error === null) return setDue(done.world, controller, turn);
  if (controller.refused === undefined) {
    return setDue(done.world, controller, { ...turn, wanted: { acts: [], because: null, dueAt: done.world.now + RETRY_MS, periodic: false } });
  }
  const answer = { ...turn, wanted: controller.refused(done.world, turn.key, done.error) };
  return setDue(carryOut(done.world, controller, answer).world, controller, answer);
}

function carryOut(world: World, controller: Controller, { key, wanted }: Turn): { readonly world: World; readonly error: ApiError | null } {
  if (wanted.acts.length === 0) return { world, error: null };
  let next = world;
  const as = controller.identity(world, key);
  for (const act of wanted.acts) {
    if (act.plane === 'hosts') {
      next = commit(next, { by: controller.name, verb: act.verb, because: wanted.because }, [act]).world;
      continue;
    }
    const verb = (act.plane === 'aws' ? { ...act, as } : { ...act, as, manager: controller.manager }) as Verb;
    const written = write(next, verb, wanted.because);
    next = written.world;
    if (written.answer.ok) continue;
    // An event that cannot be written is dropped: https://github.com/kubernetes/client-go/blob/master/tools/record/event.go (recordEvent).
    if (act.plane === 'cluster' && act.kind === 'Event') continue;
    return { world: next, error: written.answer.error };
  }
  return { world: next, error: null };
}

function setDue(world: World, controller: Controller, { key, slot, wanted }: Turn): World {
  if (wanted.dueAt === undefined) return map.get(world.due, slot) === undefined ? world : { ...world, due: remove(world.due, slot) };
  // A time that is not ahead would make `advance` stand still.
  if (wanted.dueAt <= world.now) throw new Error(`Expected ${controller.name} to ask for a time after ${world.now} but it asked for ${wanted.dueAt}`);
  const due: Due = { at: wanted.dueAt, controller: controller.name, key, periodic: wanted.periodic ?? false };
  return { ...world, due: put(world.due, slot, due) };
}

function enqueue(world: World, queue: Queue, changes: readonly Change[]): Queue {
  for (const change of changes) {
    for (const { place, keysOf } of watchersOf(change.ref)) for (const key of keysOf(change, world)) add(queue, place, key);
  }
  return queue;
}

type Watcher = { readonly place: number; readonly keysOf: (change: Change, world: World) => readonly string[] };

const watchers: { readonly [P in PlaneName]: Map<string, readonly Watcher[]> } = {
  aws: new Map(),
  cluster: new Map(),
  hosts: new Map(),
  lab: new Map(),
};

/** Who watches a kind, in the order of the controllers; worked out when the kind first changes. */
function watchersOf({ plane, kind }: Ref): readonly Watcher[] {
  const known = watchers[plane].get(kind);
  if (known !== undefined) return known;
  const found = controllers.flatMap(({ watches }, place): Watcher[] => {
    const keysOf = (watches[plane] as { readonly [kind: string]: Watcher['keysOf'] | undefined } | undefined)?.[kind];
    return keysOf === undefined ? [] : [{ place, keysOf }];
  });
  watchers[plane].set(kind, found);
  return found;
}

function emptyQueue(): Queue {
  return { pending: [], first: 0, turns: new Map() };
}

function add(queue: Queue, place: number, key: string): void {
  let keys = queue.pending[place];
  if (keys === undefined) {
    keys = emptyKeyQueue();
    queue.pending[place] = keys;
  }
  addKey(keys, key);
  if (place < queue.first) queue.first = place;
}

function take(queue: Queue): { readonly controller: Controller; readonly key: string } | null {
  for (; queue.first < controllers.length; queue.first++) {
    const keys = queue.pending[queue.first];
    const key = keys === undefined ? null : takeKey(keys);
    if (key !== null) return { controller: controllers[queue.first] as Controller, key };
  }
  return null;
}

function everything(world: World): Change[] {
  const changes: Change[] = [];
  for (const plane of Object.keys(kindsOf) as PlaneName[]) {
    for (const [kind, store] of Object.entries(world[plane] as Stores<Record<string, object>>)) {
      for (const [key, entry] of map.entries(store.entries)) {
        const ref = { plane, kind, key } as Ref;
        changes.push({
          by: '',
          verb: 'list',
          ref,
          before: null,
          after: entry.object,
          because: null,
          revision: entry.revision,
          input: world.counters.input,
        });
      }
    }
  }
  return changes;
}

function reportOscillation(world: World, controller: string, key: string): World {
  const text = {
    ko: `${controller} 컨트롤러가 ${key} 오브젝트를 끝없이 고칩니다. 한 번에 ${TURNS_OF_A_KEY}번까지만 실행했습니다.`,
    en: `Controller ${controller} keeps changing ${key}. It was stopped after ${TURNS_OF_A_KEY} turns.`,
  };
  const ref = { plane: 'lab', kind: 'Notice', key: `oscillation/${controller}/${key}` } as const;
  return commit(world, { by: 'lab', verb: 'notice', because: null }, [{ ref, object: { text, input: world.counters.input } }]).world;
}
