import type { Text } from '../../engine/text.ts';
import { fillDeep } from '../placeholder.ts';
import { reasonOf } from '../probe.ts';
import { say } from '../say.ts';
import { object, string } from '../shape.ts';
import { typedOn } from '../start.ts';
import { define, judged, passing } from './definition.ts';

/** What a line of the shell prints, typed on a copy of the world. For what only a table of a kernel or a daemon shows. */
export const prints = define({
  name: 'prints',
  summary: { ko: '셸의 한 줄이 정해진 것을 출력한다', en: 'A line of the shell prints this' },
  args: object({ line: string() }, { is: string(), has: string() }),
  evaluate: ({ line, is, has }, { world }) => {
    const typed = typedOn(world, line);
    const printed = typed?.code === 0 ? typed.stdout.trim() : null;
    const [whole, part] = fillDeep(world, [is, has]);
    const holds = printed !== null && (whole === undefined || printed === whole) && (part === undefined || printed.includes(part));
    const wanted = whole ?? part ?? '';
    const expected = wanted === '' ? say(EXPECTED_NOTHING, { line }) : say(EXPECTED, { line, what: inOneLine(wanted) });
    if (printed !== null)
      return judged(passing(holds), { expected, actual: printed === '' ? say(NOTHING) : say(ACTUAL, { printed: inOneLine(printed) }) });
    // A line that fails because of the network is explained by the connection that it made.
    const witness = typed?.connections.at(-1) ?? null;
    const said = typed?.stderr.trim().split('\n').at(-1) ?? '';
    const actual = said === '' ? say(FAILED) : say(SAID, { said });
    return judged('fail', { expected, actual, witness, why: witness === null ? null : reasonOf(witness) });
  },
});

/** What is shown of it has one row: the list of a task is drawn row by row. */
function inOneLine(printed: string): string {
  return printed
    .split('\n')
    .map((line) => line.trim())
    .join(' / ');
}

const EXPECTED: Text = { ko: '`{line}` 출력: {what}', en: '`{line}` prints {what}' };
const EXPECTED_NOTHING: Text = { ko: '`{line}` 출력: 없음', en: '`{line}` prints nothing' };
const NOTHING: Text = { ko: '출력: 없음', en: 'printed: nothing' };
const ACTUAL: Text = { ko: '출력: {printed}', en: 'printed: {printed}' };
const SAID: Text = { ko: '명령 실패: {said}', en: 'the line failed: {said}' };
const FAILED: Text = { ko: '명령 실패', en: 'the line failed' };
