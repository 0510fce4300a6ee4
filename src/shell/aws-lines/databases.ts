/** Databases with their subnet groups. Passwords are nowhere to be read: Secrets Manager keeps them. */
import { objectAt, objectsOf } from '../../engine/store.ts';
import { isNamed, json, leave, quoted, ref, run, type Writing } from './writing.ts';

export function writeDatabases(writing: Writing): void {
  const { aws } = writing.world;
  const groups = new Set<string>();
  for (const { DBSubnetGroupName, DBSubnetGroupDescription, SubnetIds } of objectsOf(aws.DBSubnetGroup)) {
    if (DBSubnetGroupName !== 'default' && SubnetIds.every((id) => isNamed(writing, id))) {
      const subnets = SubnetIds.map((id) => ref(writing, id)).join(' ');
      const base = `--db-subnet-group-name ${quoted(DBSubnetGroupName)} --db-subnet-group-description ${quoted(DBSubnetGroupDescription)}`;
      run(writing, `rds create-db-subnet-group ${base} --subnet-ids ${subnets}`);
      groups.add(DBSubnetGroupName);
    } else leave(writing, 'DBSubnetGroup', DBSubnetGroupName);
  }
  for (const database of objectsOf(aws.DBInstance)) {
    if (!groups.has(database.DBSubnetGroupName) || database.DBInstanceStatus === 'deleting') {
      leave(writing, 'DBInstance', database.DBInstanceIdentifier);
      continue;
    }
    const security = objectAt(aws.NetworkInterface, database.NetworkInterfaceId)?.Groups ?? [];
    const base = `--db-instance-identifier ${database.DBInstanceIdentifier} --db-instance-class ${database.DBInstanceClass} --engine ${database.Engine}`;
    const login = `--allocated-storage ${database.AllocatedStorage} --master-username ${quoted(database.MasterUsername)} --manage-master-user-password`;
    const place = `--db-subnet-group-name ${quoted(database.DBSubnetGroupName)} --availability-zone ${database.AvailabilityZone} --port ${database.Port}`;
    const guarded = security.length === 0 ? '' : ` --vpc-security-group-ids ${security.map(({ GroupId }) => ref(writing, GroupId)).join(' ')}`;
    const reach = database.PubliclyAccessible ? ' --publicly-accessible' : ' --no-publicly-accessible';
    const multi = database.MultiAZ ? ' --multi-az' : '';
    const kept = database.DeletionProtection ? ' --deletion-protection' : '';
    const tags = database.TagList.length === 0 ? '' : ` --tags ${json(writing, database.TagList)}`;
    run(writing, `rds create-db-instance ${base} ${login} ${place}${guarded}${reach}${multi}${kept}${tags}`);
  }
}
