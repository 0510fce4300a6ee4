/** What can be set in the planner, each as a slider: what a key does to it, what may be typed, and what it shows. */
import type { Text } from '../../../engine/text.ts';

export type PlannerInput = {
  /** Prefix length of the nodes' subnet. */
  readonly prefix: number;
  readonly type: string;
  readonly count: number;
  /** Of one node. */
  readonly pods: number;
  readonly prefixes: boolean;
  readonly custom: boolean;
  /** Null where it is not set. */
  readonly warmEni: number | null;
  readonly warmIp: number | null;
  readonly minimumIp: number | null;
  readonly warmPrefix: number | null;
};

export type SliderId = keyof PlannerInput;
type Counts = 'prefix' | 'count' | 'pods';
type Targets = 'warmEni' | 'warmIp' | 'minimumIp' | 'warmPrefix';

/** From top to bottom. */
export const SLIDERS: readonly SliderId[] = ['pods', 'count', 'type', 'prefix', 'warmEni', 'warmIp', 'minimumIp', 'prefixes', 'warmPrefix', 'custom'];

/** A small plan in which much can be seen: three nodes in a /24. */
export const FIRST_INPUT: PlannerInput = {
  prefix: 24,
  type: 'm5.large',
  count: 3,
  pods: 10,
  prefixes: false,
  custom: false,
  warmEni: null,
  warmIp: null,
  minimumIp: null,
  warmPrefix: null,
};

/** Types that the arrows go through; any other can be typed. */
const TYPES: readonly string[] = [
  't3.small',
  't3.medium',
  't3.large',
  'm5.large',
  'm7g.large',
  'm5.xlarge',
  'm5.2xlarge',
  'm5.4xlarge',
  'c5.18xlarge',
];
/** What a screen can follow: a plan of thousands of pods is for `ekslab plan`. */
const LIMITS: { readonly [C in Counts | Targets]: readonly [least: number, most: number] } = {
  prefix: [20, 28],
  count: [1, 12],
  pods: [0, 250],
  warmEni: [0, 15],
  warmIp: [0, 250],
  minimumIp: [0, 250],
  warmPrefix: [0, 15],
};

/** The input after a key: numbers go up and down, switches turn, types go through the list. A target below 0 is not set. */
export function moved(input: PlannerInput, slider: SliderId, by: number): PlannerInput {
  switch (slider) {
    case 'prefixes':
    case 'custom':
      return { ...input, [slider]: by > 0 };
    case 'type': {
      const at = TYPES.indexOf(input.type);
      const next = at < 0 ? 0 : Math.max(0, Math.min(TYPES.length - 1, at + Math.sign(by)));
      return { ...input, type: TYPES[next] as string };
    }
    case 'prefix':
      // To the right is larger, and a shorter prefix is a larger subnet.
      return { ...input, prefix: within('prefix', input.prefix - Math.sign(by)) };
    case 'count':
    case 'pods':
      return { ...input, [slider]: within(slider, input[slider] + by) };
    default: {
      const now = input[slider];
      const next = (now ?? -1) + by;
      return { ...input, [slider]: next < 0 ? null : within(slider, next) };
    }
  }
}

/** The input with what was typed for a slider, or why it cannot be. */
export function typedInto(input: PlannerInput, slider: SliderId, typed: string): PlannerInput | { readonly wrong: Text } {
  const text = typed.trim();
  if (slider === 'type') return { ...input, type: text.toLowerCase() };
  if (slider === 'prefixes' || slider === 'custom') return { ...input, [slider]: /^(1|on|true|켬)$/i.test(text) };
  const isTarget = slider !== 'prefix' && slider !== 'count' && slider !== 'pods';
  if (isTarget && text === '-') return { ...input, [slider]: null };
  const [least, most] = LIMITS[slider];
  const value = /^\/?\d{1,6}$/.test(text) ? Number(text.replace('/', '')) : Number.NaN;
  if (value >= least && value <= most) return { ...input, [slider]: value };
  return { wrong: { ko: `${least}~${most} 사이의 정수를 쓰세요.`, en: `Give a whole number from ${least} to ${most}.` } };
}

/** How far along its way a slider stands, from 0 to 1; null for what is no number. */
export function shareOf(input: PlannerInput, slider: SliderId): number | null {
  const value = input[slider];
  if (slider === 'prefix') return (LIMITS.prefix[1] - input.prefix) / (LIMITS.prefix[1] - LIMITS.prefix[0]);
  if (slider === 'type' || slider === 'prefixes' || slider === 'custom' || typeof value !== 'number') return null;
  const [least, most] = LIMITS[slider];
  return (value - least) / (most - least);
}

function within(slider: Counts | Targets, value: number): number {
  const [least, most] = LIMITS[slider];
  return Math.max(least, Math.min(most, value));
}
