/**
 * The VPC resource controller about nodes: a trunk ENI for each that asks for security groups for pods, and how many branch ENIs it takes.
 * https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/pkg/provider/branch/provider.go (InitResource, UpdateResourceCapacity)
 */
import { kubernetesCluster } from '../../../aws/eks/endpoint.ts';
import { limitsOf } from '../../../aws/instance-limits.ts';
import { interfacesOf, type NetworkInterface } from '../../../aws/network-interface.ts';
import type { CniNode } from '../../../cluster/cninode.ts';
import { instanceIdOf, type Node } from '../../../cluster/node.ts';
import { POD_ENI } from '../../../cluster/pod-eni.ts';
import { lookup, objectAt, objectsOf } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { mergePatch } from '../../acts.ts';
import { type Act, type Controller, NOTHING, type Reconcile } from '../../controller.ts';
import { record, recordOnce } from '../../event-recorder.ts';
import { COMPONENT, withClusterRole } from './identity.ts';

/** The feature that a CNINode asks for. */
export const FEATURE = 'SecurityGroupsForPods';
export const TRUNK_DESCRIPTION = 'aws-k8s-trunk-eni';
const LABEL = 'vpc.amazonaws.com/has-trunk-attached';
/** A refused call is made again so often. */
const AGAIN = 60_000;

/** Keys: names of Nodes. */
export const trunkController: Controller = {
  name: `${COMPONENT}/trunk`,
  identity: withClusterRole,
  manager: COMPONENT,
  watches: {
    cluster: { CNINode: ({ ref }) => [ref.key], Node: ({ ref }, world) => (objectAt(world.cluster.CNINode, ref.key) === undefined ? [] : [ref.key]) },
    aws: {
      NetworkInterface: ({ before, after }, world) => [before, after].flatMap((eni) => nodesOfTrunk(world, eni as NetworkInterface | null)),
      IamRole: (_change, world) => objectsOf(world.cluster.CNINode).map(({ metadata }) => metadata.name),
    },
  },
  reconcile: (world, key) => {
    const node = objectAt(world.cluster.Node, key);
    if (node === undefined || kubernetesCluster(world) === undefined || !asksForTrunk(objectAt(world.cluster.CNINode, key))) return NOTHING;
    const limits = limitsOf(objectAt(world.aws.Instance, instanceIdOf(node) ?? '')?.InstanceType ?? '');
    if (limits === undefined) return NOTHING;
    if (limits.trunkingCompatible !== true)
      return {
        acts: unsupported(world, node, limits.InstanceType),
        because: { ko: '이 인스턴스 유형에는 트렁크 ENI를 붙이지 못합니다.', en: 'This instance type takes no trunk interface.' },
      };
    const trunk = trunkOfNode(world, node);
    return trunk === undefined ? withTrunk(world, node) : advertised(world, node, limits.branchInterfaces ?? 0);
  },
  refused: (world, key, error) => {
    const node = objectAt(world.cluster.Node, key);
    const again = { dueAt: world.now + AGAIN, periodic: true };
    if (node === undefined || error.plane !== 'aws') return { acts: [], because: null, ...again };
    const hint = error.code === 'UnauthorizedOperation' ? ': Please verify the cluster IAM role has AmazonEKSVPCResourceController policy' : '';
    const message = `Failed to create trunk interface: Error Code: ${error.code}${hint}`;
    const failed = recordOnce(world, about(node), { type: 'Warning', reason: 'TrunkENICreationFailed', message, component: COMPONENT });
    const told = 'The node failed initializing trunk interface';
    const seen = recordOnce(world, about(node), { type: 'Normal', reason: 'NodeTrunkFailedInit', message: told, component: COMPONENT });
    return { acts: [...failed, ...seen], because: { ko: `EC2의 응답: ${error.message}`, en: `EC2 answered ${error.message}` }, ...again };
  },
};

