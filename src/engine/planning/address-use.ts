/**
 * What an address of a subnet can be used for. reserved: by AWS · primary: the first address of a node's interface · used: by a pod ·
 * cooling: rests after its pod · warm: waits for a pod · prefix: the same inside a delegated prefix · other: an interface that is no node's.
 */
export const ADDRESS_USES = ['free', 'reserved', 'primary', 'used', 'cooling', 'warm', 'prefix', 'other'] as const;
export type AddressUse = (typeof ADDRESS_USES)[number];
export type UseCounts = { readonly [U in AddressUse]: number };

/** What most of the addresses from one place to another are used for: what a cell of many addresses shows. Where as many are free, the use. */
export function chiefUse(uses: Uint8Array, from: number, to: number): AddressUse {
  const seen = new Array<number>(ADDRESS_USES.length).fill(0);
  for (let index = from; index < to; index++) seen[uses[index] as number] = (seen[uses[index] as number] ?? 0) + 1;
  let best = 0;
  for (let use = 1; use < seen.length; use++) if ((seen[use] as number) >= Math.max(1, seen[best] as number)) best = use;
  return ADDRESS_USES[best] as AddressUse;
}
