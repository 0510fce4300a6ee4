/** The pool of one node, as ipamd sees it: the ENIs that EC2 has attached, and what ipamd wrote down about them. */

import { limitsOf, maxPodsOf } from '../aws/instance-limits.ts';
import { interfacesOf } from '../aws/network-interface.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { cniSettings } from './cni-env.ts';
import type { Host } from './host.ts';
import type { Pool, PoolTargets } from './ipamd-pool.ts';

/** The pool of the host; empty where aws-node never ran. */
export function poolOf(world: World, host: Host): Pool {
  const { ipamd } = host;
  if (ipamd === null) return { enis: [], assigned: {}, cooling: {} };
  const enis = interfacesOf(world, host.InstanceId).map((eni) => ({
    id: eni.NetworkInterfaceId,
    primary: eni.Attachment?.DeviceIndex === 0,
    addresses: eni.PrivateIpAddresses.filter((address) => !address.Primary).map((address) => address.PrivateIpAddress),
    since: ipamd.interfaces[eni.NetworkInterfaceId] ?? world.now,
  }));
  return { enis, assigned: ipamd.assigned, cooling: ipamd.cooling };
}

/** What the pool is kept within, or null for an instance type whose limits the lab does not know. */
export function poolTargets(world: World, host: Host): PoolTargets | null {
  const limits = limitsOf(objectAt(world.aws.Instance, host.InstanceId)?.InstanceType ?? '');
  if (limits === undefined) return null;
  const { warmEniTarget, warmIpTarget, minimumIpTarget, maxEni } = cniSettings(host.ipamd?.env ?? {});
  return {
    warmEniTarget,
    warmIpTarget,
    minimumIpTarget,
    maxEnis: Math.min(limits.enis, maxEni ?? limits.enis),
    capacity: limits.ipv4PerEni - 1,
    maxPods: maxPodsOf(limits),
  };
}
