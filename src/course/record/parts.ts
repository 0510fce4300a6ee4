import { partsOf } from '../../engine/parts-of.ts';
import type { WorldParts } from '../../engine/world-of.ts';
import type { Attempt } from '../attempt-state.ts';

/** The world in which the attempt began: as it is written, or as it stands where a stage or faults of a scenario made more of it. */
export function startedParts({ scenario, start, stage }: Attempt): WorldParts {
  return stage === 0 && (scenario.faults ?? []).length === 0 ? scenario.world : partsOf(start).parts;
}
