import type { ManagedPrefixList as Model } from '@aws-sdk/client-ec2';
import type { AwsKind } from '../kind.ts';
import { objectAt, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { awsPrefixLists } from './prefix-list-of-aws.ts';
import type { SpelledAs, Tag } from './spelling.ts';

/** A managed prefix list with its entries: AWS's own of a Region, or a customer's. */
export type ManagedPrefixList = SpelledAs<
  Model,
  {
    readonly PrefixListId: string;
    readonly PrefixListName: string;
    readonly AddressFamily: 'IPv4' | 'IPv6';
    readonly State: 'create-complete' | 'modify-complete';
    /** `AWS` for its own lists. */
    readonly OwnerId: string;
    readonly MaxEntries?: number;
    readonly Version?: number;
    readonly Tags: readonly Tag[];
  }
> & { readonly Entries: readonly { readonly Cidr: string; readonly Description?: string }[] };

export const managedPrefixList: AwsKind<ManagedPrefixList> = {
  plane: 'aws',
  kind: 'ManagedPrefixList',
  service: 'ec2',
  idPrefix: 'pl',
  idMember: 'PrefixListId',
  indices: { byName: (list) => [list.PrefixListName] },
  ofAws: (world) => awsPrefixLists(world.region),
  describe: {
    operation: 'DescribeManagedPrefixLists',
    idsMember: 'PrefixListIds',
    listMember: 'PrefixLists',
    notFound: 'InvalidPrefixListID.NotFound',
    malformed: 'InvalidPrefixListId.Malformed',
    show: (list, world) => ({
      PrefixListId: list.PrefixListId,
      AddressFamily: list.AddressFamily,
      State: list.State,
      PrefixListArn: `arn:aws:ec2:${world.region}:${list.OwnerId === 'AWS' ? 'aws' : list.OwnerId}:prefix-list/${list.PrefixListId}`,
      PrefixListName: list.PrefixListName,
      ...(list.MaxEntries === undefined ? {} : { MaxEntries: list.MaxEntries }),
      ...(list.Version === undefined ? {} : { Version: list.Version }),
      Tags: list.Tags,
      OwnerId: list.OwnerId,
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeManagedPrefixLists.html
    filters: {
      'owner-id': (list) => [list.OwnerId],
      'prefix-list-id': (list) => [list.PrefixListId],
      'prefix-list-name': (list) => [list.PrefixListName],
    },
    pageLimit: { least: 1, most: 100 },
  },
};

/** The prefix list with the id, AWS's own or a customer's, or undefined. A list that a world states goes before AWS's own. */
export function prefixListOf(world: World, PrefixListId: string): ManagedPrefixList | undefined {
  return objectAt(world.aws.ManagedPrefixList, PrefixListId) ?? awsPrefixLists(world.region).find((list) => list.PrefixListId === PrefixListId);
}

/** The prefix list of a service of the Region, `com.amazonaws.us-east-1.s3`, or undefined. */
export function servicePrefixListOf(world: World, service: string): ManagedPrefixList | undefined {
  const stated = objectsOf(world.aws.ManagedPrefixList).find((list) => list.PrefixListName === service);
  return stated ?? awsPrefixLists(world.region).find((list) => list.PrefixListName === service);
}

/** The blocks of the prefix list; none when there is no such list. */
export function prefixesOf(world: World, PrefixListId: string): readonly string[] {
  return prefixListOf(world, PrefixListId)?.Entries.map((entry) => entry.Cidr) ?? [];
}

/** How much of a quota a reference to the list uses: its maximum number of entries. https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html */
export function weightOf(world: World, PrefixListId: string): number {
  const list = prefixListOf(world, PrefixListId);
  // "com.amazonaws.region.vpc-lattice: weight 10". https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
  if (list?.OwnerId === 'AWS' && list.PrefixListName.endsWith('vpc-lattice')) return 10;
  return list?.MaxEntries ?? 1;
}
