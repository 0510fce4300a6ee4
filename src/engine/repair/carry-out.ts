/** Edits carried out on a copy of the world, as the learner would: each line an input of its own, settled, and its effects awaited. */
import type { Repair } from '../dataplane/element.ts';
import { beginInput } from '../input.ts';
import { advanceUntilQuiet, settle } from '../settle.ts';
import type { World } from '../world.ts';
import { write } from '../write.ts';

/** The world after the edit, or null when some write of it is refused. */
export function carriedOut(world: World, { verbs }: Pick<Repair, 'verbs'>): World | null {
  let next = world;
  for (const verb of verbs) {
    const begun = beginInput(next);
    const written = write(begun, verb);
    if (!written.answer.ok) return null;
    next = settle(written.world, begun.revision);
  }
  return advanceUntilQuiet(next);
}
