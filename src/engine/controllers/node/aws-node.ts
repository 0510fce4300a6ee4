/**
 * aws-node: ipamd keeps a warm pool of addresses on the ENIs of its node.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/ipamd/ipamd.go
 */
import { limitsOf, takesPrefixes } from '../../aws/instance-limits.ts';
import type { NetworkInterface } from '../../aws/network-interface.ts';
import { tagOf } from '../../aws/tags.ts';
import type { Node } from '../../cluster/node.ts';
import type { Pod } from '../../cluster/pod.ts';
import type { Host, Ipamd } from '../../hosts/host.ts';
import {
  decrease,
  deletableEni,
  growth,
  leftovers,
  nextAging,
  type Pool,
  type PoolStep,
  type PoolTargets,
  poolSize,
} from '../../hosts/ipamd-pool.ts';
import { type IpamdSettings, startOf } from '../../hosts/ipamd-settings.ts';
import { poolOf, poolTargets, settingsOf, typeOf } from '../../hosts/node-pool.ts';
import { dial, serviceHost } from '../../service-call.ts';
import { lookup, objectAt, objectsOf } from '../../store.ts';
import type { ApiError } from '../../verb.ts';
import type { World } from '../../world.ts';
import { type Act, type Controller, NOTHING, type Reconcile, verbatim } from '../controller.ts';
import { recordOnce } from '../event-recorder.ts';
import { nodeRole, roleOfAccount, serviceAccount } from '../identities.ts';
import { daemonPod, daemonRuns, instancesOfFault, instancesOfPod } from './daemon.ts';
import { eniRequest } from './eni-request.ts';
import { countsAsExhausted, EXHAUSTED_FOR, isWaiting, refreshed } from './ipamd-memory.ts';
import { assignIpv6Prefix } from './ipv6-prefix.ts';
import { attach, ec2, INSTANCE_TAG, madeFor, stepActs, writeFailure, writeIpamd } from './pool-acts.ts';

/** Single addresses and prefixes go back at most so often (decreaseIPPoolInterval). */
const DECREASE_INTERVAL = 30_000;
/** The pool is checked so often (ipPoolMonitorInterval); it is when a refused call is made again. */
const CHECK_INTERVAL = 5_000;
/** An ipamd that ends at once is started again with its container, once the liveness probe has given up: 60 s and three of 10 s. */
const RESTART_INTERVAL = 90_000;

/** Keys: instance ids. */
export const awsNode: Controller = {
  name: 'aws-node',
  // Its pod's service account to kube-apiserver; to EC2 the role of that account, else that of its node.
  identity: (world, key) => {
    const arn = roleOfAccount(world, 'kube-system/aws-node', 'aws-node') ?? nodeRole(world, key).arn;
    return { ...serviceAccount('kube-system', 'aws-node')(), arn };
  },
  manager: 'aws-node',
  watches: {
    aws: { NetworkInterface: ({ before, after }) => [before, after].flatMap((eni) => instanceOf(eni as NetworkInterface | null)) },
    cluster: {
      Pod: (change, world) => instancesOfPod(world, change, 'aws-node'),
      Node: ({ ref, before, after }, world) =>
        concernsPool(before as Node | null, after as Node | null) ? lookup(world.hosts.Host, 'byNode', ref.key).map((host) => host.InstanceId) : [],
      ENIConfig: (_change, world) => objectsOf(world.hosts.Host).map((host) => host.InstanceId),
    },
    hosts: { Host: ({ ref, before, after }) => ((before as Host | null)?.ipamd !== (after as Host | null)?.ipamd ? [ref.key] : []) },
    lab: { Fault: (change, world) => instancesOfFault(world, change, 'aws-node') },
  },
  reconcile: (world, key) => {
    const seen = look(world, objectAt(world.hosts.Host, key));
    const wanted = seen === null ? NOTHING : keepPool(world, seen);
    if (!wanted.acts.some(({ plane }) => plane === 'aws') || reachesEc2(world, key)) return wanted;
    return { acts: [], because: null, dueAt: world.now + CHECK_INTERVAL, periodic: true };
  },
  refused: (world, key, error) => {
    const again = { dueAt: world.now + CHECK_INTERVAL, periodic: true };
    const because = { ko: `EC2의 응답: ${error.message}`, en: `EC2 answered ${error.message}` };
    if (error.plane === 'aws' && error.code === 'UnauthorizedOperation') {
      return { acts: missingPermission(world, objectAt(world.hosts.Host, key), error.operation), because, ...again };
    }
    const seen = look(world, objectAt(world.hosts.Host, key));
    if (seen === null || error.plane !== 'aws') return { acts: [], because: null, ...again };
    return { because, ...again, ...afterRefusal(world, seen, error) };
  },
};

