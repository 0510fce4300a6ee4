/** Cuts the address space where any policy's block begins or ends: addresses of one cell lie in the same blocks. */
import { type Address, addToAddress, familyOf } from '../net/address.ts';
import { type Cidr, lastAddress } from '../net/cidr.ts';

/** Address → the number of its cell, for each family on its own. */
export function addressCells(blocks: readonly Cidr[]): (address: Address) => string {
  const edges = { 4: edgesOf(blocks, 4), 6: edgesOf(blocks, 6) };
  return (address) => {
    const family = familyOf(address);
    return `${family}.${countUpTo(edges[family], address)}`;
  };
}

function edgesOf(blocks: readonly Cidr[], family: 4 | 6): Address[] {
  const ofFamily = blocks.filter(({ base }) => familyOf(base) === family);
  const edges = new Set(ofFamily.flatMap((block) => [block.base, addToAddress(lastAddress(block), 1)]));
  return [...edges].sort((one, other) => (one < other ? -1 : 1));
}

/** How many of the ascending edges are not above the address. */
function countUpTo(edges: readonly Address[], address: Address): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] as Address) <= address) low = middle + 1;
    else high = middle;
  }
  return low;
}
