/** What a course is made of, after it has been read and checked: lessons, scenarios, questions. Data only. */
import type { Fault } from '../engine/lab/kinds.ts';
import type { Text } from '../engine/text.ts';
import type { WorldParts } from '../engine/world-of.ts';
import type { Part } from './part.ts';
import type { Pool } from './pool.ts';

export type Course = {
  readonly modules: readonly Lesson[];
  readonly scenarios: readonly Scenario[];
  /** What the concepts are called that lessons teach and reasons name. */
  readonly concepts: { readonly [id: string]: Text };
  /** What wrong answers are mistaken about, by the code that options name. */
  readonly misconceptions: { readonly [code: string]: Misconception };
  readonly glossary: readonly Term[];
};

/** A term of the course. */
export type Term = {
  readonly id: string;
  /** As running text says it. */
  readonly name: Text;
  /** In Korean at its first mention, with the acronym in brackets; null where that is the name itself. */
  readonly first: string | null;
  readonly definition: Text;
  /** Korean words that this course does not use for it. */
  readonly insteadOf: readonly string[];
};

/** A wrong belief that answers give away: what is believed, what holds instead, and where the learner sees it. */
export type Misconception = { readonly name: Text; readonly refutation: Text; readonly shows: Text };

/** A module of the course: its lesson, its knowledge checks, and by id the scenarios that practise it. */
export type Lesson = {
  /** The folder's name without its number: `services`. */
  readonly id: string;
  readonly number: number;
  /** Hash of the sources: what a journal names as `revision`. */
  readonly revision: string;
  readonly title: Text;
  readonly minutes: number;
  readonly concepts: readonly string[];
  /** The world in which the console blocks run and which the questions ask; null when the lesson has none. */
  readonly world: WorldParts | null;
  readonly pages: readonly Page[];
  readonly quiz: readonly Question[];
};

/** One idea. Both languages have the same pages in the same order; their blocks need not correspond one to one. */
export type Page = {
  readonly id: string;
  readonly heading: Text;
  /** Those of the lesson's concepts that this page teaches. */
  readonly concepts: readonly string[];
  readonly body: { readonly ko: readonly Block[]; readonly en: readonly Block[] };
};

export type Block =
  /** Inline `code` and *emphasis* only. */
  | { readonly block: 'paragraph'; readonly text: string }
  | { readonly block: 'list'; readonly items: readonly string[] }
  | { readonly block: 'note'; readonly text: string }
  | { readonly block: 'diagram'; readonly lines: readonly string[] }
  /** Lines that run in the lesson's world; the output is what the engine prints, checked by `prove`. */
  | { readonly block: 'console'; readonly lines: readonly { readonly command: string; readonly output: string }[] }
  | { readonly block: 'predict'; readonly question: string };

export type ScenarioKind = 'trace' | 'build' | 'break-fix' | 'plan' | 'capstone' | 'sandbox';

export type Scenario = {
  readonly id: string;
  readonly revision: string;
  /** The id of the lesson it belongs to. */
  readonly module: string;
  readonly kind: ScenarioKind;
  readonly title: Text;
  readonly minutes: number;
  readonly concepts: readonly string[];
  readonly story: Text;
  readonly world: WorldParts;
  /** What the learner commits to before the first trace, or null. */
  readonly predict: Prediction | null;
  readonly accept: readonly AcceptLine[];
  /** What a newcomer is led by: a step lasts until its acceptance line passes. Absent in most scenarios. */
  readonly guide?: readonly { readonly until: string; readonly text: Text; readonly line: string | null }[];
  /** Hints that an author wrote over the computed ones, by acceptance line, tiers 1 to 3. */
  readonly hints: { readonly [line: string]: readonly Text[] };
  /** Objects that no repair may touch: `service/default/frontend`. */
  readonly locked: readonly string[];
  readonly solution: readonly string[];
  readonly alternates: readonly { readonly name: Text; readonly lines: readonly string[] }[];
  readonly nearMisses: readonly NearMiss[];
  /** What differs from attempt to attempt: the seed picks the values, and `{name}` becomes them everywhere. */
  readonly vars: { readonly [name: string]: Pool };
  /** What may be wrong: the seed draws from it. Absent where the world says all, and once something was drawn. */
  readonly causes?: Causes;
  /** What comes once everything before it passes: one after the other. */
  readonly stages?: readonly Stage[];
  /** How many of the stages come, in an order of the seed's; all of them as they stand without it. */
  readonly arrive?: number | null;
  /** Faults of the drawn causes, put in force once the world stands. */
  readonly faults?: readonly Fault[];
  /** The lists from which the learner picks the cause, once something was drawn. */
  readonly diagnoses?: readonly Diagnosis[];
};

