/**
 * The VPC resource controller about pods: a branch ENI with the security groups of the policies that match, told by an annotation.
 * https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/pkg/provider/branch/provider.go (CreateAndAnnotateResources)
 */
import { limitsOf } from '../../../aws/instance-limits.ts';
import type { NetworkInterface } from '../../../aws/network-interface.ts';
import { keyOf } from '../../../cluster/metadata.ts';
import { instanceIdOf, type Node } from '../../../cluster/node.ts';
import type { Pod } from '../../../cluster/pod.ts';
import { groupsOfPolicies, POD_ENI, type PodEni, wantsPodEni } from '../../../cluster/pod-eni.ts';
import { cniSettings } from '../../../hosts/cni-env.ts';
import { lookup, objectAt, objectsOf } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { mergePatch } from '../../acts.ts';
import { type Act, type Controller, NOTHING } from '../../controller.ts';
import { recordOnce } from '../../event-recorder.ts';
import { cooldownOf } from './cooldown.ts';
import { COMPONENT, withServiceRole } from './identity.ts';
import { trunkOfNode } from './trunk.ts';

/** The VLANs of one trunk (pkg/provider/branch/trunk/trunk.go, MaxAllocatableVlanIds). */
const MOST_VLANS = 121;
/** A call that was refused is made again so often. */
const AGAIN = 30_000;

/** Keys: pods, `namespace/name`. */
export const branchController: Controller = {
  name: `${COMPONENT}/branch`,
  identity: withServiceRole,
  manager: COMPONENT,
  watches: {
    cluster: {
      Pod: ({ ref, after }) => (after !== null && wantsPodEni(after as Pod) ? [ref.key] : []),
      Node: ({ ref }, world) => waitingOn(world, ref.key),
    },
    aws: {
      NetworkInterface: ({ before, after }, world) => waitingBehind(world, (before ?? after) as NetworkInterface, after as NetworkInterface | null),
    },
  },
  reconcile: (world, key) => {
    const pod = objectAt(world.cluster.Pod, key);
    if (pod === undefined || !isWaiting(pod)) return NOTHING;
    const node = objectAt(world.cluster.Node, pod.spec.nodeName ?? '');
    const trunk = node === undefined ? undefined : trunkOfNode(world, node);
    if (node === undefined || trunk === undefined) return NOTHING;
    const branches = branchesOf(world, trunk);
    const own = branches.find(({ TrunkAssociation }) => TrunkAssociation?.ClientToken === tokenOf(pod));
    if (own !== undefined)
      return {
        acts: annotated(world, pod, own),
        because: { ko: '이 파드의 브랜치 ENI가 생겼습니다.', en: 'The branch interface of this pod is there.' },
      };
    const groups = groupsOfPolicies(world, pod);
    const events = requested(world, pod, groups);
    // ErrCurrentlyAtMaxCapacity: those of deleted pods still rest.
    if (branches.length >= capacityOf(world, node)) return { acts: events, because: null, dueAt: world.now + cooldownOf(world) };
    const body = {
      TrunkInterfaceId: trunk.NetworkInterfaceId,
      SubnetId: trunk.SubnetId,
      Groups: groups ?? trunk.Groups.map(({ GroupId }) => GroupId),
      VlanId: freeVlan(branches),
      ClientToken: tokenOf(pod),
      ...(isIpv6(world, node) ? { Ipv6AddressCount: 1 } : {}),
    };
    return {
      acts: [...events, { plane: 'aws', verb: 'AllocateBranchInterface', kind: 'NetworkInterface', body }],
      because: { ko: 'SecurityGroupPolicy가 이 파드를 고릅니다.', en: 'A SecurityGroupPolicy matches this pod.' },
    };
  },
  refused: (world, key, error) => {
    const pod = objectAt(world.cluster.Pod, key);
    const message = `failed to allocate branch ENI to pod: ${error.message}`;
    const acts =
      pod === undefined ? [] : recordOnce(world, pod, { type: 'Warning', reason: 'BranchAllocationFailed', message, component: COMPONENT });
    return { acts, because: { ko: `EC2의 응답: ${error.message}`, en: `EC2 answered ${error.message}` }, dueAt: world.now + AGAIN, periodic: true };
  },
};

