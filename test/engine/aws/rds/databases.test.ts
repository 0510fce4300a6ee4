import { describe, expect, it } from 'vitest';
import { connect } from '../../../../src/engine/connect.ts';
import { failingStep } from '../../../../src/engine/explain.ts';
import { advance } from '../../../../src/engine/settle.ts';
import { objectsOf } from '../../../../src/engine/store.ts';
import type { World } from '../../../../src/engine/world.ts';
import { courseIds } from '../../../support/course-world.ts';
import { afterLines, entered } from '../../../support/lines.ts';
import { courseWorld } from '../../../support/world-of.ts';
import { accountWith, accountWithVpc } from '../account.ts';

const CREATE =
  'aws rds create-db-instance --db-instance-identifier shop --db-instance-class db.t4g.micro --engine postgres --master-username app ' +
  '--master-user-password secret-0 --allocated-storage 20 --db-subnet-group-name data';
const GROUP = `aws rds create-db-subnet-group --db-subnet-group-name data --db-subnet-group-description data --subnet-ids ${courseIds.subnets.join(' ')}`;

/** The worked example with a database `shop` whose security group is the cluster's, some minutes later. */
function withDatabase(minutes = 6): World {
  return advance(afterLines(courseWorld(), GROUP, `${CREATE} --vpc-security-group-ids ${courseIds.clusterGroup}`), minutes * 60_000);
}

function endpointOf(world: World): string {
  const query = 'aws rds describe-db-instances --query "DBInstances[0].Endpoint.Address" --output text';
  return entered(world, query).stdout.trim();
}

function callFromPod(world: World, port = 5432) {
  return connect(world, { from: { from: 'pod', pod: 'default/toolbox' }, to: { host: endpointOf(world), port, protocol: 'tcp' } }).connection;
}

describe('a managed database', () => {
  it('is reached from a pod by its endpoint name, which gives its private address', () => {
    const world = withDatabase();
    const eni = objectsOf(world.aws.NetworkInterface).find((each) => each.Description === 'RDSNetworkInterface');
    const connection = callFromPod(world);
    expect(endpointOf(world)).toMatch(/^shop\.c[0-9a-f]{11}\.us-west-2\.rds\.amazonaws\.com$/);
    expect(connection.lookup?.steps.at(-1)?.answers[0]?.data).toBe(eni?.PrivateIpAddresses[0]?.PrivateIpAddress);
    expect(connection.outcome).toMatchObject({ outcome: 'answered', by: 'shop' });
    expect(eni).toMatchObject({ RequesterManaged: true, RequesterId: 'amazon-rds', Groups: [{ GroupId: courseIds.clusterGroup }] });
  });

  it('refuses other ports, and its security group decides who comes so far', () => {
    expect(callFromPod(withDatabase(), 3306).outcome.outcome).toBe('refused');
    const closed = afterLines(
      withDatabase(),
      `aws ec2 revoke-security-group-ingress --group-id ${courseIds.clusterGroup} --security-group-rule-ids sgr-00000000000000001`,
    );
    const node = { from: 'instance', InstanceId: courseIds.instances[0] as string } as const;
    const { connection } = connect(closed, { from: node, to: { host: endpointOf(closed), port: 5432, protocol: 'tcp' } });
    expect(failingStep(connection)?.because).toBe('ENI_SG_RULES_MISMATCH');
  });

  it('has no endpoint before it is available, and none after it is deleted', () => {
    expect(endpointOf(withDatabase(1))).toBe('None');
    const gone = advance(afterLines(withDatabase(), 'aws rds delete-db-instance --db-instance-identifier shop --skip-final-snapshot'), 180_000);
    expect(objectsOf(gone.aws.DBInstance)).toEqual([]);
    expect(objectsOf(gone.aws.NetworkInterface).some((eni) => eni.Description === 'RDSNetworkInterface')).toBe(false);
  });
});

describe('databases are refused', () => {
  it('without two zones, without a subnet group, with an engine that is none', () => {
    const account = accountWithVpc();
    const { SubnetId } = account.call('CreateSubnet', { VpcId: account.VpcId, CidrBlock: '10.0.0.0/24', AvailabilityZone: 'us-east-1a' }).Subnet;
    const group = { DBSubnetGroupName: 'data', DBSubnetGroupDescription: 'data', SubnetIds: [SubnetId] };
    expect(account.refusal('CreateDBSubnetGroup', group)).toBe(
      "DBSubnetGroupDoesNotCoverEnoughAZs: The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: us-east-1a. Add subnets to cover at least 2 AZs.",
    );
    const database = { DBInstanceIdentifier: 'shop', DBInstanceClass: 'db.t4g.micro', MasterUsername: 'app', MasterUserPassword: 'secret-0' };
    expect(account.refusal('CreateDBInstance', { ...database, Engine: 'postgres', DBSubnetGroupName: 'none' })).toMatch(
      /^DBSubnetGroupNotFoundFault: /,
    );
    expect(account.refusal('CreateDBInstance', { ...database, Engine: 'dbase' })).toBe('InvalidParameterValue: Invalid DB engine');
    expect(account.refusal('DescribeDBInstances', { DBInstanceIdentifier: 'shop' })).toBe('DBInstanceNotFound: DBInstance shop not found.');
  });
});

describe('what is described and read again', () => {
  it('is described the same', () => {
    const account = accountWithVpc();
    const SubnetIds = ['us-east-1a', 'us-east-1b'].map(
      (AvailabilityZone, index) =>
        account.call('CreateSubnet', { VpcId: account.VpcId, CidrBlock: `10.0.${index}.0/24`, AvailabilityZone }).Subnet.SubnetId,
    );
    account.call('CreateDBSubnetGroup', { DBSubnetGroupName: 'data', DBSubnetGroupDescription: 'data', SubnetIds });
    const password = { MasterUsername: 'app', MasterUserPassword: 'secret-0' };
    account.call('CreateDBInstance', { DBInstanceIdentifier: 'shop', DBInstanceClass: 'x', Engine: 'mysql', DBSubnetGroupName: 'data', ...password });
    const described = (of: Pick<typeof account, 'call'>) => ({
      Vpcs: of.call('DescribeVpcs').Vpcs,
      Subnets: of.call('DescribeSubnets').Subnets,
      SecurityGroups: of.call('DescribeSecurityGroups').SecurityGroups,
      NetworkInterfaces: of.call('DescribeNetworkInterfaces').NetworkInterfaces,
      DBSubnetGroups: of.call('DescribeDBSubnetGroups').DBSubnetGroups,
      DBInstances: of.call('DescribeDBInstances').DBInstances,
    });
    const lists = described(account);
    expect(described(accountWith(lists))).toEqual(lists);
  });
});
