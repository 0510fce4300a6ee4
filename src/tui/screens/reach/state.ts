/** The reachability matrix of a lab: where the learner looks, and the edit that is being tried. */
import type { TransportProtocol } from '../../../engine/net/packet.ts';
import type { View } from '../../../engine/reach/table.ts';
import type { Menu } from '../../model.ts';
import type { Editor } from '../../parts/editor.ts';
import type { Tried } from '../../what-if.ts';

export type ReachTyping = { readonly what: 'filter' | 'port' | 'what-if'; readonly editor: Editor; readonly menu: Menu | null };

export type ReachScreen = {
  readonly screen: 'reach';
  readonly scenario: string;
  /** The marked cell, by its place among the rows and columns that are shown. */
  readonly row: number;
  readonly column: number;
  readonly view: View;
  readonly protocol: TransportProtocol;
  /** null: each destination at the port that it serves. */
  readonly port: number | null;
  readonly policyOnly: boolean;
  /** Part of a name, or `from > to`. */
  readonly filter: string;
  readonly typing: ReachTyping | null;
  /** Lines that were tried and not kept, with the world after them. */
  readonly tried: Tried | null;
  readonly scroll: number;
};

/** The matrix as it is first opened. */
export function firstReach(scenario: string): ReachScreen {
  return {
    screen: 'reach',
    scenario,
    row: 0,
    column: 0,
    view: 'combined',
    protocol: 'tcp',
    port: null,
    policyOnly: false,
    filter: '',
    typing: null,
    tried: null,
    scroll: 0,
  };
}
