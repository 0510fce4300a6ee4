/**
 * A container that ends as soon as it is started: it is started again at once, then after ten seconds, twice as long each time,
 * five minutes at most. https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/kuberuntime_manager.go (doBackOff)
 */
import type { Pod } from '../../../cluster/pod.ts';
import type { Host, Sandbox } from '../../../hosts/host.ts';
import type { World } from '../../../world.ts';
import type { Act } from '../../controller.ts';
import { record } from '../../event-recorder.ts';

export type CrashLoop = {
  readonly container: string;
  readonly restarts: number;
  /** When it last ended. */
  readonly endedAt: number;
  /** How long the kubelet waits now, in milliseconds. */
  readonly backOff: number;
};

const FIRST = 10_000;
const LONGEST = 300_000;

/** The containers of a pod that end at once: one whose port is taken, and aws-node whose entrypoint refuses its settings. */
export function crashLoops(host: Host, pod: Pod, { sandbox, now }: { readonly sandbox: Sandbox; readonly now: number }): readonly CrashLoop[] {
  return sandbox.containers.flatMap(({ name, running, startedAt }) => {
    const refusedAt = name === 'aws-node' ? refusalOf(host, pod) : null;
    if (running && refusedAt === null) return [];
    return [{ container: name, ...loopAt(Math.max(refusedAt ?? startedAt, startedAt), now) }];
  });
}

function refusalOf({ ipamdFailure }: Host, { metadata: { namespace, name } }: Pod): number | null {
  return ipamdFailure?.ends === 'entrypoint' && namespace === 'kube-system' && name.startsWith('aws-node') ? ipamdFailure.at : null;
}

/** Where a loop stands that began at `since`. */
export function loopAt(since: number, now: number): Pick<CrashLoop, 'restarts' | 'endedAt' | 'backOff'> {
  let [restarts, endedAt, backOff] = [1, since, FIRST];
  while (endedAt + backOff <= now) {
    restarts++;
    endedAt += backOff;
    backOff = Math.min(2 * backOff, LONGEST);
  }
  return { restarts, endedAt, backOff };
}

/** `10s`, `1m20s`, `5m0s`: as Go writes durations. */
export function goSeconds(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}

/** The kubelet says each time that it waits. */
export function backOffEvent(world: World, pod: Pod, { container, restarts }: CrashLoop): Act[] {
  const before = pod.status.containerStatuses?.find(({ name }) => name === container)?.restartCount ?? 0;
  if (before === restarts) return [];
  const { name, namespace = 'default', uid } = pod.metadata;
  const message = `Back-off restarting failed container ${container} in pod ${name}_${namespace}(${uid})`;
  const host = pod.spec.nodeName as string;
  return record(world, pod, { component: 'kubelet', host, type: 'Warning', reason: 'BackOff', message });
}
