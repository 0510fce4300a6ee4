/** `cidr`: split, fit, overlap and info, for IPv4 and IPv6. */
import type { Text } from '../../engine/text.ts';
import { cidrFit } from './cidr-fit.ts';
import { cidrInfo } from './cidr-info.ts';
import { cidrOverlap } from './cidr-overlap.ts';
import { cidrSplit } from './cidr-split.ts';
import { type Complaints, noComplaints, note } from './complaints.ts';
import { type Answered, allOf, type Given, lastOf } from './definition.ts';

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

export const CIDR_OPERATIONS: readonly string[] = Object.keys(OPERATIONS);

/** What the operation finds: no where something does not fit, or overlaps. */
export function answerCidr(given: Given): Answered {
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
}

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
