/** The pool of one node, as ipamd sees it: the ENIs that EC2 has attached, and what ipamd wrote down about them. */
import { limitsOf, maxPodsOf, takesPrefixes } from '../aws/instance-limits.ts';
import { interfacesOf, type NetworkInterface } from '../aws/network-interface.ts';
import { tagOf } from '../aws/tags.ts';
import { once } from '../once.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import type { Host } from './host.ts';
import type { Pool, PoolEni, PoolTargets } from './ipamd-pool.ts';
import { type IpamdSettings, ipamdSettings } from './ipamd-settings.ts';
import { isExcluded } from './pod-subnets.ts';

const INSTANCE_TAG = 'node.k8s.amazonaws.com/instance_id';

/** The pool of the host; empty where aws-node never ran. */
export function poolOf(world: World, host: Host): Pool {
  const { ipamd } = host;
  if (ipamd === null) return { unit: 'address', enis: [], assigned: {}, cooling: {} };
  const settings = settingsOf(ipamd.env);
  const view: View = { world, host, settings };
  const enis = interfacesOf(world, host.InstanceId)
    .filter((eni) => isManaged(eni, view))
    .map((eni) => poolEni(eni, view));
  return { unit: givesPrefixes(world, host, settings) ? 'prefix' : 'address', enis, assigned: ipamd.assigned, cooling: ipamd.cooling };
}

/** What the pool is kept within, or null for an instance type that there is not. */
export function poolTargets(world: World, host: Host): PoolTargets | null {
  const limits = limitsOf(typeOf(world, host));
  if (limits === undefined) return null;
  const settings = settingsOf(host.ipamd?.env ?? {});
  const view: View = { world, host, settings };
  const attached = interfacesOf(world, host.InstanceId);
  const unmanaged = attached.filter((eni) => !isManaged(eni, view)).length;
  // One slot is kept for the trunk while it is not there yet (ipamd.go, hasRoomForEni).
  const trunk = settings.podEni && !attached.some(({ InterfaceType }) => InterfaceType === 'trunk') ? 1 : 0;
  const node = objectAt(world.cluster.Node, host.nodeName ?? '');
  return {
    warmEniTarget: settings.warmEniTarget,
    warmIpTarget: settings.warmIpTarget,
    minimumIpTarget: settings.minimumIpTarget,
    warmPrefixTarget: settings.warmPrefixTarget,
    maxEnis: Math.min(limits.enis, settings.maxEni ?? limits.enis) - unmanaged - trunk,
    capacity: limits.ipv4PerEni - 1,
    maxPods: Number(node?.status.capacity?.pods ?? maxPodsOf(limits)),
  };
}

/** The instance type of a host, '' where EC2 does not have the instance. */
export function typeOf(world: World, host: Host): string {
  return objectAt(world.aws.Instance, host.InstanceId)?.InstanceType ?? '';
}

/** Whether ipamd gives prefixes to the ENIs of the host: it falls back to single addresses where the type takes none. */
export function givesPrefixes(world: World, host: Host, { prefixDelegation }: Pick<IpamdSettings, 'prefixDelegation'>): boolean {
  if (!prefixDelegation) return false;
  const limits = limitsOf(typeOf(world, host));
  return limits !== undefined && takesPrefixes(limits);
}

/** The settings of an environment, read once. */
export const settingsOf: (env: { readonly [name: string]: string }) => IpamdSettings = once(ipamdSettings);

type View = { readonly world: World; readonly host: Host; readonly settings: IpamdSettings };

/** The primary ENI always is; others not when they are tagged so, or not tagged as its own (ipamd.go, setUnmanagedENIs). */
function isManaged(eni: NetworkInterface, { host, settings }: View): boolean {
  if (eni.Attachment?.DeviceIndex === 0) return true;
  if (eni.InterfaceType === 'branch') return false;
  const marked = tagOf(eni, 'node.k8s.amazonaws.com/no_manage');
  if (marked !== undefined) return marked !== 'true';
  return settings.manageUntagged || tagOf(eni, INSTANCE_TAG) === host.InstanceId;
}

function poolEni(eni: NetworkInterface, { world, host, settings }: View): PoolEni {
  const primary = eni.Attachment?.DeviceIndex === 0;
  return {
    id: eni.NetworkInterfaceId,
    primary,
    fixed: eni.InterfaceType === 'trunk',
    excluded: primary && settings.subnetDiscovery && !settings.customNetworking && isOut(world, eni, settings.clusterName),
    fillable: !(primary && settings.customNetworking),
    addresses: secondariesOf(eni),
    prefixes: prefixesOf(eni),
    since: host.ipamd?.interfaces[eni.NetworkInterfaceId] ?? world.now,
  };
}

const secondariesOf = once((eni: NetworkInterface) =>
  eni.PrivateIpAddresses.filter((address) => !address.Primary).map((address) => address.PrivateIpAddress),
);
const prefixesOf = once((eni: NetworkInterface) => eni.Ipv4Prefixes.map(({ Ipv4Prefix }) => Ipv4Prefix));

function isOut(world: World, { SubnetId }: NetworkInterface, clusterName: string): boolean {
  const subnet = objectAt(world.aws.Subnet, SubnetId);
  return subnet !== undefined && isExcluded(subnet, clusterName);
}
