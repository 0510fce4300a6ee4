import type { SubnetCidrReservation as Model } from '@aws-sdk/client-ec2';
import type { AwsKind } from '../kind.ts';
import type { SpelledAs, Tag } from './spelling.ts';
import { shownTags } from './tags.ts';

/** A part of a subnet that EC2 does not hand out by itself: only for prefixes, or only when asked for by address. */
export type SubnetCidrReservation = SpelledAs<
  Model,
  {
    readonly SubnetCidrReservationId: string;
    readonly SubnetId: string;
    readonly Cidr: string;
    readonly ReservationType: 'prefix' | 'explicit';
    readonly OwnerId: string;
    readonly Description?: string;
    readonly Tags: readonly Tag[];
  }
>;

export const subnetCidrReservation: AwsKind<SubnetCidrReservation> = {
  plane: 'aws',
  kind: 'SubnetCidrReservation',
  service: 'ec2',
  idPrefix: 'scr',
  idMember: 'SubnetCidrReservationId',
  indices: { bySubnet: (reservation) => [reservation.SubnetId] },
  describe: {
    operation: 'GetSubnetCidrReservations',
    idsMember: 'SubnetCidrReservationIds',
    listMember: 'SubnetIpv4CidrReservations',
    notFound: 'InvalidSubnetCidrReservationID.NotFound',
    malformed: 'InvalidSubnetCidrReservationID.Malformed',
    show: (reservation) => ({
      SubnetCidrReservationId: reservation.SubnetCidrReservationId,
      SubnetId: reservation.SubnetId,
      Cidr: reservation.Cidr,
      ReservationType: reservation.ReservationType,
      OwnerId: reservation.OwnerId,
      ...(reservation.Description === undefined ? {} : { Description: reservation.Description }),
      ...shownTags(reservation),
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetSubnetCidrReservations.html
    filters: {
      reservationType: (reservation) => [reservation.ReservationType],
      'subnet-id': (reservation) => [reservation.SubnetId],
    },
    pageLimit: { least: 5, most: 1000 },
  },
};
