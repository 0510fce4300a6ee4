import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enter, openAttempt, replay } from '../../src/course/attempt.ts';
import type { Attempt } from '../../src/course/attempt-state.ts';
import type { Scenario } from '../../src/course/content.ts';
import { digest } from '../../src/engine/digest.ts';
import { courseFiles, load } from './fixture.ts';

const scenario = load(courseFiles()).course.scenarios[0] as Scenario;
const SELECTOR = `kubectl patch service frontend -p '{"spec":{"selector":{"app":"webapp"}}}'`;
const PORT = `kubectl patch service frontend --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":9376}]'`;
const CURL = 'curl -s http://198.51.100.6:32001';

const verdicts = (attempt: Attempt) => Object.fromEntries(attempt.accept.map((result) => [result.id, result.verdict]));
const type = (attempt: Attempt, ...lines: readonly string[]) => lines.reduce((next, line) => enter(next, line).attempt, attempt);
const open = () => openAttempt(scenario, { seed: 'test' });

describe('an attempt', () => {
  it('opens with the list judged: what already holds passes', () => {
    expect(verdicts(open())).toEqual({ endpoints: 'fail', answers: 'fail', 'ssh-closed': 'pass' });
    expect(open().status).toBe('open');
  });

  it('turns each line to pass as it becomes true, and is solved by the last', () => {
    const one = type(open(), SELECTOR);
    expect(verdicts(one)).toEqual({ endpoints: 'pass', answers: 'fail', 'ssh-closed': 'pass' });
    const two = type(one, PORT);
    expect(verdicts(two)).toEqual({ endpoints: 'pass', answers: 'pass', 'ssh-closed': 'pass' });
    expect(two.status).toBe('solved');
  });

  it('is solved by no line when all of the list holds at the start', () => {
    const easy = openAttempt({ ...scenario, accept: scenario.accept.filter((line) => line.id === 'ssh-closed') }, { seed: 'test' });
    expect(type(easy, 'kubectl get pods', CURL).status).toBe('open');
    const group = 'aws ec2 authorize-security-group-ingress --group-id sg-0c1057e4000000001 --protocol tcp --port 22 --cidr 0.0.0.0/0';
    expect(type(easy, group).status).toBe('open');
    expect(type(easy, group, group.replace('authorize', 'revoke')).status).toBe('solved');
  });

  it('tells the journal each line, each verdict that changed, and that it is solved', () => {
    const one = enter(open(), SELECTOR);
    expect(one.events).toEqual([
      { k: 'input', b: { line: SELECTOR } },
      { k: 'verdict', b: { line: 'endpoints', verdict: 'pass' } },
    ]);
    expect(enter(one.attempt, PORT).events).toEqual([
      { k: 'input', b: { line: PORT } },
      { k: 'verdict', b: { line: 'answers', verdict: 'pass' } },
      { k: 'note', b: { status: 'solved' } },
    ]);
    expect(enter(one.attempt, 'kubectl get pods').events).toEqual([{ k: 'input', b: { line: 'kubectl get pods' } }]);
  });

  it('shows in the list what a wrong line breaks', () => {
    const group = `aws ec2 authorize-security-group-ingress --group-id sg-0c1057e4000000001 --protocol tcp --port 22 --cidr 0.0.0.0/0`;
    expect(verdicts(type(open(), group))['ssh-closed']).toBe('fail');
  });

  it('is the same when its lines are replayed', () => {
    const lines = [SELECTOR, CURL, 'undo', 'redo', PORT, CURL, 'hint', 'nonsense', 'reset', SELECTOR];
    const typed = type(open(), ...lines);
    const again = replay(scenario, 'test', lines);
    expect(again.inputs).toEqual(lines);
    expect(digest(again.world)).toBe(digest(typed.world));
    expect(verdicts(again)).toEqual(verdicts(typed));
    expect(again.transcript.map((entry) => entry.output.stdout)).toEqual(typed.transcript.map((entry) => entry.output.stdout));
  });
});

