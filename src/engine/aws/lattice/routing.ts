/**
 * Which action a request gets: the first rule by priority whose conditions all hold, else the default of the listener.
 * https://docs.aws.amazon.com/vpc-lattice/latest/ug/listener-rules.html
 */
import { lookup } from '../../store.ts';
import type { World } from '../../world.ts';
import type { LatticeAction } from './action.ts';
import { domainNameOf } from './addresses.ts';
import type { LatticeListener } from './listener.ts';
import type { HeaderMatch, HttpMatch } from './rule.ts';
import type { LatticeService } from './service.ts';

export type LatticeRequest = { readonly method: string; readonly path: string; readonly host: string };

/** The action for the request, and the rule that gives it; null for the default. */
export function actionFor(
  world: World,
  listener: LatticeListener,
  request: LatticeRequest,
): { readonly action: LatticeAction; readonly rule: string | null } {
  const rules = lookup(world.aws.LatticeRule, 'byListener', listener.id).toSorted((one, other) => one.priority - other.priority);
  const found = rules.find(({ match }) => matches(match.httpMatch, request));
  return found === undefined ? { action: listener.defaultAction, rule: null } : { action: found.action, rule: found.name };
}

/** The service that the Host header names; custom names count too. */
export function serviceNamed(services: readonly LatticeService[], host: string): LatticeService | undefined {
  const name = host.replace(/:\d+$/, '').toLowerCase().replace(/\.$/, '');
  return services.find((service) => domainNameOf(service) === name || service.customDomainName === name);
}

function matches({ method, pathMatch, headerMatches = [] }: HttpMatch, request: LatticeRequest): boolean {
  if (method !== undefined && method !== request.method) return false;
  if (pathMatch !== undefined && !fits(pathMatch, request.path.split('?')[0] ?? '')) return false;
  return headerMatches.every((match) => match.name.toLowerCase() === 'host' && fits(match, request.host));
}

/** Without regard to case unless the condition asks for it. */
function fits({ match, caseSensitive = false }: Pick<HeaderMatch, 'match' | 'caseSensitive'>, text: string): boolean {
  const folded = (value: string | undefined) => (caseSensitive ? value : value?.toLowerCase());
  const actual = folded(text) as string;
  const [exact, prefix, contains] = [folded(match.exact), folded(match.prefix), folded(match.contains)];
  if (exact !== undefined) return actual === exact;
  if (prefix !== undefined) return actual.startsWith(prefix);
  return contains !== undefined && actual.includes(contains);
}
