/** What the screens ask of the rest of the program: the only door to the course and to the journal. */
import type { Attempt } from '../course/attempt-state.ts';
import type { Question, Scenario } from '../course/content.ts';
import type { Grade } from '../course/quiz.ts';
import type { Text } from '../engine/text.ts';
import type { Body } from '../progress/event.ts';
import type { Progress } from '../progress/fold.ts';
import type { Completion } from '../shell/command.ts';
import type { Output } from '../shell/output.ts';
import type { Shown } from './model.ts';
import type { How, Tell } from './planner-job.ts';
import type { FileToWrite } from './save.ts';
import type { Edited } from './screens/lab/sheet-msg.ts';
import type { PlannerInput } from './screens/planner/sliders.ts';

export type Services = {
  /** What has to be waited for before an attempt can be opened, or null. */
  readonly ready: () => Promise<unknown> | null;
  /** A new attempt, or the one that the journal holds open, replayed. */
  readonly open: (scenario: Scenario) => Opened;
  readonly enter: (
    attempt: Attempt,
    line: string,
  ) => {
    readonly attempt: Attempt;
    readonly output: Output;
    readonly events: readonly Body[];
    readonly heldBack?: boolean;
    readonly file?: FileToWrite;
  };
  /** Writes a file and says so, or why not. */
  readonly save: (file: FileToWrite) => Text;
  readonly complete: (attempt: Attempt, text: string, caret: number) => { readonly start: number; readonly items: readonly Completion[] };
  /** Hands the terminal over to the learner's own editor, and gives what it left. */
  readonly edit: (text: string) => Promise<Edited>;
  readonly grade: (question: Question, given: readonly string[]) => Answered;
  /** Simulates a plan; tells at once what it knows, and again as it goes on. */
  readonly plan: (input: PlannerInput, how: How, tell: Tell) => void;
  /** Puts an event on disk and gives what is known of the learner then. */
  readonly append: (attempt: string, body: Body) => Progress;
};

export type Opened = {
  readonly attempt: Attempt;
  /** Its name in the journal. */
  readonly name: string;
  readonly shown: readonly Shown[];
  /** What the learner should know about how it was opened, or null. */
  readonly notice: Text | null;
};

/** An answer with what it is worth and why. */
export type Answered = Grade & { readonly given: readonly string[] };
