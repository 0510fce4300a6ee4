/** Attempts as the screens ask for them: opened or gone on with, typed into, completed. */
import { enter, openAttempt } from '../course/attempt.ts';
import type { Attempt } from '../course/attempt-state.ts';
import type { Scenario } from '../course/content.ts';
import { labCommands } from '../course/words/index.ts';
import type { Journal } from '../progress/journal.ts';
import { completeLine } from '../shell/complete.ts';
import { LEARNER_ORIGIN } from '../shell/session.ts';
import { resume } from './resume.ts';

export { enter as enterIn };

/** The candidates for the word at the caret. */
export function completeIn(attempt: Attempt, text: string, caret: number) {
  const { world, recent, variables } = attempt;
  const found = completeLine({ world, recent, variables, origin: LEARNER_ORIGIN }, text, caret, labCommands(attempt));
  return { start: found.from, items: found.items };
}

/** The attempt that the journal holds open, replayed, or a new one; `engine` is the revision of the program. */
export function openIn(journal: Journal, engine: string, scenario: Scenario) {
  const { attempts } = journal.progress();
  const record = attempts.findLast((attempt) => attempt.content === scenario.id && attempt.open);
  if (record !== undefined) {
    const resumed = resume(record, scenario);
    if ('attempt' in resumed) return { ...resumed, name: record.id };
    journal.append(record.id, { k: 'note', b: { kept: resumed.kept } });
  }
  // The name is the seed: whoever replays the attempt finds it in the event itself.
  const name = `${scenario.id}.${journal.stream}.${attempts.filter((attempt) => attempt.content === scenario.id).length + 1}`;
  journal.append(name, { k: 'open', b: { content: scenario.id, revision: scenario.revision, engine, seed: name } });
  return { attempt: openAttempt(scenario, { seed: name }), name, shown: [] };
}
