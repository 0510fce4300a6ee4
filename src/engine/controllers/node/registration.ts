/**
 * How a node comes into its cluster: a ladder of which each rung has a symptom of its own.
 * https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html#worker-node-fail
 */
import { callAws } from '../../aws/api.ts';
import { accessEntryOf } from '../../aws/eks/access-entry.ts';
import { endpointHost } from '../../aws/eks/endpoint.ts';
import { isIpv6 } from '../../aws/eks/ip-family.ts';
import type { EksCluster } from '../../aws/eks-cluster.ts';
import { roleNameOf } from '../../aws/iam/instance-profile.ts';
import { roleArnOf } from '../../aws/iam/role.ts';
import type { Instance } from '../../aws/instance.ts';
import { interfacesOf } from '../../aws/network-interface.ts';
import { tagOf, tagsOf } from '../../aws/tags.ts';
import type { Registration } from '../../hosts/host.ts';
import { dial, serviceHost } from '../../service-call.ts';
import { objectAt } from '../../store.ts';
import type { AwsError } from '../../verb.ts';
import type { World } from '../../world.ts';
import { nodeRole } from '../identities.ts';
import { roleMappings } from './aws-auth.ts';

type Node = { readonly instance: Instance; readonly cluster: EksCluster; readonly name: string };

/** The cluster that an instance belongs to by its tags, or undefined. */
export function clusterOfInstance(world: World, instance: Instance): EksCluster | undefined {
  const owned = tagsOf(instance).find(({ Key, Value }) => Key.startsWith('kubernetes.io/cluster/') && (Value === 'owned' || Value === 'shared'));
  const name = tagOf(instance, 'eks:cluster-name') ?? owned?.Key.slice('kubernetes.io/cluster/'.length);
  return name === undefined ? undefined : objectAt(world.aws.EksCluster, name);
}

/** The rung on which the node stands still, or null when it can register. */
export function registrationOf(world: World, node: Node): Registration | null {
  return describes(world, node) ?? addressed(world, node) ?? reaches(world, node) ?? authenticates(world, node);
}

/** What became of a renewal: got through and known, got through and unknown, or cut off; the latter two with what went wrong. */
export type Contact = { readonly reached: true; readonly refused: string | null } | { readonly reached: false; readonly why: string };

/** What the kubelet's next renewal of its lease comes to. https://kubernetes.io/docs/concepts/architecture/leases/#node-heart-beats */
export function contactOf(world: World, node: Node): Contact {
  const cut = cutOff(world, node.instance.InstanceId, endpointHost(node.cluster));
  if (cut !== null) return { reached: false, why: cut.why };
  const refusal = authenticates(world, node);
  return { reached: true, refused: refusal === null ? null : refusal.rung === 'authentication' ? 'Unauthorized' : 'nodes is forbidden' };
}

/** The line that the kubelet of the node writes after a renewal that failed. */
export function lostLine(cluster: EksCluster, node: string, contact: Contact): string {
  if (contact.reached) return silent(contact.refused ?? '', node);
  return silent(`Get \\"https://${endpointHost(cluster)}/api/v1/nodes/${node}?resourceVersion=0&timeout=10s\\": ${contact.why}`, node);
}

/** https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kubelet_node_status.go (updateNodeStatus) */
function silent(error: string, node: string): string {
  return `kubelet: "Error updating node status, will retry" err="error getting node \\"${node}\\": ${error}"`;
}

function cutOff(world: World, InstanceId: string, host: string): { readonly why: string; readonly rung: 'dns' | 'tcp' } | null {
  const { why, named } = dial(world, InstanceId, host);
  return why === null ? null : { why, rung: named ? 'tcp' : 'dns' };
}

/** nodeadm cannot reach EC2: https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/aws/ec2/instance_waiter.go (instanceRetryable) */
function outOfReach(why: string, host: string): Registration {
  const sending = `https response error StatusCode: 0, RequestID: , request send failed, Post \\"https://${host}/\\": ${why}`;
  const failed = `operation error EC2: DescribeInstances, exceeded maximum number of attempts, 3, ${sending}`;
  return { rung: 'ec2', line: fatal(`expected err to be of type smithy.APIError, got ${failed}`) };
}