/** ipamd asks EC2 from its node. A world that states an instance may leave out by which way it reaches EC2. */
function reachesEc2(world: World, InstanceId: string): boolean {
  if (objectAt(world.aws.Instance, InstanceId)?.since === undefined) return true;
  return dial(world, InstanceId, serviceHost(world.region, 'ec2')).why === null;
}

/** What ipamd has before it when it looks at its pool. */
type Seen = {
  readonly host: Host;
  readonly pod: Pod;
  readonly settings: IpamdSettings;
  /** What it has written down, brought up to date. */
  readonly ipamd: Ipamd;
  readonly pool: Pool;
  readonly targets: PoolTargets;
};

function look(world: World, host: Host | undefined): Seen | null {
  if (host === undefined || !daemonRuns(world, host, 'aws-node')) return null;
  const pod = daemonPod(world, host, 'aws-node');
  if (pod === undefined) return null;
  const ipamd = refreshed(world, host, pod);
  const view = { ...host, ipamd };
  const targets = poolTargets(world, view);
  return targets === null ? null : { host, pod, settings: settingsOf(ipamd.env), ipamd, pool: poolOf(world, view), targets };
}

function keepPool(world: World, seen: Seen): Reconcile {
  const { host, settings, ipamd, pool, targets } = seen;
  const failure = failureOf(world, seen);
  if (failure !== null) return failure;
  if (settings.ipv6) return assignIpv6Prefix(world, host, ipamd);
  // Without an address ipamd does not come up at all with custom networking, and the node does not become ready (handlePreScaling).
  if (host.ipamd === null && settings.customNetworking && poolSize(pool).total === 0) return firstEni(world, seen);
  if (ipamd !== host.ipamd || host.ipamdFailure !== undefined) return takeIn(world, seen);
  const loose = looseEni(world, seen);
  if (loose !== undefined)
    return { acts: [attach(world, host.InstanceId, loose)], because: { ko: '새 ENI는 이 노드의 것입니다.', en: 'The new ENI is for this node.' } };
  if (settings.provisioningOff) return NOTHING;
  const wanted = isWaiting(ipamd.exhaustedAt, world.now) || isLeftAlone(world, seen) ? null : growth(pool, targets, ipamd.refused?.enis);
  const acts = wanted === null ? [] : growthActs(world, seen, wanted);
  if (acts.length > 0)
    return { acts, because: { ko: '남은 주소가 웜 풀에 둘 수보다 적습니다.', en: 'Fewer addresses are free than are kept warm.' } };
  if (wanted === null || ipamd.refused === undefined) {
    const given = giveBack(world, seen, wanted);
    if (given !== null) return given;
  }
  return idle(world, seen);
}

/** aws-node takes in what EC2 holds; a start gives back what the other mode has left on the ENIs. */
function takeIn(world: World, { host, ipamd, pool }: Seen): Reconcile {
  const asked = host.ipamd === null ? firstLook(world, host.InstanceId) : [];
  const unused = host.ipamd?.startedAs === ipamd.startedAs ? [] : leftovers(pool).flatMap((step) => actsOf(world, step));
  return {
    acts: [...asked, ...writeIpamd(host, ipamd, 'refresh'), ...unused],
    because: { ko: 'ipamd가 EC2에 있는 것을 읽어 들입니다.', en: 'ipamd takes in what EC2 holds.' },
  };
}

/** Single addresses and prefixes at their pace, then a whole ENI (updateIPPoolIfRequired). */
function giveBack(world: World, { host, settings, ipamd, pool, targets, ...seen }: Seen, wanted: PoolStep | null): Reconcile | null {
  const because = { ko: '남은 주소가 웜 풀에 둘 수보다 많습니다.', en: 'More addresses are free than are kept warm.' };
  const rested = ipamd.shrunkAt === null || world.now - ipamd.shrunkAt >= DECREASE_INTERVAL;
  const over = wanted === null && rested ? decrease(pool, targets) : null;
  if (over !== null) return { acts: [...writeIpamd(host, { ...ipamd, shrunkAt: world.now }, 'shrink'), ...actsOf(world, over)], because };
  if (isLeftAlone(world, { host, settings, ipamd, pool, targets, ...seen })) return null;
  const eni = deletableEni(pool, targets, world.now);
  return eni === undefined ? null : { acts: stepActs(world, { step: 'release', eni: eni.id }), because };
}

