/**
 * Branch interfaces behind a trunk interface. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateTrunkInterface.html
 * The calls that make and remove them are open to EKS only, so they are one step each here.
 */
import { objectsOf } from '../store.ts';
import { erase, store } from './effects.ts';
import { find } from './find.ts';
import { pickAddresses } from './free-addresses.ts';
import { groupsFor } from './interface-groups.ts';
import { ipv6For } from './ipv6-addresses.ts';
import { macAddress } from './mac-address.ts';
import { mintDigits, mintIds } from './mint-ids.ts';
import type { NetworkInterface } from './network-interface.ts';
import { operation } from './operation.ts';
import { isRefusal, refuse } from './refusal.ts';
import { idOf, idsOf, integer, string } from './shape.ts';
import { takenAddresses } from './subnet-addresses.ts';

const allocateBranchInterface = operation({
  service: 'ec2',
  name: 'AllocateBranchInterface',
  kind: 'NetworkInterface',
  writes: true,
  internal: true,
  dryRun: false,
  summary: { ko: '파드의 브랜치 ENI를 만들어 트렁크 ENI에 연결합니다.', en: 'Makes a branch interface for a pod behind a trunk interface.' },
  members: {
    TrunkInterfaceId: { ...idOf('NetworkInterface'), required: true },
    SubnetId: { ...idOf('Subnet'), required: true },
    Groups: idsOf('SecurityGroup'),
    VlanId: { ...integer, required: true },
    ClientToken: { ...string, required: true },
    Ipv6AddressCount: integer,
  },
  run: ({ world, input, as }) => {
    const subnet = find(world, 'Subnet', input.SubnetId);
    if (isRefusal(subnet)) return subnet;
    const trunk = find(world, 'NetworkInterface', input.TrunkInterfaceId);
    if (isRefusal(trunk)) return trunk;
    const Groups = groupsFor(world, subnet, input.Groups);
    if (isRefusal(Groups)) return Groups;
    const drawn = mintDigits(world, as, ['mac-address', 'address']);
    const addresses = pickAddresses(subnet.CidrBlock, takenAddresses(world, subnet.SubnetId), drawn.digits.slice(1));
    if (isRefusal(addresses)) return addresses;
    const six = ipv6For(drawn.world, as, { subnet, asked: undefined, count: input.Ipv6AddressCount });
    if (isRefusal(six)) return six;
    const minted = mintIds(six.world, as, ['eni', 'trunk-assoc']);
    const [NetworkInterfaceId, AssociationId] = minted.ids;
    // The controller's own tags: pkg/config/type.go (VLandIDTag, TrunkENIIDTag, NetworkInterfaceOwnerTagKey).
    const TagSet = [
      { Key: 'eks:eni:owner', Value: 'eks-vpc-resource-controller' },
      { Key: 'vpcresources.k8s.aws/trunk-eni-id', Value: trunk.NetworkInterfaceId },
      { Key: 'vpcresources.k8s.aws/vlan-id', Value: String(input.VlanId) },
    ];
    const created: NetworkInterface = {
      NetworkInterfaceId,
      SubnetId: subnet.SubnetId,
      OwnerId: world.account,
      RequesterManaged: false,
      Description: 'aws-k8s-branch-eni',
      InterfaceType: 'branch',
      MacAddress: macAddress(drawn.digits[0] as string),
      SourceDestCheck: true,
      Groups,
      PrivateIpAddresses: addresses.map((PrivateIpAddress, index) => ({ PrivateIpAddress, Primary: index === 0 })),
      Ipv6Addresses: six.addresses.map((Ipv6Address) => ({ Ipv6Address })),
      Ipv4Prefixes: [],
      TagSet,
      TrunkAssociation: {
        AssociationId,
        TrunkInterfaceId: trunk.NetworkInterfaceId,
        VlanId: input.VlanId,
        ClientToken: input.ClientToken,
      },
    };
    return { world: minted.world, effects: [store('NetworkInterface', created)], output: {} };
  },
});

const retireBranchInterface = operation({
  service: 'ec2',
  name: 'RetireBranchInterface',
  kind: 'NetworkInterface',
  writes: true,
  internal: true,
  dryRun: false,
  summary: { ko: '파드가 없어진 브랜치 ENI를 쉬게 한 뒤 지웁니다.', en: 'Lets a branch interface without a pod rest, then deletes it.' },
  members: { NetworkInterfaceId: { ...idOf('NetworkInterface'), required: true } },
  run: ({ world, input: { NetworkInterfaceId } }) => {
    const eni = find(world, 'NetworkInterface', NetworkInterfaceId);
    if (isRefusal(eni)) return eni;
    const { TrunkAssociation } = eni;
    if (TrunkAssociation === undefined)
      return refuse('InvalidParameterValue', `Network interface '${NetworkInterfaceId}' is not a branch interface.`);
    if (TrunkAssociation.retiredAt !== undefined) return { effects: [erase('NetworkInterface', NetworkInterfaceId)], output: {} };
    const resting = { ...eni, TrunkAssociation: { ...TrunkAssociation, retiredAt: world.now } };
    return { effects: [store('NetworkInterface', resting)], output: {} };
  },
});

const describeTrunkInterfaceAssociations = operation({
  service: 'ec2',
  name: 'DescribeTrunkInterfaceAssociations',
  kind: 'NetworkInterface',
  writes: false,
  summary: { ko: '트렁크 ENI에 연결된 브랜치 ENI를 보여 줍니다.', en: 'Shows the branch interfaces of trunk interfaces.' },
  members: { AssociationIds: { type: 'list', of: string } },
  run: ({ world, input: { AssociationIds = [] } }) => {
    const branches = objectsOf(world.aws.NetworkInterface).filter(({ TrunkAssociation }) => TrunkAssociation !== undefined);
    const InterfaceAssociations = branches.flatMap(({ NetworkInterfaceId, TrunkAssociation }) => {
      if (TrunkAssociation === undefined || (AssociationIds.length > 0 && !AssociationIds.includes(TrunkAssociation.AssociationId))) return [];
      const { AssociationId, TrunkInterfaceId, VlanId } = TrunkAssociation;
      return [{ AssociationId, BranchInterfaceId: NetworkInterfaceId, InterfaceProtocol: 'VLAN', Tags: [], TrunkInterfaceId, VlanId }];
    });
    return { output: { InterfaceAssociations } };
  },
});

export const branchInterfaceOperations = [allocateBranchInterface, retireBranchInterface, describeTrunkInterfaceAssociations];
