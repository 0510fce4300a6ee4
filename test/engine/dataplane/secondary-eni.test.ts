import { describe, it } from 'vitest';
import { expectTrace } from '../../support/expect-trace.ts';
import { afterLines } from '../../support/lines.ts';
import { courseWorld } from '../../support/world-of.ts';

// A webapp pod whose address is on the secondary ENI of node0 (https://github.com/aws/amazon-vpc-cni-k8s: ip rules 1024 and
// 1536, AWS_VPC_CNI_NODE_PORT_SUPPORT).
const world = courseWorld([
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'webapp-on-eth1', namespace: 'default', labels: { app: 'webapp' } },
    spec: { nodeName: 'node0', containers: [{ name: 'webapp', image: 'ekslab/webapp:1' }] },
    status: { phase: 'Running', podIP: '192.168.0.71' },
  },
]);
const POD = 'pod/default/webapp-on-eth1';
const BACKEND = '192.168.0.71:9376';

describe('a pod on a secondary ENI', () => {
  it('sends within the VPC by its own ENI, with its own address', () => {
    expectTrace(world, POD, 'ip:192.168.64.7:9376').answers().says('ROUTE_BY_POD_ENI').sees('192.168.0.71');
  });

  it('leaves the VPC by the primary ENI, since the connection is marked before it is routed', () => {
    expectTrace(world, POD, 'ip:198.51.100.80:80').answers().says('OUTBOUND_CONNECTION_MARKED').says('ROUTE_BY_MARK').sees('198.51.100.6');
  });

  it('answers a NodePort connection by the primary ENI that it came in on', () => {
    const local = afterLines(world, `kubectl patch service frontend -p '{"spec":{"externalTrafficPolicy":"Local"}}'`);
    expectTrace(local, 'internet', 'node/node0:32001').toBackend(BACKEND).answers().says('CONNECTION_MARK_RESTORED').says('ROUTE_BY_MARK');
  });

  it('loses that answer without node port support: it leaves by the ENI of the pod with the address of the node', () => {
    const off = afterLines(
      world,
      `kubectl patch service frontend -p '{"spec":{"externalTrafficPolicy":"Local"}}'`,
      'kubectl set env daemonset aws-node -n kube-system AWS_VPC_CNI_NODE_PORT_SUPPORT=false',
      'wait 2m',
    );
    expectTrace(off, 'internet', 'node/node0:32001').toBackend(BACKEND).fails('timed-out', 'ENI_SOURCE_DEST_CHECK_RESTRICTION');
  });
});
