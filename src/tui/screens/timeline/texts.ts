import type { Text } from '../../../engine/text.ts';

export const timelineTexts = {
  title: { ko: '시간 여행', en: 'Timeline' },
  start: { ko: '처음 상태', en: 'the start' },
  checkpoint: { ko: '체크포인트', en: 'checkpoint' },
  branch: { ko: '갈래', en: 'branch' },
  state: { ko: '통과 {passed}/{all} · 시간당 {usd} USD', en: 'accepted {passed}/{all} · {usd} USD an hour' },
  caused: { ko: '이 명령이 일으킨 변경 {count}개', en: 'what this line caused: changes {count}' },
  nothing: { ko: '이 명령은 아무것도 바꾸지 않았습니다.', en: 'This line changed nothing.' },
  gone: { ko: '이 명령의 기록은 보관 기간이 지났습니다.', en: 'The record of this line is no longer kept.' },
  empty: {
    ko: '아직 입력한 줄이 없습니다. 명령을 입력하면 여기서 앞뒤로 오갈 수 있습니다.',
    en: 'Nothing has been typed yet. Every line appears here, to go back and forth between.',
  },
} satisfies Record<string, Text>;
