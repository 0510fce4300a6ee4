/** All keys, and the one way from a stroke to what it means. */
import { type KeyMap, mapped, OWN_KEYS } from './key-map.ts';
import { type Context, contextOf, isTyping, type KeyRecord } from './key-record.ts';
import type { Model } from './model.ts';
import type { Msg } from './msg.ts';
import { designsKeys } from './screens/designs/keys.ts';
import { glossaryKeys } from './screens/glossary/keys.ts';
import { homeKeys } from './screens/home/keys.ts';
import { findKeys } from './screens/lab/find-keys.ts';
import { paneKeys } from './screens/lab/pane-keys.ts';
import { promptKeys } from './screens/lab/prompt-keys.ts';
import { sheetKeys } from './screens/lab/sheet-keys.ts';
import { lessonKeys } from './screens/lesson/keys.ts';
import { objectKeys } from './screens/object/keys.ts';
import { plannerKeys } from './screens/planner/keys.ts';
import { quizKeys } from './screens/quiz/keys.ts';
import { reachKeys } from './screens/reach/keys.ts';
import { searchKeys } from './screens/search/keys.ts';
import { timelineKeys } from './screens/timeline/keys.ts';
import { traceKeys } from './screens/trace/keys.ts';
import { welcomeKeys } from './screens/welcome/keys.ts';
import type { Stroke } from './strokes.ts';

const reading: readonly Context[] = [
  'lesson',
  'lab.pane',
  'trace',
  'timeline',
  'object',
  'designs',
  'quiz.choice',
  'quiz.order',
  'quiz.match',
  'quiz.answered',
  'quiz.end',
  'settings',
  'planner',
  'planner.live',
  'reach',
];
const lettered: readonly Context[] = ['home', ...reading, 'lab.output', 'lab.predict', 'lab.predicted', 'reach.what-if'];
const shown: readonly Context[] = [
  ...lettered,
  'welcome',
  'search',
  'glossary',
  'lab.prompt',
  'lab.find',
  'lab.sheet',
  'lab.sheet-menu',
  'lab.menu',
  'lab.search',
  'quiz.typed',
  'planner.typed',
  'reach.typed',
  'help',
];

const generalKeys: readonly KeyRecord[] = [
  {
    id: 'help',
    keys: ['?'],
    contexts: lettered,
    label: { ko: '모든 키', en: 'all keys' },
    help: { ko: '이 화면의 키 모두 보기', en: 'all keys of this screen' },
    footer: true,
    msg: { msg: 'help' },
  },
  {
    id: 'help-close',
    keys: ['esc', '?', 'q', 'enter'],
    contexts: ['help'],
    label: { ko: '닫기', en: 'close' },
    help: { ko: '도움말 닫기', en: 'close the help' },
    footer: true,
    msg: { msg: 'help' },
  },
  {
    id: 'help-down',
    keys: ['down', 'j', 'page-down', ' '],
    contexts: ['help'],
    label: { ko: '아래로', en: 'down' },
    help: { ko: '아래로', en: 'down' },
    footer: true,
    msg: { msg: 'help-scroll', by: 3 },
  },
  {
    id: 'help-up',
    keys: ['up', 'k', 'page-up'],
    contexts: ['help'],
    label: { ko: '위로', en: 'up' },
    help: { ko: '위로', en: 'up' },
    footer: false,
    msg: { msg: 'help-scroll', by: -3 },
  },
  {
    id: 'settings-move',
    keys: [],
    contexts: ['settings'],
    label: { ko: '↑↓ Enter', en: '↑↓ Enter' },
    help: { ko: '위아래로 움직이고 Enter로 정하기', en: 'move with the arrows, Enter sets' },
    footer: true,
    msg: { msg: 'settings' },
  },
  {
    id: 'lang',
    keys: ['L'],
    contexts: lettered,
    label: { ko: 'English', en: '한국어' },
    help: { ko: '영어로 바꾸기', en: 'switch to Korean' },
    footer: false,
    msg: { msg: 'lang', lang: 'other' },
  },
  {
    id: 'lang-typing',
    keys: ['ctrl-l'],
    contexts: shown,
    label: { ko: 'English', en: '한국어' },
    help: { ko: '영어로 바꾸기', en: 'switch to Korean' },
    footer: false,
    msg: { msg: 'lang', lang: 'other' },
  },
  {
    id: 'settings',
    keys: ['s'],
    contexts: ['home'],
    label: { ko: '설정', en: 'settings' },
    help: { ko: '언어, 색, 기호', en: 'language, colours, symbols' },
    footer: true,
    msg: { msg: 'settings' },
  },
  {
    id: 'quit',
    keys: ['q'],
    contexts: ['home'],
    label: { ko: '끝내기', en: 'quit' },
    help: { ko: '끝내기: 한 일은 저장되어 있음', en: 'quit; everything is saved' },
    footer: true,
    msg: { msg: 'quit' },
  },
  {
    id: 'back',
    keys: ['esc', 'q'],
    contexts: [...reading, 'welcome'],
    label: { ko: '뒤로', en: 'back' },
    help: { ko: '뒤로', en: 'back' },
    footer: true,
    msg: { msg: 'back' },
  },
  {
    id: 'back-typing',
    keys: ['esc'],
    contexts: ['quiz.typed', 'search', 'glossary'],
    label: { ko: '뒤로', en: 'back' },
    help: { ko: '뒤로', en: 'back' },
    footer: true,
    msg: { msg: 'back' },
  },
  {
    id: 'interrupt',
    keys: ['ctrl-c'],
    contexts: [...shown, 'small'],
    label: { ko: '취소', en: 'cancel' },
    help: { ko: '입력 지우기, 2초 안에 두 번 누르면 끝내기', en: 'clear the input; twice within 2 seconds quits' },
    footer: false,
    msg: (_model, at) => ({ msg: 'interrupt', at }),
  },
  {
    id: 'stop',
    keys: ['ctrl-z'],
    contexts: [...shown, 'small'],
    label: { ko: '잠시 멈춤', en: 'suspend' },
    help: { ko: '잠시 셸로, `fg`로 돌아오기', en: 'suspend to the shell; `fg` comes back' },
    footer: false,
    msg: { msg: 'stop' },
  },
  {
    id: 'end',
    keys: ['ctrl-d'],
    // There it applies what was written.
    contexts: [...shown.filter((context) => !context.startsWith('lab.sheet')), 'small'],
    label: { ko: '끝', en: 'end' },
    help: { ko: '빈 줄에서 뒤로, 과정에서는 끝내기', en: 'on an empty line back; in the course quit' },
    footer: false,
    msg: { msg: 'end-of-input' },
  },
];

