/** Everything that can happen to the model. */
import type { Attempt } from '../course/attempt-state.ts';
import type { Lang } from '../engine/text.ts';
import type { Progress } from '../progress/fold.ts';
import type { Completion } from '../shell/command.ts';
import type { Output } from '../shell/output.ts';
import type { Notice, Size } from './model.ts';
import type { PlaceOf } from './places.ts';
import type { DesignsMsg } from './screens/designs/update.ts';
import type { GlossaryMsg } from './screens/glossary/update.ts';
import type { HomeMsg } from './screens/home/update.ts';
import type { LabMsg } from './screens/lab/msg.ts';
import type { SheetMsg } from './screens/lab/sheet-msg.ts';
import type { LessonMsg } from './screens/lesson/update.ts';
import type { ObjectMsg } from './screens/object/update.ts';
import type { PlannerMsg } from './screens/planner/update.ts';
import type { QuizMsg } from './screens/quiz/update.ts';
import type { ReachMsg } from './screens/reach/update.ts';
import type { SearchMsg } from './screens/search/update.ts';
import type { SettingsMsg } from './screens/settings/update.ts';
import type { TimelineMsg } from './screens/timeline/update.ts';
import type { TraceMsg } from './screens/trace/update.ts';
import type { WelcomeMsg } from './screens/welcome/update.ts';
import type { Answered, Opened } from './services.ts';
import type { Stroke } from './strokes.ts';

export type Msg =
  /** A key; `at` is the learner's clock in milliseconds. */
  | { readonly msg: 'stroke'; readonly stroke: Stroke; readonly at: number }
  | { readonly msg: 'paste'; readonly text: string }
  | { readonly msg: 'resize'; readonly size: Size }
  | { readonly msg: 'interrupt'; readonly at: number }
  | { readonly msg: 'end-of-input' }
  | { readonly msg: 'back' }
  | { readonly msg: 'quit' }
  | { readonly msg: 'stop' }
  | { readonly msg: 'lang'; readonly lang: Lang | 'other' }
  /** To a place of the course, from wherever. */
  | { readonly msg: 'go'; readonly place: PlaceOf }
  | { readonly msg: 'help' }
  | { readonly msg: 'help-scroll'; readonly by: number }
  | { readonly msg: 'settings' }
  | { readonly msg: 'notice'; readonly notice: Notice }
  | { readonly msg: 'learned'; readonly learned: Progress }
  | ({ readonly msg: 'opened' } & Opened)
  | {
      readonly msg: 'entered';
      readonly scenario: string;
      readonly line: string;
      readonly attempt: Attempt;
      readonly output: Output;
      readonly heldBack: boolean;
    }
  | { readonly msg: 'completed'; readonly scenario: string; readonly text: string; readonly start: number; readonly items: readonly Completion[] }
  | { readonly msg: 'graded'; readonly lesson: string; readonly question: string; readonly answered: Answered }
  | WelcomeMsg
  | SearchMsg
  | TimelineMsg
  | HomeMsg
  | LessonMsg
  | LabMsg
  | SheetMsg
  | ObjectMsg
  | DesignsMsg
  | GlossaryMsg
  | TraceMsg
  | QuizMsg
  | PlannerMsg
  | ReachMsg
  | SettingsMsg;
