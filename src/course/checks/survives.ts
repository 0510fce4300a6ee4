import { faultKey } from '../../engine/lab/kinds.ts';
import type { Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import { befall } from '../befall.ts';
import type { CheckCall } from '../content.ts';
import { check as checkShape } from '../format/check.ts';
import { fault } from '../format/fault.ts';
import { say } from '../say.ts';
import { list, object, type Shape, string } from '../shape.ts';
import { typedOn } from '../start.ts';
import { define, judged } from './definition.ts';
import { evaluate } from './index.ts';

/** Read when it is used: checks contain this one, which contains a check. */
const inner: Shape<CheckCall> = { schema: { type: 'object' }, read: (node, report) => checkShape.read(node, report) };

/** A check still holds with a fault in force, or after lines of everyday work, tried on a copy of the world. */
export const survives = define({
  name: 'survives',
  summary: { ko: '장애가 나거나 명령이 지나가도 통과한다', en: 'A check still holds with a fault in force, or after some lines' },
  args: object({ check: inner }, { fault, lines: list(string(), { least: 1 }) }),
  evaluate: ({ fault: befallen, lines = [], check }, context) => {
    const typed = afterLines(context.world, lines);
    if (typeof typed === 'string')
      return judged('fail', { expected: say(AFTER, { lines: lines.join('; '), ko: '', en: '' }), actual: say(FAILED, { line: typed }) });
    const result = evaluate(check, { ...context, world: befallen === undefined ? typed : befall(typed, [befallen]) });
    const holes = { ko: result.expected.ko, en: result.expected.en };
    const [during, after] = [
      befallen === undefined ? null : say(EXPECTED, { fault: faultKey(befallen), ...holes }),
      say(AFTER, { lines: lines.join('; '), ...holes }),
    ];
    return { ...result, expected: during ?? after };
  },
});

/** The world after the lines, or the line that failed. */
function afterLines(world: World, lines: readonly string[]): World | string {
  let now = world;
  for (const line of lines) {
    const typed = typedOn(now, line);
    if (typed === null || typed.code !== 0) return line;
    now = typed.world;
  }
  return now;
}

const EXPECTED: Text = { ko: '{fault} 장애가 나도 {ko}', en: 'with fault {fault}: {en}' };
const AFTER: Text = { ko: '`{lines}` 뒤에도 {ko}', en: 'also after `{lines}`: {en}' };
const FAILED: Text = { ko: '`{line}` 명령 실패', en: 'line `{line}` failed' };
