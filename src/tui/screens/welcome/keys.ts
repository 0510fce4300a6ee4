import type { KeyRecord } from '../../key-record.ts';

const contexts = ['welcome'] as const;

export const welcomeKeys: readonly KeyRecord[] = [
  {
    id: 'welcome-other',
    keys: ['down', 'up', 'j', 'k', 'tab'],
    shows: '↑↓',
    contexts,
    label: { ko: 'English', en: '한국어' },
    help: { ko: '다른 언어 고르기', en: 'choose the other language' },
    footer: true,
    msg: { msg: 'welcome-lang', lang: 'other' },
  },
  {
    id: 'welcome-ko',
    keys: ['1'],
    contexts,
    label: { ko: '한국어', en: '한국어' },
    help: { ko: '한국어로 시작', en: 'begin in Korean' },
    footer: false,
    msg: { msg: 'welcome-lang', lang: 'ko' },
  },
  {
    id: 'welcome-en',
    keys: ['2'],
    contexts,
    label: { ko: 'English', en: 'English' },
    help: { ko: '영어로 시작', en: 'begin in English' },
    footer: false,
    msg: { msg: 'welcome-lang', lang: 'en' },
  },
  {
    id: 'welcome-start',
    keys: ['enter', ' '],
    contexts,
    label: { ko: '시작', en: 'start' },
    help: { ko: '고른 언어로 시작', en: 'begin in the marked language' },
    footer: true,
    msg: { msg: 'welcome-start' },
  },
];
