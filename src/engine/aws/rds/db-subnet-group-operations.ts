/** Operations on subnet groups. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html */
import { lookup, objectAt, objectsOf } from '../../store.ts';
import { erase, store } from '../effects.ts';
import { operation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { idOf, idsOf, string } from '../shape.ts';
import { type DBSubnetGroup, showSubnetGroup } from './db-subnet-group.ts';

const describeDBSubnetGroups = operation({
  service: 'rds',
  name: 'DescribeDBSubnetGroups',
  kind: 'DBSubnetGroup',
  writes: false,
  summary: { ko: '데이터베이스 서브넷 그룹을 보여 줍니다.', en: 'Shows the subnet groups of databases.' },
  pages: 'DBSubnetGroups',
  members: { DBSubnetGroupName: idOf('DBSubnetGroup') },
  run: ({ world, input: { DBSubnetGroupName: name } }) => {
    const found = name === undefined ? objectsOf(world.aws.DBSubnetGroup) : objectAt(world.aws.DBSubnetGroup, name.toLowerCase());
    if (found === undefined) return refuse('DBSubnetGroupNotFoundFault', `DB subnet group '${name}' not found.`, 404);
    return { output: { DBSubnetGroups: [found].flat().map((group) => showSubnetGroup(group, world)) } };
  },
});

const createDBSubnetGroup = operation({
  service: 'rds',
  name: 'CreateDBSubnetGroup',
  kind: 'DBSubnetGroup',
  writes: true,
  summary: { ko: '데이터베이스를 놓을 서브넷을 묶습니다.', en: 'Groups the subnets in which databases may be.' },
  members: {
    DBSubnetGroupName: { ...string, required: true },
    DBSubnetGroupDescription: { ...string, required: true },
    SubnetIds: { ...idsOf('Subnet'), required: true },
  },
  run: ({ world, input }) => {
    const DBSubnetGroupName = input.DBSubnetGroupName.toLowerCase();
    if (objectAt(world.aws.DBSubnetGroup, DBSubnetGroupName) !== undefined) {
      return refuse('DBSubnetGroupAlreadyExists', `The DB subnet group '${DBSubnetGroupName}' already exists.`);
    }
    const subnets = input.SubnetIds.flatMap((id) => objectAt(world.aws.Subnet, id) ?? []);
    if (subnets.length < input.SubnetIds.length) {
      const missing = input.SubnetIds.filter((id) => objectAt(world.aws.Subnet, id) === undefined);
      return refuse('InvalidSubnet', `Some input subnets in :[${missing.join(', ')}] are invalid.`);
    }
    if (new Set(subnets.map((subnet) => subnet.VpcId)).size !== 1) return refuse('InvalidSubnet', 'The new Subnets are not in the same Vpc');
    const zones = [...new Set(subnets.map((subnet) => subnet.AvailabilityZone))].sort();
    if (zones.length < 2) {
      return refuse(
        'DBSubnetGroupDoesNotCoverEnoughAZs',
        `The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: ${zones.join(', ')}. Add subnets to cover at least 2 AZs.`,
      );
    }
    const group: DBSubnetGroup = {
      DBSubnetGroupName,
      DBSubnetGroupDescription: input.DBSubnetGroupDescription,
      VpcId: subnets[0]?.VpcId as string,
      SubnetIds: subnets.map((subnet) => subnet.SubnetId),
    };
    return { effects: [store('DBSubnetGroup', group)], output: { DBSubnetGroup: showSubnetGroup(group, world) } };
  },
});

const deleteDBSubnetGroup = operation({
  service: 'rds',
  name: 'DeleteDBSubnetGroup',
  kind: 'DBSubnetGroup',
  writes: true,
  summary: { ko: '쓰이지 않는 서브넷 그룹을 지웁니다.', en: 'Deletes a subnet group that no database uses.' },
  members: { DBSubnetGroupName: { ...idOf('DBSubnetGroup'), required: true } },
  run: ({ world, input: { DBSubnetGroupName: name } }) => {
    const group = objectAt(world.aws.DBSubnetGroup, name.toLowerCase());
    if (group === undefined) return refuse('DBSubnetGroupNotFoundFault', `DB subnet group '${name}' not found.`, 404);
    const [user] = lookup(world.aws.DBInstance, 'bySubnetGroup', group.DBSubnetGroupName);
    if (user !== undefined) {
      return refuse(
        'InvalidDBSubnetGroupStateFault',
        `Cannot delete the subnetGroup '${group.DBSubnetGroupName}' because at least one database instance: ${user.DBInstanceIdentifier} is still using it.`,
      );
    }
    return { effects: [erase('DBSubnetGroup', group.DBSubnetGroupName)], output: {} };
  },
});

export const dbSubnetGroupOperations = [describeDBSubnetGroups, createDBSubnetGroup, deleteDBSubnetGroup];
