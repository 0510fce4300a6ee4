/** Operations on managed prefix lists. https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html */
import { familyOf } from '../net/address.ts';
import { readCidr, showCidr } from '../net/cidr.ts';
import { objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { describeOperation } from './describe.ts';
import { erase, store } from './effects.ts';
import { find } from './find.ts';
import { mintIds } from './mint-ids.ts';
import { operation } from './operation.ts';
import { type ManagedPrefixList, managedPrefixList } from './prefix-list.ts';
import { awsPrefixLists } from './prefix-list-of-aws.ts';
import { checkQuota } from './quotas.ts';
import { dependencyViolation, isRefusal, type Refusal, refuse } from './refusal.ts';
import { idOf, idsOf, integer, string, TAG_SPECIFICATIONS } from './shape.ts';
import { tagsFor } from './tag-input.ts';

const LIST = { ...idOf('ManagedPrefixList'), required: true } as const;
const ENTRY = { type: 'structure', members: { Cidr: string, Description: string } } as const;
type EntryInput = { readonly Cidr?: string | undefined; readonly Description?: string | undefined };

const describeManagedPrefixLists = describeOperation(managedPrefixList, {
  ko: '관리형 접두사 목록을 보여 줍니다.',
  en: 'Shows managed prefix lists.',
});

const createManagedPrefixList = operation({
  service: 'ec2',
  name: 'CreateManagedPrefixList',
  kind: 'ManagedPrefixList',
  writes: true,
  summary: { ko: 'CIDR 블록을 묶은 접두사 목록을 만듭니다.', en: 'Creates a prefix list: CIDR blocks under one id.' },
  members: {
    PrefixListName: { ...string, required: true },
    Entries: { type: 'list', of: ENTRY },
    MaxEntries: { ...integer, required: true },
    TagSpecifications: TAG_SPECIFICATIONS,
    AddressFamily: { type: 'string', values: ['IPv4', 'IPv6'], required: true },
  },
  run: ({ world, input, as }) => {
    const { PrefixListName, MaxEntries, AddressFamily } = input;
    if (PrefixListName.startsWith('com.amazonaws')) {
      return refuse(
        'InvalidParameterValue',
        `Value (${PrefixListName}) for parameter prefixListName is invalid. It must not start with com.amazonaws.`,
      );
    }
    if (AddressFamily !== 'IPv4' && AddressFamily !== 'IPv6') {
      return refuse('InvalidParameterValue', `Value (${AddressFamily}) for parameter addressFamily is invalid. Valid values are IPv4, IPv6.`);
    }
    if (MaxEntries < 1 || MaxEntries > 1000) {
      return refuse('InvalidParameterValue', `Value (${MaxEntries}) for parameter maxEntries is invalid. It must be between 1 and 1000.`);
    }
    const Entries = entriesFrom(input.Entries ?? [], AddressFamily);
    if (isRefusal(Entries)) return Entries;
    if (Entries.length > MaxEntries) return tooMany(MaxEntries);
    const Tags = tagsFor('prefix-list', input.TagSpecifications);
    if (isRefusal(Tags)) return Tags;
    const quota = checkQuota('prefixLists', objectsOf(world.aws.ManagedPrefixList).length + 1);
    if (quota !== null) return quota;
    const minted = mintIds(world, as, ['pl']);
    const created: ManagedPrefixList = {
      PrefixListId: minted.ids[0],
      PrefixListName,
      AddressFamily,
      State: 'create-complete',
      OwnerId: world.account,
      MaxEntries,
      Version: 1,
      Tags,
      Entries,
    };
    return {
      world: minted.world,
      effects: [store('ManagedPrefixList', created)],
      output: { PrefixList: { ...managedPrefixList.describe.show(created, world), State: 'create-in-progress' } },
    };
  },
});

const modifyManagedPrefixList = operation({
  service: 'ec2',
  name: 'ModifyManagedPrefixList',
  kind: 'ManagedPrefixList',
  writes: true,
  summary: { ko: '접두사 목록의 항목, 이름, 최대 항목 수를 바꿉니다.', en: 'Changes entries, name or maximum of a prefix list.' },
  members: {
    PrefixListId: LIST,
    CurrentVersion: integer,
    PrefixListName: string,
    AddEntries: { type: 'list', of: ENTRY },
    RemoveEntries: { type: 'list', of: { type: 'structure', members: { Cidr: string } } },
    MaxEntries: integer,
  },
  run: ({ world, input }) => {
    const list = own(world, input.PrefixListId);
    if (isRefusal(list)) return list;
    const changesEntries = input.AddEntries !== undefined || input.RemoveEntries !== undefined;
    if (changesEntries && input.CurrentVersion === undefined) {
      return refuse('MissingParameter', 'The request must contain the parameter CurrentVersion when entries are added or removed.');
    }
    if (input.CurrentVersion !== undefined && input.CurrentVersion !== list.Version) {
      return refuse('PrefixListVersionMismatch', `The prefix list has the version ${list.Version}, not ${input.CurrentVersion}.`);
    }
    const added = entriesFrom(input.AddEntries ?? [], list.AddressFamily);
    if (isRefusal(added)) return added;
    const removed = (input.RemoveEntries ?? []).map((entry) => canonical(entry.Cidr ?? ''));
    const missing = removed.find((cidr) => !list.Entries.some((entry) => entry.Cidr === cidr));
    if (missing !== undefined) return refuse('InvalidParameterValue', `The prefix list has no entry ${missing}.`);
    const kept = list.Entries.filter((entry) => !removed.includes(entry.Cidr) && !added.some((each) => each.Cidr === entry.Cidr));
    const Entries = [...kept, ...added];
    const MaxEntries = input.MaxEntries ?? list.MaxEntries ?? Entries.length;
    if (Entries.length > MaxEntries) return tooMany(MaxEntries);
    const Version = (list.Version ?? 1) + (changesEntries ? 1 : 0);
    const PrefixListName = input.PrefixListName ?? list.PrefixListName;
    const changed: ManagedPrefixList = { ...list, PrefixListName, Entries, MaxEntries, Version, State: 'modify-complete' };
    return {
      effects: [store('ManagedPrefixList', changed)],
      output: { PrefixList: { ...managedPrefixList.describe.show(changed, world), State: 'modify-in-progress' } },
    };
  },
});

const deleteManagedPrefixList = operation({
  service: 'ec2',
  name: 'DeleteManagedPrefixList',
  kind: 'ManagedPrefixList',
  writes: true,
  summary: { ko: '아무도 참조하지 않는 접두사 목록을 지웁니다.', en: 'Deletes a prefix list that nothing refers to.' },
  members: { PrefixListId: LIST },
  run: ({ world, input: { PrefixListId } }) => {
    const list = own(world, PrefixListId);
    if (isRefusal(list)) return list;
    const routed = objectsOf(world.aws.RouteTable).filter((table) => table.Routes.some((row) => row.DestinationPrefixListId === PrefixListId));
    const ruled = objectsOf(world.aws.SecurityGroupRule).filter((rule) => rule.PrefixListId === PrefixListId);
    const dependents = [...routed.map((table) => table.RouteTableId), ...new Set(ruled.map((rule) => rule.GroupId))];
    if (dependents.length > 0) return dependencyViolation(`The prefix list '${PrefixListId}' has dependencies and cannot be deleted.`, dependents);
    return {
      effects: [erase('ManagedPrefixList', PrefixListId)],
      output: { PrefixList: { ...managedPrefixList.describe.show(list, world), State: 'delete-in-progress' } },
    };
  },
});

const getManagedPrefixListEntries = operation({
  service: 'ec2',
  name: 'GetManagedPrefixListEntries',
  kind: 'ManagedPrefixList',
  writes: false,
  summary: { ko: '접두사 목록의 항목을 보여 줍니다.', en: 'Shows the entries of a prefix list.' },
  pages: 'Entries',
  members: { PrefixListId: LIST, TargetVersion: integer, MaxResults: integer, NextToken: string },
  run: ({ world, input: { PrefixListId } }) => {
    const list = find(world, 'ManagedPrefixList', PrefixListId);
    return isRefusal(list) ? list : { output: { Entries: list.Entries } };
  },
});

const describePrefixLists = operation({
  service: 'ec2',
  name: 'DescribePrefixLists',
  kind: 'ManagedPrefixList',
  writes: false,
  summary: { ko: 'AWS 서비스의 접두사 목록과 그 블록을 보여 줍니다.', en: 'Shows the prefix lists of AWS services with their blocks.' },
  pages: 'PrefixLists',
  members: { PrefixListIds: idsOf('ManagedPrefixList'), MaxResults: integer, NextToken: string },
  run: ({ world, input }) => {
    const stated = objectsOf(world.aws.ManagedPrefixList).filter((list) => list.OwnerId === 'AWS');
    const all = [...awsPrefixLists(world.region).filter((list) => !stated.some((each) => each.PrefixListName === list.PrefixListName)), ...stated];
    const missing = input.PrefixListIds?.find((id) => !all.some((list) => list.PrefixListId === id));
    if (missing !== undefined) return refuse('InvalidPrefixListID.NotFound', `The prefix list ID '${missing}' does not exist`);
    const chosen = all.filter((list) => input.PrefixListIds?.includes(list.PrefixListId) ?? true);
    const PrefixLists = chosen.map(({ Entries, PrefixListId, PrefixListName }) => ({
      Cidrs: Entries.map((entry) => entry.Cidr),
      PrefixListId,
      PrefixListName,
    }));
    return { output: { PrefixLists } };
  },
});

/** A list that the account may change. */
function own(world: World, id: string): ManagedPrefixList | Refusal {
  const list = find(world, 'ManagedPrefixList', id);
  if (isRefusal(list) || list.OwnerId !== 'AWS') return list;
  return refuse('UnauthorizedOperation', `The prefix list '${id}' is managed by AWS and cannot be changed.`, 403);
}

function entriesFrom(given: readonly EntryInput[], family: 'IPv4' | 'IPv6'): ManagedPrefixList['Entries'] | Refusal {
  const entries: { readonly Cidr: string; readonly Description?: string }[] = [];
  for (const { Cidr = '', Description } of given) {
    const block = readCidr(Cidr);
    if (block === null || familyOf(block.base) !== (family === 'IPv4' ? 4 : 6)) {
      return refuse('InvalidParameterValue', `Value (${Cidr}) for parameter cidr is invalid. This is not a valid ${family} CIDR block.`);
    }
    entries.push({ Cidr: showCidr(block), ...(Description === undefined ? {} : { Description }) });
  }
  const twice = entries.find((entry, index) => entries.findIndex((each) => each.Cidr === entry.Cidr) < index);
  return twice === undefined ? entries : refuse('InvalidParameterValue', `Duplicate entry ${twice.Cidr}.`);
}

function canonical(cidr: string): string {
  const block = readCidr(cidr);
  return block === null ? cidr : showCidr(block);
}

function tooMany(most: number): Refusal {
  return refuse('PrefixListMaxEntriesExceeded', `You've reached the maximum number of entries for the prefix list: ${most}.`);
}

export const prefixListOperations = [
  describeManagedPrefixLists,
  describePrefixLists,
  createManagedPrefixList,
  modifyManagedPrefixList,
  deleteManagedPrefixList,
  getManagedPrefixListEntries,
];
