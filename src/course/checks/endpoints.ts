import { lookup, objectAt } from '../../engine/store.ts';
import type { Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import { say } from '../say.ts';
import { integer, object, string } from '../shape.ts';
import { define, judged, passing } from './definition.ts';

/** So many ready endpoints stand in the Service's EndpointSlices; an address that nobody has counts for nothing. */
export const endpointCount = define({
  name: 'endpoints',
  summary: { ko: '서비스에 Ready 엔드포인트가 있다', en: 'A Service has so many ready endpoints' },
  args: object({ service: string(), ready: integer(0, 100_000) }),
  evaluate: ({ service, ready }, { world }) => {
    const all = readyEndpoints(world, service);
    const found = all.filter((address) => isHeld(world, address)).length;
    const holds = found === ready;
    return judged(passing(holds), {
      expected: say(READY, { n: ready }),
      actual: say(READY, { n: found }),
      why: holds ? null : found < all.length ? say(NOBODY, { n: all.length - found }) : whyNot(world, service, { found, wanted: ready }),
    });
  },
});

/** The addresses of the ready endpoints of a Service (`namespace/name`, or a name in default). */
export function readyEndpoints(world: World, service: string): readonly string[] {
  const slices = lookup(world.cluster.EndpointSlice, 'byService', qualified(service));
  // "nil should be interpreted as true" (EndpointConditions.ready, discovery.k8s.io/v1)
  const ready = slices.flatMap((slice) => slice.endpoints).filter((endpoint) => endpoint.conditions?.ready !== false);
  return [...new Set(ready.flatMap((endpoint) => endpoint.addresses))];
}

/** Whether a pod, an interface itself or a host outside has the address: what was written into a slice by hand may be anything. */
function isHeld(world: World, address: string): boolean {
  return (
    lookup(world.cluster.Pod, 'byAddress', address).length > 0 ||
    lookup(world.aws.NetworkInterface, 'byAddress', address).some(({ PrivateIpAddresses: [first] }) => first?.PrivateIpAddress === address) ||
    world.outside.hosts.some((host) => host.address === address)
  );
}

/** What the endpoints are made of: the Service's selector, the pods that match it, those of them that are ready. */
function whyNot(world: World, name: string, counts: { readonly found: number; readonly wanted: number }): Text {
  const key = qualified(name);
  const service = objectAt(world.cluster.Service, key);
  if (service === undefined) return say(NO_SERVICE, { key });
  const selector = Object.entries(service.spec.selector ?? {});
  if (selector.length === 0) return say(NO_SELECTOR, { key });
  const pods = lookup(world.cluster.Pod, 'byNamespace', key.split('/')[0] ?? '').filter((pod) =>
    selector.every(([label, value]) => pod.metadata.labels?.[label] === value),
  );
  const ready = pods.filter((pod) => pod.status.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True'));
  return say(MATCHING, { key, selector: selector.map(([label, value]) => `${label}=${value}`), n: pods.length, ready: ready.length, ...counts });
}

function qualified(service: string): string {
  return service.includes('/') ? service : `default/${service}`;
}

const NO_SERVICE: Text = { ko: '{key} 서비스가 없습니다.', en: 'Service {key} does not exist.' };
const NO_SELECTOR: Text = { ko: '{key} 서비스에 셀렉터가 없습니다.', en: 'Service {key} has no selector.' };
const MATCHING: Text = {
  ko: '{key} 서비스의 셀렉터({selector})에 맞는 파드는 {n}개이고, 그중 Ready는 {ready}개입니다. Ready 엔드포인트의 주소는 {found}개이고, {wanted}개여야 합니다.',
  en: 'Pods matching the selector of service {key} ({selector}): {n}, ready: {ready}. Addresses of ready endpoints: {found}, expected: {wanted}.',
};
const NOBODY: Text = { ko: '엔드포인트 가운데 {n}개의 주소는 아무도 쓰지 않습니다.', en: 'Addresses of endpoints that nobody has: {n}.' };
const READY: Text = { ko: 'Ready 엔드포인트 {n}개', en: 'ready endpoints: {n}' };
