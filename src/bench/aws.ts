/** Networks of a given size for the benchmark: settled, described, and imported from what `aws ec2 describe-*` prints of them. */
import { importFiles } from '../course/import/import.ts';
import { worldText } from '../course/world-text.ts';
import { settleAll } from '../engine/settle.ts';
import { type WorldParts, worldOf } from '../engine/world-of.ts';
import { runLine } from '../shell/run.ts';
import { LEARNER_ORIGIN } from '../shell/session.ts';
import { cpuMs, heapMiB, type Measure } from './measure.ts';

const MEGABYTE = 1_000_000;

/** Settling and describing at three sizes, and the import of dumps; each with its ratio to the smallest. */
export function awsMeasures(quick: boolean): Measure[] {
  return [...(quick ? [50, 500] : [50, 500, 5_000]).flatMap(atSize), ...imports(quick ? [1.25] : [1.25, 2.5, 5])];
}

function atSize(objects: number): Measure[] {
  const before = heapMiB();
  const { world } = worldOf({ seed: 'bench', aws: networkOf(objects) });
  const heap = heapMiB() - before;
  const session = { world, origin: LEARNER_ORIGIN, recent: [] };
  const each = (ms: number) => `${(ms / objects).toFixed(4)} ms an object`;
  const settled = cpuMs(3, () => settleAll(world));
  const all = cpuMs(3, () => runLine(session, 'aws ec2 describe-network-interfaces'));
  const one = cpuMs(5, () => runLine(session, `aws ec2 describe-network-interfaces --network-interface-ids ${id('eni', 0)}`));
  return [
    { name: `${objects} AWS objects: settled from nothing again`, value: settled, unit: 'ms CPU', note: each(settled) },
    { name: `${objects} AWS objects: describe-network-interfaces`, value: all, unit: 'ms CPU', note: each(all) },
    { name: `${objects} AWS objects: the same of one id`, value: one, unit: 'ms CPU', note: '' },
    { name: `${objects} AWS objects: heap`, value: heap, unit: 'MiB', note: '' },
  ];
}

function imports(megabytes: readonly number[]): Measure[] {
  return megabytes.map((size) => {
    const source = { path: 'dump.json', text: dumpOf(size * MEGABYTE) };
    const spent = cpuMs(1, () => worldText(importFiles({ aws: [source], kubernetes: [] }).parts, 'yaml'));
    return { name: `import of a ${size} MB describe dump`, value: spent, unit: 'ms CPU', note: `${Math.round(spent / size)} ms a MB` };
  });
}

/** Interfaces to an instance. */
const INTERFACES = 3;

/** A network with about so many AWS objects: instances with interfaces in the subnets of a VPC, groups with rules. */
export function networkOf(objects: number): NonNullable<WorldParts['aws']> {
  const instances = Math.max(1, Math.floor((objects * 0.9) / (INTERFACES + 1)));
  const subnets = Math.max(2, Math.ceil((instances * INTERFACES) / 240));
  const groups = Math.max(1, Math.floor(objects / 60));
  return {
    Vpcs: [{ VpcId: VPC, OwnerId: OWNER, CidrBlock: '10.0.0.0/16' }],
    Subnets: range(subnets).map((index) => ({
      SubnetId: id('subnet', index),
      VpcId: VPC,
      OwnerId: OWNER,
      CidrBlock: `10.0.${index}.0/24`,
      AvailabilityZone: index % 2 === 0 ? 'us-west-2a' : 'us-west-2b',
      AvailabilityZoneId: index % 2 === 0 ? 'usw2-az1' : 'usw2-az2',
    })),
    InternetGateways: [{ InternetGatewayId: id('igw', 0), OwnerId: OWNER, Attachments: [{ VpcId: VPC, State: 'available' }] }],
    RouteTables: [
      {
        RouteTableId: id('rtb', 0),
        VpcId: VPC,
        Associations: [{ Main: true }],
        Routes: [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: id('igw', 0) }],
      },
    ],
    SecurityGroups: range(groups).map((index) => ({ GroupId: id('sg', index), GroupName: `group-${index}`, Description: 'bench', VpcId: VPC })),
    SecurityGroupRules: range(groups * 2).map((index) => ({
      SecurityGroupRuleId: id('sgr', index),
      GroupId: id('sg', index >> 1),
      IsEgress: index % 2 === 1,
      IpProtocol: '-1',
      FromPort: -1,
      ToPort: -1,
      CidrIpv4: '10.0.0.0/16',
    })),
    Instances: range(instances).map((index) => ({ InstanceId: id('i', index), InstanceType: 'm5.large', LaunchTime: '2026-01-15T08:00:00+00:00' })),
    NetworkInterfaces: range(instances * INTERFACES).map((index) => ({
      NetworkInterfaceId: id('eni', index),
      SubnetId: id('subnet', Math.floor(index / 240)),
      OwnerId: OWNER,
      Groups: [{ GroupId: id('sg', index % groups) }],
      PrivateIpAddress: `10.0.${Math.floor(index / 240)}.${(index % 240) + 4}`,
      Attachment: { InstanceId: id('i', Math.floor(index / INTERFACES)), DeviceIndex: index % INTERFACES },
    })),
  };
}

/** A text of at least so many bytes as `aws ec2 describe-network-interfaces` and its like print it, page after page. */
export function dumpOf(bytes: number): string {
  let objects = Math.ceil(bytes / 700);
  for (;;) {
    const text = printed(networkOf(objects));
    if (text.length >= bytes) return text;
    objects = Math.ceil((objects * bytes * 1.02) / text.length);
  }
}

function printed(lists: NonNullable<WorldParts['aws']>): string {
  return Object.entries(lists)
    .flatMap(([list, items]) => pages(items).map((page) => JSON.stringify({ [list]: page.map(withTags), NextToken: 'eyJ2IjoiMiJ9' }, null, 4)))
    .join('\n');
}

function pages(items: readonly object[]): (readonly object[])[] {
  return range(Math.ceil(items.length / 1000)).map((index) => items.slice(index * 1000, (index + 1) * 1000));
}

function withTags(item: object, index: number): object {
  const member = 'NetworkInterfaceId' in item ? 'TagSet' : 'Tags';
  return { ...item, [member]: [{ Key: 'Name', Value: `bench-${index}` }] };
}

function id(prefix: string, index: number): string {
  return `${prefix}-${(index + 1).toString(16).padStart(17, '0')}`;
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

const OWNER = '111122223333';
const VPC = id('vpc', 0);
