/** The worked example with the network policy agent on its nodes. */
import { definitionOf } from '../../src/engine/cluster/served.ts';
import type { World } from '../../src/engine/world.ts';
import { courseParts } from './course-world.ts';
import { standing } from './world-of.ts';

type Agent = {
  readonly agent?: boolean;
  readonly mode?: 'standard' | 'strict';
  /** The release of the VPC CNI. */
  readonly cni?: string;
};

/** The worked example; the agent is switched on unless told otherwise. */
export function policyWorld({ agent = true, mode = 'standard', cni = 'v1.20.4' }: Agent = {}): World {
  const parts = courseParts();
  const cluster = (parts.cluster ?? []).map((object) => withAgent(object as Workload, { agent, mode, cni }));
  const data = { 'enable-network-policy-controller': String(agent) };
  const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'amazon-vpc-cni', namespace: 'kube-system' }, data };
  return standing({ ...parts, cluster: [...cluster, config, ...DEFINITIONS] });
}

const DEFINITIONS = (['PolicyEndpoint', 'ClusterNetworkPolicy', 'ClusterPolicyEndpoint'] as const).flatMap((kind) => definitionOf(kind) ?? []);

/** The container with its image of that release. */
function released(container: object, cni: string): object {
  const { image = '' } = container as { readonly image?: string };
  return { ...container, image: image.replace(/:v[^-]*/, `:${cni}`) };
}

type PodSpec = { readonly containers: readonly object[] };
type Workload = {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: PodSpec & { readonly template: { readonly spec: PodSpec } };
};

/** aws-node with its second container, in the DaemonSet and in its pods. */
function withAgent(object: Workload, { agent, mode, cni }: Required<Agent>): object {
  if (!object.metadata.name.startsWith('aws-node')) return object;
  const container = {
    name: 'aws-eks-nodeagent',
    image: 'amazon/aws-network-policy-agent:v1.2.7-eksbuild.1',
    args: [`--enable-network-policy=${agent}`],
    env: [{ name: 'NETWORK_POLICY_ENFORCING_MODE', value: mode }],
  };
  const added = (spec: PodSpec) => ({ ...spec, containers: [...spec.containers.map((one) => released(one, cni)), container] });
  if (object.kind === 'Pod') return { ...object, spec: added(object.spec) };
  const template = { ...object.spec.template, spec: added(object.spec.template.spec) };
  return { ...object, spec: { ...object.spec, template } };
}
