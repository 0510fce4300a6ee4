/** The subnets of a lab's present world. */
import type { World } from '../../../engine/world.ts';
import { engine } from '../../engine.ts';
import type { Picture } from './state.ts';

const known = new WeakMap<World, Picture>();

/** The picture of the world, made once for each world. */
export function livePicture(world: World): Picture {
  let picture = known.get(world);
  if (picture === undefined) {
    picture = engine().pictureOf(world);
    known.set(world, picture);
  }
  return picture;
}
