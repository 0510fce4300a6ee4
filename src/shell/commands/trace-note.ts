/** What the lab says below a connection that failed, or that would not always succeed: where it stopped, and why. */
import type { Connection, Lookup } from '../../engine/connection.ts';
import { plus, showShare, WHOLE } from '../../engine/dataplane/share.ts';
import type { Branch, Share, Step } from '../../engine/dataplane/step.ts';
import { endOf, explainStep, failingStep, failingStepOf, placeText, takenBranch, titleOf } from '../../engine/explain.ts';
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
  const cause = failingStep(connection);
  const branch = takenBranch(connection);
  const end = branch === null ? cause : endOf(branch);
  if (cause !== null && end !== null) return { mark: 'trace', text: stopped(cause, end) };
  const why = connection.lookup === null ? null : lookupText(connection.lookup);
  return why === null ? null : { mark: 'trace', text: why };
}

/** Where it stopped and why; with what had let the packet go astray before, when that is another step. */
export function stopped(cause: Step, end: Step): Text {
  const [title, where, why] = [titleOf(end), placeText(end), explainStep(cause)];
  const last = cause === end ? { ko: '', en: '' } : explainStep(end);
  return {
    ko: `${title.ko}(${where.ko})에서 멈췄습니다. ${why.ko} ${last.ko}`.trimEnd(),
    en: `Stopped at ${title.en} (${where.en}). ${why.en} ${last.en}`.trimEnd(),
  };
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
  if (asked === 1) {
    return {
      ko: `\`${name}\` 이름에는 주소가 없습니다. DNS 서버의 대답은 ${last.rcode}입니다.`,
      en: `Name \`${name}\` has no address. The DNS server answered ${last.rcode}.`,
    };
  }
  return {
    ko: `\`${name}\` 이름에 검색 도메인을 차례로 붙여 ${asked}번 물었지만 주소를 얻지 못했습니다. 마지막 대답은 ${last.rcode}입니다.`,
    en: `Name \`${name}\` was tried with each search domain, ${asked} names in all, and none has an address. The last answer was ${last.rcode}.`,
  };
}
