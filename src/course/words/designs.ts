import type { Lang, Text } from '../../engine/text.ts';
import { refused, said, table } from '../../shell/print.ts';
import { type Comparison, comparisonOf, type Design } from '../designs.ts';
import { dollars } from '../dollars.ts';
import { say } from '../say.ts';
import { done, type LabWord } from './definition.ts';

/** After solving: other designs that pass, with what each costs. */
export const designs: LabWord = {
  name: 'designs',
  summary: { ko: '푼 뒤에 다른 설계와 견줍니다.', en: 'Once solved, compares your design with others that pass.' },
  usage: ['designs'],
  examples: ['designs'],
  complete: () => [],
  enter(attempt, _line, { play }) {
    if (attempt.status === 'open') return done(attempt, refused(attempt.world, NOT_YET));
    const compared = comparisonOf(attempt, play);
    const text = { ko: tableOf(compared.designs, 'ko'), en: tableOf(compared.designs, 'en') };
    return done(attempt, said(attempt.world, text, parText(compared), ...(attempt.status === 'assisted' ? [ASSISTED] : []), MEANING));
  },
};

/** The learner's edits against the fewest; these are called the fewest only where that is proved. */
export function parText({ designs: [own], par }: Comparison): Text {
  const params = { edits: own?.edits ?? 0, par: par.edits, tried: par.tried };
  const against = say((own?.edits ?? 0) <= par.edits ? AT_PAR : OVER_PAR, params);
  const sure = say(SURE[par.how], params);
  return { ko: `${against.ko} ${sure.ko}`, en: `${against.en} ${sure.en}` };
}

function tableOf(all: readonly Design[], lang: Lang): string {
  const rows = all.map(({ name, edits, addresses, crossing, ways, usd, open }) => [
    name[lang],
    String(edits),
    String(addresses),
    `${crossing}/${ways}`,
    dollars(usd),
    String(open),
  ]);
  return table([HEADS[lang], ...rows]);
}

const HEADS: { readonly [L in Lang]: readonly string[] } = {
  ko: ['설계', '변경', '주소', '영역 넘음', 'USD/시간', '열린 포트'],
  en: ['DESIGN', 'EDITS', 'ADDRESSES', 'CROSS-AZ', 'USD/HOUR', 'OPEN PORTS'],
};
const NOT_YET: Text = {
  ko: '모든 조건을 통과한 뒤에 다른 설계를 보여 줍니다.',
  en: 'Other designs are shown once every line passes.',
};
const AT_PAR: Text = { ko: '변경 {edits}번으로 풀었습니다.', en: 'Edits: {edits}.' };
const OVER_PAR: Text = {
  ko: '변경 {edits}번으로 풀었습니다. {par}번으로 되는 설계가 있습니다.',
  en: 'Edits: {edits}. There is a design with {par}.',
};
const SURE: { readonly [H in Comparison['par']['how']]: Text } = {
  proved: { ko: '더 적게는 풀 수 없습니다.', en: 'No fewer can solve it: par is {par}.' },
  searched: {
    ko: '알려진 가장 적은 수는 {par}번입니다. 변경 하나로 되는지 {tried}가지를 시험했지만 없었습니다.',
    en: 'Best known: {par}. Single edits that were tried, and none solves it: {tried}.',
  },
  known: { ko: '알려진 가장 적은 수는 {par}번입니다.', en: 'Best known: {par}.' },
};
const ASSISTED: Text = { ko: '도움을 받아 푼 것으로 남습니다.', en: 'This counts as solved with help.' };
const MEANING: Text = {
  ko: '주소는 인터페이스가 쥔 프라이빗 IPv4 주소, 영역 넘음은 조건의 경로 가운데 가용 영역을 넘는 것, 열린 포트는 인터넷 전체에 열린 TCP 포트입니다.',
  en: 'Addresses: private IPv4 addresses that interfaces hold. Cross-AZ: ways of the list that cross zones. Open ports: TCP ports open to the whole internet.',
};
