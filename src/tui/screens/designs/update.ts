/** What keys do where designs stand side by side. */
import { engine } from '../../engine.ts';
import { type DesignsScreen, front, labAt, type Model } from '../../model.ts';
import { entered, noticed, type Updated, updated, withFront } from '../../updated.ts';
import { designsTexts as T } from './texts.ts';

export type DesignsMsg =
  | { readonly msg: 'designs-open' }
  /** To the lines of the next design. */
  | { readonly msg: 'designs-move'; readonly by: -1 | 1 }
  | { readonly msg: 'designs-scroll'; readonly by: number };

export function updateDesigns(model: Model, msg: DesignsMsg): Updated {
  const screen = front(model);
  if (msg.msg === 'designs-open') {
    if (screen.screen !== 'lab') return updated(model);
    const compared = engine().comparedDesigns(labAt(model, screen.scenario).attempt);
    if (compared === null) return noticed(model, { text: T.notYet, tone: 'info' });
    return entered(model, { screen: 'designs', scenario: screen.scenario, at: 0, scroll: 0 });
  }
  if (screen.screen !== 'designs') return updated(model);
  const put = (next: Partial<DesignsScreen>) => updated(withFront(model, { ...screen, ...next }));
  if (msg.msg === 'designs-scroll') return put({ scroll: Math.max(0, screen.scroll + msg.by) });
  const count = engine().comparedDesigns(labAt(model, screen.scenario).attempt)?.designs.length ?? 1;
  return put({ at: (screen.at + msg.by + count) % count, scroll: 0 });
}
