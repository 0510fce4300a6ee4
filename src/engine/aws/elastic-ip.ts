import type { Address as Model } from '@aws-sdk/client-ec2';
import type { AwsKind } from '../kind.ts';
import { lookup, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import type { NetworkInterface } from './network-interface.ts';
import type { SpelledAs, Tag } from './spelling.ts';
import { shownTags } from './tags.ts';

/** An Elastic IP address. What it is associated with stands at the private address of the interface. */
export type Address = SpelledAs<
  Model,
  {
    readonly AllocationId: string;
    readonly PublicIp: string;
    readonly Domain: 'vpc';
    readonly PublicIpv4Pool: string;
    readonly NetworkBorderGroup: string;
    readonly Tags: readonly Tag[];
  }
>;

/** Where an Elastic IP address is used. */
export type Holding = { readonly eni: NetworkInterface; readonly PrivateIpAddress: string; readonly AssociationId: string | undefined };

/** The interface and private address that the Elastic IP address is associated with, or null. */
export function heldAt(world: World, { PublicIp }: Pick<Address, 'PublicIp'>): Holding | null {
  for (const eni of lookup(world.aws.NetworkInterface, 'byPublicIp', PublicIp)) {
    const held = eni.PrivateIpAddresses.find((each) => each.Association?.PublicIp === PublicIp);
    if (held !== undefined) return { eni, PrivateIpAddress: held.PrivateIpAddress, AssociationId: held.Association?.AssociationId };
  }
  return null;
}

/** The Elastic IP address with this public address, or undefined. */
export function addressByIp(world: World, PublicIp: string): Address | undefined {
  return objectsOf(world.aws.Address).find((each) => each.PublicIp === PublicIp);
}

const ofUse = (value: (use: Holding) => string | undefined) => (address: Address, world: World) => {
  const use = heldAt(world, address);
  return use === null ? [] : [value(use)];
};

export const elasticIp: AwsKind<Address> = {
  plane: 'aws',
  kind: 'Address',
  service: 'ec2',
  idPrefix: 'eipalloc',
  idMember: 'AllocationId',
  indices: { byPublicIp: (address) => [address.PublicIp] },
  describe: {
    operation: 'DescribeAddresses',
    idsMember: 'AllocationIds',
    listMember: 'Addresses',
    notFound: 'InvalidAllocationID.NotFound',
    malformed: 'InvalidAllocationID.NotFound',
    show: showAddress,
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAddresses.html
    filters: {
      'allocation-id': (address) => [address.AllocationId],
      'association-id': ofUse((use) => use.AssociationId),
      domain: (address) => [address.Domain],
      'instance-id': ofUse((use) => use.eni.Attachment?.InstanceId),
      'network-border-group': (address) => [address.NetworkBorderGroup],
      'network-interface-id': ofUse((use) => use.eni.NetworkInterfaceId),
      'network-interface-owner-id': ofUse((use) => use.eni.OwnerId),
      'private-ip-address': ofUse((use) => use.PrivateIpAddress),
      'public-ip': (address) => [address.PublicIp],
    },
  },
};

function showAddress(address: Address, world: World): object {
  const use = heldAt(world, address);
  const instance = use?.eni.Attachment?.InstanceId;
  return {
    ...(instance === undefined ? {} : { InstanceId: instance }),
    AllocationId: address.AllocationId,
    ...(use?.AssociationId === undefined ? {} : { AssociationId: use.AssociationId }),
    Domain: address.Domain,
    ...(use === null
      ? {}
      : { NetworkInterfaceId: use.eni.NetworkInterfaceId, NetworkInterfaceOwnerId: use.eni.OwnerId, PrivateIpAddress: use.PrivateIpAddress }),
    ...shownTags(address),
    PublicIpv4Pool: address.PublicIpv4Pool,
    NetworkBorderGroup: address.NetworkBorderGroup,
    PublicIp: address.PublicIp,
  };
}
