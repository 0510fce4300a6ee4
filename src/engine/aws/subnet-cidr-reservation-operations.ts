/** Parts of subnets that are kept. https://docs.aws.amazon.com/vpc/latest/userguide/subnet-cidr-reservation.html */
import { familyOf } from '../net/address.ts';
import { covers, overlaps, parseCidr, readCidr, showCidr } from '../net/cidr.ts';
import { lookup } from '../store.ts';
import { select } from './describe.ts';
import { erase, store } from './effects.ts';
import { find } from './find.ts';
import { mintIds } from './mint-ids.ts';
import { operation } from './operation.ts';
import { isRefusal, refuse } from './refusal.ts';
import { FILTERS, idOf, string, TAG_SPECIFICATIONS } from './shape.ts';
import { type SubnetCidrReservation, subnetCidrReservation } from './subnet-cidr-reservation.ts';
import { tagsFor } from './tag-input.ts';

const createSubnetCidrReservation = operation({
  service: 'ec2',
  name: 'CreateSubnetCidrReservation',
  kind: 'SubnetCidrReservation',
  writes: true,
  summary: {
    ko: '서브넷의 일부를 접두사용으로, 또는 지정 할당용으로 예약합니다.',
    en: 'Keeps a part of a subnet for prefixes, or for addresses that are asked for.',
  },
  members: {
    SubnetId: { ...idOf('Subnet'), required: true },
    Cidr: { ...string, required: true },
    ReservationType: { type: 'string', values: ['prefix', 'explicit'], required: true },
    Description: string,
    TagSpecifications: TAG_SPECIFICATIONS,
  },
  run: ({ world, input, as }) => {
    const subnet = find(world, 'Subnet', input.SubnetId);
    if (isRefusal(subnet)) return subnet;
    const block = readCidr(input.Cidr);
    if (block === null)
      return refuse('InvalidParameterValue', `Value (${input.Cidr}) for parameter cidr is invalid. This is not a valid CIDR block.`);
    if (input.ReservationType !== 'prefix' && input.ReservationType !== 'explicit') {
      return refuse('InvalidParameterValue', `Value (${input.ReservationType}) for parameter reservationType is invalid.`);
    }
    const Cidr = showCidr(block);
    const own = familyOf(block.base) === 4 ? [subnet.CidrBlock] : subnet.Ipv6CidrBlockAssociationSet.map((each) => each.Ipv6CidrBlock);
    if (!own.some((each) => covers(parseCidr(each), block))) {
      return refuse('InvalidParameterValue', `CIDR ${Cidr} is not within the subnet's CIDR block.`);
    }
    const clash = lookup(world.aws.SubnetCidrReservation, 'bySubnet', subnet.SubnetId).find((each) => overlaps(parseCidr(each.Cidr), block));
    if (clash !== undefined) {
      return refuse('InvalidParameterValue', `Requested CIDR block ${Cidr} has overlap with existing reserved CIDR block ${clash.Cidr}.`);
    }
    const Tags = tagsFor('subnet-cidr-reservation', input.TagSpecifications);
    if (isRefusal(Tags)) return Tags;
    const minted = mintIds(world, as, ['scr']);
    const created: SubnetCidrReservation = {
      SubnetCidrReservationId: minted.ids[0],
      SubnetId: subnet.SubnetId,
      Cidr,
      ReservationType: input.ReservationType,
      OwnerId: world.account,
      ...(input.Description === undefined ? {} : { Description: input.Description }),
      Tags,
    };
    return {
      world: minted.world,
      effects: [store('SubnetCidrReservation', created)],
      output: { SubnetCidrReservation: subnetCidrReservation.describe.show(created, world) },
    };
  },
});

const deleteSubnetCidrReservation = operation({
  service: 'ec2',
  name: 'DeleteSubnetCidrReservation',
  kind: 'SubnetCidrReservation',
  writes: true,
  summary: { ko: '서브넷 CIDR 예약을 지웁니다.', en: 'Gives a kept part of a subnet free.' },
  members: { SubnetCidrReservationId: { ...idOf('SubnetCidrReservation'), required: true } },
  run: ({ world, input: { SubnetCidrReservationId } }) => {
    const reservation = find(world, 'SubnetCidrReservation', SubnetCidrReservationId);
    if (isRefusal(reservation)) return reservation;
    return {
      effects: [erase('SubnetCidrReservation', SubnetCidrReservationId)],
      output: { DeletedSubnetCidrReservation: subnetCidrReservation.describe.show(reservation, world) },
    };
  },
});

const getSubnetCidrReservations = operation({
  service: 'ec2',
  name: 'GetSubnetCidrReservations',
  kind: 'SubnetCidrReservation',
  writes: false,
  summary: { ko: '서브넷의 CIDR 예약을 보여 줍니다.', en: 'Shows the parts of a subnet that are kept.' },
  members: { SubnetId: { ...idOf('Subnet'), required: true }, Filters: FILTERS },
  run: ({ world, input }) => {
    const subnet = find(world, 'Subnet', input.SubnetId);
    if (isRefusal(subnet)) return subnet;
    const found = select(world, subnetCidrReservation, { ids: [], filters: input.Filters ?? [] });
    if (isRefusal(found)) return found;
    const own = found.filter((each) => each.SubnetId === subnet.SubnetId);
    const shown = (family: 4 | 6) =>
      own.filter((each) => familyOf(parseCidr(each.Cidr).base) === family).map((each) => subnetCidrReservation.describe.show(each, world));
    return { output: { SubnetIpv4CidrReservations: shown(4), SubnetIpv6CidrReservations: shown(6) } };
  },
});

export const subnetCidrReservationOperations = [createSubnetCidrReservation, deleteSubnetCidrReservation, getSubnetCidrReservations];
