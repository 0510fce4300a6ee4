/** `cidr`: split, fit, overlap and info, for IPv4 and IPv6. */
import type { Text } from '../../engine/text.ts';
import { cidrFit } from './cidr-fit.ts';
import { cidrInfo } from './cidr-info.ts';
import { cidrOverlap } from './cidr-overlap.ts';
import { cidrSplit } from './cidr-split.ts';
import { type Complaints, noComplaints, note } from './complaints.ts';
import { allOf, lastOf, type PlanningWord } from './definition.ts';

export type CidrGiven = {
  readonly words: readonly string[];
  readonly into: string | undefined;
  readonly count: string | undefined;
  readonly used: readonly string[];
};

/** What an operation found: text for a reader in each language, a value for a program, and whether the answer is yes. */
export type CidrAnswer = { readonly text: Text; readonly value: object; readonly yes: boolean };

const OPERATIONS: { readonly [name: string]: (complaints: Complaints, given: CidrGiven) => CidrAnswer | null } = {
  split: cidrSplit,
  fit: cidrFit,
  overlap: cidrOverlap,
  info: cidrInfo,
};

/** The answer is no where something does not fit, or overlaps. */
export const cidr: PlanningWord = {
  name: 'cidr',
  usage: ['split|fit|overlap|info CIDR...'],
  summary: { ko: 'CIDR 블록을 나누고, 채우고, 견주고, 설명합니다.', en: 'Splits, fits, compares and explains CIDR blocks.' },
  details: {
    ko: 'split CIDR --into /N | --count N: 같은 크기로 나누기\nfit CIDR... SIZE... [--used CIDR]...: 빈 블록에 크기를 채우기(/24, 3x/24). 다 놓으면 0, 아니면 1\noverlap CIDR CIDR...: 겹치는 블록 찾기. 없으면 0, 있으면 1\ninfo CIDR: 처음과 마지막, 예약 주소 5개, 다음 블록, VPC와 서브넷에 되는지\nIPv4와 IPv6 모두 됩니다.',
    en: 'split CIDR --into /N | --count N: into equal blocks\nfit CIDR... SIZE... [--used CIDR]...: sizes (/24, 3x/24) into free blocks. 0 if all are placed, else 1\noverlap CIDR CIDR...: blocks that share addresses. 0 if none do, else 1\ninfo CIDR: first and last, the five reserved addresses, the next block, whether a VPC or a subnet may have it\nIPv4 and IPv6.',
  },
  examples: ['cidr split 10.0.0.0/16 --into /20', 'cidr info 10.0.0.0/26'],
  operands: { name: 'operation', least: 1, complete: (before) => (before.length === 0 ? Object.keys(OPERATIONS) : []) },
  flags: [
    { flag: '--into', value: 'PREFIX', about: { ko: 'split: 나눌 접두사 길이', en: 'split: the prefix length of the blocks' } },
    { flag: '--count', value: 'N', about: { ko: 'split: 블록의 수', en: 'split: how many blocks' } },
    { flag: '--used', value: 'CIDR', many: true, about: { ko: 'fit: 이미 쓰는 블록', en: 'fit: a block that is taken' } },
  ],
  answer: (given) => {
    const complaints = noComplaints(given);
    const [name = '', ...words] = given.operands;
    const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
    const see = seeHelp(given.program);
    if (operation === undefined) note(complaints, noOperation(name), see);
    const asked = { words, into: lastOf(given, '--into'), count: lastOf(given, '--count'), used: allOf(given, '--used') };
    for (const [flag, value, owner] of [
      ['--into', asked.into, 'split'],
      ['--count', asked.count, 'split'],
      ['--used', asked.used[0], 'fit'],
    ] as const) {
      if (operation !== undefined && value !== undefined && name !== owner) note(complaints, foreign(flag, name), see);
    }
    const answer = operation?.(complaints, asked) ?? null;
    if (answer === null || complaints.all.length > 0) return { wrong: complaints.all };
    const { text, value, yes } = answer;
    return { text: (lang) => text[lang], value: () => ({ operation: name, ...value }), yes, remarks: [], planned: null };
  },
};

function noOperation(name: string): Text {
  return { ko: `cidr ${name} 명령은 없습니다.`, en: `There is no \`cidr ${name}\`.` };
}

function foreign(flag: string, operation: string): Text {
  return { ko: `${flag} 옵션은 cidr ${operation} 명령에 없습니다.`, en: `\`cidr ${operation}\` has no option ${flag}.` };
}

function seeHelp(program: string): Text {
  const line = program === '' ? 'help cidr' : `${program}cidr --help`;
  return { ko: `\`${line}\` 명령을 보세요.`, en: `See \`${line}\`.` };
}
