/** What every verb of kubectl is given and gives back. */
import type { Text } from '../../../engine/text.ts';
import type { World } from '../../../engine/world.ts';
import type { Command, Completion, Invocation } from '../../command.ts';
import type { LineKind, Note, Output } from '../../output.ts';
import type { FlagSpec, Flags } from './flags.ts';

export type Call = {
  readonly world: World;
  readonly invocation: Invocation;
  /** The words that are neither the verb nor flags. */
  readonly args: readonly string[];
  /** The words behind `--`. */
  readonly rest: readonly string[];
  readonly flags: Flags;
  /** `-n`, else `default`. */
  readonly namespace: string;
  readonly stdin: string;
  /** The programs that may run inside a pod. */
  readonly programs: readonly Command[];
};

/** What a verb printed and did. `world` only when it may have changed. */
export type Done = {
  readonly kind: LineKind;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly code?: number;
  readonly notes?: readonly Note[];
  readonly world?: World;
  readonly connections?: Output['connections'];
};

export type Verb = {
  readonly name: string;
  /** The first line of `kubectl VERB --help`. */
  readonly about: string;
  readonly usage: readonly string[];
  readonly examples: readonly string[];
  readonly flags: readonly FlagSpec[];
  readonly run: (call: Call) => Done;
  /** Candidates for the argument being typed, given the arguments before it. */
  readonly complete?: (call: Call) => readonly Completion[];
};

/** A refusal of kubectl itself: `error: …`. */
export function failed(message: string, notes: readonly Note[] = []): Done {
  return { kind: 'refused', stderr: `error: ${message}\n`, code: 1, notes };
}

/** Something real that the lab does not simulate. `near` is what to type instead. */
export function notSimulated(what: string | Text, near: string): Done {
  return { kind: 'refused', code: 1, notes: [notSimulatedNote(what, near)] };
}

/** `what` as it is typed, or in words of both languages. */
export function notSimulatedNote(what: string | Text, near: string): Note {
  const { ko, en } = typeof what === 'string' ? { ko: `\`${what}\``, en: `\`${what}\`` } : what;
  const text =
    near === ''
      ? { ko: `시뮬레이션하지 않음: ${ko}`, en: `Not simulated: ${en}.` }
      : { ko: `시뮬레이션하지 않음: ${ko}. 대신 \`${near}\` 명령을 쓰세요.`, en: `Not simulated: ${en}. Use \`${near}\` instead.` };
  return { mark: 'not-simulated', text };
}
