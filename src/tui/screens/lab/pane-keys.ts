/** Keys while a pane of the lab has the focus: single letters act. */

import type { KeyRecord } from '../../key-record.ts';
import { type Lab, labAt, type Model } from '../../model.ts';
import { labTexts as T } from './texts.ts';

const contexts = ['lab.pane'] as const;
const predict = ['lab.predict'] as const;

export const paneKeys: readonly KeyRecord[] = [
  {
    id: 'pane-prompt',
    keys: ['enter', 'i', ':'],
    contexts,
    label: { ko: '입력', en: 'prompt' },
    help: { ko: '명령 입력으로', en: 'go to the prompt' },
    footer: true,
    msg: { msg: 'lab-focus', to: 'prompt' },
  },
  {
    id: 'pane-next',
    keys: ['tab'],
    contexts,
    label: { ko: '다음 창', en: 'next pane' },
    help: { ko: '다음 창으로', en: 'go to the next pane' },
    footer: true,
    msg: { msg: 'lab-focus', to: 'next' },
  },
  {
    id: 'pane-previous',
    keys: ['shift-tab'],
    contexts,
    label: { ko: '이전 창', en: 'previous' },
    help: { ko: '이전 창으로', en: 'go to the previous pane' },
    footer: false,
    msg: { msg: 'lab-focus', to: 'previous' },
  },
  {
    id: 'pane-trace',
    keys: ['t'],
    contexts,
    label: { ko: '추적', en: 'trace' },
    help: {
      ko: '연결을 한 단계씩 보기: 고른 조건의 증거, 아니면 마지막 연결',
      en: 'step through a connection: the proof of the marked line, else the last one',
    },
    footer: true,
    disabled: noConnection,
    msg: { msg: 'lab-trace' },
  },
  {
    id: 'pane-hint',
    keys: ['h'],
    contexts,
    label: { ko: '힌트', en: 'hint' },
    help: { ko: '지금 상태에서 계산한 힌트 한 단계', en: 'the next hint, computed from the present state' },
    footer: true,
    msg: { msg: 'lab-type', line: 'hint' },
  },
  {
    id: 'pane-undo',
    keys: ['u'],
    contexts,
    label: { ko: '되돌리기', en: 'undo' },
    help: { ko: '마지막 명령 되돌리기', en: 'undo the last line' },
    footer: true,
    disabled: nothingToUndo,
    msg: { msg: 'lab-type', line: 'undo' },
  },
  {
    id: 'pane-redo',
    keys: ['r', 'ctrl-r'],
    contexts,
    label: { ko: '다시 실행', en: 'redo' },
    help: { ko: '되돌린 명령 다시 실행', en: 'redo what was undone' },
    footer: false,
    msg: { msg: 'lab-type', line: 'redo' },
  },
  {
    id: 'pane-predict',
    keys: ['p'],
    contexts,
    label: { ko: '예측', en: 'predict' },
    help: { ko: '경로 예측하기, 한 뒤에는 예측과 실제 경로 견주기', en: 'predict the path; once given, compare it with the real one' },
    footer: false,
    disabled: noPrediction,
    msg: { msg: 'lab-predict', to: 'open' },
  },
  {
    id: 'compared-trace',
    keys: ['t'],
    contexts: ['lab.predicted'],
    label: { ko: '추적', en: 'trace' },
    help: { ko: '실제 경로를 한 단계씩 보기', en: 'step through the real path' },
    footer: true,
    msg: { msg: 'lab-trace' },
  },
  {
    id: 'compared-close',
    keys: ['enter', 'esc', ' ', 'q'],
    contexts: ['lab.predicted'],
    label: { ko: '계속', en: 'go on' },
    help: { ko: '실습으로 돌아가기', en: 'back to the lab' },
    footer: true,
    msg: { msg: 'lab-predict', to: 'compared' },
  },
  {
    id: 'pane-task',
    keys: ['1'],
    contexts,
    label: { ko: '과제', en: 'task' },
    help: { ko: '과제와 통과 조건', en: 'the task and its acceptance list' },
    footer: false,
    msg: { msg: 'lab-focus', to: 'task' },
  },
  {
    id: 'pane-zoom',
    keys: ['z'],
    contexts,
    label: { ko: '크게', en: 'zoom' },
    help: { ko: '이 창을 화면 전체로, 다시 누르면 원래대로', en: 'give this pane the whole screen, and back' },
    footer: false,
    msg: { msg: 'lab-zoom' },
  },
  {
    id: 'pane-map',
    keys: ['m', '2'],
    contexts,
    label: { ko: '지도', en: 'map' },
    help: { ko: '네트워크 지도', en: 'the map of the network' },
    footer: true,
    msg: { msg: 'lab-focus', to: 'map' },
  },
  {
    id: 'pane-subnets',
    keys: ['n'],
    contexts,
    label: { ko: '서브넷', en: 'subnets' },
    help: { ko: '서브넷의 주소와 노드의 웜 풀을 지도로 보기', en: 'the addresses of the subnets and the warm pools of the nodes as a map' },
    footer: false,
    msg: (model) => ({ msg: 'planner-open', scenario: lab(model)?.scenario ?? null }),
  },
  {
    id: 'pane-reach',
    keys: ['w'],
    contexts,
    label: { ko: '표', en: 'matrix' },
    help: { ko: '누가 누구에게 접속하는지 표로 보고, 명령을 시험하기', en: 'who reaches whom as a matrix; try commands on it' },
    footer: true,
    msg: (model) => ({ msg: 'reach-open', scenario: lab(model)?.scenario ?? '' }),
  },
  {
    id: 'pane-trace-tab',
    keys: ['3'],
    contexts,
    label: { ko: '추적', en: 'trace' },
    help: { ko: '마지막 연결의 홉', en: 'the hops of the last connection' },
    footer: false,
    msg: { msg: 'lab-focus', to: 'trace' },
  },
  {
    id: 'pane-log',
    keys: ['4'],
    contexts,
    label: { ko: '기록', en: 'log' },
    help: { ko: '명령이 일으킨 변경', en: 'what the lines have changed' },
    footer: false,
    msg: { msg: 'lab-focus', to: 'log' },
  },
  {
    id: 'pane-timeline',
    keys: ['T'],
    contexts,
    label: { ko: '시간 여행', en: 'timeline' },
    help: { ko: '입력한 줄을 오가며 각 줄이 일으킨 변경 보기', en: 'go back and forth over the lines, and see what each of them caused' },
    footer: true,
    msg: { msg: 'timeline-open' },
  },
  {
    id: 'pane-down',
    keys: ['down', 'j'],
    contexts,
    label: { ko: '아래로', en: 'down' },
    help: { ko: '아래로, 과제에서는 다음 조건', en: 'down; in the task the next line of the list' },
    footer: false,
    msg: { msg: 'lab-scroll', by: 1 },
  },
  {
    id: 'pane-up',
    keys: ['up', 'k'],
    contexts,
    label: { ko: '위로', en: 'up' },
    help: { ko: '위로, 과제에서는 이전 조건', en: 'up; in the task the previous line of the list' },
    footer: false,
    msg: { msg: 'lab-scroll', by: -1 },
  },
  {
    id: 'pane-page-down',
    keys: ['page-down', ' '],
    contexts,
    label: { ko: '아래로', en: 'down' },
    help: { ko: '한 화면 아래로', en: 'one screen down' },
    footer: false,
    msg: { msg: 'lab-scroll', by: 8 },
  },
  {
    id: 'pane-page-up',
    keys: ['page-up', 'b'],
    contexts,
    label: { ko: '위로', en: 'up' },
    help: { ko: '한 화면 위로', en: 'one screen up' },
    footer: false,
    msg: { msg: 'lab-scroll', by: -8 },
  },
  {
    id: 'pane-goal',
    keys: ['g'],
    contexts,
    label: { ko: '목표', en: 'goal' },
    help: { ko: '목표를 터미널에 보이기', en: 'print the goal in the terminal' },
    footer: false,
    msg: { msg: 'lab-type', line: 'goal' },
  },
  {
    id: 'pane-reset',
    keys: ['R'],
    contexts,
    label: { ko: '처음부터', en: 'reset' },
    help: { ko: '처음 상태로 되돌리기 (두 번 누름)', en: 'back to the start (press twice)' },
    footer: false,
    msg: { msg: 'lab-ask', what: 'reset' },
  },
  {
    id: 'pane-solution',
    keys: ['S'],
    contexts,
    label: { ko: '풀이', en: 'solution' },
    help: { ko: '풀이 보기 (두 번 누름)', en: 'show the solution (press twice)' },
    footer: false,
    msg: { msg: 'lab-ask', what: 'solution' },
  },
  {
    id: 'predict-down',
    keys: ['down', 'j'],
    shows: '↑↓',
    contexts: predict,
    label: { ko: '이동', en: 'move' },
    help: { ko: '다음 홉', en: 'next hop' },
    footer: true,
    msg: { msg: 'lab-predict', to: 'down' },
  },
  {
    id: 'predict-up',
    keys: ['up', 'k'],
    contexts: predict,
    label: { ko: '이동', en: 'move' },
    help: { ko: '이전 홉', en: 'previous hop' },
    footer: false,
    msg: { msg: 'lab-predict', to: 'up' },
  },
  {
    id: 'predict-toggle',
    keys: [' ', 'x'],
    contexts: predict,
    label: { ko: '고르기', en: 'take' },
    help: { ko: '다음 순서로 고르기, 다시 누르면 빼기', en: 'take as the next hop; once more puts it back' },
    footer: true,
    msg: { msg: 'lab-predict', to: 'toggle' },
  },
  {
    id: 'predict-earlier',
    keys: ['[', 'K', 'shift-up'],
    contexts: predict,
    label: { ko: '앞으로', en: 'earlier' },
    help: { ko: '고른 홉을 앞으로', en: 'move the hop up' },
    footer: true,
    msg: { msg: 'lab-predict', to: 'earlier' },
  },
  {
    id: 'predict-later',
    keys: [']', 'J', 'shift-down'],
    contexts: predict,
    label: { ko: '뒤로', en: 'later' },
    help: { ko: '고른 홉을 뒤로', en: 'move the hop down' },
    footer: true,
    msg: { msg: 'lab-predict', to: 'later' },
  },
  {
    id: 'predict-give',
    keys: ['enter'],
    contexts: predict,
    label: { ko: '제출', en: 'submit' },
    help: { ko: '예측 제출', en: 'commit to the prediction' },
    footer: true,
    msg: { msg: 'lab-predict', to: 'give' },
  },
  {
    id: 'predict-close',
    keys: ['esc'],
    contexts: predict,
    label: { ko: '나중에', en: 'later on' },
    help: { ko: '예측을 나중에 하기', en: 'predict later' },
    footer: true,
    msg: { msg: 'lab-predict', to: 'close' },
  },
];

function lab(model: Model): Lab | null {
  const screen = model.screens.at(-1);
  return screen?.screen === 'lab' ? labAt(model, screen.scenario) : null;
}

function noConnection(model: Model) {
  const at = lab(model);
  const known =
    at === null ||
    at.attempt.recent.length > 0 ||
    at.attempt.accept.some((result) => result.witness !== null) ||
    at.attempt.prediction.state === 'given';
  return known || at.attempt.prediction.state === 'asked' ? null : T.noConnection;
}

function nothingToUndo(model: Model) {
  const done = lab(model)?.attempt.transcript ?? [];
  return done.some((entry) => entry.output.kind === 'write' || entry.output.kind === 'wait') ? null : T.nothingToUndo;
}

function noPrediction(model: Model) {
  const state = lab(model)?.attempt.prediction.state;
  return state === 'none' ? T.noPrediction : null;
}
