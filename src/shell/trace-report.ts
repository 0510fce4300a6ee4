/** A connection between two endpoints, and how it is told: in words, and as a value for programs. */
import { connect } from '../engine/connect.ts';
import type { Connection } from '../engine/connection.ts';
import { plus, showShare } from '../engine/dataplane/share.ts';
import type { Branch, Row, Share, Step, Verdict } from '../engine/dataplane/step.ts';
import { explainLost, explainStep, placeText, replySummary, type SummaryStep, summary } from '../engine/explain.ts';
import { type Protocol, sameTuple, showEndpoint, showPacket } from '../engine/net/packet.ts';
import type { Lang, Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import { originOf, parseEndpoint, requestOf, targetOf } from './endpoint.ts';

export type Ends = { readonly from: string; readonly to: string; readonly protocol: Protocol };

/** Why a trace cannot be made: which end, and whether its form is wrong or what it names is missing. */
export type NotTraced = { readonly end: 'from' | 'to'; readonly text: string; readonly wrong: 'form' | 'missing' };

/** The connection that one endpoint would make to another. Nothing is written: neither sessions nor the count of connections. */
export function traceEndpoints(world: World, { from, to, protocol }: Ends): Connection | NotTraced {
  const [source, destination] = [parseEndpoint(from), parseEndpoint(to)];
  if (source === null) return { end: 'from', text: from, wrong: 'form' };
  if (destination === null) return { end: 'to', text: to, wrong: 'form' };
  const origin = originOf(world, source);
  if (!origin.ok) return { end: 'from', text: origin.missing, wrong: 'missing' };
  const target = targetOf(world, destination, { origin: origin.value, protocol });
  if (!target.ok) return { end: 'to', text: target.missing, wrong: 'missing' };
  const http = protocol === 'tcp' ? { http: requestOf(destination, target.value) } : {};
  return connect(world, { from: origin.value, to: target.value, ...http }).connection;
}

/** Whether the connection is answered whichever way it goes. */
export function alwaysAnswered({ legs }: Connection): boolean {
  return legs.length > 0 && legs.every(({ branches }) => branches.every(({ verdict }) => verdict === 'answered'));
}

/** All branches in words: the hops of request and reply with rows that decided and rows that lost, and what it comes to. */
export function traceText(connection: Connection, lang: Lang): string {
  const { lookup, legs } = connection;
  const asked = (lookup?.steps ?? []).map(({ query, server, rcode, answers, asker }) => {
    const found = answers.map(({ data }) => data).join(', ');
    return `${LOOKUP[lang]}${asker === undefined ? '' : ` (${asker})`}: ${query.name} ${query.type} @${server}: ${rcode}${found === '' ? '' : ` ${found}`}`;
  });
  const branches = legs.flatMap((leg) => leg.branches.map((branch, index) => branchText(branch, { index, all: leg.branches.length, lang })));
  return [...asked, ...branches, conclusion(connection)[lang]].join('\n');
}

function branchText(branch: Branch, { index, all, lang }: { readonly index: number; readonly all: number; readonly lang: Lang }): string {
  const first = branch.request[0];
  const choices = branch.choices.map(({ option }) => option).join(', ');
  const head = `${first === undefined ? '' : showPacket(first.in)}${choices === '' ? '' : ` → ${choices}`}: ${VERDICTS[branch.verdict][lang]}`;
  const numbered = all > 1 ? `${BRANCH[lang]} ${index + 1}/${all} (${showShare(branch.share)}) ${head}` : head;
  const request = hopsText(summary(branch), lang);
  const reply = branch.reply.length === 0 ? [`  ${NO_REPLY[lang]}`] : [`  ${REPLY[lang]}`, ...hopsText(replySummary(branch), lang)];
  return [numbered, `  ${REQUEST[lang]}`, ...request, ...reply].join('\n');
}

function hopsText(hops: readonly SummaryStep[], lang: Lang): string[] {
  return hops.flatMap(({ title, step }, index) => {
    const rewritten = step.out !== undefined && !sameTuple(step.in, step.out) ? [`${PACKET[lang]}: ${showPacket(step.out)}`] : [];
    const decided = metBy(step).map((row) => `${row.text === step.row?.text ? DECIDED[lang] : MET[lang]}: ${row.table}: ${row.text}`);
    const lost = step.lost.map((one) => `${LOST[lang]}: ${one.row.table}: ${one.row.text} (${explainLost(step, one)[lang]})`);
    return [`    ${index + 1}. ${title[lang]}: ${explainStep(step)[lang]}`, ...[...rewritten, ...decided, ...lost].map((line) => `       ${line}`)];
  });
}

/** The rows that the packet met, the one that decided among them. */
function metBy({ row, met }: Step): readonly Row[] {
  return met ?? (row === undefined ? [] : [row]);
}

function conclusion(connection: Connection): Text {
  const { legs, outcome } = connection;
  if (alwaysAnswered(connection)) return { ko: '언제나 연결됩니다.', en: 'It always connects.' };
  if (outcome.outcome === 'no-name') return { ko: `${outcome.name} 이름을 찾지 못했습니다.`, en: `The name ${outcome.name} was not found.` };
  const shares = (legs.at(-1)?.branches ?? []).filter(({ verdict }) => verdict === 'answered').map(({ share }) => share);
  const sum = shares.reduce<Share | null>((all, share) => (all === null ? share : plus(all, share)), null);
  if (sum === null) return { ko: '연결되지 않습니다.', en: 'It does not connect.' };
  return { ko: `연결 중 ${showShare(sum)}만 성공합니다.`, en: `Of all connections, ${showShare(sum)} succeed.` };
}

/** The shape for programs: all steps, not only those that a learner is shown. */
export function traceValue({ origin, target, lookup, legs, outcome }: Connection, lang: Lang) {
  return {
    origin,
    target,
    protocol: target.protocol,
    lookup: lookup === null ? null : lookup.steps.map(({ query, server, rcode, answers }) => ({ query, server, rcode, answers })),
    legs: legs.map(({ branches, taken }) => ({
      taken,
      branches: branches.map((branch) => ({
        choices: branch.choices,
        share: branch.share,
        count: branch.count,
        verdict: branch.verdict,
        request: branch.request.map((step) => valueOfStep(step, lang)),
        reply: branch.reply.map((step) => valueOfStep(step, lang)),
      })),
    })),
    outcome,
  };
}

function valueOfStep(step: Step, lang: Lang) {
  const { element, verdict, because, row, lost } = step;
  return {
    at: { place: step.place.name, of: placeText(step)[lang] },
    element,
    verdict,
    because,
    text: explainStep(step)[lang],
    in: packetValue(step.in),
    out: step.out === undefined ? null : packetValue(step.out),
    row: row ?? null,
    met: metBy(step),
    lost: lost.map((one) => ({ row: one.row, because: one.because, text: explainLost(step, one)[lang] })),
  };
}

function packetValue({ protocol, source, sourcePort, destination, destinationPort, mark }: Step['in']) {
  return { protocol, source: showEndpoint(source, sourcePort), destination: showEndpoint(destination, destinationPort), mark };
}

const VERDICTS: { readonly [V in Verdict]: Text } = {
  answered: { ko: '연결됨', en: 'connects' },
  refused: { ko: '연결 거부', en: 'refused' },
  'timed-out': { ko: '시간 초과', en: 'times out' },
};
const LOOKUP: Text = { ko: '조회', en: 'Look-up' };
const BRANCH: Text = { ko: '갈래', en: 'Branch' };
const REQUEST: Text = { ko: '요청', en: 'Request' };
const REPLY: Text = { ko: '응답', en: 'Reply' };
const NO_REPLY: Text = { ko: '응답 없음', en: 'No reply' };
const PACKET: Text = { ko: '바뀐 패킷', en: 'packet now' };
const DECIDED: Text = { ko: '결정한 행', en: 'decided by' };
const MET: Text = { ko: '거친 행', en: 'by way of' };
const LOST: Text = { ko: '맞지 않은 행', en: 'lost' };
