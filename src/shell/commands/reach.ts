/** `reach`: who can talk to whom, what decides it, and what a command would change. A word of the lab: no real tool sees all this. */

import { keys } from '../../engine/persistent-map.ts';
import { rowsOf } from '../../engine/reach/ends.ts';
import { podNames } from '../../engine/reach/reach.ts';
import { settle } from '../../engine/settle.ts';
import type { Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import type { Command, Completion, Invocation } from '../command.ts';
import type { Output } from '../output.ts';
import { output, refused, said } from '../print.ts';
import { type Answer, answerOf, diffAnswer } from '../reach/answer.ts';
import { complaintOf } from '../reach/complaint.ts';
import type { NotFound } from '../reach/ends.ts';
import { FLAGS, NO_REQUEST, PROTOCOLS, readRequest } from '../reach/request.ts';
import { VIEW_ORDER } from '../reach/words.ts';

/** The word; it looks commands up when `reach diff` carries one out on a copy of the world. */
export function makeReach(table: () => ReadonlyMap<string, Command>): Command {
  return {
    name: 'reach',
    summary: {
      ko: '누가 누구에게 접속하는지, 무엇이 막는지, 명령이 무엇을 바꿀지 보여 줍니다.',
      en: 'Shows who can talk to whom, what stops it, and what a command would change.',
    },
    usage: [
      'reach [--port N] [--protocol tcp|udp|sctp] [--policy-only] [--view combined|ingress|egress]',
      'reach [--from EP] [--to EP]',
      'reach --open',
      'reach --lint',
      'reach diff COMMAND...',
    ],
    examples: ['reach', 'reach --from pod/default/toolbox --to webapp', 'reach --to svc/prod/backend:80', 'reach diff kubectl delete netpol --all'],
    run: (call) => (call.words[0]?.text === 'diff' ? runDiff(call, table()) : run(call)),
    complete,
  };
}

function run({ world, words }: Invocation): Output {
  const request = readRequest(words.map(({ text }) => text));
  if ('wrong' in request) return refused(world, complaintOf(request.wrong));
  return told(world, answerOf(world, request));
}

/** The command is carried out and settled on a copy; the world stays as it is. */
function runDiff({ words, ...call }: Invocation, table: ReadonlyMap<string, Command>): Output {
  const { world } = call;
  const [, name, ...rest] = words;
  const command = name === undefined ? undefined : table.get(name.text);
  if (command === undefined) return refused(world, name === undefined ? NO_COMMAND : unknown(name.text));
  const done = command.run({ ...call, words: rest });
  if (done.kind === 'refused' || done.code !== 0) return output(world, { ...done, kind: 'refused' });
  return told(world, diffAnswer({ before: world, after: settle(done.world, world.revision) }, NO_REQUEST));
}

function told(world: World, answer: Answer | NotFound): Output {
  if ('wrong' in answer) return refused(world, complaintOf(answer));
  return said(world, { ko: answer.text('ko'), en: answer.text('en') });
}

function unknown(name: string): Text {
  return { ko: `${name} 명령은 없습니다. \`help\`에서 명령을 보세요.`, en: `There is no command ${name}. See the commands with \`help\`.` };
}

function complete({ world, words }: Invocation): readonly Completion[] {
  const before = words.at(-2)?.text;
  if (before === '--protocol') return PROTOCOLS.map(plain);
  if (before === '--view') return VIEW_ORDER.map(plain);
  if (before === '--from' || before === '--to') return endsIn(world).map(plain);
  return [...(words.length === 1 ? ['diff'] : []), ...FLAGS].map(plain);
}

function endsIn(world: World): string[] {
  const pods = podNames(world);
  return [
    ...rowsOf(world, pods).map(({ key }) => key),
    ...keys(world.cluster.Service.entries).map((key) => `svc/${key}`),
    ...pods.map((pod) => `pod/${pod}`),
  ];
}

function plain(text: string): Completion {
  return { text, about: null };
}

const NO_COMMAND: Text = {
  ko: '`reach diff` 뒤에 명령을 쓰세요. 예: `reach diff kubectl delete netpol --all`',
  en: 'Write a command behind `reach diff`, for instance `reach diff kubectl delete netpol --all`.',
};
