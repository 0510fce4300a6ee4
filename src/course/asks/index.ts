/** All askers: the ways in which a question's key is computed on a world. */
import type { Asker } from './definition.ts';
import { path } from './path.ts';
import { planAskers } from './plans.ts';
import { count, endpoints, field, freeIps, printed, receivers, resolved, slices, source, usable, ways } from './values.ts';

export const askers: readonly Asker[] = [
  path,
  count,
  endpoints,
  ways,
  receivers,
  source,
  resolved,
  field,
  freeIps,
  usable,
  slices,
  printed,
  ...planAskers,
];
