import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialError } from '../../src/engine/dial-error.ts';
import { once } from '../../src/engine/once.ts';
import { part, timeOf } from '../../src/engine/reads.ts';
import { remembered } from '../../src/engine/remembered.ts';
import { dial, wayToService } from '../../src/engine/service-call.ts';
import { lookup, objectAt, objectsOf } from '../../src/engine/store.ts';
import type { World } from '../../src/engine/world.ts';
import { courseWorld, type LearnerVerb, remove, scale, typed } from '../support/world-of.ts';

const START = courseWorld();

/** How often it was found, in worlds one after the other. */
function times(worlds: readonly World[], find: (world: World) => unknown): number {
  let count = 0;
  const key = String(Math.random());
  for (const world of worlds) {
    remembered(world, key, () => {
      count += 1;
      return find(world);
    });
  }
  return count;
}

const scaled = typed(START, scale('default/webapp', 5));

describe('what was found in a world', () => {
  it('is found no second time while all that was read is the same', () => {
    expect(times([START, scaled], (world) => objectsOf(world.aws.Subnet))).toBe(1);
    expect(times([START, scaled], (world) => objectAt(world.cluster.Service, 'kube-system/kube-dns'))).toBe(1);
  });

  it('is found anew once an object or a list that was read has changed', () => {
    expect(times([START, scaled], (world) => objectAt(world.cluster.Deployment, 'default/webapp'))).toBe(2);
    expect(times([START, scaled], (world) => objectsOf(world.cluster.Pod))).toBe(2);
    expect(times([START, scaled], (world) => lookup(world.cluster.Pod, 'byNamespace', 'default'))).toBe(2);
  });

  it('is found anew once something has changed that was read for a value worked out before', () => {
    const podCount = once((world: World) => objectsOf(world.cluster.Pod).length);
    podCount(START);
    expect(times([START, scaled], podCount)).toBe(2);
  });

  it('is found anew at another time, where the time was asked for', () => {
    const later = { ...START, now: START.now + 1 };
    expect(times([START, later], timeOf)).toBe(2);
    expect(times([START, later], (world) => objectsOf(world.aws.Vpc))).toBe(1);
  });
});

describe('a part of what was found', () => {
  const podCount = (world: World): number => objectsOf(world.cluster.Pod).length;
  const isEven = (world: World): boolean => podCount(world) % 2 === 0;
  const alike = (one: unknown, other: unknown): boolean => one === other;
  const replicas = [1, 2, 3, 4].map((count) => typed(START, scale('default/webapp', count)));

  it('is made anew by itself, and what rests on it stands while it comes to the same', () => {
    const even = replicas.filter(isEven);
    expect(even.length).toBeGreaterThan(1);
    expect(times(even, podCount)).toBe(even.length);
    expect(times(even, (world) => part(world, isEven, alike))).toBe(1);
  });

  it('takes down what rests on it when it comes to something else', () => {
    expect(times(replicas, (world) => part(world, isEven, alike))).toBe(replicas.length);
  });

  it('rests from then on on what it read when it was made anew', () => {
    const [one, two, three] = replicas as [World, World, World];
    // Of the second world the part reads the number of Services, which stays, and no longer that of the pods.
    const first = podCount(one);
    const turning = (world: World): number => (podCount(world) === first ? 0 : objectsOf(world.cluster.Service).length * 0);
    expect(times([one, two, three, one], (world) => part(world, turning, alike))).toBe(1);
  });

  it('stands where nothing remembers', () => {
    expect(part(START, podCount, alike)).toBe(podCount(START));
  });
});

function aws(verb: string, kind: string, body: object): LearnerVerb {
  return { plane: 'aws', verb, kind, body } as LearnerVerb;
}

