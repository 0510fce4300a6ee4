/** What the model asks the outside for. The store carries effects out and answers with messages. */
import type { Body } from '../progress/event.ts';
import type { How } from './planner-job.ts';

export type Effect =
  | { readonly effect: 'append'; readonly attempt: string; readonly body: Body }
  | { readonly effect: 'open'; readonly scenario: string }
  | { readonly effect: 'enter'; readonly scenario: string; readonly line: string }
  | { readonly effect: 'complete'; readonly scenario: string; readonly text: string; readonly caret: number }
  | { readonly effect: 'grade'; readonly lesson: string; readonly question: string; readonly given: readonly string[] }
  /** Simulates what the planner stands at. */
  | { readonly effect: 'plan'; readonly how: How }
  /** Hands the terminal over to the learner's own editor with a text. */
  | { readonly effect: 'editor'; readonly scenario: string; readonly text: string }
  /** Stops the program until the shell continues it. */
  | { readonly effect: 'stop' }
  | { readonly effect: 'quit'; readonly code: number };
