import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enter, openAttempt, replay } from '../../src/course/attempt.ts';
import type { Attempt } from '../../src/course/attempt-state.ts';
import { changes, lineOf, worldAfter } from '../../src/course/mark.ts';
import { digest } from '../../src/engine/digest.ts';
import { objectsOf } from '../../src/engine/store.ts';
import type { World } from '../../src/engine/world.ts';
import { courseFiles, load } from './fixture.ts';

const [scenario] = load(courseFiles()).course.scenarios;
if (scenario === undefined) throw new Error('The course has no scenario');

const SELECTOR = `kubectl patch service frontend -p '{"spec":{"selector":{"app":"webapp"}}}'`;
const PORT = `kubectl patch service frontend --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":9376}]'`;
const typed = (...lines: readonly string[]): Attempt => replay(scenario, 's', lines);
const saidBy = (attempt: Attempt, line: string): string =>
  enter(attempt, line)
    .output.notes.map(({ text }) => text.en)
    .join('\n');

describe('the timeline', () => {
  it('goes to any line and back, the world being what it was there', () => {
    const done = typed(SELECTOR, 'kubectl get service frontend', PORT);
    const back = enter(done, 'goto 1').attempt;
    expect(digest(back.world)).toBe(digest(done.transcript[0]?.output.world ?? done.start));
    expect(back.accept.map(({ verdict }) => verdict)).not.toEqual(done.accept.map(({ verdict }) => verdict));
    expect(digest(enter(back, 'goto 3').attempt.world)).toBe(digest(done.world));
    expect(digest(enter(back, 'goto 0').attempt.world)).toBe(digest(done.start));
  });

  it('keeps as a branch what a change made instead would lose, and comes back to it', () => {
    const left = typed(SELECTOR, 'undo', PORT);
    expect(left.marks.map(({ name, kind }) => [name, kind])).toEqual([['b1', 'branch']]);
    const back = enter(left, 'goto b1').attempt;
    expect(digest(back.world)).toBe(digest(typed(SELECTOR).world));
    expect(back.marks.map(({ name }) => name)).toEqual(['b1', 'b2']);
    expect(digest(enter(back, 'goto b2').attempt.world)).toBe(digest(left.world));
  });

  it('keeps what a reset takes back', () => {
    const done = typed(SELECTOR, 'reset');
    expect(digest(done.world)).toBe(digest(done.start));
    expect(digest(enter(done, 'goto b1').attempt.world)).toBe(digest(typed(SELECTOR).world));
  });

  it('goes to a checkpoint by the name that it was given', () => {
    const done = typed(SELECTOR, 'checkpoint half', PORT, 'goto half');
    expect(digest(done.world)).toBe(digest(typed(SELECTOR).world));
    expect(saidBy(done, 'goto nowhere')).toContain('no checkpoint or branch nowhere');
    expect(saidBy(done, 'goto 99')).toContain('no line 99');
  });

  it('ends where it began after any walk, and replays to the same attempt', () => {
    const step = fc.constantFrom(SELECTOR, PORT, 'undo', 'redo', 'goto 0', 'goto 1', 'checkpoint c', 'goto c', 'goto b1', 'reset');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (lines) => {
        const walked = typed(...lines);
        expect(digest(typed(...walked.inputs).world)).toBe(digest(walked.world));
        expect(digest(enter(walked, 'goto 0').attempt.world)).toBe(digest(walked.start));
      }),
      { numRuns: 15 },
    );
  });
});