const tables = objectsOf(START.aws.RouteTable).map(({ RouteTableId }) => RouteTableId);
const groups = objectsOf(START.aws.SecurityGroup).map(({ GroupId }) => GroupId);
const acls = objectsOf(START.aws.NetworkAcl).map(({ NetworkAclId }) => NetworkAclId);
const gateways = objectsOf(START.aws.InternetGateway).map(({ InternetGatewayId }) => InternetGatewayId);
const enis = objectsOf(START.aws.NetworkInterface).map(({ NetworkInterfaceId }) => NetworkInterfaceId);
const permission = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };

/** Changes of the kind that connections meet, some of which are refused: then nothing changes. */
const change: fc.Arbitrary<LearnerVerb> = fc.oneof(
  fc.constantFrom(...tables).map((RouteTableId) => aws('DeleteRoute', 'RouteTable', { RouteTableId, DestinationCidrBlock: '0.0.0.0/0' })),
  fc
    .tuple(fc.constantFrom(...tables), fc.constantFrom(...gateways))
    .map(([RouteTableId, GatewayId]) => aws('CreateRoute', 'RouteTable', { RouteTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId })),
  fc.constantFrom(...groups).map((GroupId) => aws('RevokeSecurityGroupEgress', 'SecurityGroupRule', { GroupId, IpPermissions: [permission] })),
  fc.constantFrom(...groups).map((GroupId) => aws('AuthorizeSecurityGroupEgress', 'SecurityGroupRule', { GroupId, IpPermissions: [permission] })),
  fc
    .tuple(fc.constantFrom(...acls), fc.boolean(), fc.constantFrom('allow', 'deny'))
    .map(([NetworkAclId, Egress, RuleAction]) =>
      aws('CreateNetworkAclEntry', 'NetworkAcl', { NetworkAclId, Egress, RuleAction, RuleNumber: 50, Protocol: '-1', CidrBlock: '0.0.0.0/0' }),
    ),
  fc
    .tuple(fc.constantFrom(...acls), fc.boolean())
    .map(([NetworkAclId, Egress]) => aws('DeleteNetworkAclEntry', 'NetworkAcl', { NetworkAclId, Egress, RuleNumber: 50 })),
  fc.integer({ min: 1, max: 6 }).map((replicas) => scale('default/webapp', replicas)),
  fc.constantFrom('aws-node', 'kube-proxy').map((name) => remove('DaemonSet', `kube-system/${name}`)),
  fc
    .tuple(fc.constantFrom(...tables), fc.constantFrom(...enis))
    .map(([RouteTableId, NetworkInterfaceId]) =>
      aws('ReplaceRoute', 'RouteTable', { RouteTableId, DestinationCidrBlock: '0.0.0.0/0', NetworkInterfaceId }),
    ),
);

/** The world after the change, or the same where it is refused. */
function tried(world: World, verb: LearnerVerb): World {
  try {
    return typed(world, verb);
  } catch {
    return world;
  }
}

const nodes = objectsOf(START.hosts.Host).map(({ InstanceId }) => InstanceId);
const HOSTS = ['ec2.us-west-2.amazonaws.com', 'nowhere.example.com'];

describe('what a node comes to when it dials an API', () => {
  it('is what it would come to without any memory, whatever has changed meanwhile', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        let world = START;
        for (const one of changes) {
          world = tried(world, one);
          for (const InstanceId of nodes) {
            for (const host of HOSTS) {
              const { connection, via } = wayToService(world, { from: 'instance', InstanceId }, host);
              expect(dial(world, InstanceId, host)).toEqual({
                why: dialError(connection, host),
                named: connection.outcome.outcome !== 'no-name',
                via,
              });
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('what a packet meets', () => {
  it('is read through the store alone, so that every read is noted', () => {
    const folders = ['dataplane', 'dns', 'policy', 'hosts'];
    const files = folders.flatMap((folder) =>
      readdirSync(join('src/engine', folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join('src/engine', folder, name)),
    );
    const past = files.filter((file) => /\b(world|aws|cluster|hosts|lab)\.\w+\.(entries|lookups)\b/.test(readFileSync(file, 'utf8')));
    expect(past).toEqual([]);
  });
});
