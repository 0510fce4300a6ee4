/** Which pods are ready behind a Service, which nearly are, and what would make them so. */
import type { Deployment } from '../engine/cluster/deployment.ts';
import type { Pod } from '../engine/cluster/pod.ts';
import { selectsLabels } from '../engine/cluster/selector.ts';
import { lookup, objectAt, objectsOf } from '../engine/store.ts';
import type { Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import type { Near } from './near.ts';
import { say } from './say.ts';

const NAMED = 4;

/** The pods that the selector picks; where they are too few, the Deployment that could have more, or whose labels come near. */
export function nearEndpoints(world: World, { service, ready }: { readonly service: string; readonly ready?: number | undefined }): Near | null {
  const key = service.includes('/') ? service : `default/${service}`;
  const found = objectAt(world.cluster.Service, key);
  const { namespace = 'default', name = '' } = found?.metadata ?? {};
  const selector = found?.spec.selector;
  if (selector === undefined) return null;
  const pods = lookup(world.cluster.Pod, 'byNamespace', namespace);
  const picked = pods.filter(({ metadata }) => selectsLabels(selector, metadata.labels));
  const deployments = objectsOf(world.cluster.Deployment).filter(({ metadata }) => metadata.namespace === namespace);
  const place = namespace === 'default' ? '' : ` -n ${namespace}`;
  const backing = deployments.find(({ spec }) => selectsLabels(selector, spec.template.metadata?.labels));
  const params = { service: key, selector: shown(selector), n: picked.length, pods: namesOf(picked) };
  const object = say(PICKED, params);
  if (backing !== undefined) {
    const { replicas = 1 } = backing.spec;
    const wanted = ready ?? replicas;
    const scale = `kubectl scale deployment ${backing.metadata.name}${place} --replicas=${wanted}`;
    return {
      object,
      field: say(REPLICAS, { deployment: backing.metadata.name, replicas, ready: readyOf(picked) }),
      edits: [[scale, 'wait'], [scale]],
    };
  }
  const near = nearest(deployments, selector);
  if (near === null) return { object, field: say(NO_LABELS, { service: key, selector: shown(selector) }), edits: [] };
  const labels = near.spec.template.metadata?.labels ?? {};
  const own = near.spec.selector.matchLabels ?? labels;
  return {
    object,
    field: say(LABELS, { service: key, selector: shown(selector), deployment: near.metadata.name, labels: shown(labels) }),
    edits: [[`kubectl set selector service ${name} ${shown(own)}${place}`]],
  };
}

/** The one that shares most labels with the selector, then the one that only has its keys. */
function nearest(deployments: readonly Deployment[], selector: { readonly [key: string]: string }): Deployment | null {
  const score = ({ spec }: Deployment) =>
    Object.entries(selector).reduce((sum, [key, value]) => {
      const own = spec.template.metadata?.labels?.[key];
      return sum + (own === value ? 2 : own === undefined ? 0 : 1);
    }, 0);
  const [best] = [...deployments].sort((one, other) => score(other) - score(one));
  return best === undefined || score(best) === 0 ? null : best;
}

function readyOf(pods: readonly Pod[]): number {
  return pods.filter(({ status }) => status.conditions?.some(({ type, status: holds }) => type === 'Ready' && holds === 'True')).length;
}

function namesOf(pods: readonly Pod[]): readonly string[] {
  const names = pods.slice(0, NAMED).map(({ metadata }) => metadata.name);
  return pods.length === 0 ? ['-'] : pods.length > NAMED ? [...names, `+${pods.length - NAMED}`] : names;
}

function shown(labels: { readonly [key: string]: string }): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

const PICKED: Text = {
  ko: '{service} 서비스의 셀렉터({selector})가 고르는 파드는 {n}개입니다. {pods}',
  en: 'Pods that the selector ({selector}) of service {service} picks: {n}. {pods}',
};
const REPLICAS: Text = {
  ko: '{deployment} 디플로이먼트의 spec.replicas는 {replicas}이고, Ready 파드는 {ready}개입니다.',
  en: 'Deployment {deployment} has spec.replicas {replicas}, and its ready pods are {ready}.',
};
const LABELS: Text = {
  ko: '셀렉터는 {selector}인데 {deployment} 디플로이먼트의 파드 레이블은 {labels}입니다.',
  en: 'The selector is {selector}, and the pods of deployment {deployment} are labeled {labels}.',
};
const NO_LABELS: Text = {
  ko: '{selector} 레이블에 가까운 디플로이먼트가 이 네임스페이스에 없습니다.',
  en: 'No deployment of this namespace has labels near {selector}.',
};
