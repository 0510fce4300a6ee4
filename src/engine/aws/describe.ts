/** Describe, the same for every kind: ids, filters, tags and pages come from its descriptor. */
import type { AwsKind } from '../kind.ts';
import type { Text } from '../text.ts';
import type { World } from '../world.ts';
import { checkIds, objectOfKind, objectsOfKind } from './find.ts';
import type { AwsKinds } from './kinds.ts';
import { type Operation, operation } from './operation.ts';
import { firstRefusal, isRefusal, type Refusal, refuse } from './refusal.ts';
import { FILTERS, idsOf, integer, string } from './shape.ts';
import { tagsOf } from './tags.ts';

export type FilterInput = { readonly Name?: string | undefined; readonly Values?: readonly string[] | undefined };

type Selection = { readonly ids: readonly string[]; readonly filters: readonly FilterInput[] };
type Page = { readonly MaxResults?: number | undefined; readonly NextToken?: string | undefined };

export type Describing = {
  /** Shapes the list where items are not listed as they are: instances are listed in reservations. */
  readonly wrap?: (shown: readonly object[], world: World) => readonly object[];
  /** The input member of the filters: DescribeNatGateways alone calls it Filter. */
  readonly filterMember?: 'Filters' | 'Filter';
  /** What the API minds about filters of this kind beyond their names. */
  readonly minds?: (filter: FilterInput) => Refusal | null;
};

/** The Describe operation of a kind. */
export function describeOperation<T extends object>(
  kind: AwsKind<T>,
  summary: Text,
  { wrap = same, minds = never, filterMember = 'Filters' }: Describing = {},
): Operation {
  const name = kind.kind as keyof AwsKinds;
  return operation({
    service: 'ec2',
    name: kind.describe.operation,
    kind: name,
    writes: false,
    summary,
    pages: kind.describe.listMember,
    members: { [kind.describe.idsMember]: idsOf(name), [filterMember]: FILTERS, MaxResults: integer, NextToken: string },
    run: ({ world, input }) => {
      const given = input as Readonly<Record<string, unknown>>;
      const ids = (given[kind.describe.idsMember] ?? []) as readonly string[];
      const filters = (given[filterMember] ?? []) as readonly FilterInput[];
      const found = firstRefusal(...filters.map(minds)) ?? select(world, kind, { ids, filters });
      if (isRefusal(found)) return found;
      const page = pageOf(found, kind, { ...given, ids });
      if (isRefusal(page)) return page;
      const list = wrap(
        page.items.map((object) => kind.describe.show(object, world)),
        world,
      );
      return { output: { [kind.describe.listMember]: list, ...(page.next === undefined ? {} : { NextToken: page.next }) } };
    },
  });
}

const same = (shown: readonly object[]) => shown;
const never = () => null;

/** The stored objects that ids and filters choose, in ascending order of id, or what the API answers to a wrong one. */
export function select<T extends object>(world: World, kind: AwsKind<T>, { ids, filters }: Selection): T[] | Refusal {
  const wrong = checkIds(world, kind, ids) ?? checkFilters(kind, filters);
  if (wrong !== null) return wrong;
  const candidates = ids.length === 0 ? objectsOfKind(world, kind) : [...new Set(ids)].sort().map((id) => objectOfKind(world, kind, id) as T);
  return candidates.filter((object) => filters.every((filter) => passes(world, kind, object, filter)));
}

/** Matches as EC2 filters do: `*` is any run of characters, `?` exactly one, a backslash makes either literal. */
export function matchesPattern(pattern: string, value: string): boolean {
  const source = pattern.replace(/\\([*?\\])|([*?])|([.+^${}()|[\]\\])/g, (_all, escaped: string, wild: string, special: string) => {
    if (escaped !== undefined) return `\\${escaped}`;
    if (wild !== undefined) return wild === '*' ? '[\\s\\S]*' : '[\\s\\S]';
    return `\\${special}`;
  });
  return new RegExp(`^${source}$`).test(value);
}

function passes<T extends object>(world: World, kind: AwsKind<T>, object: T, filter: FilterInput): boolean {
  const values = valuesUnder(world, kind, object, filter.Name ?? '');
  return values.some((value) => value !== undefined && (filter.Values ?? []).some((pattern) => matchesPattern(pattern, value)));
}

function valuesUnder<T extends object>(world: World, kind: AwsKind<T>, object: T, name: string): readonly (string | undefined)[] {
  const own = kind.describe.filters[name];
  if (own !== undefined) return own(object, world);
  const tags = tagsOf(object);
  if (name === 'tag-key') return tags.map((tag) => tag.Key);
  if (name === 'tag-value') return tags.map((tag) => tag.Value);
  return tags.filter((tag) => `tag:${tag.Key}` === name).map((tag) => tag.Value);
}

function checkFilters<T>(kind: AwsKind<T>, filters: readonly FilterInput[]): Refusal | null {
  for (const { Name = '', Values = [] } of filters) {
    const known = Name in kind.describe.filters || Name.startsWith('tag:') || Name === 'tag-key' || Name === 'tag-value';
    if (!known) return refuse('InvalidParameterValue', `The filter '${Name}' is invalid`);
    if (Values.length === 0) return refuse('InvalidParameterValue', `The filter 'null' is invalid`);
  }
  return null;
}

function pageOf<T>(found: readonly T[], kind: AwsKind<T>, input: Page & { readonly ids: readonly string[] }) {
  const { MaxResults, NextToken, ids } = input;
  const limit = kind.describe.pageLimit;
  if (MaxResults !== undefined && limit !== undefined) {
    if (ids.length > 0) {
      return refuse('InvalidParameterCombination', `The parameter ${kind.describe.idsMember} cannot be used with the parameter maxResults`);
    }
    if (MaxResults < limit.least || MaxResults > limit.most) {
      return refuse(
        'InvalidParameterValue',
        `Value ( ${MaxResults} ) for parameter maxResults is invalid. Expecting a value between ${limit.least} and ${limit.most}.`,
      );
    }
  }
  const idAt = (item: T) => String(item[kind.idMember]);
  const start = NextToken === undefined ? 0 : found.findIndex((item) => idAt(item) === NextToken);
  if (start < 0) return refuse('InvalidParameterValue', `The token '${NextToken}' is invalid`);
  const items = found.slice(start, MaxResults === undefined ? undefined : start + MaxResults);
  const following = found[start + items.length];
  return { items, next: following === undefined ? undefined : idAt(following) };
}
