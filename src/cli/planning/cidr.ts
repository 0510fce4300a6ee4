/** `ekslab cidr`: split, fit, overlap and info, for IPv4 and IPv6. */
import type { Text } from '../../engine/text.ts';
import { type Call, type ExitStatus, print } from '../call.ts';
import { structured } from '../structured.ts';
import { cidrFit } from './cidr-fit.ts';
import { cidrInfo } from './cidr-info.ts';
import { cidrOverlap } from './cidr-overlap.ts';
import { cidrSplit } from './cidr-split.ts';
import { type Complaints, complainAll, noComplaints, note } from './complaints.ts';

export type CidrGiven = {
  readonly operation: string;
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

/** 0 yes; 1 something does not fit, or overlaps; 2 what was typed cannot be read. */
export function cidr(call: Call, given: CidrGiven): ExitStatus {
  const complaints = noComplaints();
  const operation = Object.hasOwn(OPERATIONS, given.operation) ? OPERATIONS[given.operation] : undefined;
  if (operation === undefined) note(complaints, noOperation(given.operation), SEE);
  for (const [flag, value, owner] of [
    ['--into', given.into, 'split'],
    ['--count', given.count, 'split'],
    ['--used', given.used[0], 'fit'],
  ] as const) {
    if (operation !== undefined && value !== undefined && given.operation !== owner) note(complaints, foreign(flag, given.operation), SEE);
  }
  const answer = operation?.(complaints, given) ?? null;
  if (answer === null || complaints.all.length > 0) return complainAll(call, complaints);
  const format = call.options.output ?? 'text';
  print(call, format === 'text' ? answer.text[call.lang] : structured({ operation: given.operation, ...answer.value }, format));
  return answer.yes ? 0 : 1;
}

function noOperation(name: string): Text {
  return { ko: `cidr ${name} 명령은 없습니다.`, en: `There is no \`cidr ${name}\`.` };
}

function foreign(flag: string, operation: string): Text {
  return { ko: `${flag} 옵션은 cidr ${operation} 명령에 없습니다.`, en: `\`cidr ${operation}\` has no option ${flag}.` };
}

const SEE: Text = { ko: '`ekslab cidr --help`를 보세요.', en: 'See `ekslab cidr --help`.' };
