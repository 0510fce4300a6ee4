import type { KeyRecord } from '../../key-record.ts';
import { front, labAt, type Model } from '../../model.ts';
import { designsTexts } from './texts.ts';

const contexts = ['designs'] as const;
const design = { ko: '설계', en: 'design' };
const scroll = { ko: '아래로', en: 'down' };

export const designsKeys: readonly KeyRecord[] = [
  {
    id: 'pane-designs',
    keys: ['v'],
    contexts: ['lab.pane'],
    label: { ko: '설계', en: 'designs' },
    help: { ko: '내 설계를 통과한 다른 설계와 견주기 (`designs`)', en: 'your design beside others that pass (`designs`)' },
    footer: true,
    disabled: isOpen,
    msg: { msg: 'designs-open' },
  },
  {
    id: 'designs-next',
    keys: ['right', 'l', 'tab'],
    shows: '←→',
    contexts,
    label: design,
    help: { ko: '다음 설계의 줄', en: 'the lines of the next design' },
    footer: true,
    msg: { msg: 'designs-move', by: 1 },
  },
  {
    id: 'designs-previous',
    keys: ['left', 'h', 'shift-tab'],
    contexts,
    label: design,
    help: { ko: '이전 설계의 줄', en: 'the lines of the design before' },
    footer: false,
    msg: { msg: 'designs-move', by: -1 },
  },
  {
    id: 'designs-down',
    keys: ['down', 'j', 'page-down'],
    shows: '↑↓',
    contexts,
    label: scroll,
    help: { ko: '아래로', en: 'scroll down' },
    footer: true,
    msg: { msg: 'designs-scroll', by: 3 },
  },
  {
    id: 'designs-up',
    keys: ['up', 'k', 'page-up'],
    contexts,
    label: scroll,
    help: { ko: '위로', en: 'scroll up' },
    footer: false,
    msg: { msg: 'designs-scroll', by: -3 },
  },
];

function isOpen(model: Model) {
  const screen = front(model);
  return screen.screen === 'lab' && labAt(model, screen.scenario).attempt.status === 'open' ? designsTexts.notYet : null;
}
