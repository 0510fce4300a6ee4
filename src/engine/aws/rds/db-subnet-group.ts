import type { AwsKind } from '../../kind.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';

/** The subnets in which a database may be. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBSubnetGroup.html */
export type DBSubnetGroup = {
  readonly DBSubnetGroupName: string;
  readonly DBSubnetGroupDescription: string;
  readonly VpcId: string;
  readonly SubnetIds: readonly string[];
};

export const dbSubnetGroup: AwsKind<DBSubnetGroup> = {
  plane: 'aws',
  kind: 'DBSubnetGroup',
  service: 'rds',
  idPrefix: 'subgrp',
  idMember: 'DBSubnetGroupName',
  indices: { byVpc: (group) => [group.VpcId] },
  describe: {
    operation: 'DescribeDBSubnetGroups',
    idsMember: 'DBSubnetGroupName',
    listMember: 'DBSubnetGroups',
    notFound: 'DBSubnetGroupNotFoundFault',
    malformed: 'InvalidParameterValue',
    show: showSubnetGroup,
    filters: {},
    pageLimit: { least: 20, most: 100 },
  },
};

/** A subnet group as it is described, alone and within its databases. */
export function showSubnetGroup(group: DBSubnetGroup, world: World): object {
  return {
    DBSubnetGroupName: group.DBSubnetGroupName,
    DBSubnetGroupDescription: group.DBSubnetGroupDescription,
    VpcId: group.VpcId,
    SubnetGroupStatus: 'Complete',
    Subnets: group.SubnetIds.map((SubnetIdentifier) => ({
      SubnetIdentifier,
      SubnetAvailabilityZone: { Name: objectAt(world.aws.Subnet, SubnetIdentifier)?.AvailabilityZone ?? '' },
      SubnetOutpost: {},
      SubnetStatus: 'Active',
    })),
    DBSubnetGroupArn: `arn:aws:rds:${world.region}:${world.account}:subgrp:${group.DBSubnetGroupName}`,
    SupportedNetworkTypes: ['IPV4'],
  };
}
