/** Everything that the screen shows and a key can change, as one value. */
import type { Attempt } from '../course/attempt-state.ts';
import type { Course } from '../course/content.ts';
import type { ManifestCheck } from '../course/manifest/check.ts';
import type { FieldChoice } from '../course/manifest/fields.ts';
import type { FileProblem } from '../course/problem.ts';
import type { Connection } from '../engine/connection.ts';
import type { Lang, Params, Text } from '../engine/text.ts';
import type { Progress } from '../progress/fold.ts';
import type { Completion } from '../shell/command.ts';
import type { Output } from '../shell/output.ts';
import type { KeyMap } from './key-map.ts';
import type { Editor } from './parts/editor.ts';
import { NO_TEXT } from './parts/editor.ts';
import type { History } from './parts/history.ts';
import { NO_HISTORY } from './parts/history.ts';
import type { Ordering } from './parts/ordering.ts';
import type { ColourScheme, Depth } from './parts/theme.ts';
import type { Planner, PlannerScreen } from './screens/planner/state.ts';
import type { ReachScreen } from './screens/reach/state.ts';
import type { Answered } from './services.ts';

export type Look = {
  readonly colours: ColourScheme;
  readonly depth: Depth;
  readonly ascii: boolean;
  /** In how many cells the terminal draws symbols whose width Unicode leaves open. */
  readonly width: 'narrow' | 'wide';
};

export type Size = { readonly columns: number; readonly rows: number };

export type Model = {
  readonly lang: Lang;
  readonly size: Size;
  readonly look: Look;
  readonly course: Course;
  /** Where the journal lies: shown in the settings. */
  readonly folder: string;
  /** The stream of the journal, from which new attempts get their seeds. */
  readonly stream: string;
  readonly learned: Progress;
  /** The screens from home to the one in front. */
  readonly screens: readonly [HomeScreen, ...Screen[]];
  /** The labs opened in this run, by scenario: leaving a lab loses nothing. */
  readonly labs: { readonly [scenario: string]: Lab };
  readonly quizzes: { readonly [lesson: string]: Quiz };
  readonly planner: Planner;
  /** The learner's own keys, and what is wrong with the file that they stand in. */
  readonly keys: KeyMap;
  readonly problems: readonly FileProblem[];
  readonly help: { readonly scroll: number } | null;
  /** One sentence in the place of the key line, until the next key. */
  readonly notice: Notice | null;
  /** When Ctrl-C was last pressed, in the learner's milliseconds; null when it was not the last key. */
  readonly interrupted: number | null;
};

export type Notice = { readonly text: Text; readonly params?: Params; readonly tone: 'info' | 'wrong' };

export type Screen =
  | HomeScreen
  | WelcomeScreen
  | SearchScreen
  | TimelineScreen
  | LessonScreen
  | LabScreen
  | TraceScreen
  | QuizScreen
  | SettingsScreen
  | PlannerScreen
  | ReachScreen
  | ObjectScreen
  | DesignsScreen
  | GlossaryScreen;
export type HomeScreen = { readonly screen: 'home'; readonly at: number; readonly open: readonly string[] };
export type LessonScreen = {
  readonly screen: 'lesson';
  readonly lesson: string;
  readonly page: number;
  readonly scroll: number;
  /** How many of the page's questions to think over have been passed: what stands below the next one is not shown yet. */
  readonly passed: number;
};
export type LabScreen = { readonly screen: 'lab'; readonly scenario: string };
export type QuizScreen = { readonly screen: 'quiz'; readonly lesson: string };
export type TimelineScreen = {
  readonly screen: 'timeline';
  readonly scenario: string;
  /** The row that is marked. */
  readonly at: number;
  /** Which change of the marked line is opened. */
  readonly step: number;
};
export type SearchScreen = { readonly screen: 'search'; readonly editor: Editor /** The find that is marked. */; readonly at: number };
/** What prints an object, over the hop that it decided. */
export type ObjectScreen = { readonly screen: 'object'; readonly scenario: string; readonly line: string; readonly scroll: number };
/** The learner's design beside others that pass. `at` is the design whose lines are shown. */
export type DesignsScreen = { readonly screen: 'designs'; readonly scenario: string; readonly at: number; readonly scroll: number };
/** The terms of the course: the words typed, and the term that is marked among those that fit. */
export type GlossaryScreen = { readonly screen: 'glossary'; readonly editor: Editor; readonly at: number };
export type WelcomeScreen = { readonly screen: 'welcome' };
export type SettingsScreen = { readonly screen: 'settings' };

export type TraceScreen = {
  readonly screen: 'trace';
  readonly scenario: string;
  readonly connection: Connection;
  /** Which part of the connection: see `partsOf`. */
  readonly part: number;
  /** Whether every step is listed, not only those that matter. */
  readonly all: boolean;
  /** Which other connection stands beside this one, see `othersOf`; null: none. */
  readonly diff: number | null;
  readonly branch: number;
  readonly hop: number;
  readonly scroll: number;
};

