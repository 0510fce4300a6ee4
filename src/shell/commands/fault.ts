/** `fault`: breaks what the real system has no command to break, and mends it again. */
import { commit, type Effect } from '../../engine/change.ts';
import { type Fault, faultKey } from '../../engine/lab/kinds.ts';
import { entries, get, keys } from '../../engine/persistent-map.ts';
import { objectsOf } from '../../engine/store.ts';
import type { Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import type { Command, Completion, Invocation } from '../command.ts';
import { nearest } from '../nearest.ts';
import type { Output } from '../output.ts';
import { info, output, refused, said } from '../print.ts';

const PROCESSES = ['kube-proxy', 'aws-node'] as const;
type Process = (typeof PROCESSES)[number];

const ACTIONS = ['stop', 'start', 'not-ready', 'ready', 'zone-down', 'zone-up', 'clear'] as const;

export const fault: Command = {
  name: 'fault',
  summary: {
    ko: '장애를 일으키거나 거둡니다. 인수가 없으면 지금 있는 장애를 보여 줍니다.',
    en: 'Injects a fault or lifts it; without arguments lists those in force.',
  },
  usage: ['fault', 'fault stop|start kube-proxy|aws-node NODE', 'fault not-ready|ready NAMESPACE/POD', 'fault zone-down|zone-up ZONE', 'fault clear'],
  examples: ['fault stop kube-proxy node1', 'fault not-ready default/webapp-1', 'fault zone-down us-west-2a', 'fault clear'],
  run: ({ world, words }) => {
    const [action, ...rest] = words.map((word) => word.text);
    if (action === undefined) return said(world, listed(world));
    if (action === 'clear') return written(world, everyFault(world), CLEARED);
    if (action === 'stop' || action === 'start') return process(world, action, rest);
    if (action === 'not-ready' || action === 'ready') return readiness(world, action, rest);
    if (action === 'zone-down' || action === 'zone-up') return zone(world, action, rest);
    return refused(world, unknownAction(action));
  },
  complete: completions,
};

function process(world: World, action: 'stop' | 'start', [name, node]: readonly string[]): Output {
  if (!isProcess(name)) return refused(world, notAProcess(name));
  if (node === undefined || get(world.cluster.Node.entries, node) === undefined)
    return refused(world, notFound({ ko: '노드', en: 'node' }, node, nodesOf(world)));
  const wanted: Fault = { fault: 'process-stopped', process: name, node };
  const text =
    action === 'stop'
      ? {
          ko: `${node} 노드의 ${name} 프로세스를 멈췄습니다. 커널에 써 둔 것은 그대로 남습니다.`,
          en: `Process ${name} on node ${node} has stopped. What it wrote into the kernel stays.`,
        }
      : { ko: `${node} 노드의 ${name} 프로세스를 다시 시작했습니다.`, en: `Process ${name} on node ${node} runs again.` };
  return written(world, [effectOf(wanted, action === 'stop')], text);
}

function readiness(world: World, action: 'not-ready' | 'ready', [pod]: readonly string[]): Output {
  if (pod === undefined || get(world.cluster.Pod.entries, pod) === undefined)
    return refused(world, notFound({ ko: '파드', en: 'pod' }, pod, podsOf(world)));
  const text =
    action === 'not-ready'
      ? { ko: `${pod} 파드의 준비성 프로브가 이제 실패합니다.`, en: `The readiness probe of pod ${pod} fails from now on.` }
      : { ko: `${pod} 파드의 준비성 프로브가 다시 성공합니다.`, en: `The readiness probe of pod ${pod} succeeds again.` };
  return written(world, [effectOf({ fault: 'not-ready', pod }, action === 'not-ready')], text);
}

function zone(world: World, action: 'zone-down' | 'zone-up', [name]: readonly string[]): Output {
  if (name === undefined || !zonesOf(world).includes(name)) return refused(world, notFound({ ko: '가용 영역', en: 'zone' }, name, zonesOf(world)));
  const text =
    action === 'zone-down'
      ? {
          ko: `${name} 가용 영역의 네트워크가 멈췄습니다. 그 영역의 서브넷에는 아무것도 들어가거나 나오지 못합니다.`,
          en: `The network of zone ${name} is down. Nothing gets into its subnets or out of them.`,
        }
      : { ko: `${name} 가용 영역의 네트워크가 돌아왔습니다.`, en: `The network of zone ${name} is back.` };
  return written(world, [effectOf({ fault: 'zone-down', zone: name }, action === 'zone-down')], text);
}

function written(world: World, effects: readonly Effect[], text: Text): Output {
  const done = commit(world, { by: 'lab', verb: 'fault', because: null }, effects);
  const note = done.changes.length === 0 ? UNCHANGED : text;
  return output(done.world, { kind: 'write', notes: [info(note)] });
}

function effectOf(wanted: Fault, inForce: boolean): Effect {
  return { ref: { plane: 'lab', kind: 'Fault', key: faultKey(wanted) }, object: inForce ? wanted : null };
}

function everyFault(world: World): Effect[] {
  return keys(world.lab.Fault.entries).map((key) => ({ ref: { plane: 'lab', kind: 'Fault', key }, object: null }));
}

function listed(world: World): Text {
  const faults = [...entries(world.lab.Fault.entries)].map(([, entry]) => entry.object);
  if (faults.length === 0) return { ko: '지금 있는 장애는 없습니다.', en: 'No fault is in force.' };
  const lines = faults.map(sentence);
  return { ko: lines.map((line) => line.ko).join('\n'), en: lines.map((line) => line.en).join('\n') };
}

function sentence(inForce: Fault): Text {
  if (inForce.fault === 'zone-down') {
    return { ko: `${inForce.zone} 가용 영역의 네트워크가 멈췄습니다.`, en: `The network of zone ${inForce.zone} is down.` };
  }
  return inForce.fault === 'process-stopped'
    ? {
        ko: `${inForce.node} 노드의 ${inForce.process} 프로세스가 멈췄습니다.`,
        en: `Process ${inForce.process} on node ${inForce.node} has stopped.`,
      }
    : { ko: `${inForce.pod} 파드의 준비성 프로브가 실패합니다.`, en: `The readiness probe of pod ${inForce.pod} fails.` };
}

function completions({ world, words }: Invocation): readonly Completion[] {
  const [action] = words.map((word) => word.text);
  const plain = (texts: readonly string[]): Completion[] => texts.map((text) => ({ text, about: null }));
  if (words.length <= 1) return plain(ACTIONS);
  if (action === 'stop' || action === 'start') return words.length === 2 ? plain(PROCESSES) : plain(words.length === 3 ? nodesOf(world) : []);
  if (action === 'zone-down' || action === 'zone-up') return plain(words.length === 2 ? zonesOf(world) : []);
  return plain(words.length === 2 && (action === 'not-ready' || action === 'ready') ? podsOf(world) : []);
}

function isProcess(name: string | undefined): name is Process {
  return PROCESSES.some((process) => process === name);
}

function nodesOf(world: World): string[] {
  return keys(world.cluster.Node.entries);
}

function zonesOf(world: World): string[] {
  return [...new Set(objectsOf(world.aws.Subnet).map((subnet) => subnet.AvailabilityZone))].sort();
}

function podsOf(world: World): string[] {
  return keys(world.cluster.Pod.entries);
}

function notFound(kind: Text, name: string | undefined, known: readonly string[]): Text {
  if (name === undefined)
    return { ko: `${kind.ko} 이름이 빠졌습니다. 있는 것: ${known.join(', ')}`, en: `The ${kind.en} is missing. There are: ${known.join(', ')}` };
  const near = nearest(name, known);
  const how: Text =
    near === null
      ? { ko: `있는 것: ${known.join(', ')}`, en: `There are: ${known.join(', ')}` }
      : { ko: `${near} ${kind.ko}입니까?`, en: `Did you mean ${near}?` };
  return { ko: `${name} ${kind.ko}는 없습니다. ${how.ko}`, en: `There is no ${kind.en} ${name}. ${how.en}` };
}

function notAProcess(name: string | undefined): Text {
  const known = PROCESSES.join(', ');
  return {
    ko: `멈출 수 있는 프로세스는 ${known}입니다. 받은 이름: ${name ?? '없음'}`,
    en: `Processes that can stop: ${known}. Given: ${name ?? 'none'}`,
  };
}

function unknownAction(action: string): Text {
  const near = nearest(action, ACTIONS);
  return near === null
    ? { ko: '`help fault`로 쓰는 법을 보세요.', en: 'See how it is used with `help fault`.' }
    : { ko: `\`fault ${near}\` 명령을 찾습니까?`, en: `Did you mean \`fault ${near}\`?` };
}

const CLEARED = { ko: '모든 장애를 거뒀습니다.', en: 'All faults are lifted.' };
const UNCHANGED = { ko: '이미 그런 상태입니다. 바뀐 것은 없습니다.', en: 'That is already so. Nothing has changed.' };
