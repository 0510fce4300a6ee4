/** `clear`, `edit`, `history`, `term` and `exit`: words about the terminal itself. The view acts on all but `history`; the world stays. */
import type { Text } from '../../engine/text.ts';
import type { Command } from '../command.ts';
import { output } from '../print.ts';

const NUMBER_WIDTH = 5;

const clear: Command = {
  name: 'clear',
  summary: { ko: '화면을 지웁니다.', en: 'Clears the screen.' },
  usage: ['clear'],
  examples: [],
  run: ({ world }) => output(world, { kind: 'lab' }),
  complete: () => [],
};

const exit: Command = {
  name: 'exit',
  summary: { ko: '셸을 나갑니다. 한 일은 남습니다.', en: 'Leaves the shell. What was done stays.' },
  usage: ['exit'],
  examples: [],
  run: ({ world }) => output(world, { kind: 'lab' }),
  complete: () => [],
};

const edit: Command = {
  name: 'edit',
  summary: { ko: '편집기에서 매니페스트를 씁니다.', en: 'Writes a manifest in an editor.' },
  usage: ['edit'],
  examples: [],
  run: ({ world }) => output(world, { kind: 'lab', notes: [{ mark: 'info', text: NO_EDITOR }] }),
  complete: () => [],
};

const NO_EDITOR: Text = {
  ko: '여기에는 편집기가 없습니다. 매니페스트는 heredoc으로 쓰세요. `kubectl apply -f - <<EOF`',
  en: 'There is no editor here. Write the manifest as a heredoc: `kubectl apply -f - <<EOF`.',
};

const history: Command = {
  name: 'history',
  summary: { ko: '입력한 줄을 번호와 함께 보여 줍니다.', en: 'Lists the lines typed so far, with their numbers.' },
  usage: ['history [COUNT]'],
  examples: ['history 10'],
  run: ({ world, words, history: lines = [] }) => {
    const count = words[0]?.text ?? String(lines.length);
    if (!/^\d+$/.test(count)) return output(world, { kind: 'refused', stderr: `bash: history: ${count}: numeric argument required\n`, code: 1 });
    const first = Math.max(0, lines.length - Number(count));
    const shown = lines.slice(first).map((line, index) => `${String(first + index + 1).padStart(NUMBER_WIDTH)}  ${line}\n`);
    return output(world, { kind: 'read', stdout: shown.join('') });
  },
  complete: () => [],
};

const term: Command = {
  name: 'term',
  summary: { ko: '용어의 뜻을 보여 줍니다.', en: 'Says what a term means.' },
  usage: ['term WORD'],
  examples: ['term ENI', 'term veth'],
  run: ({ world }) => output(world, { kind: 'lab', notes: [{ mark: 'info', text: NO_GLOSSARY }] }),
  complete: () => [],
};

const NO_GLOSSARY: Text = {
  ko: '용어집은 과정에 있습니다. `ekslab`이나 `ekslab --plain`에서 `term 낱말`을 쓰세요.',
  en: 'The glossary belongs to the course: write `term WORD` in `ekslab` or `ekslab --plain`.',
};

export const terminalWords: readonly Command[] = [clear, edit, history, term, exit];
