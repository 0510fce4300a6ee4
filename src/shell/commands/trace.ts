/** `trace`: the way of a packet, both directions, every branch, each step with its reason. A word of the lab: no real tool sees all this. */
import type { Connection } from '../../engine/connection.ts';
import type { Protocol } from '../../engine/net/packet.ts';
import { keys } from '../../engine/persistent-map.ts';
import type { Text } from '../../engine/text.ts';
import type { Command, Completion, Invocation } from '../command.ts';
import type { Output } from '../output.ts';
import { refused, said } from '../print.ts';
import { type NotTraced, traceEndpoints, traceText } from '../trace-report.ts';

const PROTOCOLS: readonly Protocol[] = ['tcp', 'udp', 'icmp'];

export const trace: Command = {
  name: 'trace',
  summary: {
    ko: '마지막 연결의 길을, 또는 두 엔드포인트 사이의 길을 한 단계씩 보여 줍니다.',
    en: 'Shows the way of the last connection, or of one between two endpoints, step by step.',
  },
  usage: ['trace', 'trace FROM TO [--protocol tcp|udp|icmp]'],
  examples: ['trace', 'trace internet node/node1:32001', 'trace pod/default/toolbox svc/prod/backend:80'],
  run,
  complete,
};

function run({ world, words, recent }: Invocation): Output {
  const options = optionsOf(words.map(({ text }) => text));
  if (options === null) return refused(world, USAGE);
  const [from, to, ...more] = options.ends;
  if (from === undefined) {
    const last = recent[0];
    return last === undefined ? refused(world, NOTHING_YET) : said(world, both(last));
  }
  if (to === undefined || more.length > 0) return refused(world, USAGE);
  const traced = traceEndpoints(world, { from, to, protocol: options.protocol });
  return 'wrong' in traced ? refused(world, notTraced(traced)) : said(world, both(traced));
}

function both(connection: Connection): Text {
  return { ko: traceText(connection, 'ko'), en: traceText(connection, 'en') };
}

function optionsOf(texts: readonly string[]): { readonly ends: readonly string[]; readonly protocol: Protocol } | null {
  const ends: (string | undefined)[] = [];
  let protocol: string | undefined = 'tcp';
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index] as string;
    if (text === '--protocol' || text === '-p') protocol = texts[++index];
    else if (text.startsWith('--protocol=')) protocol = text.slice('--protocol='.length);
    else if (text === '--from' || text === '--to') ends[text === '--from' ? 0 : 1] = texts[++index] ?? '';
    else if (text.startsWith('-')) return null;
    else ends.push(text);
  }
  const known = PROTOCOLS.find((candidate) => candidate === protocol);
  return known === undefined ? null : { ends: ends.filter((end) => end !== undefined), protocol: known };
}

/** Why the endpoints cannot be traced, in words. */
export function notTraced({ text, wrong }: NotTraced): Text {
  if (wrong === 'missing') {
    return {
      ko: `${text} 오브젝트가 없거나 주소가 없습니다. 이름을 확인하세요.`,
      en: `There is no ${text}, or it has no address. Check the name.`,
    };
  }
  return { ko: `\`${text}\` 값은 엔드포인트의 형식이 아닙니다. ${FORMS.ko}`, en: `\`${text}\` is not an endpoint. ${FORMS.en}` };
}

function complete({ world, words }: Invocation): readonly Completion[] {
  if (words.length > 2) return words.at(-2)?.text === '--protocol' ? PROTOCOLS.map(plain) : [plain('--protocol')];
  const pods = keys(world.cluster.Pod.entries).map((key) => `pod/${key}`);
  const nodes = keys(world.cluster.Node.entries).map((key) => `node/${key}`);
  const services = keys(world.cluster.Service.entries).map((key) => `svc/${key}:`);
  return (words.length === 2 ? [...services, ...nodes, ...pods, 'ip:', 'url:http://'] : ['internet', ...pods, ...nodes]).map(plain);
}

function plain(text: string): Completion {
  return { text, about: null };
}

const FORMS: Text = {
  ko: 'pod/NS/이름[:포트], svc/NS/이름:포트, node/이름[:포트], instance/ID, eni/ID, ip:주소[:포트], internet, url:http://호스트/경로 중 하나로 쓰세요.',
  en: 'Write pod/NS/NAME[:PORT], svc/NS/NAME:PORT, node/NAME[:PORT], instance/ID, eni/ID, ip:ADDRESS[:PORT], internet or url:http://host/path.',
};
const USAGE: Text = {
  ko: '`trace` 또는 `trace FROM TO --protocol tcp`처럼 쓰세요.',
  en: 'Write `trace`, or `trace FROM TO --protocol tcp`.',
};
const NOTHING_YET: Text = {
  ko: '아직 연결이 없습니다. `curl`로 연결하거나 `trace FROM TO`로 두 곳을 적으세요.',
  en: 'There is no connection yet. Make one with `curl`, or name two endpoints: `trace FROM TO`.',
};
