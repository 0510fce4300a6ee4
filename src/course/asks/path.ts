import type { Step } from '../../engine/dataplane/step.ts';
import type { Text } from '../../engine/text.ts';
import { endpoint } from '../endpoint.ts';
import { probe, waysOf } from '../probe.ts';
import { say } from '../say.ts';
import { object, oneOf } from '../shape.ts';
import { namesOnWay, passes } from '../way.ts';
import { type Asked, define } from './definition.ts';

/** The options in the order in which a connection passes their hops; options whose hop does not occur are left out. */
export const path = define({
  name: 'path',
  kinds: ['order'],
  args: object({ from: endpoint, to: endpoint }, { protocol: oneOf('tcp', 'udp', 'icmp'), way: oneOf('request', 'reply') }),
  answer: (args, { world, question }) => {
    const made = probe(world, args);
    if (!made.ok) return { ok: false, why: made.why };
    const hops = (question.options ?? []).map((option) => ({ id: option.id, hop: namesOnWay(world, [option.hop ?? option.id])[0] ?? option.id }));
    const keys = waysOf(made.connection).map((branch) => order(args.way === 'reply' ? branch.reply : branch.request, hops));
    return agreed(keys);
  },
});

function order(steps: readonly Step[], hops: readonly { readonly id: string; readonly hop: string }[]): Asked {
  const at = hops.map(({ id, hop }) => ({ id, index: steps.findIndex((step) => passes(step, hop)) })).filter(({ index }) => index !== -1);
  const sorted = at.sort((one, other) => one.index - other.index);
  const tied = sorted.find((one, place) => sorted[place + 1]?.index === one.index);
  return tied === undefined ? { ok: true, key: sorted.map(({ id }) => id) } : { ok: false, why: say(TIED, { id: tied.id }) };
}

/** A question of order has one answer: every way that the connection can take has to give the same. */
function agreed(keys: readonly Asked[]): Asked {
  const [first] = keys;
  if (first === undefined) return { ok: false, why: say(NO_WAY) };
  if (!first.ok) return first;
  if (first.key.length < 2) return { ok: false, why: say(TOO_FEW) };
  const same = keys.every((key) => key.ok && key.key.join() === first.key.join());
  return same ? first : { ok: false, why: say(DISAGREE) };
}

const TIED: Text = { ko: '{id} 보기와 같은 홉을 가리키는 보기가 더 있습니다.', en: 'option {id} and another one stand for the same hop.' };
const NO_WAY: Text = { ko: '연결되는 경로가 없습니다.', en: 'no way leads there.' };
const TOO_FEW: Text = { ko: '경로에 있는 홉이 두 개보다 적습니다.', en: 'fewer than two of the options occur on the path.' };
const DISAGREE: Text = { ko: '경로마다 순서가 다릅니다.', en: 'the ways differ in their order.' };