describe('undo and redo', () => {
  const actions = [
    SELECTOR,
    PORT,
    'kubectl scale deployment webapp --replicas=2',
    'kubectl delete service frontend',
    'kubectl get pods',
    'wait 30s',
    'undo',
    'redo',
    'goto 0',
    'goto 2',
    'checkpoint c',
    'goto c',
    'goto b1',
    'reset',
    `try ${SELECTOR}`,
    'keep',
    'drop',
  ];
  const COUNTERS = openAttempt(scenario, { seed: 's' }).start.counters;
  // Lines that only look are counted, and are no state.
  const stateOf = (world: World) => digest({ ...world, counters: COUNTERS });
  const until = (attempt: Attempt, word: string): Attempt => {
    const next = enter(attempt, word);
    return next.output.kind === 'refused' ? attempt : until(next.attempt, word);
  };

  it('lead from wherever a walk has ended to the very start, and forth to the end of its line', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...actions), { maxLength: 10 }), (lines) => {
        const walked = enter(typed(...lines), 'drop').attempt;
        const back = until(walked, 'undo');
        const first = lineOf(walked).find(changes)?.before ?? walked.world;
        expect(stateOf(back.world)).toBe(stateOf(first));
        expect(digest(enter(back, 'goto 0').attempt.world)).toBe(digest(walked.start));
        const forth = until(back, 'redo');
        expect(stateOf(forth.world)).toBe(stateOf(worldAfter(walked, lineOf(walked).length)));
        expect(forth.accept.map(({ verdict }) => verdict)).toEqual(until(walked, 'redo').accept.map(({ verdict }) => verdict));
      }),
      { numRuns: 15 },
    );
  });

  it('take back what the shell remembers too', () => {
    const done = typed('SG=one', PORT, 'SG=two', SELECTOR);
    expect(enter(enter(done, 'undo').attempt, 'undo').attempt.variables).toMatchObject({ SG: 'one' });
    expect(until(enter(done, 'goto 1').attempt, 'redo').variables).toMatchObject({ SG: 'two' });
  });
});

describe('what if', () => {
  it('tells how checks, reach and cost would change, and changes nothing', () => {
    const start = openAttempt(scenario, { seed: 's' });
    const { attempt, output } = enter(start, `try ${SELECTOR}`);
    const text = output.notes.map((note) => note.text.en).join('\n');
    expect(text).toContain('Line 1: fails → passes.');
    expect(text).toMatch(/The cost stays [\d.]+ USD an hour\./);
    expect(attempt.world).toBe(start.world);
    expect(attempt.accept).toBe(start.accept);
    expect(attempt.trial?.lines).toEqual([SELECTOR]);
  });

  it('is what keeping it then gives', () => {
    const kept = typed(`try ${SELECTOR}`, 'keep');
    expect(kept.accept.map(({ verdict }) => verdict)).toEqual(typed(SELECTOR).accept.map(({ verdict }) => verdict));
    expect(kept.trial).toBeNull();
    expect(kept.transcript.map(({ line }) => line)).toEqual([SELECTOR]);
  });

  it('goes on with further lines until it is kept, each shown with all before it', () => {
    const first = typed(`try ${SELECTOR}`);
    const text = saidBy(first, PORT);
    expect(text).toContain('The 2 changes tried so far');
    expect(text).toContain('Line 1: fails → passes.');
    const both = typed(`try ${SELECTOR}`, PORT, 'kubectl get service frontend');
    expect(both.world).toBe(both.start);
    const kept = enter(both, 'keep').attempt;
    expect(kept.transcript.map(({ line }) => line)).toEqual([SELECTOR, PORT, 'kubectl get service frontend']);
    expect(digest(kept.world)).toBe(digest(typed(SELECTOR, PORT, 'kubectl get service frontend').world));
    expect(digest(enter(kept, 'undo').attempt.world)).toBe(digest(typed(SELECTOR).world));
  });

  it('reads what was tried, takes its last line back, and lets nothing else travel in time meanwhile', () => {
    const trying = typed(`try kubectl delete service frontend`);
    expect(enter(trying, 'kubectl get service frontend').output.stderr).toContain('NotFound');
    expect(enter(typed(`try ${SELECTOR}`, PORT), 'undo').attempt.trial?.lines).toEqual([SELECTOR]);
    expect(enter(trying, 'undo').attempt.trial).toBeNull();
    for (const word of ['redo', 'reset', 'goto 0', 'checkpoint']) expect(saidBy(trying, word)).toContain('First `keep` it or `drop` it.');
  });

  it('is forgotten when it is dropped, and not begun by what changes nothing', () => {
    expect(typed(`try ${SELECTOR}`, 'drop')).toMatchObject({ trial: null, transcript: [] });
    expect(saidBy(typed('drop'), 'keep')).toContain('Nothing was tried');
    expect(saidBy(typed(), 'try kubectl get pods')).toContain('nothing to try');
  });

  it('tells of ports opened to the whole internet, also where nothing listens', () => {
    const id = objectsOf(openAttempt(scenario, { seed: 's' }).world.aws.NetworkInterface)[0]?.Groups[0]?.GroupId;
    const group = `aws ec2 authorize-security-group-ingress --group-id ${id} --protocol tcp --port 8000-8009 --cidr 0.0.0.0/0`;
    expect(saidBy(typed(), `try ${group}`)).toMatch(/TCP ports open to the internet: \d+ → \d+/);
  });
});
