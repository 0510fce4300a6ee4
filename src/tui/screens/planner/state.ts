/** What the planner shows and a key can change. */
import type { NodePicture, SubnetPicture } from '../../../engine/planning/address-uses.ts';
import type { PodCounts } from '../../../engine/planning/plan-answer.ts';
import type { PlanComparison } from '../../../engine/planning/plan-comparison.ts';
import type { Text } from '../../../engine/text.ts';
import type { Editor } from '../../parts/editor.ts';
import { FIRST_INPUT, type PlannerInput } from './sliders.ts';

/** The subnets and nodes of a world, as they stand. */
export type Picture = {
  readonly subnets: readonly (SubnetPicture & { readonly free: number })[];
  readonly nodes: readonly (NodePicture & { readonly maxPods: number | null; readonly pods: PodCounts | null })[];
};

/** What the simulation says so far. */
export type Planned = {
  readonly picture: Picture;
  readonly pods: PodCounts;
  /** Null until it is known. */
  readonly comparison: PlanComparison | null;
  /** How many pods have been placed, while it still goes on. */
  readonly busy: { readonly done: number; readonly all: number } | null;
  /** Whether addresses rest: time has to pass. */
  readonly cooling: boolean;
};

export type PlannerTab = 'plan' | 'map' | 'nodes' | 'why';
export const PLANNER_TABS: readonly PlannerTab[] = ['plan', 'map', 'nodes', 'why'];
/** A lab has no sliders and nothing to compare. */
export const LIVE_TABS: readonly PlannerTab[] = ['map', 'nodes'];
/** Where map and nodes stand beside it, what the left pane can show. */
export const WIDE_TABS: readonly PlannerTab[] = ['plan', 'why'];

export type Planner = {
  readonly input: PlannerInput;
  /** Index into SLIDERS. */
  readonly at: number;
  /** What is being typed for the slider, or null. */
  readonly typing: Editor | null;
  readonly planned: Planned | null;
  /** Why the input cannot be simulated, in sentences. */
  readonly problems: readonly Text[];
};

/** The planner as it is first opened. */
export const FIRST_PLANNER: Planner = { input: FIRST_INPUT, at: 0, typing: null, planned: null, problems: [] };

/** The planner's screen: of a plan, or of a lab's present world. */
export type PlannerScreen = {
  readonly screen: 'planner';
  /** Null for the plan. */
  readonly scenario: string | null;
  readonly tab: PlannerTab;
  readonly subnet: number;
  readonly node: number;
};
