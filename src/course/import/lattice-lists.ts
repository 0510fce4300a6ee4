/** VPC Lattice prints every list as `items` and every object bare: their ARNs tell what they are. */
import type { Text } from '../../engine/text.ts';
import type { Stated } from './aws-lists.ts';
import { type Note, noteAt } from './note.ts';

/** Lists by the last part of the type in an ARN. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonvpclattice.html */
const LISTS: readonly (readonly [pattern: RegExp, list: string])[] = [
  [/:servicenetwork\/[^/]+$/, 'LatticeServiceNetworks'],
  [/:servicenetworkvpcassociation\/[^/]+$/, 'LatticeVpcAssociations'],
  [/:servicenetworkserviceassociation\/[^/]+$/, 'LatticeServiceAssociations'],
  [/:targetgroup\/[^/]+$/, 'LatticeTargetGroups'],
  [/\/rule\/[^/]+$/, 'LatticeRules'],
  [/\/listener\/[^/]+$/, 'LatticeListeners'],
  [/:service\/[^/]+$/, 'LatticeServices'],
];

/** The list that an object of VPC Lattice belongs to, or null for anything else. */
export function latticeList(arn: unknown): string | null {
  if (typeof arn !== 'string' || !arn.startsWith('arn:aws:vpc-lattice:')) return null;
  return LISTS.find(([pattern]) => pattern.test(arn))?.[1] ?? null;
}

/** What list-* and get-* say of one object, joined; listeners and rules of which only the summary is there are left out, with a note. */
export function joined(list: string, items: readonly Stated[]): { readonly items: readonly Stated[]; readonly notes: readonly Note[] } {
  const byArn = new Map<unknown, Stated>();
  for (const item of items) {
    const known = byArn.get(item.value.arn);
    const isFuller = known === undefined || Object.keys(item.value).length > Object.keys(known.value).length;
    const value = known === undefined ? item.value : { ...known.value, ...item.value };
    byArn.set(item.value.arn, { ...(isFuller ? item : known), value });
  }
  const action = list === 'LatticeListeners' ? 'defaultAction' : list === 'LatticeRules' ? 'action' : null;
  const isWhole = ({ value }: Stated) => action === null || value[action] !== undefined || value.isDefault === true;
  const all = [...byArn.values()];
  const command = list === 'LatticeRules' ? 'get-rule' : 'get-listener';
  const notes = all.filter((item) => !isWhole(item)).map((item) => noteAt(item, [], SUMMARY_ONLY, { name: String(item.value.name), command }));
  // list-service-network-vpc-associations leaves the groups out.
  const ungrouped = list === 'LatticeVpcAssociations' ? all.filter(({ value }) => value.securityGroupIds === undefined) : [];
  const without = ungrouped.map((item) => noteAt(item, [], NO_GROUPS, { id: String(item.value.id) }));
  return { items: all.filter(isWhole), notes: [...notes, ...without] };
}

const SUMMARY_ONLY: Text = {
  ko: '{name}의 요약만 있어 뺐습니다. `aws vpc-lattice {command}`의 출력도 넣으세요.',
  en: 'left out: of {name} only the summary is here. Import the output of `aws vpc-lattice {command}` too.',
};
const NO_GROUPS: Text = {
  ko: '{id} 연결의 보안 그룹을 알 수 없어 없는 것으로 봅니다. `aws vpc-lattice get-service-network-vpc-association`의 출력도 넣으세요.',
  en: '{id}: its security groups are not told and taken to be none. Import the output of `aws vpc-lattice get-service-network-vpc-association` too.',
};
