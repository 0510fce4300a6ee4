/** `wait` and `sleep`: the only ways to let simulated time pass without doing anything. */
import { particle } from '../../engine/particle.ts';
import { advance, advanceUntilQuiet } from '../../engine/settle.ts';
import type { World } from '../../engine/world.ts';
import type { Command } from '../command.ts';
import { durationText, parseDuration } from '../duration.ts';
import type { Output } from '../output.ts';
import { info, output, refused } from '../print.ts';

/** A day: whoever waits longer has mistyped. */
const LONGEST = 86_400_000;

export const wait: Command = {
  name: 'wait',
  summary: {
    ko: '시뮬레이션 시간을 보냅니다. 시간을 적지 않으면 할 일이 없어질 때까지 기다립니다.',
    en: 'Lets simulated time pass; without a duration until nothing is left to wait for.',
  },
  usage: ['wait [DURATION]'],
  examples: ['wait', 'wait 30s', 'wait 5m'],
  run: ({ world, words }) => {
    const [duration] = words;
    if (duration === undefined) return waited(world, advanceUntilQuiet(world));
    const ms = parseDuration(duration.text);
    if (ms === null || ms > LONGEST) return refused(world, NOT_A_DURATION);
    return waited(world, advance(world, ms));
  },
  complete: ({ words }) => (words.length > 1 ? [] : ['10s', '30s', '1m', '5m'].map((text) => ({ text, about: null }))),
};

export const sleep: Command = {
  name: 'sleep',
  summary: { ko: '시뮬레이션 시간으로 몇 초를 보냅니다.', en: 'Lets seconds of simulated time pass.' },
  usage: ['sleep NUMBER[s|m|h]'],
  examples: ['sleep 30'],
  run: ({ world, words }) => {
    const [duration] = words;
    if (duration === undefined) return output(world, { kind: 'refused', stderr: 'sleep: missing operand\n', code: 1 });
    const ms = parseDuration(duration.text);
    if (ms === null || ms > LONGEST) return output(world, { kind: 'refused', stderr: `sleep: invalid time interval '${duration.text}'\n`, code: 1 });
    return output(advance(world, ms), { kind: 'wait' });
  },
  complete: () => [],
};

function waited(before: World, after: World): Output {
  const passed = durationText(after.now - before.now);
  const text =
    after.now === before.now
      ? { ko: '기다릴 일이 없습니다. 시간이 지나지 않았습니다.', en: 'Nothing is left to wait for. No time has passed.' }
      : { ko: `시뮬레이션 시간 ${passed.ko}${particle(passed.ko, '이/가')} 지났습니다.`, en: `Simulated time passed: ${passed.en}.` };
  return output(after, { kind: 'wait', notes: [info(text)] });
}

const NOT_A_DURATION = {
  ko: '시간은 `30s`, `5m`, `1h`처럼 적으세요. 하루까지 기다립니다.',
  en: 'Write a duration such as `30s`, `5m` or `1h`, up to a day.',
};
