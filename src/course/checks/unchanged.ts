import { same } from '../../engine/canonical.ts';
import type { Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import { find, kindNamed } from '../find.ts';
import { say } from '../say.ts';
import { object, string } from '../shape.ts';
import { define, judged, passing } from './definition.ts';

/** An object is as it was when the scenario began. */
export const unchanged = define({
  name: 'unchanged',
  summary: { ko: '오브젝트가 처음 그대로다', en: 'An object is as it was at the start' },
  args: object({ object: string({ pattern: /^[A-Za-z]+\/\S+$/, like: 'service/default/frontend' }) }),
  evaluate: ({ object: name }, { world, start }) => {
    const [before, after] = [declared(start, name), declared(world, name)];
    const holds = before !== null && same(before, after);
    const actual = after === null ? say(GONE) : say(holds ? AS_IT_WAS : CHANGED);
    return judged(passing(holds), { expected: say(EXPECTED, { name }), actual });
  },
});

/** What an object declares: all of it but status and what the API server keeps in its metadata. Null when it does not exist. */
export function declared(world: World, name: string): object | null {
  const [kind, ...path] = name.split('/');
  const [namespace, last] = path.length > 1 ? [path[0], path[1]] : [undefined, path[0]];
  const known = kindNamed(kind ?? '');
  const [found] = known === null ? [] : find(world, { kind: known, namespace, name: last });
  if (found === undefined) return null;
  const { status: _status, metadata, ...rest } = found as { readonly status?: unknown; readonly metadata?: { readonly [key: string]: unknown } };
  return metadata === undefined
    ? rest
    : { ...rest, metadata: { name: metadata.name, namespace: metadata.namespace, labels: metadata.labels, uid: metadata.uid } };
}

const EXPECTED: Text = { ko: '{name} 오브젝트가 처음 그대로임', en: '{name} as it was at the start' };
const AS_IT_WAS: Text = { ko: '그대로임', en: 'as it was' };
const CHANGED: Text = { ko: '바뀜', en: 'changed' };
const GONE: Text = { ko: '없음', en: 'gone' };
