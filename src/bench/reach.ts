/** All pairs of pods under policies for the benchmark: by classes and places, against asking the same engine pair by pair. */
import type { End } from '../engine/policy/flow.ts';
import { endOf } from '../engine/policy/pod-end.ts';
import { policiesAsWritten } from '../engine/policy/policies-in-force.ts';
import { policyVerdict } from '../engine/policy/verdict.ts';
import { reach } from '../engine/reach/reach.ts';
import { advanceUntilQuiet } from '../engine/settle.ts';
import { objectsOf } from '../engine/store.ts';
import type { World } from '../engine/world.ts';
import { type WorldParts, worldOf } from '../engine/world-of.ts';
import { clusterOf } from './cluster-of.ts';
import { heapMiB, type Measure } from './measure.ts';

const PORT = 9376;
/** Pairs that are asked one by one; the rest is estimated from them. */
const SAMPLE = 2_000;

/** At each size a tenth as many policies as pods. */
export function reachMeasures(quick: boolean): Measure[] {
  return (quick ? [100, 1_000] : [100, 1_000, 10_000]).flatMap(measured);
}

function measured(pods: number): Measure[] {
  const { world, problems } = worldOf(guarded(pods));
  if (problems.length > 0) throw new Error(`Expected a world without problems but found ${JSON.stringify(problems[0])}`);
  const quiet = advanceUntilQuiet(world);
  const title = `reach, ${pods} pods × ${pods / 10} policies`;
  const [policies, whole] = [allPairs(quiet, true), allPairs(quiet, false)];
  const naive = pairByPair(quiet);
  const times = (ms: number) => `${Math.round(naive / Math.max(ms, 0.01))}x faster than pair by pair (${Math.round(naive)} ms, sampled)`;
  return [
    { name: `${title}: all pairs by policies`, value: policies.ms, unit: 'ms CPU', note: `${policies.classes} classes, ${times(policies.ms)}` },
    { name: `${title}: policies, path and listener`, value: whole.ms, unit: 'ms CPU', note: `${whole.classes} classes, ${whole.places} places` },
    { name: `${title}: heap of both`, value: policies.heap + whole.heap, unit: 'MiB', note: `${whole.open} of ${whole.all} pairs connect` },
  ];
}

function allPairs(world: World, policyOnly: boolean) {
  const heap = heapMiB();
  const start = process.cpuUsage();
  // A copy: what is remembered of a world must not make the second question cheaper than the first.
  const made = reach({ ...world }, { protocol: 'tcp', port: PORT, policyOnly });
  const counts = made.counts();
  const used = process.cpuUsage(start);
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const ms = (used.user + used.system) / 1000;
  return { ms, heap: heapMiB() - heap, classes: made.matrix.classes.members.length, places: made.places, open: counts.open, all };
}

/** CPU milliseconds that every ordered pair would take, each asked alone. */
function pairByPair(world: World): number {
  const policies = policiesAsWritten(world);
  const ends = objectsOf(world.cluster.Pod).map((pod) => endOf(world, pod));
  const pairs = ends.length * (ends.length - 1);
  const asked = Math.min(SAMPLE, pairs);
  const start = process.cpuUsage();
  for (let index = 0; index < asked; index++) {
    // Far from each other in the list, so that all sorts of pairs are among them.
    const [from, to] = [ends[(index * 7_919) % ends.length] as End, ends[(index * 104_729 + 1) % ends.length] as End];
    policyVerdict(policies, { from, to, protocol: 'TCP', port: PORT });
  }
  const used = process.cpuUsage(start);
  return ((used.user + used.system) / 1000) * (pairs / asked);
}

type Workload = { readonly kind: string; readonly metadata: { readonly name: string } };

/** The cluster with agents on its nodes, and policies between its Deployments. */
function guarded(pods: number): WorldParts {
  const parts = clusterOf(pods);
  const deployments = Math.max(1, Math.ceil(pods / 50));
  const cluster = (parts.cluster ?? []).map((object) => ((object as Workload).metadata.name === 'aws-node' ? withAgent(object) : object));
  const policies = Array.from({ length: pods / 10 }, (_, index) => policy(index, deployments));
  return { ...parts, cluster: [...cluster, SWITCH, DEFINITION, ...policies] };
}

/** Some isolate egress, some name blocks, most let the pods of one Deployment into another. */
function policy(index: number, deployments: number): object {
  const app = (of: number) => ({ matchLabels: { app: `app-${of % deployments}` } });
  const ports = [{ port: PORT - 1 + (index % 3), endPort: PORT + 10 }];
  const block = { ipBlock: { cidr: `10.0.${index % 200}.0/24` } };
  const egress = index % 5 === 0;
  const peers = [{ podSelector: app(index * 7 + 1) }, ...(index % 4 === 0 ? [block] : [])];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `policy-${index}`, namespace: 'default' },
    spec: {
      podSelector: app(index),
      policyTypes: egress ? ['Egress'] : ['Ingress'],
      ...(egress ? { egress: [{ to: peers, ports }] } : { ingress: [{ from: peers, ports }] }),
    },
  };
}

const SWITCH = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'amazon-vpc-cni', namespace: 'kube-system' },
  data: { 'enable-network-policy-controller': 'true' },
};
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

type DaemonSet = { readonly spec: { readonly template: { readonly spec: { readonly containers: readonly object[] } } } };

function withAgent(object: object): object {
  const set = object as DaemonSet;
  const { template } = set.spec;
  const agent = { name: 'aws-eks-nodeagent', image: 'amazon/aws-network-policy-agent:v1.2.7-eksbuild.1', args: ['--enable-network-policy=true'] };
  const spec = { ...template.spec, containers: [...template.spec.containers, agent] };
  return { ...set, spec: { ...set.spec, template: { ...template, spec } } };
}
