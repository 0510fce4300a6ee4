/** What the lab says below a connection that failed, or that would not always succeed: where it stopped, and why. */
import type { Connection, Lookup } from '../../engine/connection.ts';
import { plus, showShare, WHOLE } from '../../engine/dataplane/share.ts';
import type { Branch, Share } from '../../engine/dataplane/step.ts';
import { explainStep, failingStep, failingStepOf, placeText, titleOf } from '../../engine/explain.ts';
import type { Text } from '../../engine/text.ts';
import type { Note } from '../output.ts';

/** The notes of one connection; none when all is well whichever way it goes. */
export function connectionNotes(connection: Connection): readonly Note[] {
  const failed = failureNote(connection);
  const mixed = mixedNote(connection);
  return [...(failed === null ? [] : [failed]), ...(mixed === null ? [] : [mixed])];
}

function failureNote(connection: Connection): Note | null {
  if (connection.outcome.outcome === 'answered' || connection.outcome.outcome === 'http-status') return null;
  const step = failingStep(connection);
  if (step !== null) return { mark: 'trace', text: stopped(titleOf(step), placeText(step), explainStep(step)) };
  const why = connection.lookup === null ? null : lookupText(connection.lookup);
  return why === null ? null : { mark: 'trace', text: why };
}

function stopped(title: Text, where: Text, why: Text): Text {
  return { ko: `${title.ko}(${where.ko})에서 멈췄습니다. ${why.ko}`, en: `Stopped at ${title.en} (${where.en}). ${why.en}` };
}

/** A connection that could go several ways with different ends: what share of them succeeds, and what stops the others. */
function mixedNote(connection: Connection): Note | null {
  const leg = connection.legs.at(-1);
  if (leg === undefined) return null;
  const good = shareOf(leg.branches.filter(({ verdict }) => verdict === 'answered'));
  if (good === null || (good.of === WHOLE.of && good.outOf === WHOLE.outOf)) return null;
  const bad = leg.branches.find(({ verdict }) => verdict !== 'answered');
  const step = bad === undefined ? null : failingStepOf(bad);
  const why = step === null ? { ko: '', en: '' } : explainStep(step);
  const share = showShare(good);
  return {
    mark: 'trace',
    text: {
      ko: `같은 접속이라도 백엔드에 따라 결과가 다릅니다. 응답을 받는 몫은 ${share}입니다. ${why.ko}`,
      en: `The same connection ends differently with another backend. The share that is answered: ${share}. ${why.en}`,
    },
  };
}

function shareOf(branches: readonly Branch[]): Share | null {
  return branches.reduce<Share | null>((sum, { share }) => (sum === null ? share : plus(sum, share)), null);
}

/** Why a name was not found. */
export function lookupText({ name, steps }: Lookup): Text | null {
  const last = steps.at(-1);
  if (last === undefined) return { ko: `\`${name}\` 이름을 물을 DNS 서버가 없습니다.`, en: `There is no DNS server to ask for \`${name}\`.` };
  if (last.rcode === 'TIMEOUT') {
    return { ko: `DNS 서버 ${last.server}에서 응답이 오지 않았습니다.`, en: `DNS server ${last.server} did not answer.` };
  }
  const asked = new Set(steps.map(({ query }) => query.name)).size;
  return {
    ko: `\`${name}\` 이름을 ${asked}가지로 조회했지만 주소가 없습니다. 마지막 대답은 ${last.rcode}입니다.`,
    en: `Name \`${name}\` was looked up in ${asked} forms, and none has an address. The last answer was ${last.rcode}.`,
  };
}
