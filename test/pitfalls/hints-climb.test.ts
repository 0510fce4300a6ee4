/** One hint is useless, or it is the answer: here each of four steps says more, and the first three cost nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enter, replay } from '../../src/course/attempt.ts';
import type { Attempt } from '../../src/course/attempt-state.ts';
import { hintFor } from '../../src/course/hints.ts';
import { courseFiles, load } from '../course/fixture.ts';

const [scenario] = load(courseFiles()).course.scenarios;
if (scenario === undefined) throw new Error('The course has no scenario');

const SELECTOR = `kubectl patch service frontend -p '{"spec":{"selector":{"app":"webapp"}}}'`;
const TIERS = [1, 2, 3, 4] as const;
const typed = (attempt: Attempt, lines: readonly string[]) => lines.reduce((next, line) => enter(next, line).attempt, attempt);

describe('the ladder of hints', () => {
  it('says something else on each of its steps', () => {
    const attempt = replay(scenario, 's', [SELECTOR]);
    const texts = TIERS.map((tier) => hintFor(attempt, { line: 'answers', tier }).text.en);
    expect(new Set(texts).size).toBe(4);
  });

  it('does not give the edit away before its last step', () => {
    const attempt = replay(scenario, 's', [SELECTOR]);
    const edit = hintFor(attempt, { line: 'answers', tier: 4 }).text.en;
    for (const tier of [1, 2, 3] as const) expect(hintFor(attempt, { line: 'answers', tier }).text.en).not.toContain(edit.slice(0, 30));
  });

  it('costs nothing on its first three steps, and says that it was help on the fourth', () => {
    expect(replay(scenario, 's', ['hint', 'hint', 'hint', ...scenario.solution]).status).toBe('solved');
    expect(replay(scenario, 's', ['hint', 'hint', 'hint', 'hint', ...scenario.solution]).status).toBe('assisted');
  });

  it('ends in an edit that works, wherever the learner has wandered', () => {
    const wander = fc.constantFrom(
      SELECTOR,
      'kubectl scale deployment webapp --replicas=2',
      'kubectl scale deployment webapp --replicas=3',
      `kubectl patch service frontend --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":80}]'`,
      'kubectl label service frontend tier=front',
      'undo',
      'kubectl get pods',
    );
    fc.assert(
      fc.property(fc.array(wander, { maxLength: 4 }), (lines) => {
        const attempt = replay(scenario, 's', lines);
        const open = attempt.accept.find(({ verdict }) => verdict === 'fail');
        if (open === undefined) return;
        const hint = hintFor(attempt, { line: open.id, tier: 4 });
        if (hint.tier !== 4) return;
        const after = typed(attempt, hint.text.en.split('\n'));
        expect(after.accept.find(({ id }) => id === open.id)?.verdict).toBe('pass');
      }),
      { numRuns: 12 },
    );
  });
});
