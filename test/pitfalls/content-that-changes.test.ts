/** Learners quit when a task changes under their hands: what they did goes on where it still means the same, and else is kept. */
import { expect, it } from 'vitest';
import type { Scenario } from '../../src/course/content.ts';
import { openJournal } from '../../src/progress/journal.ts';
import { enterIn, openIn } from '../../src/tui/attempts.ts';
import { dataFolder } from '../support/data-folder.ts';
import { scenarioNamed } from '../support/shipped-course.ts';

const scenario: Scenario = scenarioNamed('two-nodes-one-port');
const BREAKS_A_LINE = 'kubectl scale deployment webapp --replicas 1';

/** The task typed into, closed, and opened again after an update of the course. */
function reopened(updated: Scenario) {
  const dir = dataFolder();
  const first = openJournal({ dir, now: () => 0 });
  const begun = openIn(first, '1', scenario);
  for (const event of enterIn(begun.attempt, BREAKS_A_LINE).events) first.append(begun.name, event);
  first.close();
  const later = openJournal({ dir, now: () => 0 });
  const again = openIn(later, '2', updated);
  const before = later.progress().attempts.find(({ id }) => id === begun.name);
  later.close();
  return { again, before };
}

it('what was done goes on after an update that changes the wording only', () => {
  const { again } = reopened({ ...scenario, revision: 'reworded', story: { ko: '새 글', en: 'New words' } });
  expect([again.attempt.inputs, again.notice]).toEqual([[BREAKS_A_LINE], null]);
});

it('what was done is kept beside a new attempt, and the learner told, where it would be judged otherwise', () => {
  const { again, before } = reopened({ ...scenario, revision: 'stricter', accept: scenario.accept.filter(({ id }) => id !== 'three-endpoints') });
  expect(again.attempt.inputs).toEqual([]);
  expect(again.notice?.en).toContain('What you did before is kept');
  expect(before).toMatchObject({ revision: scenario.revision, inputs: [BREAKS_A_LINE], open: false });
});
