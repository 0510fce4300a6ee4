/** In which order a resolver tries the names that a program's name can stand for. https://man7.org/linux/man-pages/man5/resolv.conf.5.html */
import { fullName } from './message.ts';
import type { ResolvConf } from './resolv-conf.ts';

/** The names to ask for, in order: with fewer dots than ndots the search list comes first, a final dot ends the matter. */
export function candidates(name: string, { searches, options }: Pick<ResolvConf, 'searches' | 'options'>): readonly string[] {
  if (name.endsWith('.')) return [name];
  const listed = searches.map((domain) => fullName(`${name}.${domain}`));
  const dots = name.split('.').length - 1;
  return dots >= ndotsOf(options) ? [fullName(name), ...listed] : [...listed, fullName(name)];
}

/** "The default for n is 1", "the value is silently capped to 15". */
export function ndotsOf(options: readonly string[]): number {
  const option = options.find((text) => text.startsWith('ndots:'));
  const value = option === undefined ? 1 : Number(option.slice('ndots:'.length));
  return Number.isInteger(value) && value >= 0 ? Math.min(value, 15) : 1;
}