function fatal(error: string): string {
  return `nodeadm: {"level":"fatal","msg":"Initialization failed","error":"${error}"}`;
}

/** nodeadm asks EC2 for the private DNS name of its instance. https://github.com/awslabs/amazon-eks-ami/tree/main/nodeadm */
function describes(world: World, { instance: { InstanceId } }: Node): Registration | null {
  const host = serviceHost(world.region, 'ec2');
  const { why, via } = dial(world, InstanceId, host);
  if (why !== null) return outOfReach(why, host);
  const body = { InstanceIds: [InstanceId] };
  const call = { plane: 'aws', verb: 'DescribeInstances', kind: 'Instance', body, as: nodeRole(world, InstanceId) } as const;
  const { answer } = callAws(world, via === null ? call : { ...call, via }, null);
  if (answer.ok) return null;
  const { code, http, message } = answer.error as AwsError;
  return {
    rung: 'ec2',
    line: fatal(`operation error EC2: DescribeInstances, https response error StatusCode: ${http}, api error ${code}: ${message}`),
  };
}

/**
 * In an IPv6 cluster nodeadm asks the metadata service for the IPv6 address of the primary ENI, to start the kubelet with it.
 * https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/config.go (getNodeIp)
 */
function addressed(world: World, { instance: { InstanceId }, cluster }: Node): Registration | null {
  if (!isIpv6(cluster) || (interfacesOf(world, InstanceId)[0]?.Ipv6Addresses.length ?? 0) > 0) return null;
  const failed = 'operation error ec2imds: GetMetadata, http response error StatusCode: 404, request to EC2 IMDS failed';
  return { rung: 'address', line: fatal(failed) };
}

/** The kubelet looks the endpoint up and connects to it. */
function reaches(world: World, { instance, cluster, name }: Node): Registration | null {
  const host = endpointHost(cluster);
  const cut = cutOff(world, instance.InstanceId, host);
  return cut === null ? null : { rung: cut.rung, line: unable(`Post \\"https://${host}/api/v1/nodes\\": ${cut.why}`, name) };
}

/**
 * The role of the node has to be known to the cluster: by an access entry of its kind or by aws-auth, whichever the
 * authentication mode has. https://docs.aws.amazon.com/eks/latest/userguide/grant-k8s-access.html
 */
function authenticates(world: World, { instance, cluster, name }: Node): Registration | null {
  const profile = instance.IamInstanceProfile;
  const role = profile === undefined ? undefined : roleNameOf(world, profile.Arn);
  const access = accessOfRole(world, cluster, role === undefined ? '' : roleArnOf(world, role));
  if (access === null) return { rung: 'authentication', line: unable('Unauthorized', name) };
  if (access.groups.includes('system:nodes')) return null;
  const refusal = `nodes is forbidden: User \\"${access.username}\\" cannot create resource \\"nodes\\" in API group \\"\\" at the cluster scope`;
  return { rung: 'authorization', line: unable(refusal, name) };
}

/** Who a role is in the cluster, or null where neither an access entry nor aws-auth knows it. */
export function accessOfRole(
  world: World,
  cluster: EksCluster,
  roleArn: string,
): { readonly username: string; readonly groups: readonly string[] } | null {
  const mode = cluster.accessConfig?.authenticationMode ?? 'API_AND_CONFIG_MAP';
  const entry = mode === 'CONFIG_MAP' ? undefined : accessEntryOf(world, cluster.name, roleArn);
  // An access entry wins over a mapping of the same role.
  if (entry !== undefined) return { username: entry.username, groups: entry.kubernetesGroups };
  const mapped = mode === 'API' ? undefined : roleMappings(world).find(({ rolearn }) => rolearn === roleArn);
  return mapped === undefined ? null : { username: mapped.username, groups: mapped.groups };
}

function unable(error: string, node: string): string {
  return `kubelet: "Unable to register node with API server" err="${error}" node="${node}"`;
}
