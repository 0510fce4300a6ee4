/**
 * CoreDNS: each of its pods reads the Corefile of the ConfigMap `coredns` when it starts, and again some time after it has changed.
 * https://coredns.io/plugins/reload/: "The default INTERVAL is 30s"; a mounted ConfigMap follows within about a minute
 * (https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically).
 */
import type { Pod } from '../../cluster/pod.ts';
import { type Corefile, readCorefile, reloads } from '../../dns/corefile.ts';
import type { LoadedCorefile } from '../../hosts/loaded-corefile.ts';
import { lookup, objectAt } from '../../store.ts';
import type { Text } from '../../text.ts';
import type { World } from '../../world.ts';
import { type Act, type Controller, NOTHING, type Reconcile } from '../controller.ts';
import { serviceAccount } from '../identities.ts';

const UNTIL_READ = 90_000;
const CONFIG = 'kube-system/coredns';

/** Keys: `namespace/name` of its pods. */
export const coreDns: Controller = {
  name: 'coredns',
  identity: serviceAccount('kube-system', 'coredns'),
  manager: 'coredns',
  watches: {
    cluster: {
      ConfigMap: ({ ref }, world) =>
        ref.key === CONFIG
          ? lookup(world.cluster.Pod, 'byLabel', 'kube-system/k8s-app=kube-dns').map(({ metadata }) => `kube-system/${metadata.name}`)
          : [],
      Pod: ({ ref, before, after }) => (isCoreDns((after ?? before) as Pod) ? [ref.key] : []),
    },
  },
  reconcile: (world, key) => {
    const pod = objectAt(world.cluster.Pod, key);
    const loaded = objectAt(world.hosts.LoadedCorefile, key);
    if (pod === undefined)
      return loaded === undefined
        ? NOTHING
        : { acts: [written(key, null)], because: { ko: `${key} 파드가 없어졌습니다.`, en: `Pod ${key} is gone.` } };
    const text = objectAt(world.cluster.ConfigMap, CONFIG)?.data?.Corefile;
    if (text === undefined || pod.status.phase !== 'Running') return NOTHING;
    const uid = pod.metadata.uid ?? '';
    if (loaded?.uid !== uid)
      return {
        acts: [written(key, { uid, text }), ...notices(world, readCorefile(text))],
        because: { ko: 'CoreDNS가 시작합니다.', en: 'CoreDNS starts.' },
      };
    return loaded.text === text || loaded.refused === text ? NOTHING : reloading(world, key, { loaded, text });
  },
};

function reloading(world: World, key: string, { loaded, text }: { readonly loaded: LoadedCorefile; readonly text: string }): Reconcile {
  const { uid } = loaded;
  if (!reloads(readCorefile(loaded.text))) return NOTHING;
  if (loaded.coming?.text !== text) {
    const acts = [written(key, { ...loaded, coming: { text, at: world.now } })];
    return { acts, because: { ko: 'Corefile이 바뀌었습니다.', en: 'The Corefile has changed.' }, dueAt: world.now + UNTIL_READ };
  }
  const dueAt = loaded.coming.at + UNTIL_READ;
  if (world.now < dueAt) return { acts: [], because: null, dueAt };
  const corefile = readCorefile(text);
  const next: LoadedCorefile = corefile.error === null ? { uid, text } : { uid, text: loaded.text, refused: text };
  return {
    acts: [written(key, next), ...notices(world, corefile)],
    because: { ko: 'CoreDNS가 Corefile을 다시 읽습니다.', en: 'CoreDNS reloads its Corefile.' },
  };
}

function notices(world: World, { error, notSimulated }: Corefile): Act[] {
  const names = notSimulated.join(', ');
  const unknown: Text = {
    ko: `CoreDNS의 다음 플러그인은 시뮬레이션하지 않습니다: ${names}. 이 플러그인이 없는 것처럼 응답합니다.`,
    en: `These plugins of CoreDNS are not simulated: ${names}. It answers as if they were not there.`,
  };
  const refused: Text = {
    ko: `CoreDNS가 Corefile을 읽지 못했습니다. 실행 중이던 파드는 이전 설정으로 계속 응답합니다. 로그: [ERROR] Restart failed: ${error}`,
    en: `CoreDNS could not read its Corefile. Pods that already ran go on with the old one. Log: [ERROR] Restart failed: ${error}`,
  };
  return [
    ...(names === '' ? [] : [notice(world, `coredns/plugins/${names}`, unknown)]),
    ...(error === null ? [] : [notice(world, `coredns/error/${error}`, refused)]),
  ];
}

function notice(world: World, key: string, text: Text): Act {
  return { plane: 'hosts', ref: { plane: 'lab', kind: 'Notice', key }, object: { text, input: world.counters.input }, verb: 'notice' };
}

function written(key: string, object: LoadedCorefile | null): Act {
  return { plane: 'hosts', ref: { plane: 'hosts', kind: 'LoadedCorefile', key }, object, verb: 'load' };
}

function isCoreDns({ metadata }: Pod): boolean {
  return metadata.namespace === 'kube-system' && metadata.labels?.['k8s-app'] === 'kube-dns';
}
