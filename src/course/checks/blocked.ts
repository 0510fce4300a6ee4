import type { Connection } from '../../engine/connection.ts';
import type { Text } from '../../engine/text.ts';
import { answering, reasonOf, waysOf } from '../probe.ts';
import { say } from '../say.ts';
import { object } from '../shape.ts';
import { type Check, define, judged } from './definition.ts';
import { eachRoute, endpoints, protocol } from './routes.ts';

type Words = Pick<Check, 'name' | 'summary'> & { readonly expected: Text; readonly holds: (connection: Connection) => boolean };

/** A check of how a connection fails. An end that does not exist is no proof of a block, except where nothing answers at all. */
function failing({ name, summary, expected, holds }: Words): Check {
  return define({
    name,
    summary,
    args: object({ from: endpoints, to: endpoints }, { protocol }),
    evaluate: (args, context) =>
      eachRoute(args, context, (made, route) => {
        const texts = { expected: say(expected, { from: route.from, to: route.to }) };
        if (!made.ok) return judged('fail', { ...texts, actual: say(NO_END), why: made.why });
        const { connection } = made;
        const why = reasonOf(connection);
        if (holds(connection)) return judged('pass', { ...texts, actual: say(OUTCOMES[connection.outcome.outcome]), witness: connection, why });
        const { ways, answered } = answering(connection);
        const some = answered > 0 && answered < ways;
        return judged(some ? 'partial' : 'fail', {
          ...texts,
          actual: some ? say(SOME, { ways, answered }) : say(OUTCOMES[connection.outcome.outcome]),
          witness: connection,
          why,
        });
      }),
  });
}

/** Of the client itself: a proxy that answers 504 for a silent target has answered. */
const all = (connection: Connection, verdict: string): boolean =>
  connection.outcome.outcome !== 'http-status' && waysOf(connection).length > 0 && waysOf(connection).every((way) => way.verdict === verdict);

/** No way answers. */
export const blocked = failing({
  name: 'blocked',
  summary: { ko: '어느 경로로도 연결되지 않는다', en: 'No way answers' },
  expected: { ko: '{from}에서 {to}까지 연결되지 않음', en: 'from {from} to {to} never answered' },
  holds: (connection) => waysOf(connection).every((way) => way.verdict !== 'answered'),
});

/** Every way is refused: a RST or an ICMP error came back. */
export const refused = failing({
  name: 'refused',
  summary: { ko: '어느 경로로 가도 연결을 거부한다', en: 'Every way is refused' },
  expected: { ko: '{from}에서 {to}까지 연결 거부', en: 'from {from} to {to} refused' },
  holds: (connection) => all(connection, 'refused'),
});

/** Every way ends in silence. */
export const dropped = failing({
  name: 'dropped',
  summary: { ko: '어느 경로로 가도 시간이 초과된다', en: 'Every way times out' },
  expected: { ko: '{from}에서 {to}까지 응답 없음', en: 'from {from} to {to} no reply' },
  holds: (connection) => all(connection, 'timed-out'),
});

const NO_END: Text = { ko: '연결을 시도하지 못함', en: 'no connection to try' };
const SOME: Text = { ko: '경로 {ways}개 중 {answered}개는 연결됨', en: 'ways: {ways}, answered: {answered}' };
const OUTCOMES = {
  answered: { ko: '연결됨', en: 'answered' },
  'http-status': { ko: '연결됨', en: 'answered' },
  refused: { ko: '연결 거부', en: 'refused' },
  'timed-out': { ko: '응답 없음', en: 'no reply' },
  'no-name': { ko: '이름을 해석하지 못함', en: 'the name does not resolve' },
} as const satisfies { readonly [outcome in Connection['outcome']['outcome']]: Text };