/** The next time at which something ages: an address that rests, a young ENI, the pause between two reductions, a refusal. */
function idle(world: World, { ipamd, pool, targets }: Seen): Reconcile {
  const times = [nextAging(pool, world.now)];
  if (ipamd.shrunkAt !== null && decrease(pool, targets) !== null) times.push(ipamd.shrunkAt + DECREASE_INTERVAL);
  if (ipamd.exhaustedAt !== null) times.push(ipamd.exhaustedAt + EXHAUSTED_FOR);
  else if (ipamd.refused !== undefined) times.push(world.now + CHECK_INTERVAL);
  const ahead = times.filter((time) => time !== null).filter((time) => time > world.now);
  return ahead.length === 0 ? NOTHING : { acts: [], because: null, dueAt: Math.min(...ahead), periodic: true };
}

/** Settings with which aws-node or ipamd ends: the container runs in vain, or not at all. */
function failureOf(world: World, { host, ipamd }: Seen): Reconcile | null {
  const limits = limitsOf(typeOf(world, host));
  const start = startOf(ipamd.env, { InstanceType: limits?.InstanceType ?? '', takesPrefixes: limits !== undefined && takesPrefixes(limits) });
  if (start.starts) return null;
  const { ends, log } = start;
  if (host.ipamdFailure?.log === log) return NOTHING;
  return { acts: writeFailure(host, { ends, log, at: world.now }), because: verbatim(log) };
}

/** Custom networking begins with an ENI; an ipamd that does not get one ends and is started again. */
function firstEni(world: World, seen: Seen): Reconcile {
  const { host, pool, targets } = seen;
  const again = (host.ipamdFailure?.at ?? Number.NEGATIVE_INFINITY) + RESTART_INTERVAL;
  if (again > world.now) return { acts: [], because: null, dueAt: again, periodic: true };
  const loose = looseEni(world, seen);
  if (loose !== undefined)
    return { acts: [attach(world, host.InstanceId, loose)], because: { ko: '새 ENI는 이 노드의 것입니다.', en: 'The new ENI is for this node.' } };
  const wanted = growth(pool, targets);
  const acts = wanted === null ? [] : growthActs(world, seen, wanted);
  if (acts.length > 0) return { acts, because: { ko: '사용자 지정 네트워킹은 ENI 하나로 시작합니다.', en: 'Custom networking begins with an ENI.' } };
  return {
    acts: firstFailure(world, host),
    because: { ko: '이 노드의 서브넷을 정하는 ENIConfig가 없습니다.', en: 'No ENIConfig names a subnet for this node.' },
    dueAt: world.now + RESTART_INTERVAL,
    periodic: true,
  };
}

function firstFailure(world: World, host: Host): Act[] {
  return writeFailure(host, { ends: 'ipamd', log: 'Failed to attach any ENIs for custom networking', at: world.now });
}

/** What ipamd does about an answer of EC2 that is no: less, elsewhere, or a pause. */
function afterRefusal(world: World, seen: Seen, error: Extract<ApiError, { readonly plane: 'aws' }>): Pick<Reconcile, 'acts' | 'dueAt'> {
  const { host, settings, ipamd, pool, targets } = seen;
  const full = countsAsExhausted(error.code);
  const loose = error.operation === 'AttachNetworkInterface' ? looseEni(world, seen) : undefined;
  // One that cannot be attached is deleted again (AllocENI).
  const undone = loose === undefined ? [] : [ec2('DeleteNetworkInterface', { NetworkInterfaceId: loose.NetworkInterfaceId })];
  if (host.ipamd === null) return { acts: [...firstFailure(world, host), ...undone], dueAt: world.now + RESTART_INTERVAL };
  // Without credentials there is nothing to ask less of, nor elsewhere.
  if (error.code === 'AuthFailure') return { acts: noCredentials(world, host) };
  const refused = ipamd.refused ?? { at: world.now, enis: {}, subnets: [] };
  const note = (more: Partial<NonNullable<Ipamd['refused']>>): Ipamd => ({ ...ipamd, refused: { ...refused, ...more } });
  const exhausted = { acts: writeIpamd(host, { ...ipamd, exhaustedAt: world.now }, 'note-exhaustion'), dueAt: world.now + EXHAUSTED_FOR };
  const step = growth(pool, targets, refused.enis);
  if (error.operation === 'AssignPrivateIpAddresses' && step?.step === 'assign') {
    const answer = step.count > 1 ? 'batch' : 'one';
    // With subnet discovery another ENI may lie where there is room (tryAssignIPs).
    if (answer === 'one' && !(settings.subnetDiscovery && full)) return full ? exhausted : { acts: [] };
    return { acts: writeIpamd(host, note({ enis: { ...refused.enis, [step.eni]: answer } }), 'note-refusal') };
  }
  const asked = loose?.SubnetId ?? askedSubnet(world, seen, step);
  const noted = note({ subnets: [...refused.subnets, ...(asked === undefined ? [] : [asked])] });
  const next = askedSubnet(world, { ...seen, ipamd: noted }, step);
  // An ENIConfig names one subnet: there is no other to ask for, now or later.
  if (next !== undefined && next !== asked) return { acts: [...writeIpamd(host, noted, 'note-refusal'), ...undone] };
  return full ? exhausted : { acts: undone };
}

