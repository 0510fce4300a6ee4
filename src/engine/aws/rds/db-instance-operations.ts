/** Operations on databases. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
import type { Principal } from '../../principal.ts';
import { objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import { timestamp } from '../aws-time.ts';
import { erase, store } from '../effects.ts';
import { groupsFor } from '../interface-groups.ts';
import { mintDigits } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { drawPublicAddress } from '../public-addresses.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { serviceInterface } from '../service-interface.ts';
import { boolean, idOf, idsOf, integer, string, TAGS } from '../shape.ts';
import type { Subnet } from '../subnet.ts';
import { freeAddressCount } from '../subnet-addresses.ts';
import { type DBInstance, dbInstance } from './db-instance.ts';
import type { DBSubnetGroup } from './db-subnet-group.ts';

/** Engines and the ports that they listen on unless told otherwise (same page, Port). */
const PORTS: { readonly [engine: string]: number } = {
  postgres: 5432,
  mysql: 3306,
  mariadb: 3306,
  'sqlserver-ex': 1433,
  'sqlserver-web': 1433,
  'sqlserver-se': 1433,
  'sqlserver-ee': 1433,
  'oracle-se2': 1521,
  'oracle-ee': 1521,
};
const IDENTIFIER = { ...idOf('DBInstance'), required: true } as const;

const describeDBInstances = operation({
  service: 'rds',
  name: 'DescribeDBInstances',
  kind: 'DBInstance',
  writes: false,
  summary: { ko: '데이터베이스와 그 엔드포인트를 보여 줍니다.', en: 'Shows databases and their endpoints.' },
  pages: 'DBInstances',
  members: { DBInstanceIdentifier: idOf('DBInstance') },
  run: ({ world, input: { DBInstanceIdentifier } }) => {
    if (DBInstanceIdentifier === undefined)
      return { output: { DBInstances: objectsOf(world.aws.DBInstance).map((each) => dbInstance.describe.show(each, world)) } };
    const found = instanceAt(world, DBInstanceIdentifier);
    return isRefusal(found) ? found : { output: { DBInstances: [dbInstance.describe.show(found, world)] } };
  },
});

function instanceAt(world: World, identifier: string): DBInstance | Refusal {
  const id = identifier.toLowerCase();
  return objectAt(world.aws.DBInstance, id) ?? refuse('DBInstanceNotFound', `DBInstance ${id} not found.`, 404);
}

const createDBInstance = operation({
  service: 'rds',
  name: 'CreateDBInstance',
  kind: 'DBInstance',
  writes: true,
  summary: {
    ko: '데이터베이스를 만듭니다. 서브넷 그룹의 서브넷에 인터페이스가 생깁니다.',
    en: 'Creates a database, with an interface in a subnet of its subnet group.',
  },
  members: {
    DBInstanceIdentifier: { ...string, required: true },
    AllocatedStorage: integer,
    DBInstanceClass: { ...string, required: true },
    Engine: { ...string, required: true },
    MasterUsername: string,
    MasterUserPassword: string,
    ManageMasterUserPassword: boolean,
    VpcSecurityGroupIds: idsOf('SecurityGroup'),
    AvailabilityZone: string,
    DBSubnetGroupName: idOf('DBSubnetGroup'),
    Port: integer,
    MultiAZ: boolean,
    PubliclyAccessible: boolean,
    DeletionProtection: boolean,
    Tags: TAGS,
  },
  run: ({ world, input, as }) => {
    const id = input.DBInstanceIdentifier.toLowerCase();
    if (!/^[a-z](-?[a-z0-9]){0,62}$/.test(id)) {
      return refuse(
        'InvalidParameterValue',
        'The parameter DBInstanceIdentifier is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.',
      );
    }
    if (objectAt(world.aws.DBInstance, id) !== undefined) return refuse('DBInstanceAlreadyExists', 'DB instance already exists');
    const port = input.Port ?? PORTS[input.Engine];
    if (PORTS[input.Engine] === undefined || port === undefined) return refuse('InvalidParameterValue', 'Invalid DB engine');
    if (input.MasterUsername === undefined)
      return refuse('InvalidParameterValue', 'The parameter MasterUsername must be provided and must not be blank.');
    if (input.MasterUserPassword === undefined && input.ManageMasterUserPassword !== true) {
      return refuse('InvalidParameterValue', 'The parameter MasterUserPassword must be provided and must not be blank.');
    }
    const group = groupFor(world, input.DBSubnetGroupName);
    if (isRefusal(group)) return group;
    const made = interfaceIn(world, as, { group, ...input });
    if (isRefusal(made)) return made;
    const created: DBInstance = {
      DBInstanceIdentifier: id,
      DBInstanceClass: input.DBInstanceClass,
      Engine: input.Engine,
      DBInstanceStatus: 'creating',
      MasterUsername: input.MasterUsername,
      AllocatedStorage: input.AllocatedStorage ?? 20,
      Port: port,
      AvailabilityZone: made.subnet.AvailabilityZone,
      DBSubnetGroupName: group.DBSubnetGroupName,
      PubliclyAccessible: input.PubliclyAccessible ?? false,
      MultiAZ: input.MultiAZ ?? false,
      DeletionProtection: input.DeletionProtection ?? false,
      NetworkInterfaceId: made.eni.NetworkInterfaceId,
      TagList: (input.Tags ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value })),
      since: world.now,
    };
    const effects = [store('DBSubnetGroup', group), store('NetworkInterface', made.eni), store('DBInstance', created)];
    const shown = dbInstance.describe.show(created, world);
    const VpcSecurityGroups = made.eni.Groups.map(({ GroupId }) => ({ VpcSecurityGroupId: GroupId, Status: 'active' }));
    return { world: made.world, effects, output: { DBInstance: { ...shown, VpcSecurityGroups } } };
  },
});

