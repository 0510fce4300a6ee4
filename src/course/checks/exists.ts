import type { Text } from '../../engine/text.ts';
import { find, KIND_NAMES, type Wanted } from '../find.ts';
import { fillDeep } from '../placeholder.ts';
import { say } from '../say.ts';
import { anything, integer, object, oneOf, record, string } from '../shape.ts';
import { define, judged, passing } from './definition.ts';

/** What picks objects of a kind. */
export const wanted = { namespace: string(), name: string(), labels: record(string()), where: record(anything) };
export const kind = oneOf(...KIND_NAMES);

/** So many objects match. */
export const exists = define({
  name: 'exists',
  summary: { ko: '조건에 맞는 오브젝트가 있다', en: 'Objects that match exist' },
  args: object({ kind }, { ...wanted, count: integer(0, 100_000) }),
  evaluate: (given, { world }) => {
    const args = fillDeep(world, given);
    const found = find(world, args).length;
    const holds = args.count === undefined ? found > 0 : found === args.count;
    const what = describe(args);
    const expected = args.count === undefined ? say(SOME, { what }) : say(COUNT, { what, n: args.count });
    return judged(passing(holds), { expected, actual: say(COUNT, { what, n: found }) });
  },
});

/** `Service prod/backend (spec.clusterIP=10.100.0.26)`. */
function describe({ kind: of, namespace, name, labels, where }: Wanted): string {
  const conditions = Object.entries({ ...labels, ...where }).map(([path, value]) => `${path}=${String(value)}`);
  const named = namespace === undefined ? name : `${namespace}/${name ?? '*'}`;
  return [of, named, conditions.length === 0 ? undefined : `(${conditions.join(', ')})`].filter((part) => part !== undefined).join(' ');
}

const SOME: Text = { ko: '{what}: 1개 이상', en: '{what}: 1 or more' };
const COUNT: Text = { ko: '{what}: {n}개', en: '{what}: {n}' };
