/** An object looked at from the stepper: what its own tool prints, over the hop that it decided. */
import { front, type Model, type ObjectScreen } from '../../model.ts';
import { clampScroll } from '../../parts/window.ts';
import { left, type Updated, updated, withFront } from '../../updated.ts';
import { objectLimit } from './pane.ts';

export type ObjectMsg =
  | { readonly msg: 'object-scroll'; readonly by: number }
  /** The line at the lab's own prompt, as if it had been typed there. */
  | { readonly msg: 'object-type' };

export function updateObject(model: Model, msg: ObjectMsg): Updated {
  const screen = front(model);
  if (screen.screen !== 'object') return updated(model);
  if (msg.msg === 'object-scroll') {
    const scroll = clampScroll(screen.scroll + msg.by, objectLimit(model, screen), 0);
    return updated(withFront(model, { ...screen, scroll }));
  }
  return typedInLab(model, screen);
}

function typedInLab(model: Model, { scenario, line }: ObjectScreen): Updated {
  let back = left(model);
  while (front(back.model).screen !== 'lab' && back.model.screens.length > 1) back = left(back.model);
  return { model: back.model, effects: [...back.effects, { effect: 'enter', scenario, line }] };
}
