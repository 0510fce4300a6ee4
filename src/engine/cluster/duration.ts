/** Ages as kubectl prints them. https://github.com/kubernetes/apimachinery/blob/master/pkg/util/duration/duration.go */
import type { World } from '../world.ts';
import { readTimestamp } from './timestamp.ts';

/** A duration in milliseconds, with as many units as matter. */
export function humanDuration(milliseconds: number): string {
  const seconds = Math.trunc(milliseconds / 1000);
  if (seconds < -1) return '<invalid>';
  if (seconds < 120) return `${Math.max(seconds, 0)}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return parts(minutes, 'm', seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return parts(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (days < 8) return parts(days, 'd', hours % 24, 'h');
  if (days < 730) return `${days}d`;
  const years = Math.floor(days / 365);
  return years < 8 ? parts(years, 'y', days % 365, 'd') : `${years}y`;
}

/** How long ago a time of the API was, or `<unknown>`. */
export function ageOf(time: string | undefined, world: World): string {
  const then = readTimestamp(time);
  return then === null ? '<unknown>' : humanDuration(world.now - then);
}

function parts(...[large, unit, small, smallUnit]: [number, string, number, string]): string {
  return small === 0 ? `${large}${unit}` : `${large}${unit}${small}${smallUnit}`;
}
