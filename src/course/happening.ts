/** What an attempt tells whoever keeps it: a part of the journal's own kinds, with the same members. */
import type { HintTier } from './attempt-state.ts';

export type JournalVerdict = 'pass' | 'fail' | 'partial' | '?';

export type Happening =
  | { readonly k: 'input'; readonly b: { readonly line: string } }
  | { readonly k: 'verdict'; readonly b: { readonly line: string; readonly verdict: JournalVerdict } }
  | { readonly k: 'answer'; readonly b: { readonly question: string; readonly given: readonly string[]; readonly verdict: JournalVerdict } }
  | { readonly k: 'hint'; readonly b: { readonly line: string; readonly tier: HintTier } }
  | { readonly k: 'note'; readonly b: { readonly [key: string]: string } };
