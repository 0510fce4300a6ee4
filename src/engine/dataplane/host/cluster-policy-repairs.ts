/** Writes that would let a packet through which a ClusterNetworkPolicy denies: a rule before the one that does, or without it. */
import type { ClusterNetworkPolicy, ClusterPolicyPeer } from '../../cluster/clusternetworkpolicy.ts';
import type { PolicyProtocol } from '../../policy/flow.ts';
import { learner } from '../../principal.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Breadth, Repair } from '../element.ts';
import type { Step } from '../step.ts';
import { hostBlock, inNamespace, policyEndOf } from './policy-ends.ts';

/** The peer's packets are passed on to the next tier, or accepted, before the rule that denies them. */
export function tierRepairs(world: World, step: Step): readonly Repair[] {
  const policy = objectAt(world.cluster.ClusterNetworkPolicy, String(step.params.policy));
  if (policy === undefined) return [];
  const side = step.place.name === 'veth-in' ? 'ingress' : 'egress';
  const peer = peerOf(world, step, side);
  const protocol = step.in.protocol.toUpperCase() as PolicyProtocol;
  const ports = [{ portNumber: { protocol, port: step.in.destinationPort } }];
  const before = (peer === null ? [] : ['Pass', 'Accept']).map((action) => {
    const rule = { action, [side === 'ingress' ? 'from' : 'to']: [peer], ports };
    return patched(world, policy, { body: [{ op: 'add', path: `/spec/${side}/0`, value: rule }], field: `spec.${side}`, breadth: 'exact' });
  });
  const denying = (policy.spec[side] ?? []).flatMap(({ action }, index) => (action === 'Deny' ? [index] : []));
  const without = denying.map((index) =>
    patched(world, policy, { body: [{ op: 'remove', path: `/spec/${side}/${index}` }], field: `spec.${side}[${index}]`, breadth: 'wide' }),
  );
  return [...before, ...without];
}

/** Only egress rules can mean an address; nobody outside the cluster is a source. */
function peerOf(world: World, { in: packet }: Step, side: 'ingress' | 'egress'): ClusterPolicyPeer | null {
  const address = side === 'egress' ? packet.destination : packet.source;
  const end = policyEndOf(world, address, packet.destinationPort);
  if (end === null) return side === 'egress' ? { networks: [hostBlock(address)] } : null;
  return { pods: { namespaceSelector: inNamespace(end.namespace), podSelector: { matchLabels: { ...end.labels } } } };
}

type Patched = { readonly body: readonly object[]; readonly field: string; readonly breadth: Breadth };

function patched(world: World, { metadata: { name } }: ClusterNetworkPolicy, { body, field, breadth }: Patched): Repair {
  const by = { manager: 'kubectl-patch', as: learner(world.account) };
  return {
    verbs: [{ plane: 'cluster', kind: 'ClusterNetworkPolicy', namespace: undefined, name, ...by, verb: 'patch', patchType: 'json', body }],
    object: { plane: 'cluster', kind: 'ClusterNetworkPolicy', key: name },
    field,
    breadth,
  };
}
