/** The worked example with the network policy agent on its nodes. */
import type { World } from '../../src/engine/world.ts';
import { courseParts } from './course-world.ts';
import { standing } from './world-of.ts';

type Agent = { readonly agent?: boolean; readonly mode?: 'standard' | 'strict' };

/** The worked example; the agent is switched on unless told otherwise. */
export function policyWorld({ agent = true, mode = 'standard' }: Agent = {}): World {
  const parts = courseParts();
  const cluster = (parts.cluster ?? []).map((object) => withAgent(object as Workload, { agent, mode }));
  const data = { 'enable-network-policy-controller': String(agent) };
  const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'amazon-vpc-cni', namespace: 'kube-system' }, data };
  return standing({ ...parts, cluster: [...cluster, config, DEFINITION] });
}

const DEFINITION = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'policyendpoints.networking.k8s.aws' },
  spec: {
    group: 'networking.k8s.aws',
    names: { kind: 'PolicyEndpoint', listKind: 'PolicyEndpointList', plural: 'policyendpoints', singular: 'policyendpoint' },
    scope: 'Namespaced',
    versions: [{ name: 'v1alpha1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
};

type PodSpec = { readonly containers: readonly object[] };
type Workload = {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: PodSpec & { readonly template: { readonly spec: PodSpec } };
};

/** aws-node with its second container, in the DaemonSet and in its pods. */
function withAgent(object: Workload, { agent, mode }: Required<Agent>): object {
  if (!object.metadata.name.startsWith('aws-node')) return object;
  const container = {
    name: 'aws-eks-nodeagent',
    image: 'amazon/aws-network-policy-agent:v1.2.7-eksbuild.1',
    args: [`--enable-network-policy=${agent}`],
    env: [{ name: 'NETWORK_POLICY_ENFORCING_MODE', value: mode }],
  };
  const added = (spec: PodSpec) => ({ ...spec, containers: [...spec.containers, container] });
  if (object.kind === 'Pod') return { ...object, spec: added(object.spec) };
  const template = { ...object.spec.template, spec: added(object.spec.template.spec) };
  return { ...object, spec: { ...object.spec, template } };
}
