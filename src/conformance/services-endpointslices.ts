/** Judges services/endpointslices.json: which pods become endpoints of a Service, with which ports, labels and hints. */
import { same } from '../engine/canonical.ts';
import type { Node } from '../engine/cluster/node.ts';
import type { Pod } from '../engine/cluster/pod.ts';
import type { Service } from '../engine/cluster/service.ts';
import { type AddressType, endpointOf, isInEndpoints, setsHostname } from '../engine/controllers/control-plane/endpointslice/endpoint.ts';
import { withHints } from '../engine/controllers/control-plane/endpointslice/hints.ts';
import { endpointPorts, targetPortOf } from '../engine/controllers/control-plane/endpointslice/ports.ts';
import { sliceMetadata } from '../engine/controllers/control-plane/endpointslice/slice-metadata.ts';
import type { Adapter, Judgement } from './adapter.ts';

type Case = { readonly id: string; readonly kind: string; readonly expect: { readonly [name: string]: unknown } } & {
  readonly [name: string]: unknown;
};

export const adapter: Adapter = {
  area: 'services',
  file: 'endpointslices.json',
  judge: (file) => (file as { readonly cases: readonly Case[] }).cases.map(judgeCase),
};

function judgeCase(asked: Case): Judgement {
  const actual = answer(asked);
  const ok = same(actual, asked.expect);
  return { id: asked.id, ok, detail: ok ? '' : `expected ${JSON.stringify(asked.expect)} but got ${JSON.stringify(actual)}` };
}

function answer(asked: Case): object {
  const pod = podOf(asked.pod);
  const service = serviceOf(asked.service);
  switch (asked.kind) {
    case 'pod-to-endpoint':
      return { endpoint: endpointOf(pod, service, asked.node as Node | undefined, asked.addressType as AddressType) };
    case 'pod-in-endpoints':
      return { inEndpoints: isInEndpoints(pod, asked.includeTerminating as boolean) };
    case 'endpoint-hostname':
      return { setHostname: setsHostname(pod, service) };
    case 'endpoint-ports':
      return { ports: endpointPorts(service, pod) };
    case 'target-port':
      return { port: targetPortOf(pod, asked.servicePort as Parameters<typeof targetPortOf>[1]) };
    case 'slice-labels':
      return slice(service);
    case 'traffic-distribution-hints':
      return { endpoints: withHints(asked.endpoints as Parameters<typeof withHints>[0], asked.trafficDistribution as string | null) };
    default:
      throw new Error(`Expected a kind of question about EndpointSlices but found ${JSON.stringify(asked.kind)}`);
  }
}

/** The case names of an owner reference what identifies it by name. */
function slice(service: Service): object {
  const { labels, generateName, namespace, ownerReferences } = sliceMetadata(service);
  const [{ kind, name, controller } = { kind: '', name: '', controller: false }] = ownerReferences;
  return { labels, generateName, namespace, ownerReference: { kind, name, controller } };
}

/** The cases leave out what does not matter to them. */
function podOf(given: unknown): Pod {
  const pod = (given ?? {}) as Pod;
  return { ...pod, metadata: pod.metadata ?? {}, spec: pod.spec ?? {}, status: pod.status ?? {} } as Pod;
}

function serviceOf(given: unknown): Service {
  const service = (given ?? {}) as Service;
  return { ...service, spec: service.spec ?? {} };
}