/** The named group, or the subnets of the default VPC. */
function groupFor(world: World, name: string | undefined): DBSubnetGroup | Refusal {
  if (name !== undefined) {
    return (
      objectAt(world.aws.DBSubnetGroup, name.toLowerCase()) ?? refuse('DBSubnetGroupNotFoundFault', `DB subnet group '${name}' does not exist.`, 404)
    );
  }
  const home = objectsOf(world.aws.Vpc).find((vpc) => vpc.IsDefault);
  const SubnetIds = objectsOf(world.aws.Subnet).flatMap((subnet) => (subnet.VpcId === home?.VpcId && subnet.DefaultForAz ? [subnet.SubnetId] : []));
  if (home === undefined || SubnetIds.length === 0) {
    return refuse('InvalidSubnet', 'No default subnet detected in VPC. Please contact AWS Support to recreate default Subnets.');
  }
  return { DBSubnetGroupName: 'default', DBSubnetGroupDescription: 'default', VpcId: home.VpcId, SubnetIds };
}

type Wanted = {
  readonly group: DBSubnetGroup;
  readonly AvailabilityZone?: string | undefined;
  readonly VpcSecurityGroupIds?: readonly string[] | undefined;
  readonly PubliclyAccessible?: boolean | undefined;
};

function interfaceIn(world: World, as: Principal, { group, AvailabilityZone, VpcSecurityGroupIds, PubliclyAccessible = false }: Wanted) {
  const subnets = group.SubnetIds.flatMap((id) => objectAt(world.aws.Subnet, id) ?? []);
  const possible = subnets.filter((subnet) => AvailabilityZone === undefined || subnet.AvailabilityZone === AvailabilityZone);
  if (possible.length === 0) {
    return refuse(
      'InvalidVPCNetworkStateFault',
      `Cannot create a database in availability zone ${AvailabilityZone}, since it is not covered by the DB subnet group.`,
    );
  }
  const drawn = mintDigits(world, as, ['zone']);
  const roomy = possible.filter((subnet) => freeAddressCount(world, subnet) > 0);
  const subnet = roomy[Number.parseInt((drawn.digits[0] as string).slice(0, 6), 16) % Math.max(1, roomy.length)] as Subnet | undefined;
  if (subnet === undefined)
    return refuse('InsufficientDBInstanceCapacity', 'There are not enough free addresses in the subnets of the DB subnet group.');
  const Groups = groupsFor(world, subnet, VpcSecurityGroupIds);
  if (isRefusal(Groups))
    return refuse('InvalidParameterValue', `Invalid security group , groupId= ${(VpcSecurityGroupIds ?? []).join(', ')}, groupName=.`);
  const made = serviceInterface(drawn.world, {
    subnet,
    as,
    InterfaceType: 'interface',
    RequesterId: 'amazon-rds',
    Description: 'RDSNetworkInterface',
    Groups,
  });
  if (isRefusal(made) || !PubliclyAccessible) return isRefusal(made) ? made : { ...made, subnet };
  const address = drawPublicAddress(made.world, as);
  const [first] = made.eni.PrivateIpAddresses;
  const PrivateIpAddress = first?.PrivateIpAddress as string;
  const Association = { PublicIp: address.address, IpOwnerId: 'amazon-rds' };
  return { world: address.world, eni: { ...made.eni, PrivateIpAddresses: [{ PrivateIpAddress, Primary: true, Association }] }, subnet };
}

