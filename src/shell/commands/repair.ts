/** `repair`: the smallest edits that make a connection work, or stop it. A word of the lab: no real tool knows them. */
import type { Protocol } from '../../engine/net/packet.ts';
import { keys } from '../../engine/persistent-map.ts';
import type { Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import type { Command, Completion, Invocation } from '../command.ts';
import type { Output } from '../output.ts';
import { refused, said } from '../print.ts';
import { type Asked, repairEndpoints, repairText } from '../repair-report.ts';
import { notTraced } from './trace.ts';

const PROTOCOLS: readonly Protocol[] = ['tcp', 'udp', 'icmp'];

export const repair: Command = {
  name: 'repair',
  summary: {
    ko: '두 엔드포인트 사이의 연결을 되게, 또는 안 되게 하는 가장 작은 변경을 찾습니다.',
    en: 'Finds the smallest edits that make a connection between two endpoints work, or stop it.',
  },
  usage: ['repair FROM TO [--block] [--protocol tcp|udp|icmp]'],
  examples: ['repair pod/default/toolbox svc/default/frontend:80', 'repair pod/default/toolbox svc/default/frontend:80 --block'],
  run: ({ world, words }) =>
    repaired(
      world,
      words.map(({ text }) => text),
    ),
  complete,
};

/** What the words after `repair` give in the world; `more` are the terms of whoever asks. */
export function repaired(world: World, texts: readonly string[], more: Pick<Asked, 'holds' | 'locked'> = {}): Output {
  const asked = askedBy(texts);
  if (asked === null) return refused(world, USAGE);
  const report = repairEndpoints(world, { ...asked, ...more });
  if ('wrong' in report) return refused(world, notTraced(report));
  const found = report.met || report.search.found !== null;
  return found ? said(world, repairText(report)) : { ...said(world, repairText(report)), code: 1 };
}

function askedBy(texts: readonly string[]): Asked | null {
  const ends: string[] = [];
  let [protocol, want]: [string | undefined, Asked['want']] = ['tcp', 'reach'];
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index] as string;
    if (text === '--block') want = 'block';
    else if (text === '--protocol' || text === '-p') protocol = texts[++index];
    else if (text.startsWith('--protocol=')) protocol = text.slice('--protocol='.length);
    else if (text.startsWith('-')) return null;
    else ends.push(text);
  }
  const known = PROTOCOLS.find((candidate) => candidate === protocol);
  const [from, to, ...others] = ends;
  return known === undefined || from === undefined || to === undefined || others.length > 0 ? null : { from, to, protocol: known, want };
}

function complete({ world, words }: Invocation): readonly Completion[] {
  if (words.at(-2)?.text === '--protocol') return PROTOCOLS.map(plain);
  return words.length > 2 ? ['--block', '--protocol'].map(plain) : endsIn(world);
}

/** The ends that the world offers. */
export function endsIn(world: World): readonly Completion[] {
  const pods = keys(world.cluster.Pod.entries).map((key) => `pod/${key}`);
  const nodes = keys(world.cluster.Node.entries).map((key) => `node/${key}`);
  const services = keys(world.cluster.Service.entries).map((key) => `svc/${key}:`);
  return [...services, ...nodes, ...pods, 'internet', 'ip:', 'url:http://'].map(plain);
}

function plain(text: string): Completion {
  return { text, about: null };
}

const USAGE: Text = {
  ko: '`repair FROM TO`처럼 쓰세요. 연결을 막으려면 `--block`을 붙이세요.',
  en: 'Write `repair FROM TO`, with `--block` to make the connection stop working.',
};
