/** What the model asks the outside for. The store carries effects out and answers with messages. */
import type { Body } from '../progress/event.ts';

export type Effect =
  | { readonly effect: 'append'; readonly attempt: string; readonly body: Body }
  | { readonly effect: 'open'; readonly scenario: string }
  | { readonly effect: 'enter'; readonly scenario: string; readonly line: string }
  | { readonly effect: 'complete'; readonly scenario: string; readonly text: string; readonly caret: number }
  | { readonly effect: 'grade'; readonly lesson: string; readonly question: string; readonly given: readonly string[] }
  | { readonly effect: 'quit'; readonly code: number };
