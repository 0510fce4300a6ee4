/**
 * A controller: a client of the APIs that watches kinds and makes what is into what should be, one key at a time.
 * It is level-triggered: `reconcile` looks at the world, never at the change that woke it up.
 */
import type { Change, PlaneName, Planes } from '../change.ts';
import type { Principal } from '../principal.ts';
import type { Text } from '../text.ts';
import type { ApiError, AwsVerb, ClusterVerb, HostWrite } from '../verb.ts';
import type { World } from '../world.ts';

type WithoutPrincipal<V> = V extends unknown ? Omit<V, 'as' | 'manager'> : never;

/** What a controller asks for; `settle` adds who it is. */
export type Act = WithoutPrincipal<AwsVerb> | WithoutPrincipal<ClusterVerb> | ({ readonly plane: 'hosts' } & HostWrite);

export type Reconcile = {
  /** Carried out in order; the first refusal ends the list and is given to `refused`. */
  readonly acts: readonly Act[];
  /** Why, in one sentence of the field: it stands in the log beside each change. Null where nothing is done. */
  readonly because: Text | null;
  /** When to look at this key again although nothing has changed, in simulated milliseconds. */
  readonly dueAt?: number;
  /** Whether that is a routine (a resync): `wait` does not wait for it. */
  readonly periodic?: boolean;
};

export type Watches = {
  readonly [P in PlaneName]?: { readonly [K in keyof Planes[P]]?: (change: Change, world: World) => readonly string[] };
};

export type Controller = {
  /** The process that runs it, or its name inside kube-controller-manager. */
  readonly name: string;
  readonly identity: (world: World, key: string) => Principal;
  /** The field manager of its writes. */
  readonly manager: string;
  readonly watches: Watches;
  readonly reconcile: (world: World, key: string) => Reconcile;
  /** What to do after a refusal: record an event, try again later. Without it the key is tried again with back-off. */
  readonly refused?: (world: World, key: string, error: ApiError) => Reconcile;
};

/** Nothing to do. */
export const NOTHING: Reconcile = { acts: [], because: null };

/** The words of a real tool as a reason: they are the same in every language. */
export function verbatim(words: string): Text {
  return { ko: words, en: words };
}