export type LabTab = 'task' | 'map' | 'trace' | 'log';
export const LAB_TABS: readonly LabTab[] = ['task', 'map', 'trace', 'log'];

export type Lab = {
  readonly scenario: string;
  readonly attempt: Attempt;
  /** The attempt's name in the journal. */
  readonly name: string;
  /** Where keys go: the prompt, or the pane of a tab. */
  readonly focus: 'prompt' | LabTab;
  /** Whether the pane that has the focus takes the whole screen. */
  readonly zoomed: boolean;
  /** The tab shown alone (narrow), or beside the task (wide), where `task` stands for the map. */
  readonly tab: LabTab;
  readonly scroll: { readonly [T in LabTab | 'terminal']: number };
  /** The acceptance line that is marked. */
  readonly line: number;
  readonly editor: Editor;
  readonly history: History;
  readonly menu: Menu | null;
  readonly search: Search | null;
  /** The search in what the terminal has shown. */
  readonly find: Find | null;
  /** The manifest that is being written for a command, in the place of its standard input. */
  readonly sheet: Sheet | null;
  /** The sheet whose line is being carried out: `kubectl edit` opens it again with what was wrong. */
  readonly sent: Sheet | null;
  readonly predicting: Ordering | null;
  /** Whether the prediction stands beside the real path. */
  readonly comparing: boolean;
  /** The line that waits for the prediction, since it would show the path. */
  readonly held: string | null;
  /** What the terminal shows: every line with what it printed, the words of the lab among them. `clear` empties it. */
  readonly shown: readonly Shown[];
  /** What asks for a second press. */
  readonly asking: 'reset' | 'solution' | null;
};

/** One line of the terminal. */
export type Shown = { readonly line: string; readonly output: Output };

/** The candidates for the word from `start` to the caret. */
export type Menu = { readonly start: number; readonly items: readonly Completion[]; readonly at: number };
/** Words that are looked for in the transcript; `at` counts the matches from the first row on. */
export type Find = { readonly words: string; readonly typing: boolean; readonly at: number | null };
/** A text of many rows that becomes the standard input of a command, or lines of the shell where it is for none. */
export type Sheet = {
  readonly command: string | null;
  readonly editor: Editor;
  /** As it was opened: what was not touched is left without a question. */
  readonly original: string;
  /** The cell that the caret keeps to while it moves from row to row. */
  readonly goal: number | null;
  readonly menu: { readonly start: number; readonly items: readonly FieldChoice[]; readonly at: number } | null;
  /** What is wrong with it; null where it is no manifest, or too large to be looked at with every key. */
  readonly check: ManifestCheck | null;
  /** Whether it was asked to be sent although it cannot be read. */
  readonly asked: boolean;
};
export type Search = { readonly words: string; readonly at: number | null };

export type Quiz = {
  readonly lesson: string;
  readonly at: number;
  /** Marked options; for a match one for each item in turn, '' where none is chosen. */
  readonly marked: readonly string[];
  readonly ordering: Ordering;
  readonly cursor: number;
  readonly editor: Editor;
  /** What was answered in this sitting, by question. */
  readonly answered: { readonly [question: string]: Answered };
  readonly scroll: number;
};

/** A lab as it is first opened. */
export function labOf(attempt: Attempt, name: string, shown: readonly Shown[]): Lab {
  return {
    scenario: attempt.scenario.id,
    attempt,
    name,
    shown,
    focus: 'prompt',
    zoomed: false,
    tab: 'task',
    scroll: { task: 0, map: 0, trace: 0, log: 0, terminal: 0 },
    line: 0,
    editor: NO_TEXT,
    history: { ...NO_HISTORY, lines: attempt.inputs },
    menu: null,
    search: null,
    find: null,
    sheet: null,
    sent: null,
    predicting: null,
    comparing: false,
    held: null,
    asking: null,
  };
}

/** The screen in front. */
export function front(model: Model): Screen {
  return model.screens.at(-1) as Screen;
}

/** The lab of a screen that belongs to one. */
export function labAt(model: Model, scenario: string): Lab {
  const lab = model.labs[scenario];
  if (lab === undefined) throw new Error(`The lab ${scenario} is shown but was not opened`);
  return lab;
}

/** The smallest window that is drawn, and the smallest that shows several panes. */
export const LEAST: Size = { columns: 60, rows: 18 };
export const ROOMY: Size = { columns: 80, rows: 24 };

export type Room = 'none' | 'single' | 'folded' | 'wide';

/** How much a window can show: nothing, one pane, panes folded into tabs, or panes side by side. */
export function roomOf(size: Size): Room {
  if (size.columns < LEAST.columns || size.rows < LEAST.rows) return 'none';
  if (size.columns < ROOMY.columns || size.rows < ROOMY.rows) return 'single';
  return size.columns < 100 ? 'folded' : 'wide';
}
