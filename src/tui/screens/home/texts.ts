import type { ScenarioKind } from '../../../course/content.ts';
import type { Text } from '../../../engine/text.ts';

export const homeTexts = {
  course: { ko: '과정', en: 'Course' },
  today: { ko: '오늘', en: 'Today' },
  selected: { ko: '고른 항목', en: 'Selected' },
  lesson: { ko: '레슨', en: 'lesson' },
  quiz: { ko: '확인 문제', en: 'knowledge check' },
  continue: { ko: '이어 하기', en: 'Continue' },
  start: { ko: '시작하기', en: 'Start' },
  planner: { ko: '플래너: 서브넷과 웜 풀', en: 'Planner: subnets and warm pools' },
  minutes: { ko: '약 {n}분', en: 'about {n} min' },
  pages: { ko: '{n}쪽 중 {page}쪽', en: 'page {page} of {n}' },
  pagesAll: { ko: '모두 {n}쪽', en: '{n} pages' },
  questions: { ko: '맞힌 문제 {right}/{all}', en: 'right {right}/{all}' },
  accepted: { ko: '통과 {passed}/{all}', en: 'accepted {passed}/{all}' },
  solved: { ko: '풀었음', en: 'solved' },
  assisted: { ko: '도움을 받아 풀었음', en: 'solved with help' },
  notStarted: { ko: '시작 전', en: 'not started' },
  read: { ko: '다 읽었음', en: 'read' },
  allDone: {
    ko: '모든 항목을 마쳤습니다. 다시 보려면 항목을 고르고 Enter를 누르세요.',
    en: 'Everything is done. To see an item again, select it and press Enter.',
  },
  allDoneShort: { ko: '모두 마쳤습니다', en: 'all done' },
  noTour: { ko: '이 과정에는 둘러보기가 없습니다.', en: 'This course has no tour.' },
  empty: {
    ko: '`lessons/` 폴더에 레슨이 없습니다. ekslab을 다시 설치하거나, 레슨이 있는 폴더에서 시작하세요.',
    en: 'There is no lesson in the folder `lessons/`. Install ekslab again, or start it where the lessons are.',
  },
} satisfies Record<string, Text>;

export const kindTexts: { readonly [K in ScenarioKind]: Text } = {
  trace: { ko: '추적', en: 'trace' },
  build: { ko: '만들기', en: 'build' },
  'break-fix': { ko: '고치기', en: 'repair' },
  plan: { ko: '설계', en: 'plan' },
  sandbox: { ko: '월드', en: 'world' },
  capstone: { ko: '종합', en: 'capstone' },
};
