/** The one way to write to a plane that has an API. */
import { callAws } from './aws/api.ts';
import { callApiServer } from './cluster/api-server.ts';
import type { Verb, Written } from './verb.ts';
import type { World } from './world.ts';

/** Carries out one verb. A refusal leaves the world as it was. `because` says why a controller asked ('' when typed). */
export function write(world: World, verb: Verb, because = ''): Written {
  return verb.plane === 'aws' ? callAws(world, verb, because) : callApiServer(world, verb, because);
}
