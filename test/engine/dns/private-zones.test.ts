import { describe, expect, it } from 'vitest';
import type { Origin } from '../../../src/engine/connection.ts';
import { resolve } from '../../../src/engine/dns/resolve.ts';
import { showAddress } from '../../../src/engine/net/address.ts';
import { objectsOf } from '../../../src/engine/store.ts';
import type { World } from '../../../src/engine/world.ts';
import { balanced, balancerName } from '../../support/balancers.ts';
import { courseIds } from '../../support/course-world.ts';
import { courseWorld, type LearnerVerb, typed } from '../../support/world-of.ts';

// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
const TOOLBOX: Origin = { from: 'pod', pod: 'default/toolbox' };
const NODE: Origin = { from: 'instance', InstanceId: courseIds.instances[0] as string };

const route53 = (verb: string, body: object): LearnerVerb => ({ plane: 'aws', verb, kind: 'HostedZone', body: { ...body } });
const ec2 = (verb: string, body: object): LearnerVerb => ({ plane: 'aws', verb, kind: 'Vpc', body: { ...body } });

/** The world with a private zone of the VPC and records in it, `A` unless said otherwise. */
function withZone(
  world: World,
  Name: string,
  records: readonly { readonly Name: string; readonly Type?: string; readonly Value?: string; readonly alias?: string }[],
): World {
  const made = typed(world, route53('CreateHostedZone', { Name, VPC: { VPCRegion: 'us-west-2', VPCId: courseIds.vpc }, CallerReference: Name }));
  const HostedZoneId = objectsOf(made.aws.HostedZone).find((zone) => zone.Name === `${Name}.`)?.Id;
  const Changes = records.map(({ Name: name, Type = 'A', Value, alias }) => {
    const AliasTarget = { HostedZoneId: 'Z1H1FL5HABSF5', DNSName: alias, EvaluateTargetHealth: false };
    const data = alias === undefined ? { TTL: 60, ResourceRecords: [{ Value }] } : { AliasTarget };
    return { Action: 'CREATE', ResourceRecordSet: { Name: name, Type, ...data } };
  });
  return Changes.length === 0 ? made : typed(made, route53('ChangeResourceRecordSets', { HostedZoneId, ChangeBatch: { Changes } }));
}

const addressesOf = (world: World, name: string, from: Origin = TOOLBOX) => resolve(world, from, name).addresses.map(showAddress);
const rcodeOf = (world: World, name: string, from: Origin = NODE) => resolve(world, from, `${name}.`).steps.at(-1)?.rcode;

describe('a private zone of the VPC', () => {
  const world = withZone(courseWorld(), 'corp.internal', [
    { Name: 'db.corp.internal', Value: '192.168.0.200' },
    { Name: 'www.corp.internal', Type: 'CNAME', Value: 'db.corp.internal' },
    { Name: 'out.corp.internal', Type: 'CNAME', Value: 'www.example.com' },
    { Name: '*.apps.corp.internal', Value: '192.168.0.201' },
  ]);

  it('answers pods, through CoreDNS, and nodes alike', () => {
    expect(addressesOf(world, 'db.corp.internal')).toEqual(['192.168.0.200']);
    expect(addressesOf(world, 'DB.corp.internal', NODE)).toEqual(['192.168.0.200']);
  });

  it('answers nobody outside its VPCs', () => {
    expect(addressesOf(world, 'db.corp.internal', { from: 'outside', address: '203.0.113.9' })).toEqual([]);
  });

  it('follows aliases within itself and to public names, and knows asterisks', () => {
    expect(addressesOf(world, 'www.corp.internal')).toEqual(['192.168.0.200']);
    expect(addressesOf(world, 'out.corp.internal')).toEqual(['198.51.100.80']);
    expect(addressesOf(world, 'any.apps.corp.internal')).toEqual(['192.168.0.201']);
  });

  it('needs both DNS attributes of the VPC', () => {
    const off = typed(world, ec2('ModifyVpcAttribute', { VpcId: courseIds.vpc, EnableDnsHostnames: { Value: false } }));
    expect(rcodeOf(off, 'db.corp.internal')).toBe('NXDOMAIN');
  });

  it('shuts out the public names below its own: what it lacks does not exist', () => {
    expect(addressesOf(courseWorld(), 'www.example.com')).toEqual(['198.51.100.80']);
    const split = withZone(courseWorld(), 'example.com', [{ Name: 'intranet.example.com', Value: '192.168.0.202' }]);
    expect(addressesOf(split, 'intranet.example.com')).toEqual(['192.168.0.202']);
    expect(rcodeOf(split, 'www.example.com')).toBe('NXDOMAIN');
  });

  it('gives way to a more specific one', () => {
    const two = withZone(world, 'eu.corp.internal', [{ Name: 'db.eu.corp.internal', Value: '192.168.0.203' }]);
    expect(addressesOf(two, 'db.eu.corp.internal')).toEqual(['192.168.0.203']);
    expect(rcodeOf(two, 'nosuch.eu.corp.internal')).toBe('NXDOMAIN');
  });

  it('ends with SERVFAIL where names lead to each other in a circle', () => {
    const circle = withZone(withZone(courseWorld(), 'a.internal', [{ Name: 'x.a.internal', Type: 'CNAME', Value: 'x.b.internal' }]), 'b.internal', [
      { Name: 'x.b.internal', Type: 'CNAME', Value: 'x.a.internal' },
    ]);
    expect(rcodeOf(circle, 'x.a.internal')).toBe('SERVFAIL');
  });
});

describe('an alias record', () => {
  it('gives the addresses of a load balancer under its own name', () => {
    const lb = balanced({ Type: 'application', targets: [] });
    const world = withZone(lb, 'corp.internal', [{ Name: 'app.corp.internal', alias: balancerName(lb) }]);
    expect(addressesOf(world, 'app.corp.internal').sort()).toEqual(addressesOf(lb, balancerName(lb)).sort());
    expect(
      resolve(world, NODE, 'app.corp.internal')
        .steps.at(-1)
        ?.answers.map((record) => record.type),
    ).toEqual(['A', 'A']);
  });
});

describe('names that Amazon gives to instances', () => {
  it('do not exist where no interface has the address', () => {
    expect(rcodeOf(courseWorld(), 'ip-192-168-0-99.us-west-2.compute.internal')).toBe('NXDOMAIN');
    expect(rcodeOf(courseWorld(), 'ip-192-168-0-99.us-west-2.compute.internal', TOOLBOX)).toBe('NXDOMAIN');
    expect(rcodeOf(courseWorld(), 'nosuch.us-west-2.compute.internal', TOOLBOX)).toBe('NXDOMAIN');
  });
});
