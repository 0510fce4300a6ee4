/**
 * aws-node with ENABLE_POD_ENI asks the VPC resource controller for a trunk ENI, when there is room for one.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/ipamd/ipamd.go (tryEnableSecurityGroupsForPods)
 */
import { limitsOf } from '../../aws/instance-limits.ts';
import { interfacesOf, type NetworkInterface } from '../../aws/network-interface.ts';
import { clusterKinds } from '../../cluster/kinds.ts';
import { isServed } from '../../cluster/served.ts';
import { cniSettings } from '../../hosts/cni-env.ts';
import type { Host } from '../../hosts/host.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { create, mergePatch } from '../acts.ts';
import { FEATURE } from '../aws/vpc-resource-controller/trunk.ts';
import { type Controller, NOTHING } from '../controller.ts';
import { serviceAccount } from '../identities.ts';
import { daemonRuns } from './daemon.ts';

/** Keys: instance ids. */
export const podEniFeature: Controller = {
  name: 'aws-node/pod-eni',
  identity: serviceAccount('kube-system', 'aws-node'),
  manager: 'aws-node',
  watches: {
    hosts: { Host: ({ ref, before, after }) => ((before as Host | null)?.ipamd?.env !== (after as Host | null)?.ipamd?.env ? [ref.key] : []) },
    aws: {
      NetworkInterface: ({ before, after }) => [before, after].flatMap((eni) => (eni as NetworkInterface | null)?.Attachment?.InstanceId ?? []),
    },
  },
  reconcile: (world, key) => {
    const host = objectAt(world.hosts.Host, key);
    if (host?.nodeName == null || host.ipamd === null || !cniSettings(host.ipamd.env).podEni) return NOTHING;
    const node = objectAt(world.cluster.Node, host.nodeName);
    if (node === undefined || !isServed(world, clusterKinds.CNINode) || !daemonRuns(world, host, 'aws-node') || !hasRoom(world, host)) return NOTHING;
    const known = objectAt(world.cluster.CNINode, host.nodeName);
    const features = known?.spec?.features ?? [];
    if (features.some(({ name }) => name === FEATURE)) return NOTHING;
    const because = { ko: 'ENABLE_POD_ENI가 true입니다.', en: 'ENABLE_POD_ENI is true.' };
    if (known !== undefined) return { acts: [mergePatch('CNINode', known, { spec: { features: [...features, { name: FEATURE }] } })], because };
    const ownerReferences = [
      { apiVersion: 'v1', kind: 'Node', name: node.metadata.name, uid: node.metadata.uid, controller: true, blockOwnerDeletion: true },
    ];
    const body = {
      apiVersion: 'vpcresources.k8s.aws/v1alpha1',
      kind: 'CNINode',
      metadata: { name: node.metadata.name, ownerReferences },
      spec: { features: [{ name: FEATURE }] },
    };
    return { acts: [create('CNINode', body)], because };
  },
};

/** "No slot available for a trunk ENI to be attached": then ipamd does not ask. */
function hasRoom(world: World, host: Host): boolean {
  const attached = interfacesOf(world, host.InstanceId);
  if (attached.some(({ InterfaceType }) => InterfaceType === 'trunk')) return true;
  const limits = limitsOf(objectAt(world.aws.Instance, host.InstanceId)?.InstanceType ?? '');
  return limits !== undefined && attached.length < limits.enis;
}
