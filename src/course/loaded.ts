/** A course as it was read from files: the content, what is wrong with it, and where everything stands. */
import type { Lang, Text } from '../engine/text.ts';
import type { Course } from './content.ts';
import type { QuestionFile } from './format/quiz.ts';
import type { MarkdownPage } from './markdown.ts';
import type { FilePlace, FileProblem, Source } from './problem.ts';

export type Loaded = {
  readonly course: Course;
  readonly problems: readonly FileProblem[];
  readonly details: readonly FolderDetails[];
  /** The concepts that this course says it teaches, and where it says so. */
  readonly concepts: readonly { readonly id: string; readonly place: FilePlace /** Not taught yet. */; readonly later: boolean }[];
  /** The codes of misconceptions, and where each stands. */
  readonly misconceptions: readonly ListedMisconception[];
  /** Whether every folder was read: what has to be somewhere in the course can be missed only then. */
  readonly whole: boolean;
  /** Where the list of concepts stands, null without one. */
  readonly conceptsPlace: FilePlace | null;
};

export type ListedMisconception = {
  readonly id: string;
  readonly place: FilePlace;
  readonly later: boolean;
  /** Codes that it replaced. */
  readonly formerly: readonly string[];
};

/** What the gates need to know of a folder beyond its content. */
export type FolderDetails = {
  /** `lesson/services` or `scenario/one-port`. */
  readonly content: string;
  readonly place: FilePlace;
  /** Every text a user reads, by what it is. */
  readonly texts: readonly WrittenText[];
  /** Places by name: `accept/ID`, `solution/0`, `near_misses/0`, `question/ID`, … */
  readonly places: { readonly [name: string]: FilePlace };
  readonly questions: readonly QuestionFile[];
  /** Questions whose key could not be found: they are left out of the lesson. */
  readonly keyProblems: readonly FileProblem[];
  readonly pages: { readonly [L in Lang]: readonly MarkdownPage[] };
  readonly sources: { readonly [path: string]: Source };
  /** Words that the texts may quote although the writing gate refuses them. */
  readonly quotes: readonly string[];
};

/** What a text is: it decides its register, its width and whether it ends in a period. */
export type Form =
  | 'title'
  | 'heading'
  | 'prose'
  | 'list'
  | 'note'
  | 'question'
  | 'diagram'
  | 'story'
  | 'accept'
  | 'hint'
  | 'stem'
  | 'option'
  | 'why'
  | 'name'
  | 'ask';
export type WrittenText = { readonly form: Form; readonly lang: Lang; readonly text: string; readonly place: FilePlace };
export type WrittenPair = { readonly form: Form; readonly text: Text; readonly place: FilePlace };
