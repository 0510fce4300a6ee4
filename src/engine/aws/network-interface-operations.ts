/** Operations on network interfaces. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkInterface.html */

import { parseAddress } from '../net/address.ts';
import { objectAt, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { describeOperation } from './describe.ts';
import { erase, store } from './effects.ts';
import { find } from './find.ts';
import { checkAddress, pickAddresses } from './free-addresses.ts';
import type { Instance } from './instance.ts';
import { limitsOf } from './instance-limits.ts';
import { groupsFor } from './interface-groups.ts';
import { ipv6For } from './ipv6-addresses.ts';
import { macAddress } from './mac-address.ts';
import { mintDigits, mintIds } from './mint-ids.ts';
import { interfacesOf, type NetworkInterface, networkInterface } from './network-interface.ts';
import { operation } from './operation.ts';
import { addressesOfPrefix, pickPrefixes } from './prefix-delegation.ts';
import { firstRefusal, isRefusal, type Refusal, refuse } from './refusal.ts';
import { ATTRIBUTE_BOOLEAN, boolean, idOf, idsOf, integer, string, TAG_SPECIFICATIONS } from './shape.ts';
import type { Subnet } from './subnet.ts';
import { type AddressSet, takenAddresses, usedAddresses } from './subnet-addresses.ts';
import { tagsFor } from './tag-input.ts';

const describeNetworkInterfaces = describeOperation(networkInterface, {
  ko: '네트워크 인터페이스(ENI)를 보여 줍니다.',
  en: 'Shows network interfaces.',
});

const createNetworkInterface = operation({
  service: 'ec2',
  name: 'CreateNetworkInterface',
  kind: 'NetworkInterface',
  writes: true,
  summary: { ko: '서브넷에 네트워크 인터페이스를 만듭니다.', en: 'Creates a network interface in a subnet.' },
  members: {
    Description: string,
    Groups: idsOf('SecurityGroup'),
    InterfaceType: { type: 'string', values: ['interface', 'trunk', 'branch'] },
    PrivateIpAddress: string,
    SecondaryPrivateIpAddressCount: integer,
    Ipv4PrefixCount: integer,
    Ipv6AddressCount: integer,
    Ipv6Addresses: { type: 'list', of: { type: 'structure', members: { Ipv6Address: string } } },
    SubnetId: { ...idOf('Subnet'), required: true },
    TagSpecifications: TAG_SPECIFICATIONS,
  },
  run: ({ world, input, as }) => {
    const subnet = find(world, 'Subnet', input.SubnetId);
    if (isRefusal(subnet)) return subnet;
    const Groups = groupsFor(world, subnet, input.Groups);
    if (isRefusal(Groups)) return Groups;
    const TagSet = tagsFor('network-interface', input.TagSpecifications);
    if (isRefusal(TagSet)) return TagSet;
    const secondary = input.SecondaryPrivateIpAddressCount ?? 0;
    const wanted = (input.PrivateIpAddress === undefined ? 1 : 0) + secondary;
    const drawn = mintDigits(world, as, ['mac-address', ...new Array<string>(wanted).fill('address')]);
    const prefixes = pickPrefixes(world, subnet, input.Ipv4PrefixCount ?? 0);
    if (isRefusal(prefixes)) return prefixes;
    const addresses = addressesFor(world, subnet, { asked: input.PrivateIpAddress, digits: drawn.digits.slice(1), prefixes });
    if (isRefusal(addresses)) return addresses;
    const six = ipv6For(drawn.world, as, {
      subnet,
      asked: input.Ipv6Addresses?.map((each) => each.Ipv6Address ?? ''),
      count: input.Ipv6AddressCount,
    });
    if (isRefusal(six)) return six;
    const minted = mintIds(six.world, as, ['eni']);
    const created: NetworkInterface = {
      NetworkInterfaceId: minted.ids[0],
      SubnetId: subnet.SubnetId,
      OwnerId: world.account,
      RequesterId: as.arn ?? as.name,
      RequesterManaged: false,
      Description: input.Description ?? '',
      InterfaceType: (input.InterfaceType ?? 'interface') as NetworkInterface['InterfaceType'],
      MacAddress: macAddress(drawn.digits[0] as string),
      SourceDestCheck: true,
      Groups,
      PrivateIpAddresses: addresses.map((PrivateIpAddress, index) => ({ PrivateIpAddress, Primary: index === 0 })),
      Ipv6Addresses: six.addresses.map((Ipv6Address) => ({ Ipv6Address })),
      Ipv4Prefixes: prefixes.map((Ipv4Prefix) => ({ Ipv4Prefix })),
      TagSet,
    };
    return {
      world: minted.world,
      effects: [store('NetworkInterface', created)],
      output: { NetworkInterface: { ...networkInterface.describe.show(created, world), Status: 'pending' } },
    };
  },
});

function addressesFor(
  world: World,
  subnet: Subnet,
  wanted: { readonly asked: string | undefined; readonly digits: readonly string[]; readonly prefixes: readonly string[] },
): string[] | Refusal {
  const others = takenAddresses(world, subnet.SubnetId);
  const own = new Set(wanted.prefixes.flatMap(addressesOfPrefix));
  const taken: AddressSet = { has: (address) => own.has(address) || others.has(address) };
  if (wanted.asked === undefined) return pickAddresses(subnet.CidrBlock, taken, wanted.digits);
  const wrong = checkAddress(subnet.CidrBlock, usedAddresses(world, subnet.SubnetId), wanted.asked);
  if (wrong !== null) return wrong;
  const asked = parseAddress(wanted.asked);
  const picked = pickAddresses(subnet.CidrBlock, { has: (address) => address === asked || taken.has(address) }, wanted.digits);
  return isRefusal(picked) ? picked : [wanted.asked, ...picked];
}

const deleteNetworkInterface = operation({
  service: 'ec2',
  name: 'DeleteNetworkInterface',
  kind: 'NetworkInterface',
  writes: true,
  summary: { ko: '떼어 낸 네트워크 인터페이스를 지웁니다.', en: 'Deletes a network interface that is detached.' },
  members: { NetworkInterfaceId: { ...idOf('NetworkInterface'), required: true } },
  run: ({ world, input: { NetworkInterfaceId } }) => {
    const eni = find(world, 'NetworkInterface', NetworkInterfaceId);
    if (isRefusal(eni)) return eni;
    if (eni.Attachment !== undefined || eni.RequesterManaged) {
      return refuse('InvalidParameterValue', `Network interface '${NetworkInterfaceId}' is currently in use.`);
    }
    return { effects: [erase('NetworkInterface', NetworkInterfaceId)], output: {} };
  },
});

const attachNetworkInterface = operation({
  service: 'ec2',
  name: 'AttachNetworkInterface',
  kind: 'NetworkInterface',
  writes: true,
  summary: { ko: '네트워크 인터페이스를 인스턴스에 연결합니다.', en: 'Attaches a network interface to an instance.' },
  members: {
    NetworkCardIndex: integer,
    NetworkInterfaceId: { ...idOf('NetworkInterface'), required: true },
    InstanceId: { ...idOf('Instance'), required: true },
    DeviceIndex: { ...integer, required: true },
  },
  run: ({ world, input, as }) => {
    const eni = find(world, 'NetworkInterface', input.NetworkInterfaceId);
    if (isRefusal(eni)) return eni;
    const instance = find(world, 'Instance', input.InstanceId);
    if (isRefusal(instance)) return instance;
    const wrong = checkAttachment(world, { eni, instance, DeviceIndex: input.DeviceIndex });
    if (wrong !== null) return wrong;
    const minted = mintIds(world, as, ['eni-attach']);
    const [AttachmentId] = minted.ids;
    const Attachment: NetworkInterface['Attachment'] = {
      AttachmentId,
      InstanceId: instance.InstanceId,
      DeviceIndex: input.DeviceIndex,
      NetworkCardIndex: input.NetworkCardIndex ?? 0,
      DeleteOnTermination: false,
      Status: 'attached',
    };
    return {
      world: minted.world,
      effects: [store('NetworkInterface', { ...eni, Attachment })],
      output: { AttachmentId, NetworkCardIndex: Attachment.NetworkCardIndex },
    };
  },
});

function checkAttachment(
  world: World,
  { eni, instance, DeviceIndex }: { readonly eni: NetworkInterface; readonly instance: Instance; readonly DeviceIndex: number },
) {
  const present = interfacesOf(world, instance.InstanceId);
  const zoneOf = (each: NetworkInterface | undefined) =>
    each === undefined ? undefined : objectAt(world.aws.Subnet, each.SubnetId)?.AvailabilityZone;
  const most = limitsOf(instance.InstanceType)?.enis ?? Number.POSITIVE_INFINITY;
  const { InstanceId, InstanceType } = instance;
  return firstRefusal(
    eni.Attachment === undefined ? null : refuse('InvalidNetworkInterface.InUse', `Interface: [${eni.NetworkInterfaceId}] in use.`),
    present.every((each) => each.Attachment?.DeviceIndex !== DeviceIndex)
      ? null
      : refuse('InvalidParameterValue', `Instance '${InstanceId}' already has an interface attached at device index '${DeviceIndex}'.`),
    zoneOf(present[0]) === zoneOf(eni)
      ? null
      : refuse('InvalidParameterCombination', 'You may not attach a network interface to an instance if they are not in the same availability zone'),
    present.length < most ? null : refuse('AttachmentLimitExceeded', `Interface count ${present.length + 1} exceeds the limit for ${InstanceType}`),
  );
}

const detachNetworkInterface = operation({
  service: 'ec2',
  name: 'DetachNetworkInterface',
  kind: 'NetworkInterface',
  writes: true,
  summary: { ko: '네트워크 인터페이스를 인스턴스에서 떼어 냅니다.', en: 'Detaches a network interface from its instance.' },
  members: { AttachmentId: { ...string, required: true }, Force: boolean },
  run: ({ world, input: { AttachmentId } }) => {
    const eni = objectsOf(world.aws.NetworkInterface).find((each) => each.Attachment?.AttachmentId === AttachmentId);
    if (eni === undefined) return refuse('InvalidAttachmentID.NotFound', `The attachment ID '${AttachmentId}' does not exist.`);
    if (eni.Attachment?.DeviceIndex === 0) {
      return refuse('OperationNotPermitted', 'The network interface at device index 0 cannot be detached.');
    }
    const { Attachment: _attachment, ...detached } = eni;
    return { effects: [store('NetworkInterface', detached)], output: {} };
  },
});

const modifyNetworkInterfaceAttribute = operation({
  service: 'ec2',
  name: 'ModifyNetworkInterfaceAttribute',
  kind: 'NetworkInterface',
  writes: true,
  summary: {
    ko: '인터페이스의 보안 그룹, 출발지/목적지 확인, 설명을 바꿉니다.',
    en: 'Changes the groups, the source/destination check or the description of an interface.',
  },
  members: {
    NetworkInterfaceId: { ...idOf('NetworkInterface'), required: true },
    Description: { type: 'structure', members: { Value: string } },
    SourceDestCheck: ATTRIBUTE_BOOLEAN,
    Groups: idsOf('SecurityGroup'),
  },
  run: ({ world, input }) => {
    const eni = find(world, 'NetworkInterface', input.NetworkInterfaceId);
    if (isRefusal(eni)) return eni;
    const subnet = find(world, 'Subnet', eni.SubnetId);
    if (isRefusal(subnet)) return subnet;
    const Groups = input.Groups === undefined ? eni.Groups : groupsFor(world, subnet, input.Groups);
    if (isRefusal(Groups)) return Groups;
    const SourceDestCheck = input.SourceDestCheck?.Value ?? eni.SourceDestCheck;
    const Description = input.Description?.Value ?? eni.Description;
    return { effects: [store('NetworkInterface', { ...eni, Groups, SourceDestCheck, Description })], output: {} };
  },
});

export const networkInterfaceOperations = [
  describeNetworkInterfaces,
  createNetworkInterface,
  deleteNetworkInterface,
  attachNetworkInterface,
  detachNetworkInterface,
  modifyNetworkInterfaceAttribute,
];
