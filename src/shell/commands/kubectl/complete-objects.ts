/** Completion of kinds and of the names of objects. */
import type { AnyKind } from '../../../engine/cluster/api-server.ts';
import type { Completion } from '../../command.ts';
import type { Call } from './call.ts';
import { listObjects } from './objects.ts';
import { kindNamed, kinds } from './resources.ts';

/** `TYPE`, then `NAME…`; or `TYPE/NAME…`. The last of the arguments is the one being typed. */
export function completeObjects(call: Call): readonly Completion[] {
  const current = call.args.at(-1) ?? '';
  const [type, name] = current.split('/');
  if (name !== undefined) {
    const kind = kindNamed(type ?? '');
    return kind === undefined ? [] : namesOf(call, kind).map((found) => plain(`${type}/${found}`));
  }
  if (call.args.length <= 1) return kinds.map(({ plural }) => plain(plural));
  const kind = kindNamed(call.args[0] ?? '');
  if (kind === undefined) return [];
  const taken = call.args.slice(1, -1);
  return namesOf(call, kind)
    .filter((found) => !taken.includes(found))
    .map(plain);
}

/** The names of the objects of the kind where kubectl would look for them. */
export function namesOf(call: Call, kind: AnyKind): string[] {
  return listObjects(call.world, kind, { namespace: call.namespace }).map((object) => object.metadata.name);
}

export function plain(text: string): Completion {
  return { text, about: null };
}
