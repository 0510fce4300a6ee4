/**
 * aws-node: ipamd keeps a warm pool of addresses on the ENIs of its node.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/ipamd/ipamd.go
 */
import { interfacesOf, type NetworkInterface } from '../../aws/network-interface.ts';
import { tagOf } from '../../aws/tags.ts';
import { same } from '../../canonical.ts';
import type { Pod } from '../../cluster/pod.ts';
import type { Host, Ipamd } from '../../hosts/host.ts';
import { growth, nextAging, type PoolStep, shrinking } from '../../hosts/ipamd-pool.ts';
import { poolOf, poolTargets } from '../../hosts/node-pool.ts';
import { lookup, objectAt } from '../../store.ts';
import type { ApiError } from '../../verb.ts';
import type { World } from '../../world.ts';
import { type Act, type Controller, NOTHING, type Reconcile } from '../controller.ts';
import { recordOnce } from '../event-recorder.ts';
import { nodeRole, serviceAccount } from '../identities.ts';
import { daemonPod, daemonRuns, instancesOfFault, instancesOfPod } from './daemon.ts';
import { eniRequest } from './eni-request.ts';

/** The pool is made smaller at most so often (decreaseIPPoolInterval). */
const DECREASE_INTERVAL = 30_000;
/** After EC2 has said that a subnet is full, it is not asked again for so long (insufficientCidrErrorCooldown). */
const EXHAUSTED_FOR = 120_000;
/** The pool is checked so often (nodeIPPoolReconcileInterval); it is when a refused call is made again. */
const CHECK_INTERVAL = 5_000;
const INSTANCE_TAG = 'node.k8s.amazonaws.com/instance_id';

/** Keys: instance ids. */
export const awsNode: Controller = {
  name: 'aws-node',
  // Its pod's service account to kube-apiserver, the role of its node to EC2.
  identity: (world, key) => ({ ...serviceAccount('kube-system', 'aws-node')(), arn: nodeRole(world, key).arn }),
  manager: 'aws-node',
  watches: {
    aws: { NetworkInterface: ({ before, after }) => [before, after].flatMap((eni) => instanceOf(eni as NetworkInterface | null)) },
    cluster: {
      Pod: (change, world) => instancesOfPod(world, change, 'aws-node'),
      Node: ({ ref }, world) => lookup(world.hosts.Host, 'byNode', ref.key).map((host) => host.InstanceId),
    },
    hosts: { Host: ({ ref, before, after }) => ((before as Host | null)?.ipamd !== (after as Host | null)?.ipamd ? [ref.key] : []) },
    lab: { Fault: (change, world) => instancesOfFault(world, change, 'aws-node') },
  },
  reconcile: (world, key) => {
    const host = objectAt(world.hosts.Host, key);
    return host === undefined || !daemonRuns(world, host, 'aws-node') ? NOTHING : keepPool(world, host);
  },
  refused: (world, key, error) => {
    const host = objectAt(world.hosts.Host, key);
    const again = { dueAt: world.now + CHECK_INTERVAL, periodic: true };
    if (error.plane === 'aws' && error.code === 'UnauthorizedOperation') {
      return { acts: missingPermission(world, host, error.operation), because: `EC2 answered ${error.message}`, ...again };
    }
    const ipamd = host?.ipamd;
    if (!ipamd || !isExhaustion(error)) return { acts: [], because: '', ...again };
    const noted = writeIpamd(world, key, { ...ipamd, exhaustedAt: world.now }, 'note-exhaustion');
    return { acts: noted, because: `EC2 answered ${error.message}`, dueAt: world.now + EXHAUSTED_FOR, periodic: true };
  },
};

function keepPool(world: World, host: Host): Reconcile {
  const { InstanceId } = host;
  const ipamd = refreshed(world, host);
  if (!same(ipamd, host.ipamd)) {
    const asked = host.ipamd === null ? firstLook(world, InstanceId) : [];
    return { acts: [...asked, ...writeIpamd(world, InstanceId, ipamd, 'refresh')], because: 'ipamd takes in what EC2 holds.' };
  }
  const loose = madeFor(world, InstanceId).find((eni) => eni.Attachment === undefined && ipamd.interfaces[eni.NetworkInterfaceId] === undefined);
  if (loose !== undefined) return { acts: [attach(world, InstanceId, loose)], because: 'The new ENI is for this node.' };
  const pool = poolOf(world, { ...host, ipamd });
  const targets = poolTargets(world, host);
  if (targets === null) return NOTHING;
  const exhausted = ipamd.exhaustedAt !== null && world.now - ipamd.exhaustedAt < EXHAUSTED_FOR;
  const grow = exhausted ? null : growth(pool, targets);
  if (grow !== null) return { acts: stepActs(world, host, grow), because: 'Fewer addresses are free than are kept warm.' };
  const rested = ipamd.shrunkAt === null || world.now - ipamd.shrunkAt >= DECREASE_INTERVAL;
  const shrink = shrinking(pool, targets, world.now);
  if (shrink !== null && rested) {
    const noted = writeIpamd(world, InstanceId, { ...ipamd, shrunkAt: world.now }, 'shrink');
    return { acts: [...noted, ...stepActs(world, host, shrink)], because: 'More addresses are free than are kept warm.' };
  }
  return idle(world, ipamd, { pool, waits: shrink !== null });
}

/** ipamd starts by asking EC2 for the ENIs of its node. A world whose instances have no profile leaves credentials out. */
function firstLook(world: World, InstanceId: string): Act[] {
  if (objectAt(world.aws.Instance, InstanceId)?.IamInstanceProfile === undefined) return [];
  return [ec2('DescribeNetworkInterfaces', { Filters: [{ Name: 'attachment.instance-id', Values: [InstanceId] }] })];
}