/** By what the branch ENI of a pod is known: another pod of the same name has another. */
export function tokenOf({ metadata }: Pick<Pod, 'metadata'>): string {
  return `${keyOf(metadata)}/${metadata.uid}`;
}

/** The branch ENIs of a trunk, those that rest included. */
function branchesOf(world: World, trunk: NetworkInterface): readonly NetworkInterface[] {
  return lookup(world.aws.NetworkInterface, 'byTag', `vpcresources.k8s.aws/trunk-eni-id=${trunk.NetworkInterfaceId}`);
}

function isWaiting(pod: Pod): boolean {
  const { metadata, status, spec } = pod;
  const ended = status.phase === 'Succeeded' || status.phase === 'Failed' || metadata.deletionTimestamp !== undefined;
  return !ended && spec.nodeName !== undefined && wantsPodEni(pod) && metadata.annotations?.[POD_ENI] === undefined;
}

function waitingOn(world: World, nodeName: string): string[] {
  return lookup(world.cluster.Pod, 'byNode', nodeName)
    .filter(isWaiting)
    .map(({ metadata }) => keyOf(metadata));
}

/** The pod that a branch ENI was made for; all that wait when one is gone or a trunk has come. */
function waitingBehind(world: World, eni: NetworkInterface, after: NetworkInterface | null): string[] {
  if (eni.InterfaceType !== 'branch' && eni.InterfaceType !== 'trunk') return [];
  const [namespace, name] = after?.TrunkAssociation?.ClientToken?.split('/') ?? [];
  if (namespace !== undefined) return [`${namespace}/${name}`];
  return objectsOf(world.cluster.CNINode).flatMap(({ metadata }) => waitingOn(world, metadata.name));
}

function capacityOf(world: World, node: Node): number {
  return limitsOf(objectAt(world.aws.Instance, instanceIdOf(node) ?? '')?.InstanceType ?? '')?.branchInterfaces ?? 0;
}

function freeVlan(branches: readonly NetworkInterface[]): number {
  const taken = new Set(branches.map(({ TrunkAssociation }) => TrunkAssociation?.VlanId));
  for (let vlan = 1; vlan <= MOST_VLANS; vlan++) if (!taken.has(vlan)) return vlan;
  throw new Error(`Expected fewer branch interfaces than the ${MOST_VLANS} VLANs of a trunk`);
}

function isIpv6(world: World, { metadata }: Node): boolean {
  const host = lookup(world.hosts.Host, 'byNode', metadata.name)[0];
  return cniSettings(host?.ipamd?.env ?? {}).ipv6;
}

function requested(world: World, pod: Pod, groups: readonly string[] | null): Act[] {
  const none = "Pod will get the instance security group as the pod didn't match any Security Group from SecurityGroupPolicy";
  const message = groups === null ? none : `Pod will get the following Security Groups [${groups.join(' ')}]`;
  const type = groups === null ? 'Warning' : 'Normal';
  return recordOnce(world, pod, { type, reason: 'SecurityGroupRequested', message, component: COMPONENT });
}

function annotated(world: World, pod: Pod, eni: NetworkInterface): Act[] {
  const subnet = objectAt(world.aws.Subnet, eni.SubnetId);
  const six = eni.Ipv6Addresses[0]?.Ipv6Address;
  const details: PodEni = {
    eniId: eni.NetworkInterfaceId,
    ifAddress: eni.MacAddress ?? '',
    privateIp: eni.PrivateIpAddresses[0]?.PrivateIpAddress ?? '',
    ipv6Addr: six ?? '',
    vlanId: eni.TrunkAssociation?.VlanId ?? 0,
    subnetCidr: subnet?.CidrBlock ?? '',
    subnetV6Cidr: subnet?.Ipv6CidrBlockAssociationSet[0]?.Ipv6CidrBlock ?? '',
    associationID: eni.TrunkAssociation?.AssociationId ?? '',
  };
  const text = JSON.stringify([details]);
  const allocated = { type: 'Normal', reason: 'ResourceAllocated', message: `Allocated ${text} to the pod`, component: COMPONENT } as const;
  return [mergePatch('Pod', pod, { metadata: { annotations: { [POD_ENI]: text } } }), ...recordOnce(world, pod, allocated)];
}
