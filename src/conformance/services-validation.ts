/** What kube-apiserver accepts and refuses: validation, the allocators and their static bands. */
import { commit } from '../engine/change.ts';
import { findings, newObject } from '../engine/cluster/admit.ts';
import type { AnyKind } from '../engine/cluster/api-server.ts';
import { clusterKinds } from '../engine/cluster/kinds.ts';
import type { Stored } from '../engine/cluster/request.ts';
import type { Service } from '../engine/cluster/service.ts';
import { allocate } from '../engine/cluster/service-allocation.ts';
import { clusterIPStaticBand, nodePortStaticBand } from '../engine/cluster/static-band.ts';
import { showFieldError } from '../engine/cluster/status.ts';
import type { FieldError } from '../engine/kind.ts';
import { parseCidr, sizeOf } from '../engine/net/cidr.ts';
import type { World } from '../engine/world.ts';
import { worldOf } from '../engine/world-of.ts';
import type { Adapter, Judgement } from './adapter.ts';

type Expect = {
  readonly ok: boolean;
  readonly errors?: readonly string[];
  readonly contains?: readonly string[];
  readonly errorCount?: number;
  readonly staticBandSize?: number;
};
type Case = {
  readonly id: string;
  readonly stage: 'validation' | 'allocation' | 'static-band';
  readonly object: { readonly kind: string; readonly size?: number; readonly cidr?: string };
  readonly cluster?: { readonly serviceCIDR?: string; readonly allocatedNodePorts?: readonly number[] };
  readonly expect: Expect;
};

export const adapter: Adapter = {
  area: 'services',
  file: 'validation.json',
  judge: (cases) => (cases as { readonly cases: readonly Case[] }).cases.map(judgeOne),
};

function judgeOne({ id, stage, object, cluster, expect }: Case): Judgement {
  if (stage === 'static-band') {
    const band =
      object.kind === 'PortRange' ? nodePortStaticBand(object.size ?? 0) : clusterIPStaticBand(sizeOf(parseCidr(object.cidr ?? '0.0.0.0/0')));
    const ok = band === expect.staticBandSize;
    return { id, ok, detail: ok ? '' : `expected a static band of ${expect.staticBandSize}, found ${band}` };
  }
  const kind = (clusterKinds as unknown as { readonly [name: string]: AnyKind | undefined })[object.kind];
  if (kind === undefined) return { id, ok: false, detail: `kind ${object.kind} does not exist` };
  const lines = (stage === 'validation' ? validationOf(kind, object) : allocationOf(object as unknown as Service, worldFor(cluster))).map(
    showFieldError,
  );
  return compare(id, lines, expect);
}

function validationOf(kind: AnyKind, object: object): readonly FieldError[] {
  return findings(kind, { object: newObject(kind, object as Stored), before: null });
}

function allocationOf(object: Service, world: World): readonly FieldError[] {
  const kind = clusterKinds.Service as unknown as AnyKind;
  const allocated = allocate(world, newObject(kind, object as unknown as Stored) as unknown as Service);
  return 'errors' in allocated ? allocated.errors : [];
}

function worldFor(cluster: Case['cluster']): World {
  const holder = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'holder', namespace: 'default' },
    spec: { ports: (cluster?.allocatedNodePorts ?? []).map((nodePort) => ({ nodePort })) },
  };
  const { world } = worldOf({ cluster: [holder] }, { admit: false, settle: false });
  if (cluster?.serviceCIDR === undefined) return world;
  return withServiceCidr(world, cluster.serviceCIDR);
}

function withServiceCidr(world: World, serviceIpv4Cidr: string): World {
  const cluster = { name: 'case', kubernetesNetworkConfig: { serviceIpv4Cidr, ipFamily: 'ipv4' } };
  return commit(world, { by: 'case', verb: 'read', because: null }, [{ ref: { plane: 'aws', kind: 'EksCluster', key: 'case' }, object: cluster }])
    .world;
}

function compare(id: string, lines: readonly string[], { ok, errors = [], contains = [], errorCount }: Expect): Judgement {
  const problems = [
    ...(ok === (lines.length === 0) ? [] : [ok ? 'expected it to be accepted' : 'expected it to be refused']),
    ...errors.filter((error) => !lines.some((line) => line.startsWith(error))).map((error) => `no line starts with ${error}`),
    ...contains.filter((text) => !lines.some((line) => line.includes(text))).map((text) => `no line contains ${text}`),
    ...(errorCount === undefined || errorCount === lines.length ? [] : [`expected ${errorCount} lines`]),
  ];
  return { id, ok: problems.length === 0, detail: problems.length === 0 ? '' : `${problems.join('; ')}; found ${JSON.stringify(lines)}` };
}
