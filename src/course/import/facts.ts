/** What the files say by the way: of which account and Region they are, and from when. */

export type Facts = { readonly account?: string; readonly region?: string; readonly now?: number };

type Counts = { readonly accounts: Map<string, number>; readonly regions: Map<string, number>; latest: number };

/** The account and the Region that most objects name, and the latest time that is stated. */
export function factsOf(values: Iterable<unknown>): Facts {
  const counts: Counts = { accounts: new Map(), regions: new Map(), latest: 0 };
  for (const value of values) walk(value, '', counts);
  const [account, region] = [mostOf(counts.accounts), mostOf(counts.regions)];
  return {
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
    ...(counts.latest === 0 ? {} : { now: counts.latest }),
  };
}

function walk(value: unknown, member: string, counts: Counts): void {
  if (typeof value === 'string') note(value, member, counts);
  else if (Array.isArray(value)) for (const item of value) walk(item, member, counts);
  else if (typeof value === 'object' && value !== null) for (const [name, inner] of Object.entries(value)) walk(inner, name, counts);
}

function note(text: string, member: string, counts: Counts): void {
  if (member === 'OwnerId' && /^\d{12}$/.test(text)) count(counts.accounts, text);
  if (member.endsWith('Zone') || member === 'ZoneName' || member === 'topology.kubernetes.io/zone') count(counts.regions, REGION.exec(text)?.[0]);
  if (text.startsWith('arn:aws')) {
    const [, , , region = '', account = ''] = text.split(':');
    count(counts.regions, REGION.exec(region)?.[0]);
    if (/^\d{12}$/.test(account)) count(counts.accounts, account);
  }
  // What will end is not a time at which anyone looked.
  if (TIME.test(text) && !/expir|until|notAfter/i.test(member)) {
    const time = Date.parse(text);
    if (time > counts.latest) counts.latest = time;
  }
}

function count(counts: Map<string, number>, name: string | undefined): void {
  if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
}

function mostOf(counts: ReadonlyMap<string, number>): string | undefined {
  return [...counts].sort(([one, less], [other, more]) => more - less || (one < other ? -1 : 1))[0]?.[0];
}

const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d/;
/** A moment that a server has stamped: this century, with its offset. */
const TIME = /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
