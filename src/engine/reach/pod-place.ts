/**
 * Places: pods whose packets meet the same routes, rules and interfaces on their way. Two pods of one place differ in
 * nothing that an element on the path of a packet reads, but for the node that they share with others.
 */
import type { NetworkInterface } from '../aws/network-interface.ts';
import { holdsAddress, type Kernel, sandboxAt } from '../dataplane/host/kernel.ts';
import type { Sandbox } from '../hosts/host.ts';
import { type Address, readAddress } from '../net/address.ts';
import { type Cidr, readCidr } from '../net/cidr.ts';
import { once } from '../once.ts';
import { addressCells } from '../policy/address-cells.ts';
import { objectsOf } from '../store.ts';
import type { World } from '../world.ts';

export type PodPlace = {
  /** Equal for pods that no element tells apart, other than by their node. */
  readonly key: string;
  /** The instance that runs the pod. */
  readonly InstanceId: string;
};

/** Where a pod (`namespace/name`) stands; null while no node runs it with an address. */
export function podPlace(world: World, pod: string): PodPlace | null {
  const found = sandboxAt(world, pod);
  const address = readAddress(found?.sandbox.address ?? '');
  if (found === null || address === null) return null;
  return { key: keyOf(world, { ...found, address }), InstanceId: found.kernel.InstanceId };
}

type Stand = { readonly kernel: Kernel; readonly sandbox: Sandbox; readonly address: Address };

function keyOf(world: World, { kernel, sandbox, address }: Stand): string {
  const at = kernel.interfaces.findIndex(({ eni }) => holdsAddress(eni, address));
  const eni = kernel.interfaces[at]?.eni;
  // A process in the host's own network sends and listens as the host: no other node stands for it.
  const host = sandbox.hostNetwork ? kernel.InstanceId : JSON.stringify(kernel.host?.ipamd?.env ?? null);
  return [host, at === 0 ? 'primary' : 'secondary', eni === undefined ? '-' : eniKey(eni), cellsOf(world)(address)].join(' ');
}

/** What groups, ACL, routes and the source/destination check depend on. */
const eniKey = once(({ SubnetId, Groups, SourceDestCheck, InterfaceType }: NetworkInterface): string => {
  const groups = Groups.map(({ GroupId }) => GroupId).sort();
  return [SubnetId, groups.join(','), SourceDestCheck, InterfaceType].join(' ');
});

/** Addresses of one cell lie in the same blocks of every rule, route and list of the account. */
const cellsOf = once(({ aws }: World) => {
  const stores = [aws.SecurityGroupRule, aws.NetworkAcl, aws.RouteTable, aws.ManagedPrefixList, aws.TransitGatewayRouteTable, aws.Vpc];
  return addressCells(stores.flatMap((store) => objectsOf<object>(store as never).flatMap(blocksIn)));
});

/** Every block that the value names, at whatever member. */
function blocksIn(value: unknown): Cidr[] {
  if (typeof value === 'string') {
    const block = readCidr(value);
    return block === null ? [] : [block];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(blocksIn) : [];
}
