/** Services at scale: what EndpointSlices, kube-proxy's rules and the cluster's DNS cost with so many Services, and after one change. */
import { commit } from '../engine/change.ts';
import type { Pod } from '../engine/cluster/pod.ts';
import { connect } from '../engine/connect.ts';
import { coreDnsAnswer } from '../engine/dns/resolve.ts';
import { advanceUntilQuiet, settle } from '../engine/settle.ts';
import { lookup, objectsOf } from '../engine/store.ts';
import type { World } from '../engine/world.ts';
import { worldOf } from '../engine/world-of.ts';
import { clusterOf } from './cluster-of.ts';
import { cpuMs, heapMiB, type Measure, perSecond } from './measure.ts';

/** Pods to a Service. */
const EACH = 10;

/** The measures at two sizes, so that a ratio shows what follows the change and what follows the cluster. */
export function serviceMeasures(quick: boolean): readonly Measure[] {
  const sizes = quick ? [100, 1_000] : [1_000, 10_000];
  const first = new Map<string, number>();
  return sizes.flatMap((pods) =>
    measured(pods).map(({ name, value, unit, note }) => {
      const smallest = first.get(name) ?? value;
      first.set(name, smallest);
      const ratio = note === '' ? `${Math.round((value / smallest) * 100) / 100}x of the smallest` : note;
      return { name: `${pods / EACH} Services, ${pods} pods: ${name}`, value, unit, note: ratio };
    }),
  );
}

function measured(pods: number): Measure[] {
  const before = heapMiB();
  let world = worldOf({}).world;
  const whole = onceMs(() => {
    world = advanceUntilQuiet(worldOf(clusterOf(pods, undefined, EACH)).world);
  });
  const heap = heapMiB() - before;
  const client = (lookup(world.cluster.Pod, 'byLabel', 'default/app=app-1')[0] as Pod).metadata.name;
  const address = objectsOf(world.cluster.Service)[0]?.spec.clusterIP ?? '';
  const call = { from: { from: 'pod', pod: `default/${client}` }, to: { host: address, port: 80, protocol: 'tcp' } } as const;
  const query = { name: 'app-0.default.svc.cluster.local.', type: 'A' };
  const changed = unready(world);
  return [
    { name: 'settled from nothing', value: whole, unit: 'ms CPU', note: `${Math.round((whole / pods) * 100) / 100} ms a pod` },
    { name: 'heap', value: heap, unit: 'MiB', note: `${Math.round((heap * 1024) / pods)} KiB a pod` },
    { name: 'one pod is not ready, settled', value: cpuMs(5, () => unready(world)), unit: 'ms CPU', note: '' },
    { name: 'that, and the first connection behind it', value: cpuMs(5, () => connect(unready(world), call)), unit: 'ms CPU', note: '' },
    { name: 'that, and the first look-up behind it', value: cpuMs(5, () => coreDnsAnswer(unready(world), 'none', query)), unit: 'ms CPU', note: '' },
    { name: 'look-ups per second by CoreDNS', value: perSecond(300, () => coreDnsAnswer(changed, 'none', query)), unit: '/s', note: ' ' },
    { name: 'connections per second to a cluster IP', value: perSecond(300, () => connect(changed, call)), unit: '/s', note: ' ' },
  ];
}

/** One pod of the first Service fails its readiness probe. */
function unready(world: World): World {
  const pod = lookup(world.cluster.Pod, 'byLabel', 'default/app=app-0')[0] as Pod;
  const conditions = (pod.status.conditions ?? []).map((one) => (one.type === 'Ready' ? { ...one, status: 'False' } : one));
  const object = { ...pod, status: { ...pod.status, conditions } };
  const ref = { plane: 'cluster', kind: 'Pod', key: `default/${pod.metadata.name}` } as const;
  return settle(commit(world, { by: 'bench', verb: 'update', because: null }, [{ ref, object }]).world, world.revision);
}

function onceMs(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const used = process.cpuUsage(start);
  return (used.user + used.system) / 1000;
}
