/** The interfaces that an instance is launched with. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceNetworkInterfaceSpecification.html */
import { parseAddress } from '../net/address.ts';
import type { Principal } from '../principal.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { find } from './find.ts';
import { checkAddress, pickAddresses } from './free-addresses.ts';
import { groupsFor } from './interface-groups.ts';
import { ipv6For } from './ipv6-addresses.ts';
import { macAddress } from './mac-address.ts';
import { mintDigits, mintIds } from './mint-ids.ts';
import type { NetworkInterface } from './network-interface.ts';
import { drawPublicAddress } from './public-addresses.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { boolean, idOf, idsOf, integer, string } from './shape.ts';
import type { Tag } from './spelling.ts';
import type { Subnet } from './subnet.ts';
import { takenAddresses, usedAddresses } from './subnet-addresses.ts';

export const INTERFACE_SPECIFICATIONS = {
  type: 'list',
  of: {
    type: 'structure',
    members: {
      AssociatePublicIpAddress: boolean,
      DeleteOnTermination: boolean,
      Description: string,
      DeviceIndex: integer,
      Groups: idsOf('SecurityGroup'),
      Ipv6AddressCount: integer,
      Ipv6Addresses: { type: 'list', of: { type: 'structure', members: { Ipv6Address: string } } },
      NetworkCardIndex: integer,
      NetworkInterfaceId: idOf('NetworkInterface'),
      PrivateIpAddress: string,
      PrivateIpAddresses: { type: 'list', of: { type: 'structure', members: { PrivateIpAddress: string, Primary: boolean } } },
      SecondaryPrivateIpAddressCount: integer,
      SubnetId: idOf('Subnet'),
    },
  },
} as const;

type Given<T> = { readonly [M in keyof T]?: T[M] | undefined };

export type InterfaceSpecification = Given<{
  readonly AssociatePublicIpAddress: boolean;
  readonly DeleteOnTermination: boolean;
  readonly Description: string;
  readonly DeviceIndex: number;
  readonly Groups: readonly string[];
  readonly Ipv6AddressCount: number;
  readonly Ipv6Addresses: readonly Given<{ readonly Ipv6Address: string }>[];
  readonly NetworkCardIndex: number;
  readonly NetworkInterfaceId: string;
  readonly PrivateIpAddress: string;
  readonly PrivateIpAddresses: readonly Given<{ readonly PrivateIpAddress: string; readonly Primary: boolean }>[];
  readonly SecondaryPrivateIpAddressCount: number;
  readonly SubnetId: string;
}>;

export type Placing = {
  readonly specification: InterfaceSpecification;
  readonly subnet: Subnet;
  readonly InstanceId: string;
  readonly TagSet: readonly Tag[];
  /** Whether it is the only interface of the launch: only then does a subnet give a public address. */
  readonly alone: boolean;
};

type Made = { readonly world: World; readonly eni: NetworkInterface };

/** Null when the specifications may stand together in one launch. */
export function checkSpecifications(specifications: readonly InterfaceSpecification[], count: number): Refusal | null {
  const indices = specifications.map(({ DeviceIndex, NetworkCardIndex = 0 }) => `${NetworkCardIndex}/${DeviceIndex ?? ''}`);
  const publicly = specifications.some(({ AssociatePublicIpAddress }) => AssociatePublicIpAddress === true);
  const together = (text: string) => refuse('InvalidParameterCombination', text);
  if (specifications.some(({ DeviceIndex }) => DeviceIndex === undefined)) {
    return refuse('MissingParameter', 'The request must contain the parameter networkInterfaces.deviceIndex');
  }
  if (!specifications.some(({ DeviceIndex }) => DeviceIndex === 0)) {
    return refuse('InvalidParameterValue', 'When specifying network interfaces, you must include a device at index 0.');
  }
  if (new Set(indices).size < indices.length) return refuse('InvalidParameterValue', 'Each network interface requires a unique device index.');
  if (publicly && specifications.length > 1) {
    return together('The associatePublicIPAddress parameter cannot be specified when launching with multiple network interfaces.');
  }
  const existing = specifications.find(({ NetworkInterfaceId }) => NetworkInterfaceId !== undefined);
  if (existing !== undefined && count > 1) return together('An existing network interface cannot be used when launching more than one instance.');
  if (existing?.AssociatePublicIpAddress !== undefined) {
    return together('The associatePublicIPAddress parameter cannot be specified for a network interface with an ID.');
  }
  if (existing !== undefined && (existing.SubnetId !== undefined || existing.Groups !== undefined || existing.PrivateIpAddress !== undefined)) {
    return together('A network interface may not specify both a network interface ID and a subnet, security groups or a private address.');
  }
  const fixed = specifications.some(({ PrivateIpAddress, PrivateIpAddresses }) => PrivateIpAddress !== undefined || PrivateIpAddresses !== undefined);
  return fixed && count > 1 ? together('A private IP address cannot be specified when launching more than one instance.') : null;
}

/** The interface attached to the instance, made anew or one that exists. */
export function interfaceOfLaunch(world: World, as: Principal, placing: Placing): Made | Refusal {
  return placing.specification.NetworkInterfaceId === undefined ? newInterface(world, as, placing) : existingInterface(world, as, placing);
}

