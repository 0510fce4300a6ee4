import type { Question } from '../../../course/content.ts';
import type { Text } from '../../../engine/text.ts';

export const quizTexts = {
  title: { ko: '확인 문제', en: 'Knowledge check' },
  count: { ko: '문제 {at}/{all}', en: 'question {at}/{all}' },
  right: { ko: '맞았습니다.', en: 'Right.' },
  wrong: { ko: '틀렸습니다.', en: 'Not right.' },
  partial: { ko: '일부만 맞았습니다.', en: 'Partly right.' },
  key: { ko: '정답: {key}', en: 'Answer: {key}' },
  yours: { ko: '낸 답: {given}', en: 'Your answer: {given}' },
  mistaken: { ko: '오해', en: 'Mistaken belief' },
  shows: { ko: '보이는 곳', en: 'Where it shows' },
  frequent: { ko: '답에서 자주 드러난 오해', en: 'Most frequent mistaken beliefs' },
  times: { ko: '({times}번)', en: '(times: {times})' },
  source: { ko: '출처: {url}', en: 'Source: {url}' },
  taken: { ko: '정한 순서', en: 'Your order' },
  rest: { ko: '고르지 않은 것', en: 'Not taken' },
  options: { ko: '보기', en: 'Options' },
  unset: { ko: '고르지 않음', en: 'not chosen' },
  emptyAnswer: { ko: '답을 고르거나 입력한 뒤 Enter를 누르세요.', en: 'Choose or type an answer, then press Enter.' },
  result: { ko: '문제 {all}개 중 {right}개를 맞혔습니다.', en: 'Right answers: {right} of {all}.' },
  open: { ko: '틀렸거나 아직 풀지 않은 문제', en: 'Wrong or not answered yet' },
  again: { ko: '1번부터 다시 보려면 ←를, 과정으로 돌아가려면 Esc를 누르세요.', en: 'Press ← to look again, Esc to go back to the course.' },
  allRight: { ko: '모든 문제를 맞혔습니다.', en: 'Every answer is right.' },
} satisfies Record<string, Text>;

/** What to do, by kind of question. */
export const askTexts: { readonly [K in Question['kind']]: Text } = {
  single: { ko: '하나를 고르세요.', en: 'Choose one.' },
  multiple: { ko: '맞는 것을 모두 고르세요. 스페이스로 표시합니다.', en: 'Choose all that apply. Space marks one.' },
  order: { ko: '순서대로 고르세요. 스페이스로 고르고 [ ]로 옮깁니다.', en: 'Take them in order. Space takes one, [ and ] move it.' },
  match: { ko: '항목마다 보기 하나를 고르세요. 번호를 누르거나 ← →로 바꿉니다.', en: 'Choose an option for each item: press its number, or ← →.' },
  number: { ko: '숫자를 입력하세요.', en: 'Type a number.' },
  address: { ko: '주소나 CIDR 블록을 입력하세요.', en: 'Type an address or a CIDR block.' },
};
