import type { Connection } from '../../engine/connection.ts';
import type { Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import { endpoint, originOf, targetOf } from '../endpoint.ts';
import { endpointAt } from '../probe.ts';
import { say } from '../say.ts';
import { object, oneOf } from '../shape.ts';
import { define, judged, passing } from './definition.ts';
import { endpoints } from './routes.ts';

/** The learner has made such a connection. */
export const tested = define({
  name: 'tested',
  summary: { ko: '직접 연결해 보았다', en: 'The learner has made such a connection' },
  args: object(
    {},
    { from: endpoint, to: endpoints, protocol: oneOf('tcp', 'udp', 'icmp'), outcome: oneOf('answered', 'refused', 'timed-out', 'no-name') },
  ),
  ofLearner: true,
  evaluate: (args, { world, recent }) => {
    const witness = recent.find((connection) => isSuch(world, connection, args)) ?? null;
    const goals = args.to === undefined ? '*' : [args.to].flat().join(', ');
    const expected = say(EXPECTED, { from: args.from ?? '*', to: goals });
    return judged(passing(witness !== null), {
      expected,
      actual: say(witness === null ? NOT_YET : DONE),
      witness,
      help: witness === null ? say(TRY, { from: args.from ?? 'internet', to: goals, tool: args.protocol === 'icmp' ? 'ping' : 'curl' }) : null,
    });
  },
});

type Such = { readonly from?: string; readonly to?: string | readonly string[]; readonly protocol?: string; readonly outcome?: string };

function isSuch(world: World, connection: Connection, { from, to, protocol, outcome }: Such): boolean {
  const happened = connection.outcome.outcome === 'http-status' ? 'answered' : connection.outcome.outcome;
  if (outcome !== undefined && happened !== outcome) return false;
  if (protocol !== undefined && connection.target.protocol !== protocol) return false;
  if (from !== undefined && !startsAt(world, connection, from)) return false;
  return to === undefined || [to].flat().some((one) => goesTo(world, connection, one));
}

function startsAt(world: World, { origin }: Connection, from: string): boolean {
  const wanted = endpointAt(world, from);
  const start = wanted.ok ? originOf(world, wanted.endpoint) : null;
  return start?.ok === true && JSON.stringify(start.value) === JSON.stringify(origin);
}

/** The same port at the same place, however it was called: by name, by address, by URL. */
function goesTo(world: World, { origin, target }: Connection, to: string): boolean {
  const wanted = endpointAt(world, to);
  if (!wanted.ok) return false;
  const { endpoint: end } = wanted;
  const goal = targetOf(world, end, { origin, protocol: target.protocol });
  if (!goal.ok) return false;
  const hosts = [goal.value.host];
  if (end.end === 'svc') {
    const byAddress = targetOf(world, end, { origin: { from: 'node', node: '' }, protocol: target.protocol });
    const [namespace, name] = end.key.split('/');
    hosts.push(`${name}.${namespace}.svc`, `${name}.${namespace}`, ...(byAddress.ok ? [byAddress.value.host] : []));
    if (origin.from === 'pod' && origin.pod.split('/')[0] === namespace) hosts.push(name ?? '');
  }
  return hosts.includes(target.host) && (end.port === null || goal.value.port === target.port);
}

const EXPECTED: Text = { ko: '{from}에서 {to}까지 직접 연결해 봄', en: 'connection made from {from} to {to}' };
const TRY: Text = { ko: '{from}에서 {to} 대상으로 `{tool}` 명령을 실행해 보세요.', en: 'Run `{tool}` from {from} to {to}.' };
const NOT_YET: Text = { ko: '아직 연결해 보지 않음', en: 'not yet' };
const DONE: Text = { ko: '연결해 봄', en: 'done' };