function asksForTrunk(cniNode: CniNode | undefined): boolean {
  return cniNode?.spec?.features?.some(({ name }) => name === FEATURE) === true;
}

/** The trunk ENI of the node's instance, or undefined. */
export function trunkOfNode(world: World, node: Node): NetworkInterface | undefined {
  return interfacesOf(world, instanceIdOf(node) ?? '').find(({ InterfaceType }) => InterfaceType === 'trunk');
}

/** The trunk goes into the subnet of the node with the groups of its primary ENI, at the first device index that is free. */
function withTrunk(world: World, node: Node): Reconcile {
  const InstanceId = instanceIdOf(node) ?? '';
  const attached = interfacesOf(world, InstanceId);
  const [primary] = attached;
  if (primary === undefined) return NOTHING;
  const near = lookup(world.aws.NetworkInterface, 'bySubnet', primary.SubnetId);
  const loose = near.find((eni) => eni.Description === TRUNK_DESCRIPTION && eni.Attachment === undefined);
  const because = { ko: '이 노드의 VPC CNI가 파드용 보안 그룹을 요청합니다.', en: 'The VPC CNI of this node asks for security groups for pods.' };
  if (loose === undefined) {
    const Tags = [
      { Key: `kubernetes.io/cluster/${kubernetesCluster(world)?.name}`, Value: 'owned' },
      { Key: 'eks:eni:owner', Value: 'eks-vpc-resource-controller' },
    ];
    const body = {
      Description: TRUNK_DESCRIPTION,
      InterfaceType: 'trunk',
      SubnetId: primary.SubnetId,
      Groups: primary.Groups.map(({ GroupId }) => GroupId),
      TagSpecifications: [{ ResourceType: 'network-interface', Tags }],
    };
    return { acts: [{ plane: 'aws', verb: 'CreateNetworkInterface', kind: 'NetworkInterface', body }], because };
  }
  const taken = attached.map(({ Attachment }) => Attachment?.DeviceIndex);
  let DeviceIndex = 1;
  while (taken.includes(DeviceIndex)) DeviceIndex++;
  const body = { InstanceId, NetworkInterfaceId: loose.NetworkInterfaceId, DeviceIndex };
  return { acts: [{ plane: 'aws', verb: 'AttachNetworkInterface', kind: 'NetworkInterface', body }], because };
}

/** AdvertiseCapacityIfNotSet, the label of the node, and the event. */
function advertised(world: World, node: Node, branches: number): Reconcile {
  if (node.status.capacity?.[POD_ENI] !== undefined) return NOTHING;
  const amount = { [POD_ENI]: String(branches) };
  const message = 'The node has trunk interface initialized successfully';
  const acts: Act[] = [
    mergePatch('Node', node, { metadata: { labels: { [LABEL]: 'true' } } }),
    { ...mergePatch('Node', node, { status: { capacity: amount, allocatable: amount } }), subresource: 'status' } as Act,
    ...record(world, about(node), { type: 'Normal', reason: 'NodeTrunkInitiated', message, component: COMPONENT }),
  ];
  return {
    acts,
    because: { ko: `트렁크 ENI에 브랜치 ENI를 ${branches}개까지 붙입니다.`, en: `Its trunk interface takes ${branches} branch interfaces.` },
  };
}

function unsupported(world: World, node: Node, type: string): Act[] {
  const message = `The instance type ${type} is not supported for trunk interface (Security Group for Pods)`;
  return recordOnce(world, about(node), { type: 'Warning', reason: 'Unsupported', message, component: COMPONENT });
}

function about(node: Node) {
  return { kind: 'Node', apiVersion: 'v1', metadata: node.metadata } as const;
}

function nodesOfTrunk(world: World, eni: NetworkInterface | null): string[] {
  if (eni?.InterfaceType !== 'trunk') return [];
  return objectsOf(world.cluster.CNINode).map(({ metadata }) => metadata.name);
}
