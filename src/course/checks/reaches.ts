import type { Connection } from '../../engine/connection.ts';
import type { Text } from '../../engine/text.ts';
import { answering, reasonOf } from '../probe.ts';
import { say } from '../say.ts';
import { integer, object } from '../shape.ts';
import { define, type Judged, judged } from './definition.ts';
import { eachRoute, endpoints, protocol } from './routes.ts';

/** A connection is answered whichever way it takes. */
export const reaches = define({
  name: 'reaches',
  summary: { ko: '어느 경로로 가도 연결된다', en: 'A connection is answered whichever way it takes' },
  args: object({ from: endpoints, to: endpoints }, { protocol, status: integer(100, 599) }),
  wantsAnswer: true,
  evaluate: (args, context) =>
    eachRoute(args, context, (made, route) => {
      const expected = say(args.status === undefined ? EXPECTED : EXPECTED_STATUS, { from: route.from, to: route.to, status: args.status ?? 0 });
      if (!made.ok) return judged('fail', { expected, actual: say(NO_END), why: made.why });
      return judge(made.connection, expected, args.status);
    }),
});

function judge(connection: Connection, expected: Text, status: number | undefined): Judged {
  const { ways, answered, named } = answering(connection);
  const { outcome } = connection;
  const rest = { expected, witness: connection, why: reasonOf(connection) };
  if (outcome.outcome === 'no-name') return judged('fail', { ...rest, actual: say(NO_NAME, { name: outcome.name }) });
  if (answered === 0) return judged('fail', { ...rest, actual: say(outcome.outcome === 'refused' ? REFUSED : SILENT) });
  if (answered < ways) return judged('partial', { ...rest, actual: say(SOMETIMES, { answered, ways }) });
  if (!named) return judged('partial', { ...rest, actual: say(SOMETIMES_NAMED, { name: connection.target.host }) });
  const given = outcome.outcome === 'http-status' || outcome.outcome === 'answered' ? (outcome.response?.status ?? null) : null;
  if (status !== undefined && given !== status) return judged('fail', { ...rest, actual: given === null ? say(NO_HTTP) : say(STATUS, { given }) });
  return judged('pass', { ...rest, why: null, actual: say(ANSWERED, { ways }) });
}

const EXPECTED: Text = { ko: '{from}에서 {to}까지 어느 경로로 가도 연결됨', en: 'from {from} to {to} answered whichever way it takes' };
const EXPECTED_STATUS: Text = { ko: '{from}에서 {to}까지 연결되고 HTTP {status} 응답', en: 'from {from} to {to} answered with HTTP {status}' };
const NO_END: Text = { ko: '연결하지 못함', en: 'no connection' };
const NO_NAME: Text = { ko: '{name} 이름을 해석하지 못함', en: 'name {name} does not resolve' };
const REFUSED: Text = { ko: '연결 거부', en: 'refused' };
const SILENT: Text = { ko: '응답 없음', en: 'no reply' };
const SOMETIMES: Text = { ko: '경로 {ways}개 중 {answered}개만 연결됨', en: 'ways: {ways}, answered: {answered}' };
const SOMETIMES_NAMED: Text = { ko: '{name} 이름이 가끔 해석되지 않음', en: 'name {name} sometimes does not resolve' };
const STATUS: Text = { ko: 'HTTP {given} 응답', en: 'HTTP {given}' };
const NO_HTTP: Text = { ko: 'HTTP 응답 없음', en: 'no HTTP response' };
const ANSWERED: Text = { ko: '경로 {ways}개 모두 연결됨', en: 'ways: {ways}, all answered' };
