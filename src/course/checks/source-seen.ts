import { showAddress } from '../../engine/net/address.ts';
import type { Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import { instanceOfNode, originOf, primaryInterface, targetOf } from '../endpoint.ts';
import { find, valuesAt } from '../find.ts';
import { fillDeep } from '../placeholder.ts';
import { endpointAt, reasonOf, waysOf } from '../probe.ts';
import { say } from '../say.ts';
import { object, string } from '../shape.ts';
import { define, judged } from './definition.ts';
import { eachRoute, endpoints, protocol } from './routes.ts';

/** The source address that the receiver sees. */
export const sourceSeen = define({
  name: 'source_seen',
  summary: { ko: '받는 쪽이 보는 출발지 주소', en: 'The source address that the receiver sees' },
  args: object({ from: endpoints, to: endpoints, is: string() }, { protocol }),
  wantsAnswer: true,
  evaluate: (args, context) =>
    eachRoute(args, context, (made, route) => {
      const expected = say(EXPECTED, { is: WORDS[args.is]?.ko ?? args.is, isEn: WORDS[args.is]?.en ?? args.is });
      if (!made.ok) return judged('fail', { expected, actual: say(NOTHING), why: made.why });
      const { connection } = made;
      const seen = waysOf(connection).map((way) => (way.delivered === null ? null : showAddress(way.delivered.saw.address)));
      const allowed = allowedSources(context.world, { is: args.is, from: route.from });
      const right = seen.filter((address) => address !== null && allowed.includes(address)).length;
      const shown = [...new Set(seen.filter((address) => address !== null))];
      const actual = shown.length === 0 ? say(NOTHING) : say(ACTUAL, { shown });
      if (seen.length > 0 && right === seen.length) return judged('pass', { expected, actual, witness: connection });
      return judged(right > 0 ? 'partial' : 'fail', { expected, actual, witness: connection, why: reasonOf(connection) });
    }),
});

function allowedSources(world: World, { is, from }: { readonly is: string; readonly from: string }): readonly string[] {
  if (is === 'node') {
    const nodes = find(world, { kind: 'Node' });
    const told = nodes.flatMap((node) => valuesAt(node, 'status.addresses[].address')).map(String);
    // A node of an IPv6 cluster is known by its IPv6 address, and has an IPv4 address all the same.
    return [...told, ...nodes.flatMap((node) => privateAddressOf(world, String(valuesAt(node, 'metadata.name')[0])))];
  }
  if (is !== 'client') return [fillDeep(world, is)];
  const client = endpointAt(world, from);
  if (!client.ok) return [];
  const origin = originOf(world, client.endpoint);
  if (!origin.ok) return [];
  const own = targetOf(world, client.endpoint, { origin: { from: 'node', node: '' }, protocol: 'icmp' });
  return origin.value.from === 'outside' ? [origin.value.address] : own.ok ? [own.value.host] : [];
}

function privateAddressOf(world: World, node: string): readonly string[] {
  const instance = instanceOfNode(world, node);
  const primary = instance === null ? undefined : primaryInterface(world, instance);
  return primary?.PrivateIpAddresses.filter(({ Primary }) => Primary).map(({ PrivateIpAddress }) => PrivateIpAddress) ?? [];
}

const WORDS: { readonly [is: string]: Text | undefined } = {
  client: { ko: '클라이언트의 주소', en: 'the address of the client' },
  node: { ko: '노드의 주소', en: 'the address of a node' },
};
const EXPECTED: Text = { ko: '받는 쪽이 보는 출발지: {is}', en: 'source seen by the receiver: {isEn}' };
const ACTUAL: Text = { ko: '실제 출발지: {shown}', en: 'source seen: {shown}' };
const NOTHING: Text = { ko: '받은 패킷 없음', en: 'nothing received' };