/** https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/awsutils/awsutils.go (checkAPIErrorAndBroadcastEvent) */
function missingPermission(world: World, host: Host | undefined, operation: string): Act[] {
  const pod = host === undefined ? undefined : daemonPod(world, host, 'aws-node');
  if (pod === undefined) return [];
  const where = 'https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/iam-policy.md';
  const message = `Unauthorized operation: failed to call ec2:${operation} due to missing permissions. Please refer ${where} to attach relevant policy to IAM role`;
  return recordOnce(world, pod, { type: 'Warning', reason: 'MissingIAMPermissions', message, component: 'aws-node' });
}

type Rest = { readonly pool: ReturnType<typeof poolOf>; readonly waits: boolean };

/** The next time at which something ages: an address that rests, a young ENI, the pause between two reductions. */
function idle(world: World, ipamd: Ipamd, { pool, waits }: Rest): Reconcile {
  const times = [nextAging(pool, world.now)];
  if (waits && ipamd.shrunkAt !== null) times.push(ipamd.shrunkAt + DECREASE_INTERVAL);
  if (ipamd.exhaustedAt !== null) times.push(ipamd.exhaustedAt + EXHAUSTED_FOR);
  const ahead = times.filter((time) => time !== null).filter((time) => time > world.now);
  return ahead.length === 0 ? NOTHING : { acts: [], because: '', dueAt: Math.min(...ahead), periodic: true };
}

/** The store as it is after what EC2 and the kubelet did: ENIs seen for the first time, addresses that have rested enough. */
function refreshed(world: World, host: Host): Ipamd {
  const env = envOf(daemonPod(world, host, 'aws-node'));
  const fresh: Ipamd = { assigned: {}, cooling: {}, interfaces: {}, exhaustedAt: null, shrunkAt: null, env };
  const ipamd = host.ipamd ?? fresh;
  const attached = interfacesOf(world, host.InstanceId).map((eni) => eni.NetworkInterfaceId);
  // One that was attached and no longer is stays known, so that it is not taken for a new one and attached again.
  const detached = madeFor(world, host.InstanceId)
    .map((eni) => eni.NetworkInterfaceId)
    .filter((id) => ipamd.interfaces[id] !== undefined);
  const interfaces = Object.fromEntries([...attached, ...detached].map((id) => [id, ipamd.interfaces[id] ?? world.now] as const));
  const cooling = Object.fromEntries(Object.entries(ipamd.cooling).filter(([, until]) => until > world.now));
  const exhaustedAt = ipamd.exhaustedAt !== null && world.now - ipamd.exhaustedAt >= EXHAUSTED_FOR ? null : ipamd.exhaustedAt;
  return { ...ipamd, env, interfaces, cooling, exhaustedAt };
}

function stepActs(world: World, host: Host, step: PoolStep): Act[] {
  switch (step.step) {
    case 'assign':
      return [ec2('AssignPrivateIpAddresses', { NetworkInterfaceId: step.eni, SecondaryPrivateIpAddressCount: step.count })];
    case 'unassign':
      return [ec2('UnassignPrivateIpAddresses', { NetworkInterfaceId: step.eni, PrivateIpAddresses: step.addresses })];
    case 'attach':
      return [ec2('CreateNetworkInterface', eniRequest(world, host, step.count))];
    case 'release': {
      const AttachmentId = objectAt(world.aws.NetworkInterface, step.eni)?.Attachment?.AttachmentId;
      return [ec2('DetachNetworkInterface', { AttachmentId }), ec2('DeleteNetworkInterface', { NetworkInterfaceId: step.eni })];
    }
  }
}

function attach(world: World, InstanceId: string, eni: NetworkInterface): Act {
  const taken = interfacesOf(world, InstanceId).map((device) => device.Attachment?.DeviceIndex);
  let DeviceIndex = 1;
  while (taken.includes(DeviceIndex)) DeviceIndex++;
  return ec2('AttachNetworkInterface', { InstanceId, NetworkInterfaceId: eni.NetworkInterfaceId, DeviceIndex });
}

function madeFor(world: World, InstanceId: string): NetworkInterface[] {
  return lookup(world.aws.NetworkInterface, 'byTag', `${INSTANCE_TAG}=${InstanceId}`);
}

function ec2(verb: string, body: { readonly [member: string]: unknown }): Act {
  return { plane: 'aws', verb, kind: 'NetworkInterface', body };
}

function writeIpamd(world: World, InstanceId: string, ipamd: Ipamd, verb: string): Act[] {
  const host = objectAt(world.hosts.Host, InstanceId);
  if (host === undefined) return [];
  return [{ plane: 'hosts', ref: { plane: 'hosts', kind: 'Host', key: InstanceId }, object: { ...host, ipamd }, verb }];
}

function isExhaustion(error: ApiError): boolean {
  return error.plane === 'aws' && (error.code === 'InsufficientFreeAddressesInSubnet' || error.code === 'InsufficientCidrBlocks');
}

function instanceOf(eni: NetworkInterface | null): string[] {
  const id = eni?.Attachment?.InstanceId ?? (eni === null ? undefined : tagOf(eni, INSTANCE_TAG));
  return id === undefined ? [] : [id];
}

function envOf(pod: Pod | undefined): { readonly [name: string]: string } {
  const container = pod?.spec.containers.find((candidate) => candidate.name === 'aws-node') ?? pod?.spec.containers[0];
  return Object.fromEntries((container?.env ?? []).flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])));
}
