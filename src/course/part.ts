/** What a cause or a stage brings along: how the world is changed for it, and what it takes to be through. */
import type { Fault } from '../engine/lab/kinds.ts';
import type { Text } from '../engine/text.ts';
import type { AcceptLine, NearMiss } from './content.ts';
import type { Pool } from './pool.ts';

export type Part = {
  /** Takes the place of the story told before; null where that one still tells it. */
  readonly story: Text | null;
  readonly vars: { readonly [name: string]: Pool };
  /** Lines typed, then faults put in force, when the part begins. */
  readonly setup: readonly string[];
  readonly faults: readonly Fault[];
  readonly accept: readonly AcceptLine[];
  readonly hints: { readonly [line: string]: readonly Text[] };
  readonly locked: readonly string[];
  readonly solution: readonly string[];
  readonly alternates: readonly { readonly name: Text; readonly lines: readonly string[] }[];
  readonly nearMisses: readonly NearMiss[];
};
