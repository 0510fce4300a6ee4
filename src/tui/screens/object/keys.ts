import type { KeyRecord } from '../../key-record.ts';

const contexts = ['object'] as const;
const scroll = { ko: '이동', en: 'scroll' };

export const objectKeys: readonly KeyRecord[] = [
  {
    id: 'object-down',
    keys: ['down', 'j'],
    shows: '↑↓',
    contexts,
    label: scroll,
    help: { ko: '한 줄 아래로', en: 'one row down' },
    footer: true,
    msg: { msg: 'object-scroll', by: 1 },
  },
  {
    id: 'object-up',
    keys: ['up', 'k'],
    contexts,
    label: scroll,
    help: { ko: '한 줄 위로', en: 'one row up' },
    footer: false,
    msg: { msg: 'object-scroll', by: -1 },
  },
  {
    id: 'object-page-down',
    keys: ['page-down', ' '],
    contexts,
    label: scroll,
    help: { ko: '열 줄 아래로', en: 'ten rows down' },
    footer: false,
    msg: { msg: 'object-scroll', by: 10 },
  },
  {
    id: 'object-page-up',
    keys: ['page-up'],
    contexts,
    label: scroll,
    help: { ko: '열 줄 위로', en: 'ten rows up' },
    footer: false,
    msg: { msg: 'object-scroll', by: -10 },
  },
  {
    id: 'object-type',
    keys: ['enter'],
    contexts,
    label: { ko: '터미널', en: 'terminal' },
    help: { ko: '이 줄을 실습의 터미널에 입력하기', en: 'type this line in the terminal of the lab' },
    footer: true,
    msg: { msg: 'object-type' },
  },
];
