import { hasEngine } from '../../engine.ts';
import type { Context, KeyRecord } from '../../key-record.ts';
import type { Edit } from '../../parts/editor.ts';
import { glossaryTexts } from './texts.ts';

const contexts = ['glossary'] as const;
const from: readonly Context[] = [
  'home',
  'lesson',
  'lab.pane',
  'lab.output',
  'trace',
  'object',
  'designs',
  'timeline',
  'reach',
  'quiz.answered',
  'quiz.end',
  'planner',
];

function editing(edit: Exclude<Edit['edit'], 'insert' | 'replace'>, keys: readonly string[], ko: string, en: string): KeyRecord {
  return {
    id: `glossary-${edit}`,
    keys,
    contexts,
    label: { ko: '편집', en: 'edit' },
    help: { ko, en },
    footer: false,
    msg: { msg: 'glossary-edit', edit: { edit } },
  };
}

export const glossaryKeys: readonly KeyRecord[] = [
  {
    id: 'glossary-open',
    keys: [';'],
    contexts: from,
    label: { ko: '용어', en: 'terms' },
    help: { ko: '용어집 열기 (`term 낱말`)', en: 'open the glossary (`term WORD`)' },
    footer: false,
    disabled: () => (hasEngine() ? null : glossaryTexts.loading),
    msg: { msg: 'glossary-open' },
  },
  {
    id: 'glossary-down',
    keys: ['down', 'ctrl-n', 'tab'],
    shows: '↑↓',
    contexts,
    label: { ko: '용어', en: 'term' },
    help: { ko: '다음 용어', en: 'the next term' },
    footer: true,
    msg: { msg: 'glossary-move', by: 1 },
  },
  {
    id: 'glossary-up',
    keys: ['up', 'ctrl-p', 'shift-tab'],
    contexts,
    label: { ko: '용어', en: 'term' },
    help: { ko: '앞의 용어', en: 'the term before' },
    footer: false,
    msg: { msg: 'glossary-move', by: -1 },
  },
  {
    id: 'glossary-page-down',
    keys: ['page-down'],
    contexts,
    label: { ko: '용어', en: 'term' },
    help: { ko: '열 용어 아래로', en: 'ten terms down' },
    footer: false,
    msg: { msg: 'glossary-move', by: 10 },
  },
  {
    id: 'glossary-page-up',
    keys: ['page-up'],
    contexts,
    label: { ko: '용어', en: 'term' },
    help: { ko: '열 용어 위로', en: 'ten terms up' },
    footer: false,
    msg: { msg: 'glossary-move', by: -10 },
  },
  {
    id: 'glossary-go',
    keys: ['enter'],
    contexts,
    label: { ko: '레슨', en: 'lesson' },
    help: { ko: '용어를 다루는 레슨의 쪽 열기', en: 'open the page of the lesson that is about the term' },
    footer: true,
    msg: { msg: 'glossary-go' },
  },
  editing('backspace', ['backspace', 'ctrl-h'], '앞 글자 지우기', 'delete the character before the caret'),
  editing('left', ['left', 'ctrl-b'], '한 글자 왼쪽', 'one character left'),
  editing('right', ['right', 'ctrl-f'], '한 글자 오른쪽', 'one character right'),
  editing('kill-word', ['ctrl-w'], '앞 단어 지우기', 'delete the word before the caret'),
  editing('kill-start', ['ctrl-u'], '줄 처음까지 지우기', 'delete to the start of the line'),
];
