/** A command of the shell: one record, from which come running, help, completion and the cheatsheet. */

import type { Origin } from '../engine/connection.ts';
import type { Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import type { Output } from './output.ts';

/** One word of a parsed line, with where it stood (UTF-16 offsets into the line). */
export type Word = { readonly text: string; readonly start: number; readonly end: number };

export type Invocation = {
  readonly world: World;
  /** Where the shell runs: the learner's own machine on the internet unless it is the shell of a node or a pod. */
  readonly origin: Origin;
  /** The words after the command's own name. */
  readonly words: readonly Word[];
  /** A heredoc's or a pipe's text. */
  readonly stdin: string;
  /** The last connections made, newest first: what `trace` without arguments shows. */
  readonly recent: readonly import('../engine/connection.ts').Connection[];
  /** The lines typed before, oldest first; absent where nobody keeps them. */
  readonly history?: readonly string[];
};

export type Completion = {
  /** What replaces the word being typed. */
  readonly text: string;
  readonly about: Text | null;
};

export type Command = {
  readonly name: string;
  readonly summary: Text;
  /** What `help NAME` says besides: flags, and what an exit status means. */
  readonly details?: Text;
  /** Forms of use, as a man page's synopsis: `kubectl get KIND [NAME] [-n NAMESPACE]`. */
  readonly usage: readonly string[];
  readonly examples: readonly string[];
  readonly run: (call: Invocation) => Output;
  /** Candidates for the last word (which may be ''). Reads the world, never changes it. */
  readonly complete: (call: Invocation) => readonly Completion[];
};
