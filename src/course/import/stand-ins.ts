/**
 * Stand-ins for objects that the files name and do not have: whoever prints subnets alone names a VPC all the same. A
 * stand-in is made of what the others say of it, and each is told.
 */
import { parseAddress, readAddress } from '../../engine/net/address.ts';
import { contains, hostCidr, readCidr, showCidr } from '../../engine/net/cidr.ts';

export type Missing = { readonly kind: string; readonly id: string };
export type StandIn = { readonly list: string; readonly value: Readonly<Record<string, unknown>>; readonly blocks: readonly string[] };

type Values = Readonly<Record<string, unknown>>;

/** What the lists say of missing objects, found by the id that names them. */
export type Witnesses = { readonly of: (member: string, id: string) => readonly Values[] };

/** All objects of the lists and within them, by the VPC, subnet, group and instance that they name. */
export function witnessesOf(lists: Readonly<Record<string, readonly { readonly value: Values }[]>>): Witnesses {
  const found = new Map<string, Values[]>();
  const note = (member: string, id: unknown, value: Values) => {
    if (typeof id !== 'string') return;
    const known = found.get(`${member} ${id}`);
    if (known === undefined) found.set(`${member} ${id}`, [value]);
    else known.push(value);
  };
  const visit = (value: Values): void => {
    for (const member of ['VpcId', 'SubnetId']) note(member, value[member], value);
    for (const group of [...objects(value.Groups), ...objects(value.SecurityGroups)]) note('GroupId', group.GroupId, { ...value, ...group });
    for (const inner of [...objects(value.Instances), ...objects(value.NetworkInterfaces)]) visit(inner);
  };
  for (const items of Object.values(lists)) for (const { value } of items) visit(value);
  return { of: (member, id) => found.get(`${member} ${id}`) ?? [] };
}

/** The object as far as the others tell of it, or null when they tell too little. */
export function standIn({ kind, id }: Missing, witnesses: Witnesses): StandIn | null {
  if (kind === 'Instance') return { list: 'Instances', value: { InstanceId: id }, blocks: [] };
  if (kind === 'Vpc') return vpc(id, witnesses.of('VpcId', id));
  if (kind === 'Subnet') return subnet(id, witnesses.of('SubnetId', id));
  return kind === 'SecurityGroup' ? group(id, witnesses.of('GroupId', id)) : null;
}

/** Its blocks are those of its local routes; without a route table, the largest that a VPC can have around its subnets or addresses. */
function vpc(VpcId: string, witnesses: readonly Values[]): StandIn {
  const local = witnesses.flatMap(({ Routes }) => objects(Routes)).filter(({ GatewayId }) => GatewayId === 'local');
  const stated = local.flatMap(({ DestinationCidrBlock: block }) => (typeof block === 'string' && readCidr(block) !== null ? [block] : []));
  const within = witnesses.flatMap((each) => [each.CidrBlock, each.PrivateIpAddress]).flatMap(addressIn);
  const around = within.map((address) => showCidr(enclosing([address], 16)));
  const blocks = [...new Set(stated.length > 0 ? stated : around.length > 0 ? around : ['10.0.0.0/16'])];
  const value = { VpcId, CidrBlock: blocks[0], CidrBlockAssociationSet: blocks.map((CidrBlock) => ({ CidrBlock })) };
  return { list: 'Vpcs', value: { ...value, ...ownerOf(witnesses) }, blocks };
}

function subnet(SubnetId: string, witnesses: readonly Values[]): StandIn | null {
  const VpcId = witnesses.map((each) => each.VpcId).find((id) => typeof id === 'string');
  const addresses = witnesses.flatMap(addressesOf);
  if (VpcId === undefined || addresses.length === 0) return null;
  const CidrBlock = showCidr(enclosing(addresses, 24));
  const zone = witnesses.map((each) => each.AvailabilityZone ?? objects([each.Placement])[0]?.AvailabilityZone).find((name) => name !== undefined);
  const value = { SubnetId, VpcId, CidrBlock, ...(zone === undefined ? {} : { AvailabilityZone: zone }) };
  return { list: 'Subnets', value: { ...value, ...ownerOf(witnesses) }, blocks: [CidrBlock] };
}

/** Nobody but the group itself tells of its rules: it lets nothing in. */
function group(GroupId: string, witnesses: readonly Values[]): StandIn | null {
  const known = witnesses.find(({ VpcId }) => typeof VpcId === 'string');
  if (known === undefined) return null;
  const name = typeof known.GroupName === 'string' ? { GroupName: known.GroupName } : {};
  return { list: 'SecurityGroups', value: { GroupId, VpcId: known.VpcId, ...name, IpPermissions: [] }, blocks: [] };
}

/** The smallest block of at least this size around the addresses. */
function enclosing(addresses: readonly string[], prefix: number) {
  const all = addresses.map(parseAddress);
  for (let bits = prefix; ; bits -= 1) {
    const block = readCidr(`${addresses[0]}/${bits}`) ?? hostCidr(parseAddress(addresses[0] as string));
    if (bits === 0 || all.every((address) => contains(block, address))) return block;
  }
}

function addressesOf(value: Values): string[] {
  const listed = [...objects(value.PrivateIpAddresses), ...objects(value.NatGatewayAddresses)];
  return [value.PrivateIpAddress, ...listed.flatMap((each) => [each.PrivateIpAddress, each.PrivateIp])].flatMap(addressIn);
}

/** The IPv4 address of a text, or of the block that it names. */
function addressIn(value: unknown): string[] {
  const address = typeof value === 'string' ? (value.split('/')[0] as string) : '';
  return typeof readAddress(address) === 'number' ? [address] : [];
}

function ownerOf(witnesses: readonly Values[]): object {
  const OwnerId = witnesses.map((each) => each.OwnerId).find((id) => typeof id === 'string');
  return OwnerId === undefined ? {} : { OwnerId };
}

function objects(value: unknown): readonly Values[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];
}