/** Every key there is, in the order of help. Of two that fit a stroke the first counts. */
export const KEYS: readonly KeyRecord[] = [
  ...findKeys,
  ...sheetKeys,
  ...promptKeys,
  ...paneKeys,
  ...welcomeKeys,
  ...homeKeys,
  ...lessonKeys,
  ...objectKeys,
  ...designsKeys,
  ...glossaryKeys,
  ...traceKeys,
  ...timelineKeys,
  ...searchKeys,
  ...quizKeys,
  ...plannerKeys,
  ...reachKeys,
  ...generalKeys,
];

const KNOWN = new WeakMap<KeyMap, Map<Context, readonly KeyRecord[]>>();

/** The keys of a context, as the learner has them. */
export function keysOf(context: Context, map: KeyMap = OWN_KEYS): readonly KeyRecord[] {
  const kept = KNOWN.get(map) ?? new Map<Context, readonly KeyRecord[]>();
  KNOWN.set(map, kept);
  const known = kept.get(context);
  if (known !== undefined) return known;
  const records = KEYS.filter((record) => record.contexts.includes(context)).map((record) => mapped(record, map));
  kept.set(context, records);
  return records;
}

/** What a stroke means where the focus is; null when it means nothing there. */
export function route(model: Model, stroke: Stroke, at: number): Msg | null {
  const context = contextOf(model);
  // Digits that arrive together are a number being typed.
  if (stroke.stroke === 'text' && context === 'planner' && /^\d+$/.test(stroke.text)) return { msg: 'planner-type', text: stroke.text };
  if (stroke.stroke === 'text') return isTyping(context) ? typed(context, stroke.text) : null;
  const typing = isTyping(context);
  if (context === 'lab.prompt' && stroke.name === '?' && isPromptEmpty(model)) return { msg: 'help' };
  const name = typing ? stroke.name : latinOf(stroke.name);
  const record = keysOf(context, model.keys).find((one) => one.keys.includes(name));
  if (record === undefined) return typing && isCharacter(stroke.name) ? typed(context, stroke.name) : null;
  const why = record.disabled?.(model) ?? null;
  if (why !== null) return { msg: 'notice', notice: { text: why, tone: 'info' } };
  return typeof record.msg === 'function' ? record.msg(model, at) : record.msg;
}

function typed(context: Context, text: string): Msg {
  if (context === 'lab.search') return { msg: 'lab-search-type', text };
  if (context === 'lab.find') return { msg: 'lab-find-type', text };
  if (context === 'planner.typed') return { msg: 'planner-edit', edit: { edit: 'insert', text } };
  if (context === 'reach.typed') return { msg: 'reach-edit', edit: { edit: 'insert', text } };
  if (context === 'glossary') return { msg: 'glossary-edit', edit: { edit: 'insert', text } };
  if (context === 'search') return { msg: 'search-edit', edit: { edit: 'insert', text } };
  if (context === 'quiz.typed') return { msg: 'quiz-edit', edit: { edit: 'insert', text } };
  return { msg: 'lab-edit', edit: { edit: 'insert', text } };
}

function isPromptEmpty(model: Model): boolean {
  const screen = model.screens.at(-1);
  return screen?.screen === 'lab' && model.labs[screen.scenario]?.editor.text === '';
}

/** A character, not the name of a key. */
function isCharacter(name: string): boolean {
  return [...name].length === 1 || !/^[a-z-]+$/.test(name);
}

/** The two-set Korean keyboard: with the Hangul input on, the same key gives a letter of the alphabet's place. */
const HANGUL_KEYS: Readonly<Record<string, string>> = {
  ㅂ: 'q',
  ㅈ: 'w',
  ㄷ: 'e',
  ㄱ: 'r',
  ㅅ: 't',
  ㅛ: 'y',
  ㅕ: 'u',
  ㅑ: 'i',
  ㅐ: 'o',
  ㅔ: 'p',
  ㅁ: 'a',
  ㄴ: 's',
  ㅇ: 'd',
  ㄹ: 'f',
  ㅎ: 'g',
  ㅗ: 'h',
  ㅓ: 'j',
  ㅏ: 'k',
  ㅣ: 'l',
  ㅋ: 'z',
  ㅌ: 'x',
  ㅊ: 'c',
  ㅍ: 'v',
  ㅠ: 'b',
  ㅜ: 'n',
  ㅡ: 'm',
  ㄲ: 'R',
  ㅆ: 'T',
  ㅉ: 'W',
  ㄸ: 'E',
  ㅃ: 'Q',
  ㅒ: 'O',
  ㅖ: 'P',
};

function latinOf(name: string): string {
  return HANGUL_KEYS[name] ?? name;
}
