/** Interfaces of services (NAT gateways, endpoints) that lists leave out: they are there all the same. */
import { parseAddress } from '../../net/address.ts';
import { pickAddresses } from '../free-addresses.ts';
import { macAddress } from '../mac-address.ts';
import type { NetworkInterface } from '../network-interface.ts';
import { isRefusal } from '../refusal.ts';
import type { Subnet } from '../subnet.ts';
import type { Reading } from './reading.ts';

type Stated = {
  readonly NetworkInterfaceId: string;
  readonly subnet: Subnet;
  readonly InterfaceType: NetworkInterface['InterfaceType'];
  readonly Description: string;
  readonly Groups: NetworkInterface['Groups'];
  readonly PrivateIpAddress?: string | undefined;
  readonly Association?: NetworkInterface['PrivateIpAddresses'][number]['Association'];
};

/** Adds the interface; without an address it gets a free one of its subnet, and without a free one it is left out. */
export function stateServiceInterface(reading: Reading, stated: Stated): void {
  const { NetworkInterfaceId, subnet, InterfaceType, Description, Groups, Association } = stated;
  const present = [...reading.objects.NetworkInterface.values()].filter((eni) => eni.SubnetId === subnet.SubnetId);
  const used = new Set(present.flatMap((eni) => eni.PrivateIpAddresses.map((each) => parseAddress(each.PrivateIpAddress))));
  const picked = stated.PrivateIpAddress === undefined ? pickAddresses(subnet.CidrBlock, used, [reading.draw('address')]) : [stated.PrivateIpAddress];
  if (isRefusal(picked)) return;
  reading.objects.NetworkInterface.set(NetworkInterfaceId, {
    NetworkInterfaceId,
    SubnetId: subnet.SubnetId,
    OwnerId: subnet.OwnerId,
    RequesterManaged: true,
    Description,
    InterfaceType,
    MacAddress: macAddress(reading.draw('mac-address')),
    SourceDestCheck: InterfaceType !== 'nat_gateway',
    Groups,
    PrivateIpAddresses: [{ PrivateIpAddress: picked[0] as string, Primary: true, ...(Association === undefined ? {} : { Association }) }],
    Ipv6Addresses: [],
    Ipv4Prefixes: [],
    TagSet: [],
  });
}
