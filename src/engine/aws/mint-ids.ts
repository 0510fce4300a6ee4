/** Several ids at once, in the order in which an operation needs them. */
import { ec2Id, mint } from '../mint.ts';
import type { Principal } from '../principal.ts';
import type { World } from '../world.ts';

/** One id for each prefix, and the world that remembers having given them. */
export function mintIds<const P extends readonly string[]>(
  world: World,
  as: Principal,
  prefixes: P,
): { readonly world: World; readonly ids: { readonly [I in keyof P]: string } } {
  const drawn = mintDigits(world, as, prefixes);
  const ids = drawn.digits.map((digits, index) => ec2Id(prefixes[index] as string, digits as string));
  return { world: drawn.world, ids: ids as unknown as { readonly [I in keyof P]: string } };
}

/** 40 hexadecimal digits for each of the purposes, for what is picked and not named: addresses, zones. */
export function mintDigits(world: World, as: Principal, purposes: readonly string[]): { readonly world: World; readonly digits: readonly string[] } {
  let next = world;
  const digits: string[] = [];
  for (const purpose of purposes) {
    const minted = mint(next, as.arn ?? as.name, purpose);
    next = minted.world;
    digits.push(minted.digits);
  }
  return { world: next, digits };
}
