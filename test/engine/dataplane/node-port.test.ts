import { describe, expect, it } from 'vitest';
import { expectTrace } from '../../support/expect-trace.ts';
import { afterLines } from '../../support/lines.ts';
import { courseWorld, withFaults } from '../../support/world-of.ts';

// Expected values: the worked example (two nodes, pods .0.41 and .0.42 on node0, .64.7 on node1), the Kubernetes pages on
// virtual IPs and Services, and the routing rules of the VPC CNI.
const world = courseWorld();
const FIRST = '192.168.0.41:9376';
const REMOTE = '192.168.64.7:9376';

describe('a NodePort from the internet', () => {
  it('reaches one of three pods through either node, each with a third of the connections', () => {
    expectTrace(world, 'internet', 'node/node0:32001').branches(3).answers().answeredShare('1');
    expectTrace(world, 'internet', 'node/node1:32001').branches(3).answers().answeredShare('1');
  });

  it('meets the internet gateway, the ACL and the security group before the nat table of the node', () => {
    expectTrace(world, 'internet', 'node/node0:32001').passes('internet-gateway', 'network-acl', 'security-group', 'iptables-nat-prerouting');
  });

  it('hides the client behind the node that it came in by', () => {
    expectTrace(world, 'internet', 'node/node0:32001').sees('192.168.0.6').says('SERVICE_MASQUERADE');
    expectTrace(world, 'internet', 'node/node1:32001').sees('192.168.64.8');
  });

  it('leaves the node for a pod elsewhere, and stays on it for a pod of its own', () => {
    const trace = expectTrace(world, 'internet', 'node/node0:32001');
    const outbound = (to: string) =>
      trace
        .toBackend(to)
        .all.flatMap(({ request }) => request)
        .filter(({ place }) => place.name === 'eni-out');
    expect(outbound(FIRST)).toEqual([]);
    expect(outbound(REMOTE).map(({ element }) => element)).toEqual(['source-dest-check', 'security-group', 'subnet']);
  });

  it('comes back by the node that translated it, with the address that the client called', () => {
    const trace = expectTrace(world, 'internet', 'node/node0:32001').says('REPLY_DESTINATION_RESTORED').says('REPLY_SOURCE_RESTORED');
    for (const { request, reply } of trace.all) {
      const [sent, received] = [request[0]?.in, reply.at(-1)?.in];
      expect([received?.source, received?.sourcePort]).toEqual([sent?.destination, sent?.destinationPort]);
      expect([received?.destination, received?.destinationPort]).toEqual([sent?.source, sent?.sourcePort]);
    }
  });

  it('times out at a security group without a rule for the port, and refuses a port that nobody opened', () => {
    const closed = afterLines(
      world,
      'aws ec2 revoke-security-group-ingress --group-id sg-0c1057e4000000001 --protocol tcp --port 30000-32767 --cidr 0.0.0.0/0',
    );
    expectTrace(closed, 'internet', 'node/node0:32001').fails('timed-out', 'ENI_SG_RULES_MISMATCH');
    expectTrace(world, 'internet', 'node/node0:32002').fails('refused', 'NODE_PORT_NOT_FOUND');
  });

  it('times out without a way back for the reply', () => {
    const cut = afterLines(world, 'aws ec2 delete-route --route-table-id rtb-0aaaaaaaaaaaaaaaa --destination-cidr-block 0.0.0.0/0');
    expectTrace(cut, 'internet', 'node/node0:32001').fails('timed-out', 'NO_ROUTE_TO_DESTINATION');
  });

  it('moves with the node port of the service', () => {
    const moved = afterLines(
      world,
      `kubectl patch service frontend --type=json -p '[{"op":"replace","path":"/spec/ports/0/nodePort","value":32111}]'`,
    );
    expectTrace(moved, 'internet', 'node/node0:32111').answers();
    expectTrace(moved, 'internet', 'node/node0:32001').fails('refused', 'NODE_PORT_NOT_FOUND');
  });
});

