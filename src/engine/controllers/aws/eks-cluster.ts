/** Amazon EKS about clusters and their updates: from one state to the next when the time has come. */
import { EKS } from './eks-service.ts';
import { lifecycle, seconds } from './lifecycle.ts';

/** "Cluster provisioning usually takes between 10 and 15 minutes" (eksctl and console guides, Getting started). */
const TO_ACTIVE = seconds(600);
const TO_DELETED = seconds(180);
/** An update of endpoint access or of the authentication mode takes a few minutes. */
const TO_UPDATED = seconds(180);

export const eksClusterService = lifecycle({
  ...EKS,
  kind: 'EksCluster',
  verb: 'AdvanceCluster',
  member: 'name',
  next: ({ status, since, resourcesVpcConfig }, { now }) => {
    if (since === undefined) return null;
    if (status === 'DELETING') return { at: since + TO_DELETED, because: { ko: '컨트롤 플레인이 없어졌습니다.', en: 'The control plane is gone.' } };
    if (status !== 'CREATING') return null;
    if (resourcesVpcConfig.clusterSecurityGroupId === '')
      return {
        at: now,
        because: { ko: 'EKS가 클러스터의 서브넷에 X-ENI를 만듭니다.', en: 'EKS puts its interfaces into the subnets of the cluster.' },
      };
    return { at: since + TO_ACTIVE, because: { ko: '컨트롤 플레인이 준비되었습니다.', en: 'The control plane is ready.' } };
  },
});

export const eksUpdateService = lifecycle({
  ...EKS,
  kind: 'EksUpdate',
  verb: 'AdvanceUpdate',
  member: 'updateId',
  next: ({ status, since }, { now }) =>
    status === 'InProgress'
      ? { at: (since ?? now) + TO_UPDATED, because: { ko: '클러스터 업데이트가 끝났습니다.', en: 'The update of the cluster is done.' } }
      : null,
});
