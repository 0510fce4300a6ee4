/** Availability Zones: names are an account's own, ids are the same for everyone. */

import { objectsOf } from '../store.ts';
import type { World } from '../world.ts';

type Zone = { readonly name: string; readonly id: string };

/** The suffixes of zone ids in the order of zone names, where they are not simply 1, 2, 3. */
const ZONE_NUMBERS: { readonly [region: string]: readonly number[] } = {
  'us-east-1': [6, 1, 2, 4, 3, 5],
  'us-west-2': [2, 1, 3, 4],
  'eu-west-1': [3, 1, 2],
  'eu-central-1': [2, 3, 1],
  'ap-northeast-1': [4, 1, 2],
  'ap-northeast-2': [1, 2, 3, 4],
};

/** The zones of a region, in ascending order of name. */
export function zonesOf(region: string): readonly Zone[] {
  const numbers = ZONE_NUMBERS[region] ?? [1, 2, 3];
  return numbers.map((number, index) => ({ name: `${region}${'abcdef'[index]}`, id: `${shortName(region)}-az${number}` }));
}

/**
 * The zones as the account calls them: names go round per account, so what its subnets say is right, and the other names share the other ids.
 * https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html
 */
export function zonesOfAccount(world: World): readonly Zone[] {
  const usual = zonesOf(world.region);
  const said = new Map(objectsOf(world.aws.Subnet).map(({ AvailabilityZone, AvailabilityZoneId }) => [AvailabilityZone, AvailabilityZoneId]));
  const taken = new Set(said.values());
  const open = usual.filter(({ name }) => !said.has(name));
  const kept = new Set(open.filter(({ id }) => !taken.has(id)).map(({ id }) => id));
  const left = usual.map(({ id }) => id).filter((id) => !taken.has(id) && !kept.has(id));
  const others = open.filter(({ id }) => !kept.has(id)).map(({ name }) => name);
  return usual.map(({ name, id }) => ({ name, id: said.get(name) ?? (kept.has(id) ? id : (left[others.indexOf(name)] ?? id)) }));
}

/** `use1` for us-east-1, `apne2` for ap-northeast-2: https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html */
function shortName(region: string): string {
  const parts = region.split('-');
  const number = parts.at(-1) as string;
  const directions = parts
    .slice(1, -1)
    .join('')
    .replace(/(north|south|east|west|central|gov)/g, (word) => word.slice(0, 1));
  return `${parts[0]}${directions}${number}`;
}
