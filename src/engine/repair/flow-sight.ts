/** What a world looks like to who wants a connection to work, or not to work, while others go on as they do. */
import type { Connection } from '../connection.ts';
import type { Branch, Step } from '../dataplane/step.ts';
import { failingStep, failingStepOf, repairsOf, stopsOf } from '../explain.ts';
import { lazily } from '../once.ts';
import type { World } from '../world.ts';
import type { Edit, Sight, Sought } from './search.ts';

/** The connection as it would go in a world; null where one of its ends is not there. */
export type Attempted = (world: World) => Connection | null;

export type Wish = {
  readonly connection: Attempted;
  /** reach: every way of it answers · block: none does. */
  readonly want: 'reach' | 'block';
  /** Connections that answer now and have to go on doing so. */
  readonly keep?: readonly Attempted[];
  /** What else has to hold. */
  readonly holds?: (world: World) => boolean;
};

/** The search for what makes the wish come true, from the world as it is; `kept` is how many connections have to go on. */
export function wished(start: World, { connection, want, keep = [], holds = () => true }: Wish): Pick<Sought, 'look'> & { readonly kept: number } {
  const kept = keep.filter((one) => isAnswered(one(start)));
  return {
    kept: kept.length,
    look: (world): Sight => {
      const seen = connection(world);
      const met = want === 'reach' ? isAnswered(seen) : seen !== null && !isOpen(seen);
      const broken = lazily(() => kept.map((one) => one(world)).filter((one) => !isAnswered(one)));
      const edits = lazily(() => {
        if (met) return broken().flatMap((one) => (one === null ? [] : editsOf(world, failingSteps(one), repairsOf)));
        if (seen === null) return [];
        return want === 'reach' ? editsOf(world, failingSteps(seen), repairsOf) : editsOf(world, passedSteps(seen), stopsOf);
      });
      return { met, edits, kept: () => broken().length === 0 && holds(world) };
    },
  };
}

/** The steps at which the connection fails: on the way taken, then on every other, its look-ups included. */
export function failingSteps(connection: Connection): readonly Step[] {
  const first = failingStep(connection);
  const ways = waysOf(connection).map(failingStepOf);
  return distinct([first, ...ways].filter((step) => step !== null));
}

/** The candidates that the reasons of these steps offer, in their order. */
export function editsOf(world: World, steps: readonly Step[], offered: typeof repairsOf): readonly Edit[] {
  return steps.flatMap((step) => offered(world, step).map((repair) => ({ repair, step })));
}

/** Every step that let a request through on a way that answers. */
export function passedSteps({ legs }: Connection): readonly Step[] {
  const ways = legs.flatMap(({ branches }) => branches).filter(({ verdict }) => verdict === 'answered');
  return distinct(ways.flatMap(({ request }) => request));
}

function isAnswered(connection: Connection | null): boolean {
  if (connection === null || connection.outcome.outcome !== 'answered') return false;
  return waysOf(connection).every(({ verdict }) => verdict === 'answered');
}

/** Whether some way of it answers. */
function isOpen({ legs }: Connection): boolean {
  return (legs.at(-1)?.branches ?? []).some(({ verdict }) => verdict === 'answered');
}

function waysOf({ lookup, legs }: Connection): readonly Branch[] {
  return [...(lookup?.steps ?? []).flatMap(({ branches }) => branches), ...legs.flatMap(({ branches }) => branches)];
}

/** One of those that decided the same in the same place. */
function distinct(steps: readonly Step[]): readonly Step[] {
  return [...new Map(steps.map((step) => [`${step.element} ${step.place.of.key} ${step.because} ${JSON.stringify(step.params)}`, step])).values()];
}
