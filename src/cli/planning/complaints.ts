/** What is wrong with what was typed: collected and said all at once. */
import type { Complaint } from '../../course/problem.ts';
import type { Text } from '../../engine/text.ts';
import { readTypedCidr, type TypedCidr } from '../../shell/typed-cidr.ts';
import { type Call, complain, type ExitStatus } from '../call.ts';

export type Complaints = { readonly all: Complaint[] };

/** None yet. */
export function noComplaints(): Complaints {
  return { all: [] };
}

/** Notes a complaint. */
export function note({ all }: Complaints, what: Text, how: Text): null {
  all.push({ what, how });
  return null;
}

/** Says every complaint on stderr and gives the exit status of a command that could not run. */
export function complainAll(call: Call, { all }: Complaints): ExitStatus {
  for (const { what, how } of all) complain(call, { ko: `${what.ko} ${how.ko}`, en: `${what.en} ${how.en}` });
  return 2;
}

export type Limits = { readonly flag: string; readonly least: number; readonly most: number };

/** The whole number that a flag was given, or null with a complaint; the default where it was not given. */
export function numberOf<D>(complaints: Complaints, text: string | undefined, limits: Limits, otherwise: D): number | D | null {
  if (text === undefined) return otherwise;
  const value = /^[+-]?\d{1,15}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (value >= limits.least && value <= limits.most) return value;
  const { flag, least, most } = limits;
  return note(
    complaints,
    { ko: `${flag}: \`${text}\` 값은 쓸 수 없습니다.`, en: `${flag} \`${text}\` cannot be used.` },
    { ko: `${least}~${most} 사이의 정수를 쓰세요.`, en: `Give a whole number from ${least} to ${most}.` },
  );
}

/** The block that was typed, or null with a complaint. */
export function cidrOf(complaints: Complaints, text: string): TypedCidr | null {
  const read = readTypedCidr(text);
  return 'what' in read ? note(complaints, read.what, read.how) : read;
}
