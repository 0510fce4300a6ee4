import { describe, expect, it } from 'vitest';
import { connect } from '../../../src/engine/connect.ts';
import type { Origin } from '../../../src/engine/connection.ts';
import { failingStepOf } from '../../../src/engine/explain.ts';
import { showAddress } from '../../../src/engine/net/address.ts';
import { advance } from '../../../src/engine/settle.ts';
import { objectsOf } from '../../../src/engine/store.ts';
import type { World } from '../../../src/engine/world.ts';
import { balanced, balancerArn, balancerName, elbv2, groupArn, healthOf, listenerArn } from '../../support/balancers.ts';
import { courseIds } from '../../support/course-world.ts';
import { courseWorld, podsOf, typed } from '../../support/world-of.ts';

const PODS = podsOf(courseWorld(), 'webapp').map((pod) => ({ Id: pod.status.podIP as string }));
const TOOLBOX: Origin = { from: 'pod', pod: 'default/toolbox' };
const INTERNET: Origin = { from: 'outside', address: '203.0.113.9' };

function get(world: World, path = '/', from: Origin = TOOLBOX, host = balancerName(world)) {
  return connect(world, { from, to: { host, port: 80, protocol: 'tcp' }, http: { method: 'GET', path, host } }).connection;
}

/** The status of an HTTP answer, or how the connection ended without one. */
function statusOf(world: World, path = '/', from: Origin = TOOLBOX): number | string {
  const { outcome } = get(world, path, from);
  return outcome.outcome === 'answered' || outcome.outcome === 'http-status' ? (outcome.response?.status ?? '-') : outcome.outcome;
}

const withEgressOnly = (world: World, blocked: string) =>
  typed(world, {
    plane: 'aws',
    verb: 'RevokeSecurityGroupIngress',
    kind: 'SecurityGroup',
    body: { GroupId: courseIds.clusterGroup, SecurityGroupRuleIds: [blocked] },
  });

describe('a load balancer becomes ready', () => {
  it('after some time: until then its name does not resolve and its targets are not checked', () => {
    const young = balanced({ Type: 'application', targets: PODS }, 60);
    expect(objectsOf(young.aws.LoadBalancer)[0]?.State.Code).toBe('provisioning');
    expect(get(young).outcome.outcome).toBe('no-name');
    expect(healthOf(young)[0]).toBe('192.168.0.41:9376 initial Elb.RegistrationInProgress');
    expect(healthOf(advance(young, 240_000))).toEqual(PODS.map(({ Id }) => `${Id}:9376 healthy`));
  });
});

describe('targets are checked by connecting', () => {
  it('and are unhealthy when nothing listens where the check goes', () => {
    const world = balanced({ Type: 'application', targets: PODS, Port: 8080 });
    expect(healthOf(world)[0]).toBe('192.168.0.41:8080 unhealthy Target.FailedHealthChecks');
    expect(statusOf(world)).toBe(502);
  });

  it('and time out when a security group lets the check in nowhere', () => {
    const world = advance(withEgressOnly(balanced({ Type: 'application', targets: PODS }), 'sgr-00000000000000001'), 120_000);
    expect(healthOf(world)[0]).toBe('192.168.0.41:9376 unhealthy Target.Timeout');
  });

  it('and must answer with the code that is asked for', () => {
    const world = balanced({ Type: 'application', targets: PODS, group: { Matcher: { HttpCode: '204' } } });
    expect(healthOf(world)[0]).toBe('192.168.0.41:9376 unhealthy Target.ResponseCodeMismatch');
  });

  it('as often in a row as the threshold says, an NLB five times after registration', () => {
    const target = { Type: 'network', targets: PODS } as const;
    expect(healthOf(balanced(target, 120 + 60))[0]).toBe('192.168.0.41:9376 initial Elb.InitialHealthChecking');
    expect(healthOf(balanced(target, 120 + 120))[0]).toBe('192.168.0.41:9376 healthy');
  });

  it('and drain for the deregistration delay before they are gone', () => {
    const world = balanced({ Type: 'application', targets: PODS });
    const left = typed(world, elbv2('DeregisterTargets', { TargetGroupArn: groupArn(world), Targets: PODS.slice(0, 1) }));
    expect(healthOf(left)[0]).toBe('192.168.0.41:9376 draining Target.DeregistrationInProgress');
    expect(healthOf(advance(left, 301_000))).toEqual(PODS.slice(1).map(({ Id }) => `${Id}:9376 healthy`));
  });
});

