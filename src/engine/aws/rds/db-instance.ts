import type { AwsKind } from '../../kind.ts';
import { sha1 } from '../../sha1.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Tag } from '../spelling.ts';
import { showSubnetGroup } from './db-subnet-group.ts';

/**
 * A managed database, as far as a network sees it: an address, a port and security groups.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html
 */
export type DBInstance = {
  readonly DBInstanceIdentifier: string;
  readonly DBInstanceClass: string;
  readonly Engine: string;
  readonly DBInstanceStatus: 'creating' | 'available' | 'deleting';
  readonly MasterUsername: string;
  readonly AllocatedStorage: number;
  readonly InstanceCreateTime?: string;
  readonly Port: number;
  readonly AvailabilityZone: string;
  readonly DBSubnetGroupName: string;
  readonly PubliclyAccessible: boolean;
  readonly MultiAZ: boolean;
  readonly DeletionProtection: boolean;
  /** Its interface, whose security groups are its own. */
  readonly NetworkInterfaceId: string;
  readonly TagList: readonly Tag[];
} & Lifecycle;

export const dbInstance: AwsKind<DBInstance> = {
  plane: 'aws',
  kind: 'DBInstance',
  service: 'rds',
  idPrefix: 'db',
  idMember: 'DBInstanceIdentifier',
  indices: {
    byInterface: (instance) => [instance.NetworkInterfaceId],
    bySubnetGroup: (instance) => [instance.DBSubnetGroupName],
  },
  describe: {
    operation: 'DescribeDBInstances',
    idsMember: 'DBInstanceIdentifier',
    listMember: 'DBInstances',
    notFound: 'DBInstanceNotFound',
    malformed: 'InvalidParameterValue',
    show: showInstance,
    filters: {},
    pageLimit: { least: 20, most: 100 },
  },
};

function showInstance(instance: DBInstance, world: World): object {
  const { NetworkInterfaceId, since: _since, Port, DBSubnetGroupName, InstanceCreateTime, DBInstanceStatus, ...rest } = instance;
  const group = objectAt(world.aws.DBSubnetGroup, DBSubnetGroupName);
  const groups = objectAt(world.aws.NetworkInterface, NetworkInterfaceId)?.Groups ?? [];
  const known = DBInstanceStatus !== 'creating';
  return {
    ...rest,
    DBInstanceStatus,
    ...(known ? { Endpoint: { Address: endpointName(world, instance), Port, HostedZoneId: HOSTED_ZONES[world.region] ?? 'Z2R2ITUGPM61AM' } } : {}),
    ...(InstanceCreateTime === undefined ? {} : { InstanceCreateTime }),
    DBSecurityGroups: [],
    VpcSecurityGroups: groups.map(({ GroupId }) => ({ VpcSecurityGroupId: GroupId, Status: 'active' })),
    ...(group === undefined ? {} : { DBSubnetGroup: showSubnetGroup(group, world) }),
    DBInstanceArn: `arn:aws:rds:${world.region}:${world.account}:db:${instance.DBInstanceIdentifier}`,
    NetworkType: 'IPV4',
  };
}

/** https://docs.aws.amazon.com/general/latest/gr/rds-service.html */
const HOSTED_ZONES: { readonly [region: string]: string } = {
  'us-east-1': 'Z2R2ITUGPM61AM',
  'us-east-2': 'Z2XHWR1WZ565X2',
  'us-west-2': 'Z1PVIF0B656C1W',
  'eu-west-1': 'Z29XKXDKYMONMX',
  'eu-central-1': 'Z1RLNUO7B9Q6NB',
  'ap-northeast-1': 'Z24O6O9L7SGTNB',
  'ap-northeast-2': 'ZLA2NUCOLGUUR',
};

/** `shop.c0123456789a.us-west-2.rds.amazonaws.com`: the second label is the account's own in the Region. */
export function endpointName(world: World, { DBInstanceIdentifier }: Pick<DBInstance, 'DBInstanceIdentifier'>): string {
  const own = `c${sha1(`${world.account} ${world.region} rds`).slice(0, 11)}`;
  return `${DBInstanceIdentifier}.${own}.${world.region}.rds.amazonaws.com`;
}

/** The database that works through the interface, or undefined. */
export function databaseOfInterface(world: World, NetworkInterfaceId: string): DBInstance | undefined {
  return lookup(world.aws.DBInstance, 'byInterface', NetworkInterfaceId)[0];
}

/**
 * The address behind the endpoint name of a database; null when there is none of that name. Within its VPC it is always the private one.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html#USER_VPC.Hiding
 */
export function databaseAddress(world: World, name: string, VpcId: string | null): string | null {
  const asked = name.toLowerCase().replace(/\.$/, '');
  if (!asked.endsWith('.rds.amazonaws.com')) return null;
  const instance = objectAt(world.aws.DBInstance, asked.slice(0, asked.indexOf('.')));
  if (instance === undefined || instance.DBInstanceStatus === 'creating' || endpointName(world, instance) !== asked) return null;
  const eni = objectAt(world.aws.NetworkInterface, instance.NetworkInterfaceId);
  const [first] = eni?.PrivateIpAddresses ?? [];
  const isInside = eni !== undefined && objectAt(world.aws.Subnet, eni.SubnetId)?.VpcId === VpcId;
  return (isInside ? undefined : first?.Association?.PublicIp) ?? first?.PrivateIpAddress ?? null;
}
