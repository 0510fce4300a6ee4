import type { Context, KeyRecord } from '../../key-record.ts';
import type { Edit } from '../../parts/editor.ts';
import type { ReachMsg } from './update.ts';

const matrix: readonly Context[] = ['reach', 'reach.what-if'];
const calm: readonly Context[] = ['reach'];
const trying: readonly Context[] = ['reach.what-if'];
const typed: readonly Context[] = ['reach.typed'];

type Words = { readonly ko: string; readonly en: string };
type Rest = { readonly shows?: string; readonly footer?: boolean };

function key(
  id: string,
  keys: readonly string[],
  words: { readonly label: Words; readonly help: Words; readonly contexts: readonly Context[] },
  msg: ReachMsg,
  { shows, footer = true }: Rest = {},
): KeyRecord {
  return { id: `reach-${id}`, keys, ...words, footer, msg, ...(shows === undefined ? {} : { shows }) };
}

function editing(edit: Exclude<Edit['edit'], 'insert' | 'replace'>, keys: readonly string[], help: Words): KeyRecord {
  return key(
    `edit-${edit}`,
    keys,
    { label: { ko: '편집', en: 'edit' }, help, contexts: typed },
    { msg: 'reach-edit', edit: { edit } },
    { footer: false },
  );
}

const MOVE: Words = { ko: '칸', en: 'cell' };
const PAGE: Words = { ko: '이유', en: 'reasons' };

export const reachKeys: readonly KeyRecord[] = [
  key(
    'down',
    ['down', 'j'],
    { label: MOVE, help: { ko: '아래 행: 다음 출발지', en: 'next row: from where' }, contexts: matrix },
    { msg: 'reach-move', rows: 1, columns: 0 },
    { shows: '←↑↓→' },
  ),
  key(
    'up',
    ['up', 'k'],
    { label: MOVE, help: { ko: '위 행', en: 'previous row' }, contexts: matrix },
    { msg: 'reach-move', rows: -1, columns: 0 },
    { footer: false },
  ),
  key(
    'right',
    ['right', 'l'],
    { label: MOVE, help: { ko: '다음 열: 목적지', en: 'next column: to where' }, contexts: matrix },
    { msg: 'reach-move', rows: 0, columns: 1 },
    { footer: false },
  ),
  key(
    'left',
    ['left', 'h'],
    { label: MOVE, help: { ko: '이전 열', en: 'previous column' }, contexts: matrix },
    { msg: 'reach-move', rows: 0, columns: -1 },
    { footer: false },
  ),
  key(
    'trace',
    ['enter', 't'],
    {
      label: { ko: '추적', en: 'trace' },
      help: { ko: '이 칸의 연결을 한 단계씩 보기', en: 'step through the connection of this cell' },
      contexts: calm,
    },
    { msg: 'reach-trace' },
  ),
  key(
    'what-if',
    ['e'],
    {
      label: { ko: '시험', en: 'what if' },
      help: { ko: '명령을 시험해 바뀌는 칸 보기', en: 'try a command and see which cells change' },
      contexts: matrix,
    },
    { msg: 'reach-type', what: 'what-if' },
  ),
  key(
    'view',
    ['v', 'tab'],
    {
      label: { ko: '보기', en: 'view' },
      help: { ko: '종합, 인바운드 정책, 아웃바운드 정책 차례로 보기', en: 'combined, ingress policies, egress policies in turn' },
      contexts: matrix,
    },
    { msg: 'reach-view' },
  ),
  key(
    'port',
    ['p'],
    { label: { ko: '포트', en: 'port' }, help: { ko: '포트와 프로토콜 정하기', en: 'set port and protocol' }, contexts: calm },
    { msg: 'reach-type', what: 'port' },
  ),
  key(
    'filter',
    ['/'],
    { label: { ko: '필터', en: 'filter' }, help: { ko: '이름으로 행과 열 고르기', en: 'choose rows and columns by name' }, contexts: calm },
    { msg: 'reach-type', what: 'filter' },
  ),
  key(
    'policy-only',
    ['o'],
    {
      label: { ko: '정책만', en: 'policies' },
      help: { ko: '명세대로의 네트워크 정책만 보거나 모두 보기', en: 'network policies alone by the specification, or everything' },
      contexts: calm,
    },
    { msg: 'reach-policy-only' },
    { footer: false },
  ),
  key(
    'scroll',
    ['page-down'],
    { label: PAGE, help: { ko: '이유 창 아래로', en: 'scroll the reasons down' }, contexts: matrix },
    { msg: 'reach-scroll', by: 5 },
    { footer: false },
  ),
  key(
    'scroll-up',
    ['page-up'],
    { label: PAGE, help: { ko: '이유 창 위로', en: 'scroll the reasons up' }, contexts: matrix },
    { msg: 'reach-scroll', by: -5 },
    { footer: false },
  ),
  key(
    'keep',
    ['y', 'enter'],
    { label: { ko: '실행', en: 'keep' }, help: { ko: '시험한 명령을 실행하기', en: 'carry out the command that was tried' }, contexts: trying },
    { msg: 'reach-keep', keep: true },
  ),
  key(
    'drop',
    ['n', 'esc', 'q'],
    { label: { ko: '버리기', en: 'drop' }, help: { ko: '시험한 명령을 버리기', en: 'forget the command that was tried' }, contexts: trying },
    { msg: 'reach-keep', keep: false },
  ),
  key(
    'take',
    ['enter'],
    { label: { ko: '정하기', en: 'set' }, help: { ko: '입력한 대로 하기', en: 'take what was typed' }, contexts: typed },
    { msg: 'reach-typed', take: true },
  ),
  key(
    'cancel',
    ['esc'],
    { label: { ko: '취소', en: 'cancel' }, help: { ko: '입력 취소', en: 'drop what was typed' }, contexts: typed },
    { msg: 'reach-typed', take: false },
  ),
  key(
    'complete',
    ['tab', 'down'],
    {
      label: { ko: '완성', en: 'complete' },
      help: { ko: '명령과 이름 완성하기, 다음 것 고르기', en: 'complete the command or the name, the next candidate' },
      contexts: typed,
    },
    { msg: 'reach-complete', by: 1 },
  ),
  key(
    'complete-back',
    ['shift-tab', 'up'],
    { label: { ko: '이전', en: 'previous' }, help: { ko: '이전 것 고르기', en: 'the candidate before' }, contexts: typed },
    { msg: 'reach-complete', by: -1 },
    { footer: false },
  ),
  editing('backspace', ['backspace', 'ctrl-h'], { ko: '앞 글자 지우기', en: 'delete the character before' }),
  editing('delete', ['delete'], { ko: '뒤 글자 지우기', en: 'delete the character after' }),
  editing('left', ['left', 'ctrl-b'], { ko: '왼쪽으로', en: 'to the left' }),
  editing('right', ['right', 'ctrl-f'], { ko: '오른쪽으로', en: 'to the right' }),
  editing('line-start', ['home', 'ctrl-a'], { ko: '처음으로', en: 'to the start' }),
  editing('line-end', ['end', 'ctrl-e'], { ko: '끝으로', en: 'to the end' }),
  editing('kill-word', ['ctrl-w'], { ko: '앞 낱말 지우기', en: 'delete the word before' }),
  editing('kill-start', ['ctrl-u'], { ko: '모두 지우기', en: 'delete all before' }),
];
