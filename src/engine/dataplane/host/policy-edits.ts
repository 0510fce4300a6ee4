/** Edits of NetworkPolicies and of the labels that they select by, as the learner would type them. */
import type { NetworkPolicySpec } from 'kubernetes-types/networking/v1.d.ts';
import type { NetworkPolicy } from '../../cluster/networkpolicy.ts';
import { learner } from '../../principal.ts';
import { lookup } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Breadth, Repair } from '../element.ts';
import type { PolicyEnd } from './policy-ends.ts';

type Patched = { readonly body: readonly object[]; readonly field: string; readonly breadth: Breadth };

/** A JSON patch of the policy. */
export function patchPolicy(world: World, { metadata }: NetworkPolicy, { body, field, breadth }: Patched): Repair {
  const { name, namespace = 'default' } = metadata;
  const by = { manager: 'kubectl-patch', as: learner(world.account) };
  return {
    verbs: [{ plane: 'cluster', kind: 'NetworkPolicy', namespace, name, ...by, verb: 'patch', patchType: 'json', body }],
    object: { plane: 'cluster', kind: 'NetworkPolicy', key: `${namespace}/${name}` },
    field,
    breadth,
  };
}

type Made = { readonly namespace: string; readonly name: string; readonly spec: NetworkPolicySpec; readonly breadth: Breadth };

/** A policy that was not there. */
export function createPolicy(world: World, { namespace, name, spec, breadth }: Made): Repair {
  const body = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec };
  const by = { manager: 'kubectl-create', as: learner(world.account) };
  return {
    verbs: [{ plane: 'cluster', kind: 'NetworkPolicy', namespace, name, ...by, verb: 'create', body }],
    object: { plane: 'cluster', kind: 'NetworkPolicy', key: `${namespace}/${name}` },
    field: 'spec',
    breadth,
  };
}

/** More labels on the pod: it becomes one of those that rules at hand are about. */
export function labelPod(world: World, { key }: PolicyEnd, labels: { readonly [name: string]: string }): Repair {
  const [namespace = 'default', name = ''] = key.split('/');
  const by = { manager: 'kubectl-label', as: learner(world.account) };
  const body = { metadata: { labels } };
  return {
    verbs: [{ plane: 'cluster', kind: 'Pod', namespace, name, ...by, verb: 'patch', patchType: 'merge', body }],
    object: { plane: 'cluster', kind: 'Pod', key },
    field: 'metadata.labels',
    // Other rules may be about these labels as well.
    breadth: 'wide',
  };
}

/** The name, numbered where the namespace has a policy of it already. */
export function freeName(world: World, namespace: string, base: string): string {
  const taken = lookup(world.cluster.NetworkPolicy, 'byNamespace', namespace).map(({ metadata }) => metadata.name);
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number += 1) if (!taken.includes(`${base}-${number}`)) return `${base}-${number}`;
}
