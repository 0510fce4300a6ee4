import { describe, expect, it } from 'vitest';
import { partsOf } from '../../../src/engine/parts-of.ts';
import { objectsOf } from '../../../src/engine/store.ts';
import { worldOf } from '../../../src/engine/world-of.ts';
import { balanced } from '../../support/balancers.ts';
import { courseIds } from '../../support/course-world.ts';
import { afterLines } from '../../support/lines.ts';

const KINDS = ['LoadBalancer', 'Listener', 'TargetGroup', 'HostedZone', 'DBSubnetGroup', 'DBInstance', 'ResourceShare', 'NetworkInterface'] as const;

describe('a world with load balancers, zones, databases and shares', () => {
  it('is written down and read again as it is', () => {
    const [first] = courseIds.subnets;
    const world = afterLines(
      balanced({ Type: 'application', targets: [{ Id: '192.168.0.41' }] }),
      `aws route53 create-hosted-zone --name corp.internal --vpc VPCRegion=us-west-2,VPCId=${courseIds.vpc} --caller-reference 1`,
      `aws rds create-db-subnet-group --db-subnet-group-name data --db-subnet-group-description data --subnet-ids ${courseIds.subnets.join(' ')}`,
      'aws rds create-db-instance --db-instance-identifier shop --db-instance-class db.t4g.micro --engine mysql --master-username app --master-user-password secret-0 --db-subnet-group-name data' +
        ` --vpc-security-group-ids ${courseIds.clusterGroup}`,
      `aws ram create-resource-share --name network --principals 999988887777 --resource-arns arn:aws:ec2:us-west-2:${courseIds.account}:subnet/${first}`,
    );
    const { parts, unlisted } = partsOf(world);
    const again = worldOf(parts, { settle: false });
    expect(unlisted).toEqual([]);
    expect(again.problems).toEqual([]);
    const bare = (object: object) => Object.fromEntries(Object.entries(object).filter(([member]) => member !== 'since'));
    for (const kind of KINDS) {
      const all = (of: typeof world) => objectsOf<object>(of.aws[kind] as never).map(bare);
      expect(all(again.world), kind).toEqual(all(world));
    }
  });
});
