import type { Connection } from '../../engine/connection.ts';
import type { Branch } from '../../engine/dataplane/step.ts';
import { showAddress } from '../../engine/net/address.ts';
import { objectAt } from '../../engine/store.ts';
import type { Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import { endpoint } from '../endpoint.ts';
import { fillDeep } from '../placeholder.ts';
import { reasonOf, waysOf } from '../probe.ts';
import { say } from '../say.ts';
import { either, integer, list, object, record, string } from '../shape.ts';
import { type Context, define, type Judged, judged } from './definition.ts';
import { readyEndpoints } from './endpoints.ts';
import { probeOnce } from './routes.ts';

const url = string({ pattern: /^https?:\/\//, like: 'http://{lb:ingress/shop}/cart' });

/** An HTTP request has this response, whichever way it takes: this status, from pods of this Service, in these shares. */
export const responds = define({
  name: 'responds',
  summary: { ko: 'HTTP 요청에 정해진 응답이 온다', en: 'An HTTP request has this response' },
  args: object(
    { from: endpoint, url: either(url, list(url, { least: 1 })) },
    { host: string(), status: integer(100, 599), by: string(), shares: record(integer(0, 100)) },
  ),
  wantsAnswer: true,
  evaluate: ({ url: urls, ...rest }, context) => {
    let first: Judged | null = null;
    for (const one of [urls].flat()) {
      const result = judge(context, { ...rest, url: one });
      if (result.verdict !== 'pass') return result;
      first ??= result;
    }
    return first as Judged;
  },
});

type Wanted = {
  readonly from: string;
  readonly url: string;
  readonly host?: string | undefined;
  readonly status?: number | undefined;
  readonly by?: string | undefined;
  readonly shares?: Readonly<Record<string, number>> | undefined;
};

function judge(context: Context, wanted: Wanted): Judged {
  const { world } = context;
  const { from, url: asked, host, status = 200, by, shares = {} } = wanted;
  const shown = Object.entries(shares).map(([service, percent]) => `${service} ${percent}%`);
  const request = host === undefined ? asked : `${asked} (Host: ${host})`;
  const expected = say(EXPECTED, { request, status, by: by ?? (shown.length > 0 ? shown : '-') });
  const made = probeOnce(context, { from, to: `url:${asked}`, host });
  if (!made.ok) return judged('fail', { expected, actual: say(NO_END), why: made.why });
  const { connection } = made;
  const { outcome } = connection;
  const given = outcome.outcome === 'http-status' || outcome.outcome === 'answered' ? (outcome.response?.status ?? null) : null;
  const rest = { expected, witness: connection, why: reasonOf(connection) ?? ownAnswer(connection, given) };
  if (given === null) return judged('fail', { ...rest, actual: say(NO_RESPONSE) });
  const ways = waysOf(connection);
  const actual = say(ACTUAL, { given, by: [...new Set(ways.map((way) => serverOf(world, way)))] });
  if (given !== status) return judged('fail', { ...rest, actual });
  const taken = takenWay(connection)?.verdict;
  const lost = connection.legs.slice(0, -1).flatMap(({ branches }) => branches.filter(({ verdict }) => verdict !== 'answered'));
  const [alike, all] = [ways.filter(({ verdict }) => verdict === taken).length, ways.length + lost.length];
  if (alike < all) return judged('partial', { ...rest, actual: say(SOMETIMES, { answered: alike, all }) });
  if (by !== undefined && !ways.every((way) => isServedBy(world, way, by))) return judged('fail', { ...rest, actual });
  const found = Object.keys(shares).map((service) => ({ service, percent: percentOf(world, ways, service) }));
  const right = found.every(({ service, percent }) => percent === shares[service]);
  if (!right) return judged('fail', { ...rest, actual: say(SHARES, { shares: found.map(({ service, percent }) => `${service} ${percent}%`) }) });
  return judged('pass', { ...rest, why: null, actual });
}

/** The way that was taken: what the load balancer makes of its end is the response, so others must end alike. */
function takenWay({ legs }: Connection): Branch | undefined {
  const last = legs.at(-1);
  return last?.branches[last.taken];
}

function isServedBy(world: World, { delivered }: Branch, service: string): boolean {
  return delivered !== null && readyEndpoints(world, fillDeep(world, service)).includes(showAddress(delivered.packet.destination));
}

/** Who took the request: `pod prod/cart-1`, or the load balancer itself by its name. */
function serverOf(world: World, { delivered }: Branch): string {
  if (delivered === null) return '-';
  const { kind, key } = delivered.to.of;
  return kind === 'LoadBalancer' ? (objectAt(world.aws.LoadBalancer, key)?.LoadBalancerName ?? key) : `${kind} ${key}`;
}

/** Why a load balancer answered by itself; null where it did not. */
function ownAnswer({ legs }: Connection, given: number | null): Text | null {
  const last = legs.at(-1);
  if (last?.branches[last.taken]?.delivered?.to.of.kind !== 'LoadBalancer') return null;
  return given === 404 ? NO_RULE : given === 503 ? NO_BACKEND : null;
}

/** The share of the requests that pods of the Service take, in whole percent. */
function percentOf(world: World, ways: readonly Branch[], service: string): number {
  const own = ways.filter((way) => isServedBy(world, way, service));
  return Math.round(own.reduce((sum, { share }) => sum + (100 * share.of) / share.outOf, 0));
}

const NO_RULE: Text = {
  ko: '이 호스트와 경로에 맞는 규칙이 없어 로드 밸런서가 404로 응답했습니다.',
  en: 'No rule matches this host and path, so the load balancer responds with 404.',
};
const NO_BACKEND: Text = {
  ko: '규칙은 맞지만 보낼 대상이 없어 로드 밸런서가 503으로 응답했습니다.',
  en: 'A rule matches and has no target to send to, so the load balancer responds with 503.',
};
const EXPECTED: Text = {
  ko: '{request} 요청에 HTTP {status} 응답. 응답하는 서비스: {by}',
  en: '{request} has response HTTP {status}, from service: {by}',
};
const NO_END: Text = { ko: '요청을 보내지 못함', en: 'no request could be sent' };
const NO_RESPONSE: Text = { ko: 'HTTP 응답 없음', en: 'no HTTP response' };
const ACTUAL: Text = { ko: 'HTTP {given} 응답. 응답한 곳: {by}', en: 'HTTP {given}, from {by}' };
const SOMETIMES: Text = { ko: '경로 {all}개 중 {answered}개만 이렇게 응답함', en: 'ways: {all}, with this response: {answered}' };
const SHARES: Text = { ko: '나뉜 비율: {shares}', en: 'shares: {shares}' };
