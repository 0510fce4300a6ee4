/** What keys do in the planner. */

import type { Text } from '../../../engine/text.ts';
import { front, type Model } from '../../model.ts';
import { type Edit, edited, NO_TEXT } from '../../parts/editor.ts';
import { entered, noticed, type Updated, updated, withFront } from '../../updated.ts';
import { moved, SLIDERS, type SliderId, typedInto } from './sliders.ts';
import { LIVE_TABS, PLANNER_TABS, type Planned, type Planner, type PlannerScreen, type PlannerTab, WIDE_TABS } from './state.ts';

export type PlannerMsg =
  /** The planner from the course map, or the subnets of the lab in front. */
  | { readonly msg: 'planner-open'; readonly scenario: string | null }
  | { readonly msg: 'planner-slider'; readonly by: number }
  | { readonly msg: 'planner-value'; readonly by: number }
  | { readonly msg: 'planner-type'; readonly text: string }
  | { readonly msg: 'planner-edit'; readonly edit: Edit }
  | { readonly msg: 'planner-typed'; readonly take: boolean }
  | { readonly msg: 'planner-again'; readonly how: 'anew' | 'rest' }
  | { readonly msg: 'planner-tab'; readonly to: PlannerTab | 'next' }
  | { readonly msg: 'planner-subnet'; readonly by: number }
  | { readonly msg: 'planner-node'; readonly by: number }
  | { readonly msg: 'planner-planned'; readonly planned: Planned | null; readonly problems: readonly Text[] };

/** The model after a key in the planner, or after the simulation has gone on. */
export function updatePlanner(model: Model, msg: PlannerMsg): Updated {
  if (msg.msg === 'planner-open') return opened(model, msg.scenario);
  if (msg.msg === 'planner-planned') {
    const planned = msg.planned ?? model.planner.planned;
    return updated(withPlanner(model, { ...model.planner, planned, problems: msg.problems }));
  }
  const screen = front(model);
  if (screen.screen !== 'planner') return updated(model);
  const { planner } = model;
  const slider = SLIDERS[planner.at] as SliderId;
  switch (msg.msg) {
    case 'planner-slider':
      return updated(withPlanner(model, { ...planner, at: (planner.at + msg.by + SLIDERS.length) % SLIDERS.length }));
    case 'planner-value':
      return asked(model, { ...planner, input: moved(planner.input, slider, msg.by) });
    case 'planner-type':
      return updated(withPlanner(model, { ...planner, typing: edited(NO_TEXT, { edit: 'insert', text: msg.text }) }));
    case 'planner-edit':
      return updated(withPlanner(model, { ...planner, typing: edited(planner.typing ?? NO_TEXT, msg.edit) }));
    case 'planner-typed':
      return msg.take ? taken(model, slider) : updated(withPlanner(model, { ...planner, typing: null }));
    case 'planner-again':
      return updated(model, { effect: 'plan', how: msg.how });
    case 'planner-tab':
      return updated(withFront(model, { ...screen, tab: tabAfter(screen, msg.to, model.size.columns >= 100) }));
    case 'planner-subnet':
      return updated(withFront(model, { ...screen, subnet: screen.subnet + msg.by }));
    case 'planner-node':
      return updated(withFront(model, { ...screen, node: screen.node + msg.by }));
  }
}

function opened(model: Model, scenario: string | null): Updated {
  const screen: PlannerScreen = { screen: 'planner', scenario, tab: scenario === null ? 'plan' : 'map', subnet: 0, node: 0 };
  const { model: next, effects } = entered(model, screen);
  const first = scenario === null && model.planner.planned === null;
  return updated(next, ...effects, ...(first ? [{ effect: 'plan' as const, how: 'go-on' as const }] : []));
}

/** The input changed: the simulation goes on with it. */
function asked(model: Model, planner: Planner): Updated {
  const next = withPlanner(model, planner);
  return planner.input === model.planner.input ? updated(next) : updated(next, { effect: 'plan', how: 'go-on' });
}

function taken(model: Model, slider: SliderId): Updated {
  const { planner } = model;
  const text = planner.typing?.text ?? '';
  // Nothing typed leaves the value as it is.
  if (text.trim() === '') return updated(withPlanner(model, { ...planner, typing: null }));
  const input = typedInto(planner.input, slider, text);
  if ('wrong' in input) return noticed(model, { text: input.wrong, tone: 'wrong' });
  return asked(model, { ...planner, input, typing: null });
}

function tabAfter({ tab, scenario }: PlannerScreen, to: PlannerTab | 'next', wide: boolean): PlannerTab {
  const tabs = scenario !== null ? LIVE_TABS : wide ? WIDE_TABS : PLANNER_TABS;
  if (to !== 'next') return tabs.includes(to) ? to : tab;
  return tabs[(tabs.indexOf(tab) + 1) % tabs.length] as PlannerTab;
}

function withPlanner(model: Model, planner: Planner): Model {
  return { ...model, planner };
}