describe('undo, redo and reset', () => {
  it('go back to before the last change and forth again', () => {
    const start = open();
    const changed = type(start, SELECTOR, 'kubectl get service frontend');
    const undone = type(changed, 'undo');
    expect(digest(undone.world)).toBe(digest(start.world));
    expect(undone.transcript).toEqual([]);
    expect(verdicts(undone)).toEqual(verdicts(start));
    const redone = type(undone, 'redo');
    expect(redone.transcript.map((entry) => entry.line)).toEqual([SELECTOR, 'kubectl get service frontend']);
    expect(verdicts(redone)).toEqual(verdicts(changed));
  });

  it('say so when there is nothing to do', () => {
    expect(enter(open(), 'undo').output).toMatchObject({ kind: 'refused', notes: [{ text: { en: 'There is nothing to take back.' } }] });
    expect(enter(open(), 'redo').output.kind).toBe('refused');
  });

  it('forget what was undone once something else is changed', () => {
    expect(enter(type(open(), SELECTOR, 'undo', PORT), 'redo').output.kind).toBe('refused');
  });

  it('never turn the revision back', () => {
    const changed = type(open(), SELECTOR);
    expect(type(changed, 'undo').world.revision).toBeGreaterThan(changed.world.revision);
  });

  it('come back to where they were, whatever was typed: undo n times, redo n times', () => {
    const line = fc.constantFrom(
      SELECTOR,
      PORT,
      'kubectl scale deployment webapp --replicas=2',
      'kubectl get pods',
      'kubectl delete service frontend',
      'wait 1s',
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
        const typed = type(open(), ...lines);
        const changes = typed.transcript.filter((entry) => entry.output.kind === 'write' || entry.output.kind === 'wait');
        const undone = type(typed, ...changes.map(() => 'undo'));
        expect(digest(undone.world)).toBe(digest(changes[0]?.before ?? typed.world));
        const redone = type(undone, ...changes.map(() => 'redo'));
        expect(redone.transcript).toEqual(typed.transcript);
        // Lines that only read come back, too: the number of the last input is theirs.
        expect(digest({ ...redone.world, counters: typed.world.counters })).toBe(digest(typed.world));
        expect(verdicts(redone)).toEqual(verdicts(typed));
      }),
      { numRuns: 15 },
    );
  });

  it('reset gives the start again and opens the attempt anew', () => {
    const reset = type(open(), SELECTOR, PORT, CURL, 'reset');
    expect(digest(reset.world)).toBe(digest(open().world));
    expect(reset).toMatchObject({ status: 'open', transcript: [], recent: [] });
    expect(verdicts(reset)).toEqual(verdicts(open()));
  });
});

describe('words of the lab', () => {
  it('goal tells the task and each line with its mark', () => {
    const notes = enter(open(), 'goal').output.notes.map((note) => note.text.en);
    expect(notes).toEqual([
      'The service refuses connections. Repair it.',
      '✗ The service has 3 ready endpoints',
      '✗ The internet connects to node0',
      '✓ Port 22 is closed',
    ]);
  });

  it('solution shows lines that work as they stand, and the attempt counts as assisted', () => {
    const shown = enter(open(), 'solution');
    const lines = shown.output.notes.map((note) => note.text.en);
    expect(type(shown.attempt, ...lines).status).toBe('assisted');
  });

  it('stand alone on their line', () => {
    expect(enter(open(), 'kubectl get pods; undo').output.notes.at(-1)?.text.en).toBe('`undo` stands alone on its line.');
  });

  it('are in the help of the shell', () => {
    const help = enter(open(), 'help')
      .output.notes.map((note) => note.text.en)
      .join('\n');
    for (const word of ['goal', 'hint', 'undo', 'redo', 'reset', 'predict', 'solution', 'kubectl'])
      expect(help).toMatch(new RegExp(`^${word} `, 'm'));
  });
});

describe('a line with control characters', () => {
  it('is no input at all', () => {
    const entered = enter(open(), 'kubectl get pods\u001b[2J');
    expect(entered.events).toEqual([]);
    expect(entered.attempt.inputs).toEqual([]);
  });
});
