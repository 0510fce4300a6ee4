/** A skip that does not skip, or a solution that fails even when it is typed as shown: whoever gives up gets on. */
import { describe, expect, it } from 'vitest';
import { enter, openAttempt, replay } from '../../src/course/attempt.ts';
import type { Attempt } from '../../src/course/attempt-state.ts';
import type { Scenario } from '../../src/course/content.ts';
import { changed, courseFiles, type Files, load } from '../course/fixture.ts';

const scenarioOf = (files: Files) => load(files).course.scenarios[0] as Scenario;
const scenario = scenarioOf(courseFiles());
const CURL = 'curl --max-time 2 http://198.51.100.6:32001';
const PREDICT = `predict:
  line: ${CURL}
  ask: {ko: 홉을 차례로 고르세요., en: Put the hops in order.}
  decoys: [amazon-dns]
solution:`;

const shownLines = (attempt: Attempt): readonly string[] => enter(attempt, 'solution').output.notes.map(({ text }) => text.en);
const typed = (attempt: Attempt, lines: readonly string[]) => lines.reduce((next, line) => enter(next, line).attempt, attempt);

describe('the solution as it is shown', () => {
  it.each([
    ['at the start', []],
    ['after a wrong turn was taken back', ['kubectl delete service frontend', 'undo']],
    ['after a reset', ['kubectl delete service frontend', 'reset']],
    ['half-way', [`kubectl scale deployment webapp --replicas=2`, 'undo', 'kubectl get pods']],
  ])('solves the scenario when it is typed %s, and counts as help', (_when, before) => {
    const attempt = replay(scenario, 's', before);
    const after = typed(enter(attempt, 'solution').attempt, shownLines(attempt));
    expect(after.accept.every(({ verdict }) => verdict === 'pass')).toBe(true);
    expect(after.status).toBe('assisted');
  });
});

describe('a prediction that is skipped', () => {
  const predicting = scenarioOf(changed('scenario.yaml', ['solution:', PREDICT]));

  it('holds nothing back any longer, and shows the way that was asked for', () => {
    const asked = openAttempt(predicting, { seed: 's' });
    expect(enter(asked, CURL).heldBack).toBe(true);
    const skipped = enter(asked, 'predict skip').attempt;
    expect(skipped.prediction).toMatchObject({ state: 'given', given: [], right: 0 });
    expect(skipped.prediction.state === 'given' && skipped.prediction.key.length).toBeGreaterThan(0);
    expect(enter(skipped, CURL).output.kind).toBe('test');
  });

  it('keeps nobody from solving the scenario unaided', () => {
    expect(replay(predicting, 's', ['predict skip', ...predicting.solution]).status).toBe('solved');
  });
});
