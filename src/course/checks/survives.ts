import { faultKey } from '../../engine/lab/kinds.ts';
import type { Text } from '../../engine/text.ts';
import { befall } from '../befall.ts';
import type { CheckCall } from '../content.ts';
import { check as checkShape } from '../format/check.ts';
import { fault } from '../format/fault.ts';
import { say } from '../say.ts';
import { object, type Shape } from '../shape.ts';
import { define } from './definition.ts';
import { evaluate } from './index.ts';

/** Read when it is used: checks contain this one, which contains a check. */
const inner: Shape<CheckCall> = { schema: { type: 'object' }, read: (node, report) => checkShape.read(node, report) };

/** A check still holds with a fault in force, tried on a copy of the world. */
export const survives = define({
  name: 'survives',
  summary: { ko: '장애가 나도 통과한다', en: 'A check still holds with a fault in force' },
  args: object({ fault, check: inner }),
  evaluate: ({ fault: befallen, check }, context) => {
    const world = befall(context.world, [befallen]);
    const result = evaluate(check, { ...context, world });
    return { ...result, expected: say(EXPECTED, { fault: faultKey(befallen), ko: result.expected.ko, en: result.expected.en }) };
  },
});

const EXPECTED: Text = { ko: '{fault} 장애가 나도 {ko}', en: 'with fault {fault}: {en}' };
