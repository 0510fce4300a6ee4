/** What an object is called on the screen: its Name tag, or its id as far as it tells it from others. */
import type { Ref } from '../../engine/change.ts';
import type { Place } from '../../engine/dataplane/step.ts';
import { nameOf } from '../../engine/name-of.ts';
import { objectAt } from '../../engine/store.ts';
import type { World } from '../../engine/world.ts';

/** Whose place it is: a node, a pod, an interface, a gateway, a host beyond AWS. */
export function nameOfPlace(world: World, place: Place): string {
  if (place.of.plane === 'outside') return place.of.key;
  const name = nameOf(world, place.of);
  const owner = place.of.kind === 'NetworkInterface' ? objectAt(world.aws.NetworkInterface, place.of.key)?.Attachment?.InstanceId : undefined;
  return owner === undefined ? name : `${nameOf(world, { plane: 'aws', kind: 'Instance', key: owner })} ${name}`;
}

/** The kind in lower case with its name, as `kubectl` writes references: `service/frontend`. */
export function titleOf(world: World, ref: Ref): string {
  return ref.plane === 'cluster' ? `${ref.kind.toLowerCase()}/${nameOf(world, ref)}` : nameOf(world, ref);
}

/** A text in which the key of an object of the default namespace stands without the namespace. */
export function withoutDefault(text: string, key: string): string {
  return text.replace(key, key.replace(/^default\//, ''));
}
