/** Faults that name what does not exist. */
import { objectAt, objectsOf } from '../store.ts';
import { fillBoth, type Text } from '../text.ts';
import type { World } from '../world.ts';
import type { Problem } from '../world-of.ts';
import type { Fault } from './kinds.ts';

/** One problem for each fault on a node, a pod or a zone that the world does not have. */
export function faultProblems(world: World, faults: readonly Fault[]): Problem[] {
  return faults.flatMap((fault, index): Problem[] => {
    if (fault.fault === 'not-ready') {
      if (objectAt(world.cluster.Pod, fault.pod) !== undefined) return [];
      return [{ path: [index, 'pod'], what: fillBoth(NO_POD, { pod: fault.pod }), how: NAME_A_POD }];
    }
    if (fault.fault === 'zone-down') {
      const zones = new Set(objectsOf(world.aws.Subnet).map((subnet) => subnet.AvailabilityZone));
      return zones.has(fault.zone) ? [] : [{ path: [index, 'zone'], what: fillBoth(NO_ZONE, { zone: fault.zone }), how: NAME_A_ZONE }];
    }
    if (objectAt(world.cluster.Node, fault.node) !== undefined) return [];
    return [{ path: [index, 'node'], what: fillBoth(NO_NODE, { node: fault.node }), how: NAME_A_NODE }];
  });
}

const NO_POD: Text = { ko: '{pod} 파드가 없습니다.', en: 'there is no pod {pod}.' };
const NAME_A_POD: Text = { ko: '있는 파드를 `네임스페이스/이름`으로 쓰세요.', en: 'Name a pod as `namespace/name`.' };
const NO_NODE: Text = { ko: '{node} 노드가 없습니다.', en: 'there is no node {node}.' };
const NAME_A_NODE: Text = { ko: '클러스터에 있는 노드의 이름을 쓰세요.', en: 'Name a node of the cluster.' };
const NO_ZONE: Text = { ko: '{zone} 가용 영역에는 서브넷이 없습니다.', en: 'no subnet is in zone {zone}.' };
const NAME_A_ZONE: Text = { ko: '서브넷이 있는 가용 영역을 쓰세요.', en: 'Name a zone that has subnets.' };
