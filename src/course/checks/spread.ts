import type { Text } from '../../engine/text.ts';
import { waysOf } from '../probe.ts';
import { say } from '../say.ts';
import { integer, object } from '../shape.ts';
import { define, judged, passing } from './definition.ts';
import { eachRoute, endpoints, protocol } from './routes.ts';

/** So many different receivers can be chosen. */
export const spread = define({
  name: 'spread',
  summary: { ko: '연결이 여러 곳으로 나뉜다', en: 'Connections are spread over so many receivers' },
  args: object({ from: endpoints, to: endpoints, over: integer(1, 10_000) }, { protocol }),
  evaluate: (args, context) =>
    eachRoute(args, context, (made) => {
      const expected = say(RECEIVERS, { n: args.over });
      if (!made.ok) return judged('fail', { expected, actual: say(RECEIVERS, { n: 0 }), why: made.why });
      const receivers = new Set(waysOf(made.connection).flatMap((way) => (way.delivered === null ? [] : [way.delivered.to.of.key])));
      return judged(passing(receivers.size === args.over), { expected, actual: say(RECEIVERS, { n: receivers.size }), witness: made.connection });
    }),
});

const RECEIVERS: Text = { ko: '받는 곳 {n}개', en: 'receivers: {n}' };
