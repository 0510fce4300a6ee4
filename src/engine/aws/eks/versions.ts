/**
 * The Kubernetes versions that EKS has and how long it supports each.
 * https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html, as read on 2026-04-24.
 */

type Support = { readonly version: string; readonly standardUntil: string; readonly extendedUntil: string };

/** The last day of each kind of support, in ascending order of version. */
const CALENDAR: readonly Support[] = [
  { version: '1.30', standardUntil: '2025-07-23', extendedUntil: '2026-07-23' },
  { version: '1.31', standardUntil: '2025-11-26', extendedUntil: '2026-11-26' },
  { version: '1.32', standardUntil: '2026-03-23', extendedUntil: '2027-03-23' },
  { version: '1.33', standardUntil: '2026-07-29', extendedUntil: '2027-07-29' },
  { version: '1.34', standardUntil: '2026-12-02', extendedUntil: '2027-12-02' },
  { version: '1.35', standardUntil: '2027-03-27', extendedUntil: '2028-03-27' },
];

export const VERSIONS: readonly string[] = CALENDAR.map(({ version }) => version);
export const DEFAULT_VERSION = '1.33';

/** The minor version as a number, `33` of `1.33`; null where the text is no version. */
export function minorOf(version: string): number | null {
  const minor = /^1\.(\d+)$/.exec(version)?.[1];
  return minor === undefined ? null : Number(minor);
}

/** Which support the version has on a day (`2026-08-01`); null for a version that is not in the calendar. */
export function supportOf(version: string, day: string): 'standard' | 'extended' | null {
  const row = CALENDAR.find((candidate) => candidate.version === version);
  if (row === undefined) return null;
  return day <= row.standardUntil ? 'standard' : 'extended';
}
