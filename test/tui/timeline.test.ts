import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/course/attempt-state.ts';
import { front } from '../../src/tui/model.ts';
import { plain } from '../../src/tui/parts/line.ts';
import { timelinePanes } from '../../src/tui/screens/timeline/pane.ts';
import { attemptOf, nothing, openLab, said } from './fakes.ts';

const world = nothing();
const entry = (line: string, kind: 'read' | 'write'): Entry => ({ line, output: said(world, { kind }), before: world });
const transcript = [entry('kubectl get pods', 'read'), entry('kubectl delete pod web', 'write')];
const travelled = () => {
  const play = openLab(
    {},
    attemptOf({ world, transcript, marks: [{ name: 'c1', kind: 'checkpoint', transcript: transcript.slice(0, 1), variables: {} }] }),
  );
  play.press('ctrl-o');
  return play;
};
const shown = (play: ReturnType<typeof travelled>): string => {
  const screen = front(play.model());
  if (screen.screen !== 'timeline') throw new Error('The timeline is not open');
  const { left, right } = timelinePanes({ screen, attempt: attemptOf({ world, transcript }), lang: 'en', width: 120, height: 30 });
  return [...left, ...right].map(plain).join('\n');
};

describe('the timeline', () => {
  it('opens on the last line that changed something, with the state behind it', () => {
    const play = travelled();
    expect(front(play.model())).toMatchObject({ screen: 'timeline', at: 2, step: 0 });
    expect(shown(play)).toMatch(/▶ +2 ∆ kubectl delete pod web/);
    expect(shown(play)).toContain('accepted 1/2');
  });

  it('types the word for where it goes, and is back in the lab', () => {
    const play = travelled();
    play.press('up', 'enter');
    expect(play.kept.at(-1)?.body).toEqual({ k: 'input', b: { line: 'goto 1' } });
    expect(front(play.model()).screen).toBe('lab');
    const other = travelled();
    other.press('down', 'enter');
    expect(other.kept.at(-1)?.body).toEqual({ k: 'input', b: { line: 'goto c1' } });
  });

  it('stays within its list, and keeps the present state by a key', () => {
    const play = travelled();
    play.press('page-up', 'page-up', 'up');
    expect(front(play.model())).toMatchObject({ at: 0 });
    play.press('c');
    expect(play.kept.at(-1)?.body).toEqual({ k: 'input', b: { line: 'checkpoint' } });
  });
});

describe('a what-if by key', () => {
  it('types `try` before the line, and says how on an empty one', () => {
    const play = openLab();
    play.press('ctrl-g');
    expect(play.model().notice?.text.en).toContain('Type a command first');
    play.type('kubectl delete svc web');
    play.press('ctrl-g');
    expect(play.kept.at(-1)?.body).toEqual({ k: 'input', b: { line: 'try kubectl delete svc web' } });
  });
});
