/** What keys ask for in a lab. */

import type { LabTab } from '../../model.ts';
import type { Edit } from '../../parts/editor.ts';

export type LabMsg =
  | { readonly msg: 'lab-edit'; readonly edit: Edit }
  | { readonly msg: 'lab-enter' }
  /** The typed line as a what-if. */
  | { readonly msg: 'lab-try' }
  | { readonly msg: 'lab-tab' }
  | { readonly msg: 'lab-history'; readonly by: -1 | 1 }
  | { readonly msg: 'lab-menu'; readonly to: 'next' | 'previous' | 'take' | 'close' }
  | { readonly msg: 'lab-search'; readonly to: 'start' | 'next' | 'take' | 'close' | 'shorter' }
  | { readonly msg: 'lab-search-type'; readonly text: string }
  | { readonly msg: 'lab-find'; readonly to: 'start' | 'shorter' | 'take' | 'older' | 'newer' | 'close' }
  | { readonly msg: 'lab-find-type'; readonly text: string }
  | { readonly msg: 'lab-zoom' }
  | { readonly msg: 'lab-focus'; readonly to: 'prompt' | LabTab | 'next' | 'previous' }
  | { readonly msg: 'lab-scroll'; readonly by: number }
  | { readonly msg: 'lab-transcript'; readonly by: number }
  | { readonly msg: 'lab-type'; readonly line: string }
  | { readonly msg: 'lab-ask'; readonly what: 'reset' | 'solution' }
  | { readonly msg: 'lab-trace' }
  | { readonly msg: 'lab-predict'; readonly to: 'open' | 'close' | 'up' | 'down' | 'toggle' | 'earlier' | 'later' | 'give' | 'compared' };
