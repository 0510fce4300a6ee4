import { expect, it } from 'vitest';
import { objectsOf } from '../../../src/engine/store.ts';
import { repairEndpoints } from '../../../src/shell/repair-report.ts';
import { courseIds } from '../../support/course-world.ts';
import { afterLines } from '../../support/lines.ts';
import { at, awsWorld, vpc } from '../../support/vpc-world.ts';
import { courseWorld } from '../../support/world-of.ts';

const linesOf = (world: Parameters<typeof repairEndpoints>[0], from: string, to: string) => {
  const report = repairEndpoints(world, { from, to, protocol: 'tcp', want: 'reach' });
  return 'wrong' in report ? report : report.search.found?.edits.flatMap(({ repair }) => repair.verbs.map(({ verb }) => verb));
};

it('a resolver that is switched off is switched on again', () => {
  const modify = `aws ec2 modify-vpc-attribute --vpc-id ${courseIds.vpc}`;
  const off = afterLines(courseWorld(), `${modify} --enable-dns-hostnames '{"Value":false}'`, `${modify} --enable-dns-support '{"Value":false}'`);
  expect(linesOf(off, 'node/node0', 'url:http://www.example.com/')).toEqual(['ModifyVpcAttribute']);
});

it('an ACL that lets neither request nor reply through gets an entry for each, that of the reply for the ephemeral ports', () => {
  const world = awsWorld([
    vpc('one', {
      block: '10.0.0.0/16',
      subnets: {
        a: { block: '10.0.0.0/24', hosts: ['10.0.0.4'] },
        b: { block: '10.0.1.0/24', hosts: ['10.0.1.4'], acl: [] },
      },
    }),
  ]);
  const report = repairEndpoints(world, { from: at('10.0.0.4'), to: `${at('10.0.1.4')}:22`, protocol: 'tcp', want: 'reach' });
  if ('wrong' in report) throw new Error(report.text);
  expect(objectsOf(world.aws.NetworkAcl)).not.toEqual([]);
  const bodies = report.search.found?.edits.flatMap(({ repair }) => repair.verbs.map((verb) => ('body' in verb ? verb.body : null)));
  expect(bodies).toMatchObject([
    { Egress: false, RuleAction: 'allow', PortRange: { From: 22, To: 22 }, CidrBlock: '10.0.0.4/32' },
    { Egress: true, RuleAction: 'allow', PortRange: { From: 1024, To: 65_535 }, CidrBlock: '10.0.0.4/32' },
  ]);
});
