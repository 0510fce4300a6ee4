import { lookUp } from '../../engine/connect.ts';
import type { Lookup } from '../../engine/connection.ts';
import { explainStep, failingStepOf } from '../../engine/explain.ts';
import { showAddress } from '../../engine/net/address.ts';
import type { Text } from '../../engine/text.ts';
import { endpoint, originOf } from '../endpoint.ts';
import { fillDeep } from '../placeholder.ts';
import { endpointAt } from '../probe.ts';
import { plain, say } from '../say.ts';
import { either, list, object, string } from '../shape.ts';
import { define, judged } from './definition.ts';

/** A name has an answer. */
export const resolves = define({
  name: 'resolves',
  summary: { ko: '이름이 해석된다', en: 'A name has an answer' },
  args: object({ from: endpoint, name: string() }, { to: either(string(), list(string(), { least: 1 })) }),
  evaluate: ({ from, name, to }, { world }) => {
    const wanted = to === undefined ? null : fillDeep(world, typeof to === 'string' ? [to] : to);
    const expected = say(wanted === null ? ANY : EXACT, { name, to: wanted ?? '' });
    const client = endpointAt(world, from);
    const origin = client.ok ? originOf(world, client.endpoint) : null;
    if (origin === null || !origin.ok) return judged('fail', { expected, actual: say(NONE), why: client.ok ? null : client.why });
    const lookup = lookUp(world, origin.value, fillDeep(world, name));
    const addresses = lookup.addresses.map(showAddress);
    const holds =
      wanted === null ? addresses.length > 0 : addresses.length === wanted.length && wanted.every((address) => addresses.includes(address));
    const actual = addresses.length === 0 ? say(NONE) : plain(addresses.join(', '));
    return judged(holds ? 'pass' : 'fail', { expected, actual, why: holds ? null : whyNot(lookup) });
  },
});

/** The last answer that the resolver got: it is the one that stands. */
function whyNot({ steps }: Lookup): Text | null {
  const last = steps.at(-1);
  if (last === undefined) return null;
  const failed = last.branches.map(failingStepOf).find((step) => step !== null);
  return failed == null ? say(ANSWER, { name: last.query.name, rcode: last.rcode }) : explainStep(failed);
}

const ANSWER: Text = { ko: '{name} 조회의 응답이 {rcode}입니다.', en: 'The answer for {name} is {rcode}.' };
const ANY: Text = { ko: '{name} 이름에 주소가 있음', en: 'name {name} has an address' };
const EXACT: Text = { ko: '{name} 이름의 주소: {to}', en: 'addresses of {name}: {to}' };
const NONE: Text = { ko: '주소 없음', en: 'no address' };
