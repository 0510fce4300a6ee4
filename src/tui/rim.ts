/** The services that the screens ask, made from the journal and the course. */
import { enter, openAttempt } from '../course/attempt.ts';
import type { Attempt } from '../course/attempt-state.ts';
import type { Scenario } from '../course/content.ts';
import { grade } from '../course/quiz.ts';
import { labCommands } from '../course/words/index.ts';
import type { Journal } from '../progress/journal.ts';
import { completeLine } from '../shell/complete.ts';
import { LEARNER_ORIGIN } from '../shell/session.ts';
import { resume } from './resume.ts';
import type { Services } from './services.ts';

/** The real services; `engine` is the revision of the program, which an attempt is opened under. */
export function servicesOf(journal: Journal, engine: string): Services {
  return {
    open: (scenario) => opened(journal, engine, scenario),
    enter,
    complete: (attempt, text, caret) => {
      const found = completeLine(sessionOf(attempt), text, caret, labCommands(attempt));
      return { start: found.from, items: found.items };
    },
    grade: (question, given) => ({ ...grade(question, given), given }),
    append: (attempt, body) => {
      journal.append(attempt, body);
      return journal.progress();
    },
  };
}

function sessionOf({ world, recent, variables }: Attempt) {
  return { world, recent, variables, origin: LEARNER_ORIGIN };
}

function opened(journal: Journal, engine: string, scenario: Scenario) {
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
