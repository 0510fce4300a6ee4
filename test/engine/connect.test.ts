import { describe, expect, it } from 'vitest';
import { connect } from '../../src/engine/connect.ts';
import type { Origin } from '../../src/engine/connection.ts';
import { explainStep, failingStep, repairsOf, summary, takenBranch } from '../../src/engine/explain.ts';
import { settle } from '../../src/engine/settle.ts';
import type { World } from '../../src/engine/world.ts';
import { write } from '../../src/engine/write.ts';
import { connectionOf } from '../support/expect-trace.ts';
import { afterLines } from '../support/lines.ts';
import { courseWorld } from '../support/world-of.ts';

const world = courseWorld();
const INTERNET: Origin = { from: 'outside', address: '203.0.113.9' };
const get = (host: string) => ({ method: 'GET', path: '/', host });

function call(start: World, host: string, port: number, from: Origin = INTERNET) {
  return connect(start, { from, to: { host, port, protocol: 'tcp' }, http: get(host) });
}

describe('a connection', () => {
  it('is answered by a pod that says whom it saw', () => {
    const { outcome } = call(world, '198.51.100.6', 32001).connection;
    expect(outcome.outcome === 'answered' && outcome.response?.body).toMatch(/^webapp-7d9c6b8f5d-\w{5} saw client 192\.168\.0\.6\n$/);
  });

  it('changes nothing in the world but the count of connections', () => {
    const { world: after } = call(world, '198.51.100.6', 32001);
    expect(after.counters.connection).toBe(world.counters.connection + 1);
    expect({ ...after, counters: world.counters }).toEqual(world);
  });

  it('goes to each of the three pods, sooner or later, and the same number always to the same', () => {
    const seen = new Map<string, number>();
    let at = world;
    for (let turn = 0; turn < 90; turn++) {
      const { connection, world: next } = call(at, '198.51.100.6', 32001);
      expect(call(at, '198.51.100.6', 32001).connection.outcome).toEqual(connection.outcome);
      const by = connection.outcome.outcome === 'answered' ? connection.outcome.by : '-';
      seen.set(by, (seen.get(by) ?? 0) + 1);
      at = next;
    }
    expect(seen.size).toBe(3);
    for (const count of seen.values()) expect(count).toBeGreaterThan(15);
  });

  it('ends as no-name, refused or timed-out by rule', () => {
    expect(call(world, 'nosuch.example', 80).connection.outcome).toEqual({ outcome: 'no-name', name: 'nosuch.example' });
    expect(call(world, '198.51.100.6', 32002).connection.outcome).toEqual({ outcome: 'refused', address: '198.51.100.6', port: 32002 });
    expect(call(world, '198.51.100.6', 443).connection.outcome).toEqual({ outcome: 'timed-out', address: '198.51.100.6', port: 443 });
  });

  it('is picked up again by its sessions: the backend stays although others exist', () => {
    const first = call(world, '10.100.0.31', 80, { from: 'pod', pod: 'default/toolbox' }).connection;
    const branch = takenBranch(first);
    const again = connect(world, { from: { from: 'pod', pod: 'default/toolbox' }, to: first.target, sessions: branch?.sessions ?? {} }).connection;
    expect(again.legs[0]?.branches.length).toBe(1);
    expect(takenBranch(again)?.delivered?.to).toEqual(branch?.delivered?.to);
  });
});

describe('the step that fails', () => {
  it('is the security group that has no rule, and its first repairs open the port', () => {
    const closed = afterLines(
      world,
      'aws ec2 revoke-security-group-ingress --group-id sg-0c1057e4000000001 --protocol tcp --port 30000-32767 --cidr 0.0.0.0/0',
    );
    const { connection } = call(closed, '198.51.100.6', 32001);
    const step = failingStep(connection);
    expect(step?.because).toBe('ENI_SG_RULES_MISMATCH');
    expect(mended(closed, step, 'internet', 'node/node0:32001')).toBe(true);
  });

  it('is the missing route of the reply, and the repair is a route to the internet gateway', () => {
    const cut = afterLines(world, 'aws ec2 delete-route --route-table-id rtb-0aaaaaaaaaaaaaaaa --destination-cidr-block 0.0.0.0/0');
    const step = failingStep(call(cut, '198.51.100.6', 32001).connection);
    expect(step?.because).toBe('NO_ROUTE_TO_DESTINATION');
    expect(mended(cut, step, 'internet', 'node/node0:32001')).toBe(true);
  });

  it('is the selector that matches nothing, and the repair selects what is there', () => {
    const wrong = afterLines(world, `kubectl patch service frontend -p '{"spec":{"selector":{"app":"web"}}}'`);
    const step = failingStep(call(wrong, '198.51.100.6', 32001).connection);
    expect(step === null ? '' : explainStep(step).en).toBe(
      'Service default/frontend has no ready endpoint, so node node0 refuses the connection. Pods matching its selector (app=web): 0, ready: 0.',
    );
    expect(mended(wrong, step, 'internet', 'node/node0:32001')).toBe(true);
  });

  it('is the pod that does not listen on the target port, and the repair is a port on which it does', () => {
    const wrong = afterLines(
      world,
      `kubectl patch service frontend --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":8080}]'`,
    );
    const step = failingStep(call(wrong, '198.51.100.6', 32001).connection);
    expect(step?.because).toBe('NO_LISTENER');
    expect(mended(wrong, step, 'internet', 'node/node0:32001')).toBe(true);
  });

  it('is the port that the service lacks, not the place where the lost packet ends', () => {
    const step = failingStep(call(world, '10.100.0.26', 8080, { from: 'pod', pod: 'default/toolbox' }).connection);
    expect(step?.because).toBe('SERVICE_PORT_NOT_FOUND');
    expect(mended(world, step, 'pod/default/toolbox', 'ip:10.100.0.26:8080')).toBe(true);
  });

  it('is null when the connection was answered', () => {
    expect(failingStep(call(world, '198.51.100.6', 32001).connection)).toBeNull();
  });
});

describe('the summary of a branch', () => {
  it('names each mechanism that matters once, from the internet to the pod', () => {
    const branch = takenBranch(connectionOf(world, 'internet', 'node/node0:32001'));
    const elements = branch === null ? [] : summary(branch).map(({ step }) => step.element);
    expect(elements.slice(0, 5)).toEqual(['internet', 'internet-gateway', 'network-acl', 'security-group', 'iptables-nat-prerouting']);
    expect(elements.at(-1)).toBe('listener');
    expect(new Set(branch === null ? [] : summary(branch).map(({ id }) => id)).size).toBe(elements.length);
  });
});

/** Whether one of the repairs of the step makes every branch of the connection answer. */
function mended(broken: World, step: ReturnType<typeof failingStep>, from: string, to: string): boolean {
  const repairs = step === null ? [] : repairsOf(broken, step);
  return repairs.some(({ verbs }) => {
    let repaired = broken;
    for (const verb of verbs) repaired = write(repaired, verb).world;
    const settled = settle(repaired, broken.revision);
    return (
      connectionOf(settled, from, to)
        .legs.at(-1)
        ?.branches.every(({ verdict }) => verdict === 'answered') ?? false
    );
  });
}
