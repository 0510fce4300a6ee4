/** `DhcpOptions`, `SubnetIpv4CidrReservations` and `SubnetIpv6CidrReservations`. */
import { DEFAULT_DHCP_OPTIONS, type DhcpOptions } from '../dhcp-options.ts';
import type { SubnetCidrReservation } from '../subnet-cidr-reservation.ts';
import { block, checkReference, type Item, idOf, items, keep, needed, type Reading, tags, text } from './reading.ts';

export function readDhcpOptions(reading: Reading, item: Item): void {
  const DhcpOptionsId = idOf(reading, item, 'DhcpOptionsId', 'dopt');
  // Every account has it: nothing to store.
  if (DhcpOptionsId === DEFAULT_DHCP_OPTIONS) return;
  const object: DhcpOptions = {
    DhcpOptionsId,
    OwnerId: text(reading, item, 'OwnerId') ?? reading.world.account,
    DhcpConfigurations: items(reading, item, 'DhcpConfigurations').map((each) => ({
      Key: text(reading, each, 'Key') ?? '',
      Values: items(reading, each, 'Values').map((value) => ({ Value: text(reading, value, 'Value') ?? '' })),
    })),
    Tags: tags(reading, item),
  };
  keep(reading, 'DhcpOptions', { id: DhcpOptionsId, object, path: item.path });
}

export function readSubnetCidrReservation(reading: Reading, item: Item): void {
  const SubnetId = needed(reading, item, 'SubnetId', text(reading, item, 'SubnetId'));
  const Cidr = needed(reading, item, 'Cidr', block(reading, item, 'Cidr'));
  if (SubnetId === undefined || Cidr === undefined) return;
  if (!checkReference(reading, 'Subnet', { id: SubnetId, path: [...item.path, 'SubnetId'] })) return;
  const SubnetCidrReservationId = idOf(reading, item, 'SubnetCidrReservationId', 'scr');
  const Description = text(reading, item, 'Description');
  const object: SubnetCidrReservation = {
    SubnetCidrReservationId,
    SubnetId,
    Cidr,
    ReservationType: (text(reading, item, 'ReservationType') ?? 'explicit') as SubnetCidrReservation['ReservationType'],
    OwnerId: text(reading, item, 'OwnerId') ?? reading.world.account,
    ...(Description === undefined ? {} : { Description }),
    Tags: tags(reading, item),
  };
  keep(reading, 'SubnetCidrReservation', { id: SubnetCidrReservationId, object, path: item.path });
}
