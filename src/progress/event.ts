/** The learner's truth: one line of the journal. Kinds are a closed list. */

/** Which journal file, and the number within it: `seq` has no gaps. */
export type Stamp = {
  readonly stream: string;
  readonly seq: number;
  /** The attempt, '' for what belongs to none. */
  readonly a: string;
  /** The learner's clock, ISO 8601. */
  readonly at: string;
};

export type Verdict = 'pass' | 'fail' | 'partial' | '?';

export type Body =
  | { readonly k: 'open'; readonly b: { readonly content: string; readonly revision: string; readonly engine: string; readonly seed: string } }
  | { readonly k: 'input'; readonly b: { readonly line: string } }
  | { readonly k: 'verdict'; readonly b: { readonly line: string; readonly verdict: Verdict } }
  | { readonly k: 'answer'; readonly b: { readonly question: string; readonly given: readonly string[]; readonly verdict: Verdict } }
  | { readonly k: 'hint'; readonly b: { readonly line: string; readonly tier: 1 | 2 | 3 | 4 } }
  | { readonly k: 'note'; readonly b: { readonly [key: string]: string } };

export type JournalEvent = Stamp & Body;
