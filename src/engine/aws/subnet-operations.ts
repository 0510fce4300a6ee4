/** Operations on subnets. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html */
import { type Cidr, covers, overlaps, parseCidr, showCidr } from '../net/cidr.ts';
import type { Principal } from '../principal.ts';
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import { lowerFirst } from './check-input.ts';
import { hasVpcSize, readBlock } from './cidr-input.ts';
import { describeOperation } from './describe.ts';
import { erase, store } from './effects.ts';
import { find } from './find.ts';
import { mintDigits, mintIds } from './mint-ids.ts';
import { defaultNetworkAclOf, networkAclOf } from './network-acl.ts';
import { operation } from './operation.ts';
import { checkQuota } from './quotas.ts';
import { dependencyViolation, isRefusal, type Refusal, refuse } from './refusal.ts';
import { ATTRIBUTE_BOOLEAN, boolean, idOf, string, TAG_SPECIFICATIONS } from './shape.ts';
import { type Subnet, subnet } from './subnet.ts';
import { freeIpv6Block } from './subnet-cidr-operations.ts';
import { tagsFor } from './tag-input.ts';
import { cidrBlocksOf, type Vpc } from './vpc.ts';
import { zonesOfAccount } from './zones.ts';

const describeSubnets = describeOperation(subnet, { ko: '서브넷을 보여 줍니다.', en: 'Shows subnets.' });

const createSubnet = operation({
  service: 'ec2',
  name: 'CreateSubnet',
  kind: 'Subnet',
  writes: true,
  summary: { ko: 'VPC 안에 서브넷을 만듭니다.', en: 'Creates a subnet in a VPC.' },
  members: {
    TagSpecifications: TAG_SPECIFICATIONS,
    AvailabilityZone: string,
    AvailabilityZoneId: string,
    CidrBlock: string,
    VpcId: { ...idOf('Vpc'), required: true },
    Ipv6CidrBlock: string,
    Ipv6Native: boolean,
  },
  run: ({ world, input, as }) => {
    const home = find(world, 'Vpc', input.VpcId);
    if (isRefusal(home)) return home;
    if (input.Ipv6Native) {
      if (input.Ipv6CidrBlock === undefined) return refuse('MissingParameter', "Either 'ipv6CidrBlock' or 'ipv6IpamPoolId' should be provided.");
      if (input.CidrBlock !== undefined) {
        return refuse('InvalidParameterCombination', 'An IPv6 native subnet cannot have an IPv4 CIDR block.');
      }
      return refuse('UnsupportedOperation', 'IPv6 native subnets are not simulated.');
    }
    if (input.CidrBlock === undefined) return refuse('MissingParameter', "Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided.");
    const block = freeBlock(world, home, input.CidrBlock);
    if (isRefusal(block)) return block;
    const six = input.Ipv6CidrBlock === undefined ? null : freeIpv6Block(world, home, input.Ipv6CidrBlock);
    if (isRefusal(six)) return six;
    const Tags = tagsFor('subnet', input.TagSpecifications);
    if (isRefusal(Tags)) return Tags;
    const quota = checkQuota('subnetsPerVpc', lookup(world.aws.Subnet, 'byVpc', home.VpcId).length + 1);
    if (quota !== null) return quota;
    const zone = pickZone(world, as, input);
    if (isRefusal(zone)) return zone;
    const minted = mintIds(zone.world, as, ['subnet', 'aclassoc', 'subnet-cidr-assoc']);
    const [SubnetId, NetworkAclAssociationId, AssociationId] = minted.ids;
    const created: Subnet = {
      SubnetId,
      VpcId: home.VpcId,
      OwnerId: world.account,
      CidrBlock: showCidr(block),
      AvailabilityZone: zone.name,
      AvailabilityZoneId: zone.id,
      Ipv6CidrBlockAssociationSet: six === null ? [] : [{ AssociationId, Ipv6CidrBlock: showCidr(six), Ipv6CidrBlockState: { State: 'associated' } }],
      AssignIpv6AddressOnCreation: false,
      EnableDns64: false,
      MapPublicIpOnLaunch: false,
      DefaultForAz: false,
      Tags,
    };
    const acl = defaultNetworkAclOf(world, home.VpcId);
    if (acl === undefined) throw new Error(`The VPC ${home.VpcId} has no default network ACL`);
    const associated = { ...acl, Associations: [...acl.Associations, { NetworkAclAssociationId, SubnetId }] };
    return {
      world: minted.world,
      effects: [store('Subnet', created), store('NetworkAcl', associated)],
      output: { Subnet: subnet.describe.show(created, world) },
    };
  },
});

function freeBlock(world: World, home: Vpc, text: string): Cidr | Refusal {
  const block = readBlock(text, 'cidrBlock');
  if (isRefusal(block)) return block;
  const shown = showCidr(block);
  const inside = cidrBlocksOf(home).some((outer) => covers(parseCidr(outer), block));
  if (!inside || !hasVpcSize(block)) return refuse('InvalidSubnet.Range', `The CIDR '${shown}' is invalid.`);
  const taken = lookup(world.aws.Subnet, 'byVpc', home.VpcId).some((other) => overlaps(parseCidr(other.CidrBlock), block));
  return taken ? refuse('InvalidSubnet.Conflict', `The CIDR '${shown}' conflicts with another subnet`) : block;
}

