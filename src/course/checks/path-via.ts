import type { Branch, Step } from '../../engine/dataplane/step.ts';
import type { Text } from '../../engine/text.ts';
import { reasonOf, waysOf } from '../probe.ts';
import { say } from '../say.ts';
import { list, object, string } from '../shape.ts';
import { namesOnWay, passedInOrder, passes } from '../way.ts';
import { define, judged } from './definition.ts';
import { eachRoute, endpoints, protocol } from './routes.ts';

/** Every way of the request passes these, in this order, and none of those. */
export const pathVia = define({
  name: 'path_via',
  summary: { ko: '어느 경로로 가도 정해진 곳을 거친다', en: 'Every way passes these and none of those' },
  args: object({ from: endpoints, to: endpoints }, { protocol, via: list(string(), { least: 1 }), not_via: list(string(), { least: 1 }) }),
  wantsAnswer: true,
  evaluate: (args, context) =>
    eachRoute(args, context, (made, route) => {
      const [via, notVia] = [namesOnWay(context.world, args.via ?? []), namesOnWay(context.world, args.not_via ?? [])];
      const expected = say(EXPECTED, { from: route.from, to: route.to, via: via.length > 0 ? via : '-', notVia: notVia.length > 0 ? notVia : '-' });
      if (!made.ok) return judged('fail', { expected, actual: say(NO_WAY), why: made.why });
      const { connection } = made;
      const ways = waysOf(connection);
      const wrong = ways.filter((way) => !right(way, via, notVia));
      if (ways.length > 0 && wrong.length === 0) return judged('pass', { expected, actual: say(RIGHT), witness: connection });
      const actual = say(ACTUAL, { places: placesOf(wrong[0]?.request ?? []) });
      return judged(wrong.length < ways.length ? 'partial' : 'fail', { expected, actual, witness: connection, why: reasonOf(connection) });
    }),
});

function right(way: Branch, via: readonly string[], notVia: readonly string[]): boolean {
  return way.verdict === 'answered' && passedInOrder(way.request, via) && !notVia.some((wanted) => way.request.some((step) => passes(step, wanted)));
}

function placesOf(steps: readonly Step[]): string {
  return steps.length === 0 ? '-' : [...new Set(steps.map((step) => `${step.element}@${step.place.of.key}`))].join(', ');
}

const EXPECTED: Text = { ko: '{from}에서 {to}까지 거침: {via}. 거치지 않음: {notVia}', en: 'from {from} to {to} via: {via}. Not via: {notVia}' };
const RIGHT: Text = { ko: '모든 경로가 그렇게 지나감', en: 'every way goes like this' };
const ACTUAL: Text = { ko: '지나간 곳: {places}', en: 'passed: {places}' };
const NO_WAY: Text = { ko: '지나간 곳 없음', en: 'nothing passed' };
