/** The one way to write to a plane that has an API. */
import { callAws } from './aws/api.ts';
import { callApiServer } from './cluster/api-server.ts';
import type { Text } from './text.ts';
import type { Verb, Written } from './verb.ts';
import type { World } from './world.ts';

/** Carries out one verb. A refusal leaves the world as it was. `because` says why a controller asked (null when typed). */
export function write(world: World, verb: Verb, because: Text | null = null): Written {
  return verb.plane === 'aws' ? callAws(world, verb, because) : callApiServer(world, verb, because);
}