const modifyDBInstance = operation({
  service: 'rds',
  name: 'ModifyDBInstance',
  kind: 'DBInstance',
  writes: true,
  summary: { ko: '데이터베이스의 보안 그룹과 삭제 방지를 바꿉니다.', en: 'Changes the security groups or the deletion protection of a database.' },
  members: { DBInstanceIdentifier: IDENTIFIER, VpcSecurityGroupIds: idsOf('SecurityGroup'), DeletionProtection: boolean, ApplyImmediately: boolean },
  run: ({ world, input }) => {
    const found = instanceAt(world, input.DBInstanceIdentifier);
    if (isRefusal(found)) return found;
    if (found.DBInstanceStatus !== 'available') return refuse('InvalidDBInstanceState', 'Database instance is not in available state.');
    const next: DBInstance = { ...found, DeletionProtection: input.DeletionProtection ?? found.DeletionProtection };
    const eni = objectAt(world.aws.NetworkInterface, found.NetworkInterfaceId);
    const subnet = objectAt(world.aws.Subnet, eni?.SubnetId ?? '');
    const output = { DBInstance: dbInstance.describe.show(next, world) };
    if (input.VpcSecurityGroupIds === undefined || eni === undefined || subnet === undefined) return { effects: [store('DBInstance', next)], output };
    const Groups = groupsFor(world, subnet, input.VpcSecurityGroupIds);
    if (isRefusal(Groups))
      return refuse('InvalidParameterValue', `Invalid security group , groupId= ${input.VpcSecurityGroupIds.join(', ')}, groupName=.`);
    return { effects: [store('DBInstance', next), store('NetworkInterface', { ...eni, Groups })], output };
  },
});

const deleteDBInstance = operation({
  service: 'rds',
  name: 'DeleteDBInstance',
  kind: 'DBInstance',
  writes: true,
  summary: { ko: '데이터베이스를 지웁니다.', en: 'Deletes a database.' },
  members: { DBInstanceIdentifier: IDENTIFIER, SkipFinalSnapshot: boolean, FinalDBSnapshotIdentifier: string },
  run: ({ world, input }) => {
    const found = instanceAt(world, input.DBInstanceIdentifier);
    if (isRefusal(found)) return found;
    if (found.DeletionProtection)
      return refuse('InvalidParameterCombination', 'Cannot delete protected DB Instance, please disable deletion protection and try again.');
    if (input.SkipFinalSnapshot !== true && input.FinalDBSnapshotIdentifier === undefined) {
      return refuse('InvalidParameterCombination', 'FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.');
    }
    if (found.DBInstanceStatus === 'deleting') {
      return refuse('InvalidDBInstanceState', `Instance ${found.DBInstanceIdentifier} is already being deleted.`);
    }
    const next: DBInstance = { ...found, DBInstanceStatus: 'deleting', since: world.now };
    return { effects: [store('DBInstance', next)], output: { DBInstance: dbInstance.describe.show(next, world) } };
  },
});

const advanceDBInstance = operation({
  service: 'rds',
  name: 'AdvanceDBInstance',
  kind: 'DBInstance',
  writes: true,
  internal: true,
  summary: { ko: '데이터베이스의 상태를 다음으로 넘깁니다.', en: 'Takes a database to its next state.' },
  members: { DBInstanceIdentifier: IDENTIFIER },
  run: ({ world, input }) => {
    const found = objectAt(world.aws.DBInstance, input.DBInstanceIdentifier);
    if (found === undefined || found.DBInstanceStatus === 'available') return { output: {} };
    if (found.DBInstanceStatus === 'deleting') {
      const hasInterface = objectAt(world.aws.NetworkInterface, found.NetworkInterfaceId) !== undefined;
      const gone = hasInterface ? [erase('NetworkInterface', found.NetworkInterfaceId)] : [];
      return { effects: [...gone, erase('DBInstance', found.DBInstanceIdentifier)], output: {} };
    }
    const next: DBInstance = { ...found, DBInstanceStatus: 'available', InstanceCreateTime: timestamp(world.now), since: world.now };
    return { effects: [store('DBInstance', next)], output: {} };
  },
});

export const dbInstanceOperations = [describeDBInstances, createDBInstance, modifyDBInstance, deleteDBInstance, advanceDBInstance];