/** A plausible repair that is wrong, and the lines it must leave failing. */
export type NearMiss = { readonly name: Text; readonly lines: readonly string[]; readonly fails: readonly string[] };

/** The causes of a symptom: so many of them are drawn, and the decoys are choices that never are. */
export type Causes = {
  readonly draw: number;
  readonly of: readonly Cause[];
  readonly decoys: readonly Choice[];
  /** What is asked instead of the cause, or null. */
  readonly ask: Text | null;
};

/** One thing that may be wrong: how it is brought about, and how it is mended. */
export type Cause = Part & {
  readonly id: string;
  /** The cause in one line, as a choice of `diagnose`. */
  readonly cause: Text;
  /** What would be seen if this were the cause: told to whoever picks it wrongly. */
  readonly sign: Text | null;
  readonly concepts: readonly string[];
};

/** A later part of a long task: a ticket, an incident. It arrives once everything before it passes. */
export type Stage = Part & { readonly id: string; readonly causes: Causes | null };

export type Choice = { readonly id: string; readonly cause: Text; readonly sign: Text | null };
/** Of which part (`start` or a stage's id), what can be picked, and what is right. */
export type Diagnosis = { readonly of: string; readonly ask: Text | null; readonly choices: readonly Choice[]; readonly key: readonly string[] };

/** One line of the acceptance list: what the learner sees is what is graded. */
export type AcceptLine = {
  readonly id: string;
  readonly text: Text;
  /** A named predicate and its arguments; see `checks/`. */
  readonly check: CheckCall;
  /** Lines that must hold before this one is evaluated. */
  readonly after: readonly string[];
};

/** A named predicate and its arguments as data. */
export type CheckCall = { readonly name: string; readonly args: { readonly [name: string]: unknown } };

/** A check, or checks combined: what makes an option of a question right. */
export type Condition = CheckCall | { readonly all: readonly Condition[] } | { readonly any: readonly Condition[] } | { readonly not: Condition };

/** The path to predict: the learner puts the hops in order; the engine's own trace is the key. */
export type Prediction = {
  /** The line of the shell whose trace is predicted, for instance a curl. */
  readonly line: string;
  readonly ask: Text;
  /** Names of elements that do not occur on the path, mixed with the hops that do. */
  readonly decoys: readonly string[];
};

export type Question = {
  readonly id: string;
  readonly kind: 'single' | 'multiple' | 'order' | 'match' | 'number' | 'address';
  readonly stem: Text;
  readonly options: readonly Option[];
  /** For `match`: what options are given to; one option may fit several items or none. */
  readonly items: readonly { readonly id: string; readonly text: Text }[];
  /**
   * The right options' ids (in order, for `order`; one for each item in turn, for `match`), or the value's text; computed
   * on the lesson's world.
   */
  readonly key: readonly string[];
  /** The same question with other values of its variables, each with its own key; see `renderedFor`. */
  readonly renderings?: readonly Question[];
  /** Why the key is the key, where no option says so. */
  readonly why: Text | null;
  /** For typed keys: where the answer stands and why no world can answer it. Null when the key was computed. */
  readonly source: { readonly url: string; readonly why: Text } | null;
  readonly concepts: readonly string[];
};

export type Option = { readonly id: string; readonly text: Text; readonly why: Text; readonly misconception: string | null };
