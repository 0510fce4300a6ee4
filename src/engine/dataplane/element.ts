/** An element: one mechanism on a packet's path. It only reads the world; it decides and says why. */
import type { Ref } from '../change.ts';
import type { Packet } from '../net/packet.ts';
import type { Params, Text } from '../text.ts';
import type { Verb } from '../verb.ts';
import type { World } from '../world.ts';
import type { Choice, Place, Row, Sessions, Step, StepVerdict } from './step.ts';

/**
 * A reason: what happened and why, in both languages with the same holes; `concept` is an id of the concept map.
 * A reason that denies may offer repairs: candidate writes that would remove it, each to be tried on a copy of the world.
 */
export type Reason = Text & {
  readonly concept: string;
  readonly repairs?: (world: World, step: Step) => readonly Repair[];
  /** Of a reason that lets a packet through: candidate writes that would make it stop, each to be tried as well. */
  readonly stops?: (world: World, step: Step) => readonly Repair[];
};

/** One candidate repair. `field` is what it changes, for the hint that points at the field. */
export type Repair = {
  readonly verbs: readonly Verb[];
  readonly object: Ref;
  readonly field: string;
  /** How much more than the connection itself it opens or shuts; `exact` when left out. Of candidates that do, the narrowest is proposed. */
  readonly breadth?: Breadth;
};

/** exact: this peer, by group or labels, at this port · address: one address · wide: a block, every port, or others too · all: everyone. */
export type Breadth = 'exact' | 'address' | 'wide' | 'all';

export type Reasons = { readonly [code: string]: Reason };

/** A row that was looked at and lost, with why. */
export type Lost<Code extends string> = { readonly row: Row; readonly because: Code; readonly params: Params };

/** What an element makes of a packet; more than one where the outcome is a choice. */
export type PassBy<Code extends string> = {
  readonly verdict: StepVerdict;
  readonly because: Code;
  readonly params: Params;
  readonly object: Ref | null;
  /** What is shown of the decision: most packets are never told of, so it is worked out when somebody asks. */
  readonly row?: () => Row;
  readonly met?: () => readonly Row[];
  readonly lost?: () => readonly Lost<Code>[];
  /** The packet as it goes on, when it is changed. */
  readonly out?: Packet;
  /** Where it goes on: only the last element of a place may say so. */
  readonly next?: Place;
  /** The session state after this packet, when the element keeps some. */
  readonly sessions?: Sessions;
  readonly choice?: Choice;
};

/** A pass of an element with these reasons. */
export type Pass<R extends Reasons = Reasons> = PassBy<keyof R & string>;

export type Element = {
  readonly name: string;
  readonly title: Text;
  readonly reasons: Reasons;
  /** Whether it is there at all; left out for what always is. Never the last of a place, and no step where it is not. */
  readonly present?: (at: Where) => boolean;
  readonly pass: (at: Where, packet: Packet) => readonly PassBy<string>[];
};

export type Where = {
  readonly world: World;
  readonly place: Place;
  readonly sessions: Sessions;
  /** Which way of the connection this packet goes. Stateful elements know replies by their sessions, not by this. */
  readonly direction: 'request' | 'reply';
  /** How many places this packet has been at: routers that send it in a circle end it. */
  readonly places: number;
};

/** Declares an element: a reason that its `reasons` lack, or one that lacks a language, does not compile. */
export function element<const R extends Reasons>(
  definition: Omit<Element, 'reasons' | 'pass'> & {
    readonly reasons: R;
    readonly pass: (at: Where, packet: Packet) => readonly PassBy<keyof R & string>[];
  },
): Element {
  return definition;
}
