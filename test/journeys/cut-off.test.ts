/** Nodes that have joined, and then lose their way to the API server, or what the server knows them by. */
import { describe, expect, it } from 'vitest';
import { nodesOf } from './networks.ts';
import type { Typist } from './typist.ts';

const cluster = () => {
  const typist = nodesOf({ topology: 'public and private', access: 'public' });
  typist.type('kubectl create deployment shop --image=nginx --replicas=2');
  typist.type('wait');
  return typist;
};
const LOSE_NAT = 'aws ec2 delete-route --route-table-id $MAIN --destination-cidr-block 0.0.0.0/0';
const REGAIN_NAT = 'aws ec2 create-route --route-table-id $MAIN --destination-cidr-block 0.0.0.0/0 --nat-gateway-id $NAT';
const nodes = (typist: Typist) => typist.type(`kubectl get nodes -o jsonpath='{.items[*].status.conditions[?(@.type=="Ready")].status}'`).split(' ');
const nodeId = (typist: Typist) =>
  typist.type(
    'aws ec2 describe-instances --filters Name=tag:eks:nodegroup-name,Values=ng --query "Reservations[0].Instances[0].InstanceId" --output text',
  );
const pods = (typist: Typist) => typist.type('kubectl get pods -l app=shop --no-headers');

describe('nodes whose only way to the API server was the NAT gateway, when its route is gone', () => {
  it('are Ready for 50 seconds more, then of unknown state, and their pods not ready', () => {
    const typist = cluster();
    typist.type(LOSE_NAT);
    typist.type('wait 49s');
    expect(nodes(typist)).toEqual(['True', 'True']);
    typist.type('wait 1s');
    expect(nodes(typist)).toEqual(['Unknown', 'Unknown']);
    expect(typist.type('kubectl describe node -l eks.amazonaws.com/nodegroup=ng')).toContain('Kubelet stopped posting node status.');
    expect(typist.type('kubectl get events')).toMatch(/NodeNotReady .*status is now: NodeNotReady/);
    // Of the pod's status only the condition changes: its containers are as the kubelet last told.
    const ready = `kubectl get pods -l app=shop -o jsonpath='{.items[*].status.conditions[?(@.type=="Ready")].status}'`;
    expect([typist.type(ready), pods(typist).match(/1\/1 +Running/g)?.length]).toEqual(['False False', 2]);
  });

  it('lose their pods after five minutes, which cannot end there, and wait for a node', () => {
    const typist = cluster();
    typist.type(LOSE_NAT);
    typist.type('wait 6m');
    expect(pods(typist).match(/Terminating/g)).toHaveLength(2);
    expect(pods(typist).match(/Pending/g)).toHaveLength(2);
  });

  it('come back by themselves with the route: pods end, new ones start', () => {
    const typist = cluster();
    typist.type(LOSE_NAT);
    typist.type('wait 6m');
    typist.type(REGAIN_NAT);
    typist.type('wait');
    expect(nodes(typist)).toEqual(['True', 'True']);
    expect(pods(typist).match(/1\/1 +Running/g)).toHaveLength(2);
    expect(pods(typist)).not.toContain('Terminating');
    expect(typist.type('kubectl describe nodes')).not.toContain('unreachable');
  });

  it('say in their journal what they tried', () => {
    const typist = cluster();
    typist.type(LOSE_NAT);
    const id = nodeId(typist);
    expect(typist.type(`node ${id} -- journalctl -u kubelet`)).toMatch(/Error updating node status, will retry.*dial tcp [\d.]+:443: i\/o timeout/);
  });

  it('keep the rules of kube-proxy as they were: a Service made meanwhile is unknown there', () => {
    const typist = cluster();
    const id = nodeId(typist);
    typist.type(LOSE_NAT);
    typist.type('kubectl expose deployment shop --port=80');
    expect(typist.type(`node ${id} -- iptables-save -t nat`)).not.toContain('default/shop');
    typist.type(REGAIN_NAT);
    typist.type('wait');
    expect(typist.type(`node ${id} -- iptables-save -t nat`)).toContain('default/shop');
  });
});

describe('nodes whose role the cluster no longer knows', () => {
  it('fall out, and come back with the mapping', () => {
    const typist = cluster();
    const mapping = typist.type(`kubectl get configmap aws-auth -n kube-system -o jsonpath='{.data.mapRoles}'`);
    const roles = (text: string) => `kubectl patch configmap aws-auth -n kube-system -p '${JSON.stringify({ data: { mapRoles: text } })}'`;
    typist.type(roles(mapping.replace('- groups', ' - groups')));
    typist.type('wait 1m');
    expect(nodes(typist)).toEqual(['Unknown', 'Unknown']);
    expect(typist.type(`node ${nodeId(typist)} -- journalctl -u kubelet`)).toContain('Unauthorized');
    typist.type(roles(`${mapping}\n`));
    typist.type('wait');
    expect(nodes(typist)).toEqual(['True', 'True']);
  });
});
