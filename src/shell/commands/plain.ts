/** The plain commands of every shell: `echo`, `true`, `false`, `seq`. */
import type { Command } from '../command.ts';
import { output } from '../print.ts';

const echo: Command = {
  name: 'echo',
  summary: { ko: '인수를 출력합니다.', en: 'Prints its arguments.' },
  usage: ['echo [-n] TEXT...'],
  examples: ['echo $SG'],
  run: ({ world, words }) => {
    const bare = words[0]?.text === '-n';
    const text = words
      .slice(bare ? 1 : 0)
      .map((word) => word.text)
      .join(' ');
    return output(world, { kind: 'read', stdout: bare ? text : `${text}\n` });
  },
  complete: () => [],
};

const seq: Command = {
  name: 'seq',
  summary: { ko: '이어지는 수를 출력합니다.', en: 'Prints numbers in order.' },
  usage: ['seq [FIRST] LAST'],
  examples: ['for i in $(seq 5); do curl -s http://$IP; done'],
  run: ({ world, words }) => {
    const wrong = words.find((word) => !/^-?\d{1,6}$/.test(word.text));
    if (wrong !== undefined) return output(world, { kind: 'refused', stderr: `seq: invalid floating point argument: '${wrong.text}'\n`, code: 1 });
    const numbers = words.map((word) => Number(word.text));
    const last = numbers.at(-1);
    if (last === undefined) return output(world, { kind: 'refused', stderr: 'seq: missing operand\n', code: 1 });
    const first = numbers.length > 1 ? (numbers[0] as number) : 1;
    const lines = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => `${first + index}\n`);
    return output(world, { kind: 'read', stdout: lines.join('') });
  },
  complete: () => [],
};

function constant(name: 'true' | 'false'): Command {
  const code = name === 'true' ? 0 : 1;
  return {
    name,
    summary: { ko: `종료 코드 ${code}만 돌려줍니다.`, en: `Does nothing and exits with ${code}.` },
    usage: [name],
    examples: [],
    run: ({ world }) => output(world, { kind: 'read', code }),
    complete: () => [],
  };
}

export const plainCommands: readonly Command[] = [echo, seq, constant('true'), constant('false')];
