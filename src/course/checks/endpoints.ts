import { lookup } from '../../engine/store.ts';
import type { Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import { say } from '../say.ts';
import { integer, object, string } from '../shape.ts';
import { define, judged, passing } from './definition.ts';

/** So many ready endpoints stand in the Service's EndpointSlices. */
export const endpointCount = define({
  name: 'endpoints',
  summary: { ko: '서비스에 Ready 엔드포인트가 있다', en: 'A Service has so many ready endpoints' },
  args: object({ service: string(), ready: integer(0, 100_000) }),
  evaluate: ({ service, ready }, { world }) => {
    const found = readyEndpoints(world, service).length;
    return judged(passing(found === ready), { expected: say(READY, { n: ready }), actual: say(READY, { n: found }) });
  },
});

/** The addresses of the ready endpoints of a Service (`namespace/name`, or a name in default). */
export function readyEndpoints(world: World, service: string): readonly string[] {
  const slices = lookup(world.cluster.EndpointSlice, 'byService', service.includes('/') ? service : `default/${service}`);
  // "nil should be interpreted as true" (EndpointConditions.ready, discovery.k8s.io/v1)
  const ready = slices.flatMap((slice) => slice.endpoints).filter((endpoint) => endpoint.conditions?.ready !== false);
  return [...new Set(ready.flatMap((endpoint) => endpoint.addresses))];
}

const READY: Text = { ko: 'Ready 엔드포인트 {n}개', en: 'ready endpoints: {n}' };
