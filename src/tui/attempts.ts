/** Attempts as the screens ask for them: opened or gone on with, typed into, completed. */
import { enter, openAttempt } from '../course/attempt.ts';
import type { Attempt } from '../course/attempt-state.ts';
import type { Scenario } from '../course/content.ts';
import { presentOf } from '../course/trial.ts';
import { labCommands } from '../course/words/index.ts';
import type { Text } from '../engine/text.ts';
import type { Journal } from '../progress/journal.ts';
import { completeLine } from '../shell/complete.ts';
import { LEARNER_ORIGIN } from '../shell/session.ts';
import { nameOfNext } from './previewed.ts';
import { resume } from './resume.ts';
import type { Opened } from './services.ts';
import type { Tried } from './what-if.ts';

export { enter as enterIn };

/** The candidates for the word at the caret, in the attempt as it stands or after what was tried on it. */
export function completeIn(attempt: Attempt, text: string, caret: number, tried: Tried | null = null) {
  const { recent } = presentOf(attempt);
  const { world, variables } = tried ?? presentOf(attempt);
  const found = completeLine({ world, recent, variables, origin: LEARNER_ORIGIN }, text, caret, labCommands(attempt));
  return { start: found.from, items: found.items };
}

/**
 * The attempt that the journal holds open, replayed, or a new one; `engine` is the revision of the program. While another
 * terminal goes on with it, what was done so far becomes the beginning of an attempt of this terminal's own.
 */
export function openIn(journal: Journal, engine: string, scenario: Scenario): Opened {
  const { attempts } = journal.progress();
  const record = attempts.findLast((attempt) => attempt.content === scenario.id && attempt.open);
  const resumed = record === undefined ? null : resume(record, scenario);
  if (record !== undefined && resumed !== null && 'attempt' in resumed) {
    if (journal.claim(record.id)) return { attempt: resumed.attempt, shown: resumed.shown, name: record.id, notice: null };
    const name = begun(journal, engine, { scenario, seed: record.seed });
    for (const event of resumed.events) journal.append(name, event);
    return { attempt: resumed.attempt, shown: resumed.shown, name, notice: texts.branched };
  }
  if (record !== undefined && resumed !== null && 'kept' in resumed) journal.append(record.id, { k: 'note', b: { kept: resumed.kept } });
  const name = begun(journal, engine, { scenario, seed: null });
  return { attempt: openAttempt(scenario, { seed: name }), name, shown: [], notice: resumed === null ? null : texts.kept };
}

/** Opens an attempt in the journal and gives its name. */
function begun(journal: Journal, engine: string, { scenario, seed }: { readonly scenario: Scenario; readonly seed: string | null }): string {
  const name = nameOfNext(scenario, { learned: journal.progress(), stream: journal.stream });
  // The name is the seed unless it goes on from another: whoever replays the attempt finds it in the event itself.
  journal.append(name, { k: 'open', b: { content: scenario.id, revision: scenario.revision, engine, seed: seed ?? name } });
  journal.claim(name);
  return name;
}

const texts = {
  branched: {
    ko: '다른 터미널에서 하는 과제입니다. 여기서는 지금까지에서 갈라져 이어 갑니다.',
    en: 'Another terminal has this task. A branch of what was done goes on here.',
  },
  kept: {
    ko: '과제가 바뀌어 처음부터 시작합니다. 지난 기록은 남아 있습니다.',
    en: 'The task has changed and starts anew. What you did before is kept.',
  },
} satisfies Record<string, Text>;
