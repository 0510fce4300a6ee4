/** A lab in sentences: the story, the acceptance list, the network, and a prompt. */
import { enter } from '../../course/attempt.ts';
import type { Attempt } from '../../course/attempt-state.ts';
import { guidanceOf } from '../../course/guide.ts';
import type { Lang, Text } from '../../engine/text.ts';
import { hasControlCharacters } from '../../shell/control.ts';
import { saved } from '../../tui/save.ts';
import { acceptanceOf } from '../acceptance.ts';
import { ended, notesOf } from '../transcript.ts';
import { mapText } from './map.ts';
import { subnetsText } from './planning.ts';
import { type Around, type Spot, type Step, stay } from './spot.ts';

type LabSpot = Extract<Spot, { at: 'lab' }>;

/** The task as it stands. */
export function labText({ attempt }: LabSpot, { lang }: Around): string {
  const { scenario } = attempt;
  const parts = [
    scenario.title[lang],
    scenario.story[lang].trim(),
    ...(scenario.accept.length === 0 ? [] : [listText(attempt, lang)]),
    `${MAP[lang]}\n${mapText(attempt.world, lang).trimEnd()}`,
  ];
  const asked = attempt.prediction.state === 'asked' ? [predictionText(attempt, lang)] : [];
  return `${[...parts, ...asked, WORDS[lang], ...guideText(attempt, lang)].join('\n\n')}\n`;
}

/** A line of the shell, or one of the words of plain mode: `task`, `map`, `subnets`. */
export function labStep(spot: LabSpot, line: string, around: Around): Step {
  const { lang } = around;
  if (line.trim() === '') return stay(spot, '');
  if (line.trim() === 'task') return stay(spot, labText(spot, around));
  if (line.trim() === 'map') return stay(spot, mapText(spot.attempt.world, lang));
  if (line.trim() === 'subnets') return stay(spot, subnetsText(spot.attempt.world, lang));
  if (hasControlCharacters(line)) return stay(spot, `${CONTROL[lang]}\n`);
  const { attempt, output, events, file } = enter(spot.attempt, line);
  const written = file === undefined ? '' : `  ${saved(file)[lang]}\n`;
  const guide = guidanceOf(spot.attempt)?.step === guidanceOf(attempt)?.step ? [] : guideText(attempt, lang);
  const said = `${ended(output.stdout)}${ended(output.stderr)}${notesOf(output.notes, lang)}${written}${changedText(spot.attempt, attempt, lang)}${ended(guide.join('\n'))}`;
  return { said, events: events.map((body) => ({ attempt: spot.name, body })), spot: { ...spot, attempt } };
}

/** The lines whose verdict the last line changed; nothing when none did. */
function changedText(before: Attempt, after: Attempt, lang: Lang): string {
  const old = new Map(before.accept.map(({ id, verdict }) => [id, verdict]));
  const changed = after.accept.filter(({ id, verdict }) => old.get(id) !== verdict);
  if (changed.length === 0) return '';
  const ids = new Set(changed.map(({ id }) => id));
  const accept = after.scenario.accept.filter(({ id }) => ids.has(id));
  const done = before.status === 'open' && after.status !== 'open' ? `${after.status === 'solved' ? SOLVED[lang] : ASSISTED[lang]}\n` : '';
  return `${acceptanceOf({ ...after.scenario, accept }, changed, lang)}${done}`;
}

/** What a newcomer does next, with the line to type. */
function guideText(attempt: Attempt, lang: Lang): string[] {
  const guidance = guidanceOf(attempt);
  if (guidance === null) return [];
  return [[`${NEXT[lang]}: ${guidance.text[lang]}`, ...(guidance.line === null ? [] : [`  ${guidance.line}`])].join('\n')];
}

function listText({ scenario, accept }: Attempt, lang: Lang): string {
  return `${LIST[lang]}\n${acceptanceOf(scenario, accept, lang).trimEnd()}`;
}

function predictionText({ prediction }: Attempt, lang: Lang): string {
  if (prediction.state !== 'asked') return '';
  const hops = prediction.options.map(({ text }, index) => `  ${index + 1}. ${text[lang]}`);
  return [prediction.ask[lang], ...hops, PREDICT[lang]].join('\n');
}

const NEXT: Text = { ko: '다음', en: 'Next' };
const MAP: Text = { ko: '네트워크', en: 'The network' };
const LIST: Text = { ko: '통과 조건', en: 'Acceptance list' };
const WORDS: Text = {
  ko: '`help`: 명령의 목록. `task`: 과제. `map`: 네트워크. `subnets`: 서브넷과 웜 풀. `home`: 과정. `quit`: 끝내기.',
  en: '`help`: the commands. `task`: the task. `map`: the network. `subnets`: subnets and warm pools. `home`: the course. `quit`: the end.',
};
const PREDICT: Text = {
  ko: '먼저 예측하세요. 홉의 번호를 순서대로 쓰세요. 예: `predict 3 1 2`. 건너뛰려면 `predict skip`.',
  en: 'Predict first: give the numbers of the hops in order, for instance `predict 3 1 2`. To skip it: `predict skip`.',
};
const SOLVED: Text = {
  ko: '모든 조건을 통과했습니다. `designs`로 다른 설계와 견주세요.',
  en: 'Every line passes. `designs` compares your design with others.',
};
const ASSISTED: Text = { ko: '도움을 받아 모든 조건을 통과했습니다.', en: 'Every line passes, with help.' };
const CONTROL: Text = {
  ko: '제어 문자가 든 줄은 실행하지 않습니다. 다시 입력하세요.',
  en: 'A line with control characters is not run. Enter it again.',
};
