/** Which kind of object the items of a list are. */
import { awsKinds } from '../../engine/aws/kinds.ts';
import type { AwsLists, Stated } from './aws-lists.ts';

type Kind = (typeof awsKinds)[keyof typeof awsKinds];

/** The kind by the name of its list, as describe prints it or as a world file names it. */
export const KIND_OF: ReadonlyMap<string, Kind> = new Map([
  ...Object.values(awsKinds).map((kind): [string, Kind] => [kind.describe.listMember, kind]),
  ['Instances', awsKinds.Instance],
  ['Reservations', awsKinds.Instance],
  ['clusters', awsKinds.EksCluster],
  ['nodegroups', awsKinds.EksNodegroup],
  ['addons', awsKinds.EksAddon],
  ['accessEntries', awsKinds.EksAccessEntry],
  ['Roles', awsKinds.IamRole],
  ['RoleDetailList', awsKinds.IamRole],
]);

/** The items of a list; of reservations, the instances within. */
export function itemsIn(list: string, items: readonly Stated[]): readonly Stated[] {
  return list === 'Reservations' ? items.flatMap(instancesIn) : items;
}

/** The objects of all lists by their ids. */
export function byId(lists: AwsLists): ReadonlyMap<unknown, Stated> {
  const found = new Map<unknown, Stated>();
  for (const [list, items] of Object.entries(lists)) {
    const kind = KIND_OF.get(list);
    if (kind !== undefined) for (const item of itemsIn(list, items)) found.set(item.value[kind.idMember], item);
  }
  return found;
}

function instancesIn({ source, node, value }: Stated): Stated[] {
  const within = node.node === 'mapping' ? node.entries.get('Instances')?.value : undefined;
  const nodes = within?.node === 'sequence' ? within.items : [];
  const instances = Array.isArray(value.Instances) ? (value.Instances as readonly Stated['value'][]) : [];
  return instances.flatMap((instance, index) =>
    typeof instance === 'object' && instance !== null ? [{ source, node: nodes[index] ?? node, value: instance }] : [],
  );
}
