/** What a line would change, tried on a copy: checks, who reaches whom, cost. */
import { hourlyCost } from '../engine/aws/cost/hourly-cost.ts';
import type { Text } from '../engine/text.ts';
import { diffAnswer } from '../shell/reach/answer.ts';
import { NO_REQUEST } from '../shell/reach/request.ts';
import type { Attempt } from './attempt-state.ts';
import { dollars } from './dollars.ts';
import { openPorts } from './exposure.ts';
import { say } from './say.ts';

/** What differs between two states of one attempt, a sentence or a table each; what counts comes last, where a terminal shows it. */
export function differenceOf(before: Attempt, after: Attempt): readonly Text[] {
  return [reachOf(before, after), ...exposureOf(before, after), costOf(before, after), ...checksOf(before, after)];
}

function checksOf(before: Attempt, after: Attempt): readonly Text[] {
  const changed = after.scenario.accept.flatMap(({ id, text }, index) => {
    const verdicts = [before, after].map(({ accept }) => accept.find((result) => result.id === id)?.verdict ?? 'fail');
    const [was, is] = [VERDICTS[verdicts[0] ?? 'fail'] ?? FAIL, VERDICTS[verdicts[1] ?? 'fail'] ?? FAIL];
    if (was === is) return [];
    return [say(CHECK, { number: index + 1, koWas: was.ko, koIs: is.ko, enWas: was.en, enIs: is.en, ko: text.ko, en: text.en })];
  });
  return changed.length === 0 ? [NO_CHECK] : changed;
}

function reachOf({ world: before }: Attempt, { world: after }: Attempt): Text {
  const answer = diffAnswer({ before, after }, NO_REQUEST);
  return 'wrong' in answer || answer.yes ? SAME_REACH : { ko: shortened(answer.text('ko')), en: shortened(answer.text('en')) };
}

/** So many cells of one sort are listed; the matrix shows all of them. */
const LISTED = 6;

function shortened(text: string): string {
  const blocks = text.trimEnd().split('\n\n');
  return blocks
    .map((block) => {
      const [head = '', ...rows] = block.split('\n');
      return rows.length <= LISTED + 1 ? block : [head, ...rows.slice(0, LISTED), `  +${rows.length - LISTED}`].join('\n');
    })
    .join('\n\n');
}

function exposureOf({ world: before }: Attempt, { world: after }: Attempt): readonly Text[] {
  const [was, is] = [openPorts(before), openPorts(after)];
  return was === is ? [] : [say(EXPOSURE, { was, is })];
}

function costOf(before: Attempt, after: Attempt): Text {
  const [was, is] = [hourlyCost(before.world).usd, hourlyCost(after.world).usd];
  const change = `${is >= was ? '+' : '-'}${dollars(Math.abs(is - was))}`;
  return was === is ? say(SAME_COST, { is: dollars(is) }) : say(COST, { was: dollars(was), is: dollars(is), change });
}

const FAIL: Text = { ko: '실패', en: 'fails' };
const VERDICTS: { readonly [verdict: string]: Text | undefined } = {
  pass: { ko: '통과', en: 'passes' },
  fail: FAIL,
  partial: { ko: '일부만 통과', en: 'passes in part' },
  pending: { ko: '판정 전', en: 'pending' },
  'not-evaluated': { ko: '평가 전', en: 'not evaluated' },
};
const CHECK: Text = { ko: '조건 {number}: {koWas} → {koIs}. {ko}', en: 'Line {number}: {enWas} → {enIs}. {en}' };
const NO_CHECK: Text = { ko: '통과 조건은 그대로입니다.', en: 'The acceptance list stays as it is.' };
const SAME_REACH: Text = { ko: '도달 가능성 표는 그대로입니다.', en: 'Who reaches whom stays as it is.' };
const EXPOSURE: Text = { ko: '인터넷에 열린 TCP 포트: {was}개 → {is}개', en: 'TCP ports open to the internet: {was} → {is}' };
const COST: Text = { ko: '시간당 비용: {was} → {is} USD ({change})', en: 'Cost an hour: {was} → {is} USD ({change})' };
const SAME_COST: Text = { ko: '시간당 비용은 {is} USD 그대로입니다.', en: 'The cost stays {is} USD an hour.' };
