/** What keys ask of the sheet in which a manifest is written. */
export type SheetMsg =
  | { readonly msg: 'sheet-open' }
  | { readonly msg: 'sheet-apply' }
  | { readonly msg: 'sheet-leave' }
  | { readonly msg: 'sheet-row' }
  | { readonly msg: 'sheet-tab' }
  | { readonly msg: 'sheet-shift'; readonly by: 1 | -1 }
  | { readonly msg: 'sheet-backspace' }
  | { readonly msg: 'sheet-climb'; readonly by: number }
  | { readonly msg: 'sheet-problem' }
  | { readonly msg: 'sheet-menu'; readonly to: 'next' | 'previous' | 'take' | 'close' }
  /** Over to the learner's own editor, and what came back from it. */
  | { readonly msg: 'sheet-editor' }
  | ({ readonly msg: 'sheet-edited'; readonly scenario: string } & Edited);

/** What an editor of the learner's own has left. */
export type Edited =
  | { readonly edited: 'saved'; readonly text: string }
  | { readonly edited: 'failed'; readonly editor: string; readonly status: string }
  | { readonly edited: 'none' };