describe('externalTrafficPolicy Local', () => {
  const local = afterLines(world, `kubectl patch service frontend -p '{"spec":{"externalTrafficPolicy":"Local"}}'`);

  it('shows the client to the pod and stays on the node', () => {
    expectTrace(local, 'internet', 'node/node0:32001').branches(2).answers().sees('203.0.113.9');
    expectTrace(local, 'internet', 'node/node1:32001').branches(1).answers().sees('203.0.113.9').neverSays('SERVICE_MASQUERADE');
  });

  it('drops on a node without a ready pod, which the client sees as a time-out', () => {
    const left = afterLines(local, 'kubectl scale deployment webapp --replicas=0', 'kubectl scale deployment webapp --replicas=1', 'wait');
    const [pod] = expectTrace(left, 'internet', 'ip:10.100.0.31:80').all;
    expect(pod?.verdict).toBe('timed-out');
    const ways = ['node/node0:32001', 'node/node1:32001'].map((node) => expectTrace(left, 'internet', node).all[0]);
    expect(ways.map((way) => way?.verdict).sort()).toEqual(['answered', 'timed-out']);
    const lost = ways.find((way) => way?.verdict === 'timed-out');
    expect(lost?.request.at(-1)?.because).toBe('SERVICE_HAS_NO_LOCAL_ENDPOINTS');
  });

  it('still sends the processes of the node to all pods', () => {
    expectTrace(local, 'node/node1', 'node/node1:32001').branches(3).answers();
  });
});

describe('a service without endpoints', () => {
  const empty = afterLines(world, 'kubectl scale deployment webapp --replicas=0', 'wait 1m');

  it('is refused at once, wherever the call comes from', () => {
    expectTrace(empty, 'internet', 'node/node0:32001').fails('refused', 'SERVICE_HAS_NO_READY_ENDPOINTS');
    expectTrace(empty, 'pod/default/toolbox', 'svc/default/frontend:80').fails('refused', 'SERVICE_HAS_NO_READY_ENDPOINTS');
    expectTrace(empty, 'node/node1', 'ip:10.100.0.31:80').fails('refused', 'SERVICE_HAS_NO_READY_ENDPOINTS');
  });

  it('is the same for a selector that matches nothing', () => {
    const wrong = afterLines(world, `kubectl patch service frontend -p '{"spec":{"selector":{"app":"web"}}}'`);
    expectTrace(wrong, 'internet', 'node/node0:32001').fails('refused', 'SERVICE_HAS_NO_READY_ENDPOINTS');
  });
});

describe('a service whose target port has a name that no pod knows', () => {
  it('is refused for that, although its pods are ready', () => {
    const named = afterLines(
      world,
      `kubectl patch service frontend --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":"web"}]'`,
    );
    expectTrace(named, 'internet', 'node/node0:32001').fails('refused', 'SERVICE_TARGET_PORT_UNKNOWN');
    expectTrace(named, 'pod/default/toolbox', 'svc/default/frontend:80').fails('refused', 'SERVICE_TARGET_PORT_UNKNOWN');
  });

  it('is refused for want of endpoints where no pod is there either', () => {
    const named = afterLines(
      world,
      `kubectl patch service frontend --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":"web"}]'`,
      'kubectl scale deployment webapp --replicas=0',
      'wait 1m',
    );
    expectTrace(named, 'internet', 'node/node0:32001').fails('refused', 'SERVICE_HAS_NO_READY_ENDPOINTS');
  });
});

describe('a stopped kube-proxy', () => {
  const stopped = withFaults(world, { fault: 'process-stopped', process: 'kube-proxy', node: 'node1' });

  it('leaves its rules in the kernel, so that connections go on', () => {
    expectTrace(stopped, 'internet', 'node/node1:32001').branches(3).answers();
  });

  it('does not learn of changes, while the other node does', () => {
    const moved = afterLines(
      stopped,
      `kubectl patch service frontend --type=json -p '[{"op":"replace","path":"/spec/ports/0/nodePort","value":32111}]'`,
    );
    expectTrace(moved, 'internet', 'node/node0:32111').answers();
    expectTrace(moved, 'internet', 'node/node1:32111').fails('refused', 'NODE_PORT_NOT_FOUND');
    expectTrace(moved, 'internet', 'node/node1:32001').answers();
  });
});

describe('a target port on which nothing listens', () => {
  it('is refused by the pod', () => {
    const wrong = afterLines(
      world,
      `kubectl patch service frontend --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":80}]'`,
    );
    expectTrace(wrong, 'internet', 'node/node0:32001').fails('refused', 'NO_LISTENER');
  });
});