describe('an Application Load Balancer', () => {
  const world = balanced({ Type: 'application', targets: PODS });

  it('opens a connection of its own: the pod sees the address of a node of the load balancer', () => {
    const connection = get(world);
    const nodes = objectsOf(world.aws.NetworkInterface).filter((eni) => eni.Description.startsWith('ELB '));
    expect(connection.legs).toHaveLength(2);
    const body = connection.outcome.outcome === 'answered' ? connection.outcome.response?.body : '';
    expect(nodes.map((eni) => eni.PrivateIpAddresses[0]?.PrivateIpAddress)).toContain(/saw client (\S+)/.exec(body ?? '')?.[1]);
  });

  it('sends to the targets of all zones in turn', () => {
    const branches = get(world).legs.at(-1)?.branches ?? [];
    expect(branches.map(({ share, choices }) => [choices[0]?.option, share])).toEqual(
      PODS.map(({ Id }) => [`${Id}:9376 (pods)`, { of: 1, outOf: 3 }]),
    );
  });

  it('goes by its rules: path, host, redirect, fixed answer', () => {
    const rule = (Priority: number, condition: object, action: object) =>
      elbv2('CreateRule', { ListenerArn: listenerArn(world), Priority, Conditions: [condition], Actions: [action] });
    const ruled = typed(
      world,
      rule(1, { Field: 'path-pattern', Values: ['/old/*'] }, { Type: 'redirect', RedirectConfig: { Path: '/new/#{path}', StatusCode: 'HTTP_301' } }),
      rule(2, { Field: 'path-pattern', Values: ['/gone'] }, { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '410' } }),
      rule(
        3,
        { Field: 'host-header', Values: ['*.example.com'] },
        { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200', MessageBody: 'hi' } },
      ),
    );
    expect(statusOf(ruled, '/')).toBe(200);
    expect(statusOf(ruled, '/gone')).toBe(410);
    const moved = get(ruled, '/old/x').outcome;
    expect(moved.outcome === 'answered' && moved.response?.headers).toContainEqual(['Location', `http://${balancerName(ruled)}:80/new/old/x`]);
  });

  it('answers 503 without targets, and 504 when its target is silent', () => {
    expect(statusOf(balanced({ Type: 'application', targets: [] }))).toBe(503);
    expect(statusOf(balanced({ Type: 'application', targets: [{ Id: '192.168.0.200' }] }))).toBe(504);
  });

  it('is reached from the internet when it faces it and its group lets clients in', () => {
    const outward = balanced({ Type: 'application', Scheme: 'internet-facing', targets: PODS });
    expect(statusOf(outward, '/', INTERNET)).toBe('timed-out');
    const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
    const body = { GroupId: courseIds.clusterGroup, IpPermissions };
    const open = typed(outward, { plane: 'aws', verb: 'AuthorizeSecurityGroupIngress', kind: 'SecurityGroup', body });
    expect(statusOf(open, '/', INTERNET)).toBe(200);
  });
});

describe('a Network Load Balancer', () => {
  it('keeps to the zone of its node, unless cross-zone load balancing is on', () => {
    const world = balanced({ Type: 'network', targets: PODS });
    const shares = (of: World) =>
      get(of)
        .legs[0]?.branches.map(({ share }) => `${share.of}/${share.outOf}`)
        .sort();
    expect(shares(world)).toEqual(['1/2', '1/4', '1/4']);
    const Attributes = [{ Key: 'load_balancing.cross_zone.enabled', Value: 'true' }];
    const crossing = typed(world, elbv2('ModifyLoadBalancerAttributes', { LoadBalancerArn: balancerArn(world), Attributes }));
    expect(shares(crossing)).toEqual(['1/6', '1/6', '1/6', '1/6', '1/6', '1/6']);
  });

  it('leaves a zone without healthy targets out of its name', () => {
    const world = balanced({ Type: 'network', targets: PODS.slice(0, 2) });
    expect(get(world).lookup?.addresses).toHaveLength(1);
    expect(statusOf(world)).toBe(200);
  });

  it('shows targets its own address, or with client IP preservation that of the client, and then no client to itself', () => {
    const from: Origin = { from: 'instance', InstanceId: courseIds.instances[0] as string };
    const branchesOf = (of: World) => get(of, '/', from).legs[0]?.branches ?? [];
    const nodes = (of: World) => objectsOf(of.aws.NetworkInterface).filter((eni) => eni.Description.startsWith('ELB '));
    const seen = (of: World) =>
      branchesOf(of).flatMap(({ verdict, delivered }) => (verdict === 'answered' && delivered ? [showAddress(delivered.saw.address)] : []));
    const world = balanced({ Type: 'network', targets: PODS });
    expect(new Set(seen(world))).toEqual(new Set(nodes(world).map((eni) => eni.PrivateIpAddresses[0]?.PrivateIpAddress)));
    const Attributes = [{ Key: 'preserve_client_ip.enabled', Value: 'true' }];
    const preserving = typed(world, elbv2('ModifyTargetGroupAttributes', { TargetGroupArn: groupArn(world), Attributes }));
    // The pods of the client's own node answer it directly, not by way of the load balancer.
    expect(new Set(seen(preserving))).toEqual(new Set(['192.168.0.6']));
    expect(seen(preserving)).toHaveLength(1);
  });

  it('lets the packet on a port without listener fall', () => {
    const world = balanced({ Type: 'network', targets: PODS });
    const { connection } = connect(world, { from: TOOLBOX, to: { host: balancerName(world), port: 81, protocol: 'tcp' } });
    const [branch] = connection.legs[0]?.branches ?? [];
    expect(branch === undefined ? null : failingStepOf(branch)?.because).toBe('ELBV2_LISTENERS_MISMATCH');
  });
});
