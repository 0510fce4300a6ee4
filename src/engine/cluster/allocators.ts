/**
 * The allocators of cluster IPs and node ports. They keep no table: what a Service in the store holds is allocated.
 * https://github.com/kubernetes/kubernetes/tree/master/pkg/registry/core/service
 */
import { serviceBlock } from '../aws/eks/ip-family.ts';
import { familyOf, readAddress, showAddress } from '../net/address.ts';
import { addressAt, type Cidr, contains, parseCidr, showCidr, sizeOf } from '../net/cidr.ts';
import { keysBy, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { clusterIPStaticBand, nodePortStaticBand } from './static-band.ts';

export const NODE_PORTS = { base: 30000, size: 2768 };

/** What EKS gives a cluster whose VPC does not use 10.0.0.0/8's 10.100.0.0/16, unless it was asked for another block. */
const DEFAULT_SERVICE_CIDR = '10.100.0.0/16';

/** The block of the cluster IPs: the EKS cluster's own setting. */
export function serviceCidrOf(world: World): Cidr {
  const network = objectsOf(world.aws.EksCluster)[0]?.kubernetesNetworkConfig;
  return parseCidr((network === undefined ? '' : serviceBlock(network)) || DEFAULT_SERVICE_CIDR);
}

export type Allocation<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

/** Takes the address that was asked for, or says why it cannot be had. `holder` is the Service's own key. */
export function takeClusterIP(world: World, address: string, holder: string): Allocation<string> {
  const block = serviceCidrOf(world);
  const parsed = readAddress(address);
  const usable = parsed !== null && contains(block, parsed) && parsed !== block.base && parsed !== addressAt(block, usableOf(block) + 1);
  const failed = `failed to allocate IP ${address}:`;
  if (!usable)
    return { ok: false, why: `${failed} the provided IP (${address}) is not in the valid range. The range of valid IPs is ${showCidr(block)}` };
  return isHeld(world, 'byClusterIP', address, holder)
    ? { ok: false, why: `${failed} provided IP is already allocated` }
    : { ok: true, value: address };
}

/** A free address, outside the static band while there is one there; which, the digits decide. */
export function freeClusterIP(world: World, digits: string): Allocation<string> {
  const block = serviceCidrOf(world);
  const usable = usableOf(block);
  const band = clusterIPStaticBand(sizeOf(block));
  const at = (index: number) => showAddress(addressAt(block, index + 1));
  const free = pickFree({ from: band, to: usable, digits }, (index) => !isHeld(world, 'byClusterIP', at(index), null));
  const found = free ?? pickFree({ from: 0, to: band, digits }, (index) => !isHeld(world, 'byClusterIP', at(index), null));
  return found === null ? { ok: false, why: 'failed to allocate a serviceIP: range is full' } : { ok: true, value: at(found) };
}

/**
 * The network and the broadcast address belong to nobody; IPv6 has no broadcast.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/core/service/ipallocator/ipallocator.go (NewIPAllocator)
 */
function usableOf(block: Cidr): number {
  return sizeOf(block) - (familyOf(block.base) === 6 ? 1 : 2);
}

/** Takes the node port that was asked for, or says why it cannot be had. */
export function takeNodePort(world: World, port: number, holder: string): Allocation<number> {
  const last = NODE_PORTS.base + NODE_PORTS.size - 1;
  if (port < NODE_PORTS.base || port > last) {
    return { ok: false, why: `provided port is not in the valid range. The range of valid ports is ${NODE_PORTS.base}-${last}` };
  }
  return isHeld(world, 'byNodePort', String(port), holder) ? { ok: false, why: 'provided port is already allocated' } : { ok: true, value: port };
}

/** A free node port, outside the static band while there is one there. `taken` are those of the Service itself. */
export function freeNodePort(world: World, digits: string, taken: readonly number[]): Allocation<number> {
  const band = nodePortStaticBand(NODE_PORTS.size);
  const isFree = (index: number) => !taken.includes(NODE_PORTS.base + index) && !isHeld(world, 'byNodePort', String(NODE_PORTS.base + index), null);
  const found = pickFree({ from: band, to: NODE_PORTS.size, digits }, isFree) ?? pickFree({ from: 0, to: band, digits }, isFree);
  return found === null ? { ok: false, why: 'failed to allocate a nodePort: range is full' } : { ok: true, value: NODE_PORTS.base + found };
}

function isHeld(world: World, index: 'byClusterIP' | 'byNodePort', value: string, holder: string | null): boolean {
  return keysBy(world.cluster.Service, index, value).some((key) => key !== holder);
}

type Range = { readonly from: number; readonly to: number; readonly digits: string };

/** The first free index from the place that the digits name on, going round. */
function pickFree({ from, to, digits }: Range, isFree: (index: number) => boolean): number | null {
  const size = to - from;
  if (size <= 0) return null;
  const start = Number.parseInt(digits.slice(0, 12), 16) % size;
  for (let step = 0; step < size; step++) {
    const index = from + ((start + step) % size);
    if (isFree(index)) return index;
  }
  return null;
}