function existingInterface(world: World, as: Principal, { specification, InstanceId }: Placing): Made | Refusal {
  const eni = find(world, 'NetworkInterface', specification.NetworkInterfaceId as string);
  if (isRefusal(eni)) return eni;
  if (eni.Attachment !== undefined || eni.RequesterManaged) {
    return refuse('InvalidNetworkInterface.InUse', `Interface: [${eni.NetworkInterfaceId}] in use.`);
  }
  const minted = mintIds(world, as, ['eni-attach']);
  return { world: minted.world, eni: { ...eni, Attachment: attachmentOf(specification, { InstanceId, AttachmentId: minted.ids[0], made: false }) } };
}

function newInterface(world: World, as: Principal, { specification, subnet, InstanceId, TagSet, alone }: Placing): Made | Refusal {
  const Groups = groupsFor(world, subnet, specification.Groups);
  if (isRefusal(Groups)) return Groups;
  const asked = addressesAsked(specification);
  if (isRefusal(asked)) return asked;
  const wanted = (asked.length === 0 ? 1 : 0) + (specification.SecondaryPrivateIpAddressCount ?? 0);
  const drawn = mintDigits(world, as, ['mac-address', ...new Array<string>(wanted).fill('address')]);
  const addresses = addressesFor(world, subnet, { asked, digits: drawn.digits.slice(1) });
  if (isRefusal(addresses)) return addresses;
  const six = ipv6For(drawn.world, as, {
    subnet,
    asked: specification.Ipv6Addresses?.map(({ Ipv6Address = '' }) => Ipv6Address),
    count: specification.Ipv6AddressCount,
  });
  if (isRefusal(six)) return six;
  const minted = mintIds(six.world, as, ['eni', 'eni-attach']);
  // The subnet decides unless the launch does: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html#subnet-public-ip
  const publicly = specification.AssociatePublicIpAddress ?? (subnet.MapPublicIpOnLaunch && alone);
  const drawnPublic = publicly ? drawPublicAddress(minted.world, as) : null;
  const Association = drawnPublic === null ? {} : { Association: { PublicIp: drawnPublic.address, IpOwnerId: 'amazon' } };
  const eni: NetworkInterface = {
    NetworkInterfaceId: minted.ids[0],
    SubnetId: subnet.SubnetId,
    OwnerId: world.account,
    RequesterManaged: false,
    Description: specification.Description ?? '',
    InterfaceType: 'interface',
    MacAddress: macAddress(drawn.digits[0] as string),
    SourceDestCheck: true,
    Groups,
    PrivateIpAddresses: addresses.map((PrivateIpAddress, index) => ({ PrivateIpAddress, Primary: index === 0, ...(index === 0 ? Association : {}) })),
    Ipv6Addresses: six.addresses.map((Ipv6Address) => ({ Ipv6Address })),
    Ipv4Prefixes: [],
    Attachment: attachmentOf(specification, { InstanceId, AttachmentId: minted.ids[1], made: true }),
    TagSet,
  };
  return { world: drawnPublic?.world ?? minted.world, eni };
}

/** The addresses that a specification names, the primary first. */
function addressesAsked({ PrivateIpAddress, PrivateIpAddresses = [] }: InterfaceSpecification): readonly string[] | Refusal {
  const primaries = PrivateIpAddresses.filter(({ Primary }) => Primary === true);
  if (primaries.length > 1 || (primaries.length === 1 && PrivateIpAddress !== undefined)) {
    return refuse('InvalidParameterCombination', 'Only one private IP address can be designated as primary');
  }
  const named = [...PrivateIpAddresses].sort((one, other) => Number(other.Primary === true) - Number(one.Primary === true));
  const texts = named.flatMap((each) => each.PrivateIpAddress ?? []);
  return PrivateIpAddress === undefined ? texts : [PrivateIpAddress, ...texts];
}

type Wanted = { readonly asked: readonly string[]; readonly digits: readonly string[] };

function addressesFor(world: World, subnet: Subnet, { asked, digits }: Wanted): readonly string[] | Refusal {
  const used = usedAddresses(world, subnet.SubnetId);
  for (const text of asked) {
    const wrong = checkAddress(subnet.CidrBlock, used, text);
    if (wrong !== null) return wrong;
  }
  const taken = takenAddresses(world, subnet.SubnetId);
  const own = new Set(asked.map((text) => parseAddress(text)));
  const picked = pickAddresses(subnet.CidrBlock, { has: (address) => own.has(address) || taken.has(address) }, digits);
  return isRefusal(picked) ? picked : [...asked, ...picked];
}

type Attaching = { readonly InstanceId: string; readonly AttachmentId: string; readonly made: boolean };

/** An interface that the launch makes goes with its instance, one that was there stays. */
function attachmentOf(
  { DeviceIndex = 0, NetworkCardIndex = 0, DeleteOnTermination }: InterfaceSpecification,
  { InstanceId, AttachmentId, made }: Attaching,
): NonNullable<NetworkInterface['Attachment']> {
  return { AttachmentId, InstanceId, DeviceIndex, NetworkCardIndex, DeleteOnTermination: DeleteOnTermination ?? made, Status: 'attached' };
}

/** The subnet of an interface that exists. */
export function subnetOfInterface(world: World, id: string): Subnet | Refusal {
  const eni = find(world, 'NetworkInterface', id);
  if (isRefusal(eni)) return eni;
  return objectAt(world.aws.Subnet, eni.SubnetId) ?? refuse('InvalidSubnetID.NotFound', `The subnet ID '${eni.SubnetId}' does not exist`);
}
