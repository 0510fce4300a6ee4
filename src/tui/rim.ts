/** The services that the screens ask, made from the journal and the course. */
import { grade } from '../course/quiz.ts';
import type { Journal } from '../progress/journal.ts';
import { engine, hasEngine, loadEngine } from './engine.ts';
import type { PlannerJob } from './planner-job.ts';
import { saved } from './save.ts';
import type { Services } from './services.ts';

/** The real services; `revision` is that of the program, which an attempt is opened under. */
export function servicesOf(journal: Journal, revision: string, edit: Services['edit']): Services {
  let job: PlannerJob | null = null;
  return {
    ready: () => (hasEngine() ? null : loadEngine()),
    open: (scenario) => engine().openIn(journal, revision, scenario),
    enter: (attempt, line) => engine().enterIn(attempt, line),
    complete: (attempt, text, caret) => engine().completeIn(attempt, text, caret),
    grade: (question, given) => ({ ...grade(question, given), given }),
    plan: (input, how, tell) => {
      job ??= engine().plannerJob({ clock: () => performance.now(), later: (act) => void setImmediate(act) });
      job.plan(input, how, tell);
    },
    save: saved,
    edit,
    append: (attempt, body) => {
      journal.append(attempt, body);
      return journal.progress();
    },
  };
}