type ZoneInput = { readonly AvailabilityZone?: string | undefined; readonly AvailabilityZoneId?: string | undefined };

/** The zone asked for; without one EC2 chooses, here by a hash. */
function pickZone(world: World, as: Principal, input: ZoneInput): { readonly world: World; readonly name: string; readonly id: string } | Refusal {
  const zones = zonesOfAccount(world);
  const { AvailabilityZone: name, AvailabilityZoneId: id } = input;
  if (name === undefined && id === undefined) {
    const drawn = mintDigits(world, as, ['availability-zone']);
    const zone = zones[Number.parseInt((drawn.digits[0] as string).slice(0, 8), 16) % zones.length] as { name: string; id: string };
    return { ...zone, world: drawn.world };
  }
  const zone = zones.find((each) => (name === undefined || each.name === name) && (id === undefined || each.id === id));
  if (zone !== undefined) return { ...zone, world };
  const [value, member, known] =
    name === undefined ? [id, 'availabilityZoneId', zones.map((each) => each.id)] : [name, 'availabilityZone', zones.map((each) => each.name)];
  const text = `Value (${value}) for parameter ${member} is invalid.`;
  return refuse('InvalidParameterValue', `${text} Subnets can currently only be created in the following availability zones: ${known.join(', ')}.`);
}

const modifySubnetAttribute = operation({
  service: 'ec2',
  name: 'ModifySubnetAttribute',
  dryRun: false,
  kind: 'Subnet',
  writes: true,
  summary: {
    ko: '서브넷에서 시작하는 인스턴스가 퍼블릭 주소나 IPv6 주소를 받는지 정합니다.',
    en: 'Decides whether what is launched in a subnet gets a public or an IPv6 address.',
  },
  members: {
    AssignIpv6AddressOnCreation: ATTRIBUTE_BOOLEAN,
    MapPublicIpOnLaunch: ATTRIBUTE_BOOLEAN,
    EnableDns64: ATTRIBUTE_BOOLEAN,
    SubnetId: { ...idOf('Subnet'), required: true },
  },
  run: ({ world, input }) => {
    const found = find(world, 'Subnet', input.SubnetId);
    if (isRefusal(found)) return found;
    const given = ATTRIBUTES.filter((member) => input[member]?.Value !== undefined);
    const [member, ...more] = given;
    if (member === undefined) return refuse('MissingParameter', `The request must contain exactly one of ${ATTRIBUTES.map(lowerFirst).join(', ')}`);
    if (more.length > 0) return refuse('InvalidParameterCombination', `The request can contain only one of ${given.map(lowerFirst).join(', ')}.`);
    const value = input[member]?.Value as boolean;
    if (member !== 'MapPublicIpOnLaunch' && value && found.Ipv6CidrBlockAssociationSet.length === 0) {
      const reason = 'Subnet does not have an IPv6 CIDR block associated.';
      return refuse('InvalidParameterValue', `Invalid value 'true' for ${lowerFirst(member)}. ${reason}`);
    }
    return { effects: [store('Subnet', { ...found, [member]: value })], output: {} };
  },
});

/** One attribute in each request. */
const ATTRIBUTES = ['AssignIpv6AddressOnCreation', 'MapPublicIpOnLaunch', 'EnableDns64'] as const;

const deleteSubnet = operation({
  service: 'ec2',
  name: 'DeleteSubnet',
  kind: 'Subnet',
  writes: true,
  summary: { ko: '인터페이스가 없는 서브넷을 지웁니다.', en: 'Deletes a subnet that has no network interface.' },
  members: { SubnetId: { ...idOf('Subnet'), required: true } },
  run: ({ world, input: { SubnetId } }) => {
    const found = find(world, 'Subnet', SubnetId);
    if (isRefusal(found)) return found;
    const enis = lookup(world.aws.NetworkInterface, 'bySubnet', SubnetId).map((eni) => eni.NetworkInterfaceId);
    if (enis.length > 0) return dependencyViolation(`The subnet '${SubnetId}' has dependencies and cannot be deleted.`, enis);
    const acl = networkAclOf(world, SubnetId);
    const without = <T extends { readonly SubnetId?: string }>(associations: readonly T[]) =>
      associations.filter((each) => each.SubnetId !== SubnetId);
    return {
      effects: [
        ...lookup(world.aws.RouteTable, 'bySubnet', SubnetId).map((table) =>
          store('RouteTable', { ...table, Associations: without(table.Associations) }),
        ),
        ...(acl === undefined ? [] : [store('NetworkAcl', { ...acl, Associations: without(acl.Associations) })]),
        ...lookup(world.aws.SubnetCidrReservation, 'bySubnet', SubnetId).map((each) => erase('SubnetCidrReservation', each.SubnetCidrReservationId)),
        erase('Subnet', SubnetId),
      ],
      output: {},
    };
  },
});

export const subnetOperations = [describeSubnets, createSubnet, modifySubnetAttribute, deleteSubnet];
