import type { Text } from '../../engine/text.ts';
import { fillDeep } from '../placeholder.ts';
import { say } from '../say.ts';
import { object, string } from '../shape.ts';
import { printedBy } from '../start.ts';
import { define, judged, passing } from './definition.ts';

/** What a line of the shell prints, typed on a copy of the world. For what only a table of a kernel or a daemon shows. */
export const prints = define({
  name: 'prints',
  summary: { ko: '셸의 한 줄이 정해진 것을 출력한다', en: 'A line of the shell prints this' },
  args: object({ line: string() }, { is: string(), has: string() }),
  evaluate: ({ line, is, has }, { world }) => {
    const printed = printedBy(world, line);
    const [whole, part] = fillDeep(world, [is, has]);
    const holds = printed !== null && (whole === undefined || printed === whole) && (part === undefined || printed.includes(part));
    const expected = say(EXPECTED, { line, what: whole ?? part ?? '' });
    return judged(passing(holds), { expected, actual: printed === null ? say(FAILED) : say(ACTUAL, { printed }) });
  },
});

const EXPECTED: Text = { ko: '`{line}` 출력: {what}', en: '`{line}` prints {what}' };
const ACTUAL: Text = { ko: '출력: {printed}', en: 'printed: {printed}' };
const FAILED: Text = { ko: '명령 실패', en: 'the line failed' };
