/** Somebody who types line after line, as in a lab: the world, the variables and the last connections go on from line to line. */
import { expect } from 'vitest';
import type { World } from '../../src/engine/world.ts';
import type { Output } from '../../src/shell/output.ts';
import { runLine } from '../../src/shell/run.ts';
import { LEARNER_ORIGIN, type Session } from '../../src/shell/session.ts';

export type Typist = {
  /** What the line prints; the test fails where the line does. */
  readonly type: (line: string) => string;
  /** What becomes of a line that may fail. */
  readonly tries: (line: string) => Output;
  /** What the lab says below the line, in both languages. */
  readonly says: (line: string) => { readonly ko: string; readonly en: string };
  readonly world: () => World;
};

/** Somebody at a prompt over the world. */
export function typistAt(world: World): Typist {
  let session: Session = { world, origin: LEARNER_ORIGIN, recent: [], variables: {} };
  const tries = (line: string): Output => {
    const done = runLine(session, line);
    const variables = done.variables ?? session.variables ?? {};
    session = { ...session, world: done.world, variables, recent: [...done.connections, ...session.recent].slice(0, 5) };
    return done;
  };
  const type = (line: string): string => {
    const done = tries(line);
    expect(done.code, `${line}\n${done.stderr}${done.stdout}${done.notes.map(({ text }) => text.en).join('\n')}`).toBe(0);
    return done.stdout.trim();
  };
  const says = (line: string) => {
    const { notes } = tries(line);
    return { ko: notes.map(({ text }) => text.ko).join('\n'), en: notes.map(({ text }) => text.en).join('\n') };
  };
  return { type, tries, says, world: () => session.world };
}