function askedSubnet(world: World, seen: Seen, step: PoolStep | null): string | undefined {
  const body = step?.step === 'attach' ? requestFor(world, seen, step) : null;
  return body === null || body === 'no-eniconfig' ? undefined : String(body.SubnetId);
}

function growthActs(world: World, seen: Seen, step: PoolStep): Act[] {
  if (step.step !== 'attach') return stepActs(world, step);
  const body = requestFor(world, seen, step);
  return body === null || body === 'no-eniconfig' ? [] : [ec2('CreateNetworkInterface', body)];
}

function requestFor(world: World, { host, settings, ipamd }: Seen, { unit, count }: Extract<PoolStep, { readonly step: 'attach' }>) {
  return eniRequest(world, { host, settings, unit, count, without: ipamd.refused?.subnets ?? [] });
}

function actsOf(world: World, step: PoolStep): Act[] {
  return step.step === 'attach' ? [] : stepActs(world, step);
}

/** An ENI that was made for the node and is not attached yet; one that was attached once is known and stays as it is. */
function looseEni(world: World, { host, ipamd }: Seen): NetworkInterface | undefined {
  return madeFor(world, host.InstanceId).find((eni) => eni.Attachment === undefined && ipamd.interfaces[eni.NetworkInterfaceId] === undefined);
}

/** ENIs of a node that takes no pods are left as they are (isENIAttachmentAllowed). */
function isLeftAlone(world: World, { host, settings }: Seen): boolean {
  const node = objectAt(world.cluster.Node, host.nodeName ?? '');
  const unschedulable = node?.spec.taints?.some(({ key, effect }) => key === 'node.kubernetes.io/unschedulable' && effect === 'NoSchedule') ?? false;
  return unschedulable && !settings.manageNonSchedulable;
}

/** ipamd starts by asking EC2 for the ENIs of its node. A world whose instances have no profile leaves credentials out. */
function firstLook(world: World, InstanceId: string): Act[] {
  if (objectAt(world.aws.Instance, InstanceId)?.IamInstanceProfile === undefined) return [];
  return [ec2('DescribeNetworkInterfaces', { Filters: [{ Name: 'attachment.instance-id', Values: [InstanceId] }] })];
}

/**
 * Nodes get theirs from a role: https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html. In a cluster such a node would
 * not have joined, so the lab says it itself.
 */
function noCredentials(world: World, { InstanceId, nodeName }: Host): Act[] {
  const key = `no-credentials/${InstanceId}`;
  if (objectAt(world.lab.Notice, key) !== undefined) return [];
  const node = nodeName ?? InstanceId;
  const text = {
    ko: `${node} 노드의 인스턴스에는 EC2가 맡을 수 있는 역할이 든 인스턴스 프로파일이 없습니다. ipamd가 EC2 API를 부르지 못하므로 주소 풀은 그대로 남습니다.`,
    en: `The instance of node ${node} has no instance profile with a role that EC2 may assume. ipamd cannot call EC2, and its pool stays as it is.`,
  };
  return [{ plane: 'hosts', ref: { plane: 'lab', kind: 'Notice', key }, object: { text, input: world.counters.input }, verb: 'notice' }];
}

/** https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/awsutils/awsutils.go (checkAPIErrorAndBroadcastEvent) */
function missingPermission(world: World, host: Host | undefined, operation: string): Act[] {
  const pod = host === undefined ? undefined : daemonPod(world, host, 'aws-node');
  if (pod === undefined) return [];
  const where = 'https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/iam-policy.md';
  const message = `Unauthorized operation: failed to call ec2:${operation} due to missing permissions. Please refer ${where} to attach relevant policy to IAM role`;
  return recordOnce(world, pod, { type: 'Warning', reason: 'MissingIAMPermissions', message, component: 'aws-node' });
}

/** Of its node ipamd reads labels, annotations, taints and how many pods it takes. */
function concernsPool(before: Node | null, after: Node | null): boolean {
  if (before === null || after === null || before.metadata !== after.metadata || before.spec !== after.spec) return true;
  return before.status.capacity?.pods !== after.status.capacity?.pods;
}

function instanceOf(eni: NetworkInterface | null): string[] {
  const id = eni?.Attachment?.InstanceId ?? (eni === null ? undefined : tagOf(eni, INSTANCE_TAG));
  return id === undefined ? [] : [id];
}
