/** `why` and `log`: what a command caused. The log holds every change of every plane, with who made it and why. */
import type { Change } from '../../engine/change.ts';
import type { Lang, Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import type { Command } from '../command.ts';
import { refused, said, table } from '../print.ts';

const SHOWN = 40;

export const why: Command = {
  name: 'why',
  summary: { ko: '마지막으로 무언가를 바꾼 명령이 일으킨 일을 보여 줍니다.', en: 'Shows what the last command that changed something has caused.' },
  usage: ['why'],
  examples: ['why'],
  run: ({ world }) => {
    const changes = lastInput(world);
    return said(world, changes.length === 0 ? NOTHING : listOf(changes));
  },
  complete: () => [],
};

export const log: Command = {
  name: 'log',
  summary: { ko: '지금까지의 변경을 오래된 것부터 보여 줍니다.', en: 'Lists the changes so far, oldest first.' },
  usage: ['log [-n COUNT]'],
  examples: ['log -n 20'],
  run: ({ world, words }) => {
    const [flag, count] = words.map((word) => word.text);
    if (flag !== undefined && (flag !== '-n' || count === undefined || !/^\d+$/.test(count))) return refused(world, USAGE);
    const changes = newest(world, count === undefined ? SHOWN : Number(count));
    return said(world, changes.length === 0 ? NOTHING : listOf(changes));
  },
  complete: () => [{ text: '-n', about: null }],
};

/** The changes of the newest input that made any, oldest first. */
function lastInput(world: World): Change[] {
  const found: Change[] = [];
  const input = world.log.head?.change.input;
  for (let node = world.log.head; node !== null && node.change.input === input; node = node.previous) found.push(node.change);
  return found.reverse();
}

function newest(world: World, count: number): Change[] {
  const found: Change[] = [];
  for (let node = world.log.head; node !== null && found.length < count; node = node.previous) found.push(node.change);
  return found.reverse();
}

function listOf(changes: readonly Change[]): Text {
  const rows = (lang: Lang) => changes.map(({ by, verb, ref, because }) => [by, verb, `${ref.kind} ${ref.key}`, because?.[lang] ?? '']);
  return {
    ko: table([['누가', '동작', '대상', '이유'], ...rows('ko')]),
    en: table([['WHO', 'VERB', 'OBJECT', 'WHY'], ...rows('en')]),
  };
}

const NOTHING = { ko: '아직 바뀐 것이 없습니다.', en: 'Nothing has changed yet.' };
const USAGE = { ko: '`log` 또는 `log -n 20`처럼 쓰세요.', en: 'Write `log`, or `log -n 20`.' };
