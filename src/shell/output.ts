/** What a typed line gives back: the real tool's own output, what the lab adds to it, and the world after it. */
import type { Connection } from '../engine/connection.ts';
import type { Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import type { Planned } from './planning/planned.ts';

/**
 * write: it asked an API for a change (also when nothing had to change) · read: it only looked · test: it sent packets ·
 * wait: it let time pass · refused: it was turned down and changed nothing · lab: a word of the lab.
 */
export type LineKind = 'write' | 'read' | 'test' | 'wait' | 'refused' | 'lab';

export type Output = {
  readonly kind: LineKind;
  /** The real tool's text; never translated. */
  readonly stdout: string;
  readonly stderr: string;
  /** The exit status, as the real tool gives it. */
  readonly code: number;
  /** What the lab says below: indented and marked by the view, never inside the real tool's text. */
  readonly notes: readonly Note[];
  /** The connections that the line made, for `trace` and the acceptance list. */
  readonly connections: readonly Connection[];
  /** What the planning words were asked and answered, for the acceptance list. */
  readonly planned?: readonly Planned[];
  readonly world: World;
  /** The shell's variables after the line; only the shell itself (`runLine`) sets this. */
  readonly variables?: Variables;
};

/** What the learner's shell remembers between lines: `SG=sg-0a1`. */
export type Variables = { readonly [name: string]: string };

export type Note = { readonly mark: 'info' | 'wrong' | 'trace' | 'not-simulated'; readonly text: Text };
