/** What the kubelet says about pods in events, and what the lab says about their images. */
import type { Pod } from '../../../cluster/pod.ts';
import type { Sandbox } from '../../../hosts/host.ts';
import { isKnown } from '../../../lab/image/index.ts';
import { objectAt } from '../../../store.ts';
import type { World } from '../../../world.ts';
import type { Act } from '../../controller.ts';
import { record, recordOnce } from '../../event-recorder.ts';
import { digits } from './pod-status.ts';
import { containersOf, type NoNetwork } from './sandbox.ts';

/** The images are there, some just pulled, which takes no simulated time; the containers are created and started. */
export function startEvents(world: World, pod: Pod, fresh: readonly string[]): Act[] {
  const say = (reason: string, message: string) => record(world, pod, { ...by(pod), type: 'Normal', reason, message });
  return containersOf(pod).flatMap(({ name, image = '' }) => [
    ...(fresh.includes(image)
      ? [...say('Pulling', `Pulling image "${image}"`), ...say('Pulled', `Successfully pulled image "${image}" in 0s (0s including waiting)`)]
      : say('Pulled', `Container image "${image}" already present on machine`)),
    ...say('Created', `Created container: ${name}`),
    ...say('Started', `Started container ${name}`),
  ]);
}

type Unpulled = {
  readonly failed: readonly string[];
  readonly missing: { readonly image: string; readonly pull: { readonly error: string; readonly at: number } };
};

/** An attempt to pull that failed, or the back-off that follows it. https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/images/image_manager.go */
export function pullEvents(world: World, pod: Pod, { failed, missing: { image, pull } }: Unpulled): Act[] {
  const say = (type: 'Normal' | 'Warning', reason: string, message: string) =>
    (failed.includes(image) ? record : recordOnce)(world, pod, { ...by(pod), type, reason, message });
  if (world.now > pull.at) {
    return [...say('Normal', 'BackOff', `Back-off pulling image "${image}"`), ...say('Warning', 'Failed', 'Error: ImagePullBackOff')];
  }
  return [
    ...say('Normal', 'Pulling', `Pulling image "${image}"`),
    ...say('Warning', 'Failed', `Failed to pull image "${image}": ${pull.error}`),
    ...say('Warning', 'Failed', 'Error: ErrImagePull'),
  ];
}

/** The containers are told to end. */
export function killingEvents(world: World, pod: Pod): Act[] {
  return containersOf(pod).flatMap(({ name }) =>
    recordOnce(world, pod, { ...by(pod), type: 'Normal', reason: 'Killing', message: `Stopping container ${name}` }),
  );
}

/** A failure that changes nothing is told once: it goes on at every beat. */
export function unhealthyEvent(world: World, pod: Pod, message: string, counts: boolean): Act[] {
  const event = { ...by(pod), type: 'Warning', reason: 'Unhealthy', message } as const;
  return counts ? record(world, pod, event) : recordOnce(world, pod, event);
}

/** Why the pod has no network. */
export function networkEvent(world: World, pod: Pod, why: NoNetwork): Act[] {
  return recordOnce(world, pod, { ...by(pod), type: 'Warning', ...complaint(pod, why) });
}

function complaint(pod: Pod, why: NoNetwork): { readonly reason: string; readonly message: string } {
  if (why === 'not-initialized') {
    const plugin = 'NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized';
    return { reason: 'NetworkNotReady', message: `network is not ready: container runtime network not ready: ${plugin}` };
  }
  const dial = 'connection error: desc = "transport: Error while dialing: dial tcp 127.0.0.1:50051: connect: connection refused"';
  const cause =
    why === 'no-address'
      ? 'failed to assign an IP address to container'
      : `Error received from AddNetwork gRPC call: rpc error: code = Unavailable desc = ${dial}`;
  const sandbox = `failed to setup network for sandbox "${digits(`${pod.metadata.uid} sandbox`)}"`;
  const plugin = `plugin type="aws-cni" name="aws-cni" failed (add): add cmd: ${cause}`;
  return { reason: 'FailedCreatePodSandBox', message: `Failed to create pod sandbox: rpc error: code = Unknown desc = ${sandbox}: ${plugin}` };
}

/** An image that the lab does not know runs and listens nowhere; the lab says so once. */
export function imageNotices(world: World, pod: Pod): Act[] {
  return containersOf(pod).flatMap(({ image = '' }): Act[] => {
    const key = `image/${image}`;
    if (isKnown(image) || objectAt(world.lab.Notice, key) !== undefined) return [];
    const text = {
      ko: `실습 환경은 ${image} 이미지가 무엇을 하는지 모릅니다. 컨테이너는 실행되지만 어느 포트에서도 수신하지 않습니다.`,
      en: `The lab does not know what image ${image} does. Its container runs but listens on no port.`,
    };
    return [{ plane: 'hosts', ref: { plane: 'lab', kind: 'Notice', key }, object: { text, input: world.counters.input }, verb: 'notice' }];
  });
}

/** A container that found its port taken by another of its pod: the back-off as the kubelet tells it, the cause by the lab, which keeps no container logs. */
export function collisionEvents(world: World, pod: Pod, { containers }: Sandbox): Act[] {
  const { name, namespace = 'default', uid } = pod.metadata;
  return containers.flatMap((process): Act[] => {
    if (process.running) return [];
    const message = `Back-off restarting failed container ${process.name} in pod ${name}_${namespace}(${uid})`;
    const params = { container: process.name, pod: `${namespace}/${name}` };
    const text = {
      ko: `${params.pod} 파드의 ${params.container} 컨테이너가 쓰려는 포트를 같은 파드의 다른 컨테이너가 먼저 열었습니다(Address already in use). 컨테이너가 종료되었습니다.`,
      en: `The port that container ${params.container} of pod ${params.pod} wants is taken by another container of the pod (Address already in use). The container has ended.`,
    };
    const notice = { ref: { plane: 'lab', kind: 'Notice', key: `collision/${namespace}/${name}/${process.name}` }, verb: 'notice' } as const;
    return [
      ...record(world, pod, { ...by(pod), type: 'Warning', reason: 'BackOff', message }),
      { plane: 'hosts', ...notice, object: { text, input: world.counters.input } },
    ];
  });
}

function by(pod: Pod) {
  return { component: 'kubelet', host: pod.spec.nodeName as string } as const;
}
