/** Operations on network ACLs. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html */
import { lookup, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { describeOperation } from './describe.ts';
import { erase, store } from './effects.ts';
import { find } from './find.ts';
import { mintIds } from './mint-ids.ts';
import { FINAL_RULE, finalEntries, type NetworkAcl, type NetworkAclEntry, networkAcl } from './network-acl.ts';
import { ENTRY, entryFrom, entryWords } from './network-acl-entry.ts';
import { operation } from './operation.ts';
import { checkQuota } from './quotas.ts';
import { dependencyViolation, isRefusal, type Refusal, refuse } from './refusal.ts';
import { boolean, idOf, integer, string, TAG_SPECIFICATIONS } from './shape.ts';
import { tagsFor } from './tag-input.ts';
import { ipv6BlocksOf } from './vpc.ts';
import { withIpv6 } from './vpc-ipv6.ts';

const describeNetworkAcls = describeOperation(networkAcl, { ko: '네트워크 ACL과 규칙을 보여 줍니다.', en: 'Shows network ACLs and their rules.' });

const ACL = { ...idOf('NetworkAcl'), required: true } as const;

const createNetworkAcl = operation({
  service: 'ec2',
  name: 'CreateNetworkAcl',
  kind: 'NetworkAcl',
  writes: true,
  summary: { ko: '네트워크 ACL을 만듭니다. 처음에는 모두 거부합니다.', en: 'Creates a network ACL, which denies everything at first.' },
  members: { TagSpecifications: TAG_SPECIFICATIONS, VpcId: { ...idOf('Vpc'), required: true } },
  run: ({ world, input, as }) => {
    const home = find(world, 'Vpc', input.VpcId);
    if (isRefusal(home)) return home;
    const Tags = tagsFor('network-acl', input.TagSpecifications);
    if (isRefusal(Tags)) return Tags;
    const quota = checkQuota('networkAclsPerVpc', lookup(world.aws.NetworkAcl, 'byVpc', home.VpcId).length + 1);
    if (quota !== null) return quota;
    const minted = mintIds(world, as, ['acl']);
    const bare: NetworkAcl = {
      NetworkAclId: minted.ids[0],
      VpcId: home.VpcId,
      OwnerId: world.account,
      IsDefault: false,
      Associations: [],
      Entries: finalEntries(),
      Tags,
    };
    const created = ipv6BlocksOf(home).length === 0 ? bare : withIpv6(bare);
    return {
      world: minted.world,
      effects: [store('NetworkAcl', created)],
      output: { NetworkAcl: networkAcl.describe.show(created, world) },
    };
  },
});

const deleteNetworkAcl = operation({
  service: 'ec2',
  name: 'DeleteNetworkAcl',
  kind: 'NetworkAcl',
  writes: true,
  summary: { ko: '서브넷이 쓰지 않는 네트워크 ACL을 지웁니다.', en: 'Deletes a network ACL that no subnet uses.' },
  members: { NetworkAclId: ACL },
  run: ({ world, input: { NetworkAclId } }) => {
    const acl = find(world, 'NetworkAcl', NetworkAclId);
    if (isRefusal(acl)) return acl;
    if (acl.IsDefault) return refuse('InvalidParameterValue', `cannot delete default network ACL ${NetworkAclId}`);
    if (acl.Associations.length > 0) {
      const subnets = acl.Associations.map((association) => association.SubnetId);
      return dependencyViolation(`The networkAcl '${NetworkAclId}' has dependencies and cannot be deleted.`, subnets);
    }
    return { effects: [erase('NetworkAcl', NetworkAclId)], output: {} };
  },
});

const replaceNetworkAclAssociation = operation({
  service: 'ec2',
  name: 'ReplaceNetworkAclAssociation',
  kind: 'NetworkAcl',
  writes: true,
  summary: { ko: '서브넷이 쓰는 네트워크 ACL을 바꿉니다.', en: 'Gives a subnet another network ACL.' },
  members: { AssociationId: { ...string, required: true }, NetworkAclId: ACL },
  run: ({ world, input, as }) => {
    const held = associationOf(world, input.AssociationId);
    if (isRefusal(held)) return held;
    const acl = find(world, 'NetworkAcl', input.NetworkAclId);
    if (isRefusal(acl)) return acl;
    if (acl.VpcId !== held.acl.VpcId) {
      return refuse('InvalidParameterValue', `network ACL ${acl.NetworkAclId} and subnet ${held.SubnetId} belong to different networks`);
    }
    const minted = mintIds(world, as, ['aclassoc']);
    const [NetworkAclAssociationId] = minted.ids;
    const left = { ...held.acl, Associations: held.acl.Associations.filter((each) => each.NetworkAclAssociationId !== input.AssociationId) };
    const base = acl.NetworkAclId === left.NetworkAclId ? left : acl;
    const joined = { ...base, Associations: [...base.Associations, { NetworkAclAssociationId, SubnetId: held.SubnetId }] };
    return {
      world: minted.world,
      effects: [store('NetworkAcl', left), store('NetworkAcl', joined)],
      output: { NewAssociationId: NetworkAclAssociationId },
    };
  },
});

function associationOf(world: World, AssociationId: string): { readonly acl: NetworkAcl; readonly SubnetId: string } | Refusal {
  for (const acl of objectsOf(world.aws.NetworkAcl)) {
    const association = acl.Associations.find((each) => each.NetworkAclAssociationId === AssociationId);
    if (association !== undefined) return { acl, SubnetId: association.SubnetId };
  }
  return refuse('InvalidAssociationID.NotFound', `The association ID '${AssociationId}' does not exist`);
}

const createNetworkAclEntry = operation({
  service: 'ec2',
  name: 'CreateNetworkAclEntry',
  kind: 'NetworkAcl',
  writes: true,
  summary: { ko: '네트워크 ACL에 번호를 붙여 규칙을 추가합니다.', en: 'Adds a numbered rule to a network ACL.' },
  members: { NetworkAclId: ACL, ...ENTRY },
  run: ({ world, input }) => {
    const acl = find(world, 'NetworkAcl', input.NetworkAclId);
    if (isRefusal(acl)) return acl;
    const entry = entryFrom(input);
    if (isRefusal(entry)) return entry;
    if (rowOf(acl, entry) !== undefined) return refuse('NetworkAclEntryAlreadyExists', `${entryWords(entry)} already exists.`);
    // The final denies are rows of their own and do not count.
    const inDirection = acl.Entries.filter((each) => each.Egress === entry.Egress && each.RuleNumber < FINAL_RULE).length;
    const quota = checkQuota('entriesPerAclAndDirection', inDirection + 1);
    return quota ?? { effects: [store('NetworkAcl', { ...acl, Entries: [...acl.Entries, entry] })], output: {} };
  },
});

const replaceNetworkAclEntry = operation({
  service: 'ec2',
  name: 'ReplaceNetworkAclEntry',
  kind: 'NetworkAcl',
  writes: true,
  summary: { ko: '네트워크 ACL 규칙을 같은 번호의 다른 규칙으로 바꿉니다.', en: 'Replaces a rule of a network ACL, by number.' },
  members: { NetworkAclId: ACL, ...ENTRY },
  run: ({ world, input }) => {
    const acl = find(world, 'NetworkAcl', input.NetworkAclId);
    if (isRefusal(acl)) return acl;
    const entry = entryFrom(input);
    if (isRefusal(entry)) return entry;
    const row = rowOf(acl, entry);
    if (row === undefined) return missing(entry);
    return { effects: [store('NetworkAcl', { ...acl, Entries: acl.Entries.map((each) => (each === row ? entry : each)) })], output: {} };
  },
});

const deleteNetworkAclEntry = operation({
  service: 'ec2',
  name: 'DeleteNetworkAclEntry',
  kind: 'NetworkAcl',
  writes: true,
  summary: { ko: '네트워크 ACL에서 규칙을 지웁니다.', en: 'Removes a rule of a network ACL, by number.' },
  members: { NetworkAclId: ACL, RuleNumber: { ...integer, required: true }, Egress: { ...boolean, required: true } },
  run: ({ world, input }) => {
    const acl = find(world, 'NetworkAcl', input.NetworkAclId);
    if (isRefusal(acl)) return acl;
    const row = rowOf(acl, input);
    if (row === undefined || row.RuleNumber > 32766) return missing(input);
    return { effects: [store('NetworkAcl', { ...acl, Entries: acl.Entries.filter((each) => each !== row) })], output: {} };
  },
});

type Row = Pick<NetworkAclEntry, 'RuleNumber' | 'Egress'>;

function rowOf(acl: NetworkAcl, row: Row): NetworkAclEntry | undefined {
  return acl.Entries.find((each) => each.RuleNumber === row.RuleNumber && each.Egress === row.Egress);
}

function missing(row: Row): Refusal {
  return refuse('InvalidNetworkAclEntry.NotFound', `${entryWords(row)} does not exist`);
}

export const networkAclOperations = [
  describeNetworkAcls,
  createNetworkAcl,
  deleteNetworkAcl,
  replaceNetworkAclAssociation,
  createNetworkAclEntry,
  replaceNetworkAclEntry,
  deleteNetworkAclEntry,
];
