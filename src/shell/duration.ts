/** Durations as they are typed (`30`, `90s`, `1m30s`) and said. */
import type { Text } from '../engine/text.ts';

const UNITS: { readonly [unit: string]: number } = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Milliseconds, or null when the text is no duration. A bare number is in seconds. */
export function parseDuration(text: string): number | null {
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1_000);
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return null;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g);
  return Math.round([...parts].reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNITS[unit as string] as number), 0));
}

/** The duration in words, to the second. */
export function durationText(ms: number): Text {
  const seconds = Math.round(ms / 1_000);
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60] as const;
  const say = (names: readonly [string, string, string]): string =>
    parts.flatMap((amount, index) => (amount === 0 ? [] : [`${amount}${names[index]}`])).join(' ') || `0${names[2]}`;
  return { ko: say(['시간', '분', '초']), en: say([' h', ' min', ' s']) };
}
