/** What is wrong with what was typed: collected and said all at once. */
import type { Text } from '../../engine/text.ts';
import { readTypedCidr, type TypedCidr } from '../typed-cidr.ts';
import type { Given, Wrong } from './definition.ts';

export type Complaints = { readonly all: Wrong[]; readonly program: Given['program'] };

/** None yet. */
export function noComplaints({ program }: Pick<Given, 'program'>): Complaints {
  return { all: [], program };
}

/** Notes a complaint. */
export function note({ all }: Complaints, what: Text, how: Text): null {
  all.push({ what, how });
  return null;
}

/** Notes a complaint that a line helps with, as it would be typed there. */
export function noteExample(complaints: Complaints, what: Text, line: string): null {
  const typed = `\`${complaints.program}${line}\``;
  return note(complaints, what, { ko: `예: ${typed}`, en: `For instance ${typed}.` });
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
