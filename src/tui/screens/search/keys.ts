import { hasEngine } from '../../engine.ts';
import type { Context, KeyRecord } from '../../key-record.ts';
import type { Edit } from '../../parts/editor.ts';
import { searchTexts } from './texts.ts';

const contexts = ['search'] as const;
const from: readonly Context[] = ['home', 'lesson', 'lab.pane', 'trace', 'object', 'timeline', 'quiz.answered', 'quiz.end', 'planner'];

function editing(edit: Exclude<Edit['edit'], 'insert' | 'replace'>, keys: readonly string[], ko: string, en: string): KeyRecord {
  return {
    id: `search-${edit}`,
    keys,
    contexts,
    label: { ko: '편집', en: 'edit' },
    help: { ko, en },
    footer: false,
    msg: { msg: 'search-edit', edit: { edit } },
  };
}

export const searchKeys: readonly KeyRecord[] = [
  {
    id: 'search-open',
    keys: ['/'],
    contexts: from,
    label: { ko: '찾기', en: 'search' },
    help: { ko: '레슨, 과제, 개념, 명령, 이유에서 찾기 (`search`)', en: 'search lessons, labs, concepts, commands and reasons (`search`)' },
    footer: true,
    disabled: () => (hasEngine() ? null : searchTexts.loading),
    msg: { msg: 'search-open', query: '' },
  },
  {
    id: 'search-down',
    keys: ['down', 'ctrl-n', 'tab'],
    shows: '↑↓',
    contexts,
    label: { ko: '이동', en: 'move' },
    help: { ko: '다음 것', en: 'the next find' },
    footer: true,
    msg: { msg: 'search-move', by: 1 },
  },
  {
    id: 'search-up',
    keys: ['up', 'ctrl-p', 'shift-tab'],
    contexts,
    label: { ko: '이동', en: 'move' },
    help: { ko: '앞의 것', en: 'the find before' },
    footer: false,
    msg: { msg: 'search-move', by: -1 },
  },
  {
    id: 'search-go',
    keys: ['enter'],
    contexts,
    label: { ko: '열기', en: 'open' },
    help: { ko: '고른 것을 열거나, 그것을 가르치는 레슨을 열기', en: 'open the marked find, or the lesson that teaches it' },
    footer: true,
    msg: { msg: 'search-go' },
  },
  editing('backspace', ['backspace', 'ctrl-h'], '앞 글자 지우기', 'delete the character before the caret'),
  editing('left', ['left', 'ctrl-b'], '한 글자 왼쪽', 'one character left'),
  editing('right', ['right', 'ctrl-f'], '한 글자 오른쪽', 'one character right'),
  editing('kill-word', ['ctrl-w'], '앞 단어 지우기', 'delete the word before the caret'),
  editing('kill-start', ['ctrl-u'], '줄 처음까지 지우기', 'delete to the start of the line'),
];
