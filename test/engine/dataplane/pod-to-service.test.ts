import { describe, expect, it } from 'vitest';
import { expectTrace } from '../../support/expect-trace.ts';
import { afterLines } from '../../support/lines.ts';
import { courseWorld } from '../../support/world-of.ts';

const world = courseWorld();
const CLIENT = 'pod/default/toolbox';
const WEBAPP = 'pod/default/webapp-7d9c6b8f5d-4kq2s';

describe('a cluster IP from a pod', () => {
  it('is translated on the node of the client, and the backend sees the pod itself', () => {
    expectTrace(world, CLIENT, 'ip:10.100.0.31:80').branches(3).answers().sees('192.168.0.45').says('CLUSTER_IP_TO_BACKEND');
  });

  it('meets no ENI and no security group for a pod of the same node', () => {
    const trace = expectTrace(world, CLIENT, 'ip:10.100.0.31:80');
    trace.toBackend('192.168.0.41:9376').avoids('security-group', 'network-acl', 'route-table', 'eni');
    trace.toBackend('192.168.64.7:9376').passes('security-group', 'network-acl', 'route-table', 'eni');
  });

  it('masquerades a pod that reaches itself, or its answer would never pass the node', () => {
    const trace = expectTrace(world, WEBAPP, 'ip:10.100.0.31:80').answers();
    trace.toBackend('192.168.0.41:9376').says('SERVICE_HAIRPIN_MASQUERADE').sees('192.168.0.6');
    trace.notToBackend('192.168.0.41:9376').neverSays('SERVICE_HAIRPIN_MASQUERADE').sees('192.168.0.41');
  });

  it('times out for a port that the service lacks', () => {
    expectTrace(world, CLIENT, 'ip:10.100.0.26:81').fails('timed-out', 'SERVICE_PORT_NOT_FOUND');
  });

  it('times out for an address of the range that no service has', () => {
    expectTrace(world, CLIENT, 'ip:10.100.77.77:80').fails('timed-out', 'CLUSTER_IP_NOT_ALLOCATED');
  });

  it('is unknown outside the cluster: clusterIPs are not routed', () => {
    expectTrace(world, 'internet', 'ip:10.100.0.31:80').fails('timed-out', 'PRIVATE_ADDRESS_ON_INTERNET');
  });

  it('answers the processes of a node too', () => {
    expectTrace(world, 'node/node1', 'ip:10.100.0.26:443').branches(2).answers().passes('iptables-nat-output');
  });

  it('stays on the node under internalTrafficPolicy Local', () => {
    const local = afterLines(world, `kubectl patch service frontend -p '{"spec":{"internalTrafficPolicy":"Local"}}'`);
    expectTrace(local, CLIENT, 'ip:10.100.0.31:80').branches(2).answers();
    expectTrace(local, 'node/node1', 'ip:10.100.0.31:80').branches(1).answers();
  });

  it('drops under internalTrafficPolicy Local on a node without a pod', () => {
    const prod = afterLines(
      world,
      `kubectl patch service backend -n prod -p '{"spec":{"internalTrafficPolicy":"Local"}}'`,
      'kubectl scale deployment backend -n prod --replicas=1',
      'wait 1m',
    );
    const ways = ['node/node0', 'node/node1'].map((node) => expectTrace(prod, node, 'ip:10.100.0.26:80').all);
    expect(ways.map(([way]) => way?.verdict).sort()).toEqual(['answered', 'timed-out']);
  });
});

describe('a pod', () => {
  it('reaches another pod with its own address, on this node by veth and elsewhere by the VPC', () => {
    expectTrace(world, CLIENT, 'ip:192.168.0.41:9376').answers().sees('192.168.0.45').avoids('eni').passes('veth');
    expectTrace(world, CLIENT, 'ip:192.168.64.7:9376').answers().sees('192.168.0.45').passes('veth', 'security-group', 'route-table');
  });

  it('reaches itself without leaving its network namespace', () => {
    expectTrace(world, WEBAPP, 'ip:192.168.0.41:9376').answers().avoids('veth', 'conntrack');
    expectTrace(world, WEBAPP, 'ip:127.0.0.1:9376').answers().avoids('veth', 'conntrack');
  });

  it('is refused where nothing listens: containerPort opens no port', () => {
    expectTrace(world, CLIENT, 'ip:192.168.0.41:80').fails('refused', 'NO_LISTENER');
  });

  it('leaves the VPC with the primary address of its node, and the gateway gives it a public one', () => {
    expectTrace(world, CLIENT, 'ip:198.51.100.80:80').answers().says('OUTBOUND_SNAT').sees('198.51.100.6');
  });

  it('keeps its address with AWS_VPC_K8S_CNI_EXTERNALSNAT, and the internet gateway then drops it', () => {
    const external = afterLines(world, 'kubectl set env daemonset aws-node -n kube-system AWS_VPC_K8S_CNI_EXTERNALSNAT=true', 'wait 1m');
    expectTrace(external, CLIENT, 'ip:198.51.100.80:80').fails('timed-out', 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS');
  });

  it('finds no pod behind a warm address, and EC2 drops what the node sends back out', () => {
    expectTrace(world, 'node/node1', 'ip:192.168.0.49:80').fails('timed-out', 'NO_POD_HAS_ADDRESS');
  });

  it('is pinged like any host', () => {
    expectTrace(world, CLIENT, 'ip:192.168.64.7', 'icmp').answers();
  });
});
