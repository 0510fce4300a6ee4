/** What ipamd asks of EC2, and what it writes down on its node. */
import { interfacesOf, type NetworkInterface } from '../../aws/network-interface.ts';
import type { Host, Ipamd } from '../../hosts/host.ts';
import type { PoolStep } from '../../hosts/ipamd-pool.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Act } from '../controller.ts';

/** The tag by which an ENI is known as ipamd's own. */
export const INSTANCE_TAG = 'node.k8s.amazonaws.com/instance_id';

/** The calls of a step that concerns ENIs which are there. */
export function stepActs(world: World, step: Exclude<PoolStep, { readonly step: 'attach' }>): Act[] {
  const NetworkInterfaceId = step.eni;
  switch (step.step) {
    case 'assign': {
      const asked = step.unit === 'prefix' ? { Ipv4PrefixCount: step.count } : { SecondaryPrivateIpAddressCount: step.count };
      return [ec2('AssignPrivateIpAddresses', { NetworkInterfaceId, ...asked })];
    }
    case 'unassign': {
      const { addresses: PrivateIpAddresses, prefixes: Ipv4Prefixes } = step;
      return [ec2('UnassignPrivateIpAddresses', { NetworkInterfaceId, ...(Ipv4Prefixes.length > 0 ? { Ipv4Prefixes } : { PrivateIpAddresses }) })];
    }
    case 'release': {
      const AttachmentId = objectAt(world.aws.NetworkInterface, step.eni)?.Attachment?.AttachmentId;
      return [ec2('DetachNetworkInterface', { AttachmentId }), ec2('DeleteNetworkInterface', { NetworkInterfaceId })];
    }
  }
}

/** Attaches an ENI at the first device index that is free. */
export function attach(world: World, InstanceId: string, eni: NetworkInterface): Act {
  const taken = interfacesOf(world, InstanceId).map((device) => device.Attachment?.DeviceIndex);
  let DeviceIndex = 1;
  while (taken.includes(DeviceIndex)) DeviceIndex++;
  return ec2('AttachNetworkInterface', { InstanceId, NetworkInterfaceId: eni.NetworkInterfaceId, DeviceIndex });
}

/** The ENIs that ipamd has made for an instance, attached or not. */
export function madeFor(world: World, InstanceId: string): readonly NetworkInterface[] {
  return lookup(world.aws.NetworkInterface, 'byTag', `${INSTANCE_TAG}=${InstanceId}`);
}

/** A call about network interfaces. */
export function ec2(verb: string, body: { readonly [member: string]: unknown }): Act {
  return { plane: 'aws', verb, kind: 'NetworkInterface', body };
}

/** The host with what ipamd has written down, and with or without what keeps it from running. */
export function writeIpamd(host: Host, ipamd: Ipamd, verb: string): Act[] {
  const { ipamdFailure: _failure, ...running } = host;
  return [{ plane: 'hosts', ref: { plane: 'hosts', kind: 'Host', key: host.InstanceId }, object: { ...running, ipamd }, verb }];
}

/** The host with why ipamd does not run there. */
export function writeFailure(host: Host, ipamdFailure: NonNullable<Host['ipamdFailure']>): Act[] {
  return [{ plane: 'hosts', ref: { plane: 'hosts', kind: 'Host', key: host.InstanceId }, object: { ...host, ipamdFailure }, verb: 'fail' }];
}
