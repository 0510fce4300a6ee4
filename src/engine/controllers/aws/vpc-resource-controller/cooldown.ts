/**
 * The branch ENI of a pod that has gone rests before it is deleted, so that rules about its address have gone everywhere.
 * https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/pkg/provider/branch/cooldown/cooldown.go
 */
import type { NetworkInterface } from '../../../aws/network-interface.ts';
import type { Pod } from '../../../cluster/pod.ts';
import { podEniOf } from '../../../cluster/pod-eni.ts';
import { objectAt } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { type Controller, NOTHING } from '../../controller.ts';
import { tokenOf } from './branch.ts';
import { COMPONENT, withServiceRole } from './identity.ts';

const USUAL = 60_000;
const SHORTEST = 30_000;

/** How long it rests, in milliseconds: `branch-eni-cooldown` of the ConfigMap amazon-vpc-cni in seconds, at least 30, 60 without it. */
export function cooldownOf(world: World): number {
  const text = objectAt(world.cluster.ConfigMap, 'kube-system/amazon-vpc-cni')?.data?.['branch-eni-cooldown'];
  return text === undefined || !/^\d+$/.test(text) ? USUAL : Math.max(SHORTEST, Number(text) * 1000);
}

/** Keys: branch ENIs. */
export const branchCooldown: Controller = {
  name: `${COMPONENT}/cooldown`,
  identity: withServiceRole,
  manager: COMPONENT,
  watches: {
    cluster: { Pod: ({ before, after }) => (gone(after as Pod | null) ? eniOf(before as Pod | null) : []) },
    aws: { NetworkInterface: ({ ref, after }) => ((after as NetworkInterface | null)?.TrunkAssociation === undefined ? [] : [ref.key]) },
  },
  reconcile: (world, key) => {
    const association = objectAt(world.aws.NetworkInterface, key)?.TrunkAssociation;
    if (association?.ClientToken === undefined || isInUse(world, association.ClientToken)) return NOTHING;
    const due = association.retiredAt === undefined ? world.now : association.retiredAt + cooldownOf(world);
    if (due > world.now) return { acts: [], because: null, dueAt: due, periodic: true };
    const because =
      association.retiredAt === undefined
        ? { ko: '이 브랜치 ENI의 파드가 없어졌습니다.', en: 'The pod of this branch interface has gone.' }
        : { ko: '이 브랜치 ENI의 대기 시간이 지났습니다.', en: 'This branch interface has rested.' };
    return { acts: [{ plane: 'aws', verb: 'RetireBranchInterface', kind: 'NetworkInterface', body: { NetworkInterfaceId: key } }], because };
  },
};

function isInUse(world: World, token: string): boolean {
  const pod = objectAt(world.cluster.Pod, token.slice(0, token.lastIndexOf('/')));
  return pod !== undefined && tokenOf(pod) === token && !gone(pod);
}

function gone(pod: Pod | null): boolean {
  return pod === null || pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
}

function eniOf(pod: Pod | null): string[] {
  const eni = pod === null ? null : podEniOf(pod);
  return eni === null ? [] : [eni.eniId];
}
