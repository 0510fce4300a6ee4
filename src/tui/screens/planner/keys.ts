import type { Context, KeyRecord } from '../../key-record.ts';
import { front, type Model } from '../../model.ts';
import type { Edit } from '../../parts/editor.ts';
import type { PlannerMsg } from './update.ts';

const plan: readonly Context[] = ['planner'];
const both: readonly Context[] = ['planner', 'planner.live'];
const typed: readonly Context[] = ['planner.typed'];

type Words = { readonly ko: string; readonly en: string };
type Rest = { readonly shows?: string; readonly footer?: boolean; readonly contexts?: readonly Context[]; readonly disabled?: KeyRecord['disabled'] };

function key(
  id: string,
  keys: readonly string[],
  label: Words,
  help: Words,
  msg: PlannerMsg,
  { shows, footer = false, contexts = plan, disabled }: Rest = {},
): KeyRecord {
  return {
    id: `planner-${id}`,
    keys,
    contexts,
    label,
    help,
    footer,
    msg,
    ...(shows === undefined ? {} : { shows }),
    ...(disabled === undefined ? {} : { disabled }),
  };
}

function editing(edit: Exclude<Edit['edit'], 'insert' | 'replace'>, keys: readonly string[], help: Words): KeyRecord {
  return key(`edit-${edit}`, keys, { ko: '편집', en: 'edit' }, help, { msg: 'planner-edit', edit: { edit } }, { contexts: typed });
}

const MOVE: Words = { ko: '이동', en: 'move' };
const VALUE: Words = { ko: '값', en: 'value' };
const SUBNET: Words = { ko: '서브넷', en: 'subnet' };
const NODE: Words = { ko: '노드', en: 'node' };
const TAB: Words = { ko: '창', en: 'pane' };

export const plannerKeys: readonly KeyRecord[] = [
  key('down', ['down', 'j'], MOVE, { ko: '다음 항목', en: 'next slider' }, { msg: 'planner-slider', by: 1 }, { shows: '↑↓', footer: true }),
  key('up', ['up', 'k'], MOVE, { ko: '이전 항목', en: 'previous slider' }, { msg: 'planner-slider', by: -1 }),
  key('more', ['right', 'l', '+'], VALUE, { ko: '값 늘리기', en: 'raise the value' }, { msg: 'planner-value', by: 1 }, { shows: '←→', footer: true }),
  key('less', ['left', 'h', '-'], VALUE, { ko: '값 줄이기', en: 'lower the value' }, { msg: 'planner-value', by: -1 }),
  key('much-more', ['page-up'], VALUE, { ko: '값 10 늘리기', en: 'raise the value by 10' }, { msg: 'planner-value', by: 10 }),
  key('much-less', ['page-down'], VALUE, { ko: '값 10 줄이기', en: 'lower the value by 10' }, { msg: 'planner-value', by: -10 }),
  key('tab', ['tab'], TAB, { ko: '다음 창', en: 'next pane' }, { msg: 'planner-tab', to: 'next' }, { contexts: both, footer: true, disabled: roomy }),
  key(
    'type',
    ['enter'],
    { ko: '입력', en: 'type' },
    { ko: '값을 입력하기. -는 목표를 지움', en: 'type the value; - takes a target away' },
    { msg: 'planner-type', text: '' },
    { footer: true },
  ),
  ...[...'0123456789'].map((digit) =>
    key(
      `digit-${digit}`,
      [digit],
      { ko: '입력', en: 'type' },
      { ko: '이 숫자부터 입력하기', en: 'type a number that begins so' },
      { msg: 'planner-type', text: digit },
    ),
  ),
  key(
    'rest',
    ['w'],
    { ko: '시간', en: 'wait' },
    { ko: '웜 풀이 가라앉을 때까지 시간 보내기', en: 'let time pass until the pools rest' },
    { msg: 'planner-again', how: 'rest' },
    { footer: true, disabled: nothingRests },
  ),
  key(
    'anew',
    ['r'],
    { ko: '처음부터', en: 'anew' },
    { ko: '같은 값으로 새 노드에서 다시 계산하기', en: 'simulate the same anew, on new nodes' },
    { msg: 'planner-again', how: 'anew' },
  ),
  key(
    'next-subnet',
    ['.', '>'],
    SUBNET,
    { ko: '다음 서브넷', en: 'next subnet' },
    { msg: 'planner-subnet', by: 1 },
    { contexts: both, shows: ', .', footer: true, disabled: oneSubnet },
  ),
  key(
    'previous-subnet',
    [',', '<'],
    SUBNET,
    { ko: '이전 서브넷', en: 'previous subnet' },
    { msg: 'planner-subnet', by: -1 },
    { contexts: both, disabled: oneSubnet },
  ),
  key('next-node', [']'], NODE, { ko: '다음 노드', en: 'next node' }, { msg: 'planner-node', by: 1 }, { contexts: both, shows: '[ ]', footer: true }),
  key('previous-node', ['['], NODE, { ko: '이전 노드', en: 'previous node' }, { msg: 'planner-node', by: -1 }, { contexts: both }),
  key(
    'take',
    ['enter'],
    { ko: '정하기', en: 'set' },
    { ko: '입력한 값으로 정하기', en: 'set the typed value' },
    { msg: 'planner-typed', take: true },
    { contexts: typed, footer: true },
  ),
  key(
    'drop',
    ['esc'],
    { ko: '취소', en: 'cancel' },
    { ko: '입력 취소', en: 'drop what was typed' },
    { msg: 'planner-typed', take: false },
    { contexts: typed, footer: true },
  ),
  editing('backspace', ['backspace', 'ctrl-h'], { ko: '앞 글자 지우기', en: 'delete the character before' }),
  editing('delete', ['delete'], { ko: '뒤 글자 지우기', en: 'delete the character after' }),
  editing('left', ['left', 'ctrl-b'], { ko: '왼쪽으로', en: 'to the left' }),
  editing('right', ['right', 'ctrl-f'], { ko: '오른쪽으로', en: 'to the right' }),
  editing('line-start', ['home', 'ctrl-a'], { ko: '처음으로', en: 'to the start' }),
  editing('line-end', ['end', 'ctrl-e'], { ko: '끝으로', en: 'to the end' }),
  editing('kill-start', ['ctrl-u'], { ko: '모두 지우기', en: 'delete all before' }),
];

function nothingRests({ planner }: Model) {
  return planner.planned?.cooling === true ? null : { ko: '쉬는 주소가 없습니다.', en: 'No address rests.' };
}

function roomy(model: Model) {
  const screen = front(model);
  return model.size.columns < 100 || (screen.screen === 'planner' && screen.scenario === null)
    ? null
    : { ko: '모든 창이 보입니다.', en: 'Every pane is shown.' };
}

/** A lab's subnets are counted when its screen is drawn: its keys are always legal. */
function oneSubnet(model: Model) {
  const screen = front(model);
  if (screen.screen === 'planner' && screen.scenario !== null) return null;
  return (model.planner.planned?.picture.subnets.length ?? 0) > 1 ? null : { ko: '서브넷이 하나뿐입니다.', en: 'There is only one subnet.' };
}
