/** `node NAME -- COMMAND`: the shell of a node, as Session Manager opens it: no port has to be reachable for it. */
import { privateDnsName } from '../../../engine/aws/hostnames.ts';
import { interfacesOf } from '../../../engine/aws/network-interface.ts';
import type { Origin } from '../../../engine/connection.ts';
import { atHost } from '../../../engine/dataplane/place.ts';
import { hostOf, hostOfNode } from '../../../engine/hosts/host.ts';
import { kernelSettings } from '../../../engine/hosts/kernel-settings.ts';
import { hostNetns } from '../../../engine/hosts/netns.ts';
import { instanceNamed, nameOf } from '../../../engine/name-of.ts';
import { keys } from '../../../engine/persistent-map.ts';
import { objectAt, objectsOf } from '../../../engine/store.ts';
import type { Text } from '../../../engine/text.ts';
import type { World } from '../../../engine/world.ts';
import type { Command, Completion, Invocation, Word } from '../../command.ts';
import { insteadOf } from '../../elsewhere.ts';
import { nearest } from '../../nearest.ts';
import type { Output } from '../../output.ts';
import { output, refused, said } from '../../print.ts';
import { notSimulatedNote } from '../kubectl/call.ts';
import { resolvConfLines } from '../kubectl/resolv-conf-lines.ts';
import { conntrack } from './conntrack.ts';
import { ip } from './ip.ts';
import { arp } from './ip-neighbours.ts';
import { askIpamd } from './ipamd.ts';
import { iptables } from './iptables.ts';
import { iptablesSave, TABLES } from './iptables-save.ts';
import { journalctl } from './journalctl.ts';
import { ss } from './ss.ts';
import { sysctl } from './sysctl.ts';

type Program = (call: Invocation, InstanceId: string, words: readonly string[]) => Output;

/** The programs of a node's own; what else is given to `makeNode` runs there with the node as its origin. */
const OWN: { readonly [name: string]: Program } = {
  ip: ({ world }, InstanceId, words) => ip({ world, netns: hostNetns(world, InstanceId), words }),
  arp: ({ world }, InstanceId, words) => arp({ world, netns: hostNetns(world, InstanceId), words }),
  ss: ({ world }, InstanceId, words) => ss({ world, place: atHost('host-local', InstanceId), words }),
  sysctl: ({ world }, InstanceId, words) => sysctl({ world, InstanceId, words }),
  conntrack: ({ world, recent }, InstanceId, words) => conntrack({ world, InstanceId, words, recent }),
  iptables: ({ world }, InstanceId, words) => iptables({ world, InstanceId, words, family: 4 }),
  ip6tables: ({ world }, InstanceId, words) => iptables({ world, InstanceId, words, family: 6 }),
  'iptables-save': save(4),
  'ip6tables-save': save(6),
  cat,
  journalctl: ({ world }, InstanceId, words) => journalctl(world, InstanceId, words),
  hostname: ({ world }, InstanceId) => output(world, { kind: 'read', stdout: `${nameOfHost(world, InstanceId)}\n` }),
};

function cat({ world, origin, stdin }: Invocation, _InstanceId: string, [file]: readonly string[]): Output {
  if (file === undefined) return output(world, { kind: 'read', stdout: stdin });
  if (file === '/etc/resolv.conf') return output(world, { kind: 'read', stdout: resolvConfLines(world, origin) });
  return output(world, { kind: 'refused', code: 1, notes: [notSimulatedNote(`cat ${file}`, 'cat /etc/resolv.conf')] });
}

/** The command `node`, with programs (curl, dig) that also exist on nodes. */
export function makeNode(programs: readonly Command[]): Command {
  const names = [...Object.keys(OWN), ...programs.map(({ name }) => name)];
  return {
    name: 'node',
    summary: { ko: '노드에서 명령을 실행합니다.', en: 'Runs a command on a node.' },
    usage: ['node NAME -- COMMAND', 'node INSTANCE-ID -- COMMAND', 'node INSTANCE-NAME -- COMMAND'],
    examples: [
      'node node0 -- ip route get 1.1.1.1',
      'node i-0a1b2c3d4e5f60718 -- journalctl -u kubelet',
      'node node0 -- iptables-save -t nat | grep frontend',
    ],
    run: (call) => run(call, programs, names),
    complete: (call) => complete(call, programs, names),
  };
}

function run(call: Invocation, programs: readonly Command[], names: readonly string[]): Output {
  const { world, words } = call;
  const [node, ...rest] = words;
  if (node === undefined) return said(world, listOf(world));
  const host = hostOfNode(world, node.text) ?? hostOf(world, instanceNamed(world, node.text) ?? '');
  if (host === undefined)
    return refused(
      world,
      noNode(
        node.text,
        nodesOf(world).map((name) => labelled(world, name)),
      ),
    );
  const [first, ...given] = withoutSudo(rest[0]?.text === '--' ? rest.slice(1) : rest);
  if (first === undefined) return refused(world, NO_COMMAND);
  // An instance that has not come into the cluster is known by its id only.
  const nodeName = host.nodeName !== null && objectAt(world.cluster.Node, host.nodeName) !== undefined ? host.nodeName : null;
  const origin: Origin = nodeName === null ? { from: 'instance', InstanceId: host.InstanceId } : { from: 'node', node: nodeName };
  const own = OWN[first.text];
  const texts = given.map((word) => word.text);
  if (own !== undefined) return own({ ...call, origin }, host.InstanceId, texts);
  const answer = first.text === 'curl' ? askIpamd(world, host.InstanceId, texts) : null;
  if (answer !== null) return answer;
  const program = programs.find(({ name }) => name === first.text);
  if (program !== undefined) return program.run({ ...call, origin, words: given });
  const near = nearest(first.text, names);
  const note: Text = insteadOf(first.text) ?? {
    ko: near === null ? `노드에서 시뮬레이션하는 명령: ${names.join(', ')}` : `\`${near}\` 명령을 찾습니까?`,
    en: near === null ? `Commands that are simulated on nodes: ${names.join(', ')}.` : `Did you mean \`${near}\`?`,
  };
  return output(world, {
    kind: 'refused',
    stderr: `bash: ${first.text}: command not found\n`,
    code: 127,
    notes: [{ mark: 'not-simulated', text: note }],
  });
}

/** Instances are named after their private address unless a kubelet has taken another name. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/hostname-types.html */
function nameOfHost(world: World, InstanceId: string): string {
  const address = interfacesOf(world, InstanceId)[0]?.PrivateIpAddresses[0]?.PrivateIpAddress;
  return hostOf(world, InstanceId)?.nodeName ?? (address === undefined ? InstanceId : privateDnsName(world.region, address));
}

function save(family: 4 | 6): Program {
  return ({ world }, InstanceId, words) => {
    if (words.length === 0) return output(world, { kind: 'read', stdout: iptablesSave(world, InstanceId, { family }) });
    const name = words[0] === '-t' || words[0] === '--table' ? words[1] : words[0]?.replace(/^(-t|--table=)/, '');
    const table = TABLES.find((candidate) => candidate === name);
    if (table !== undefined) return output(world, { kind: 'read', stdout: iptablesSave(world, InstanceId, { tables: [table], family }) });
    return refused(world, { ko: `\`-t\` 뒤에는 ${TABLES.join(', ')} 중 하나를 쓰세요.`, en: `After \`-t\` write one of ${TABLES.join(', ')}.` });
  };
}

function complete(call: Invocation, programs: readonly Command[], names: readonly string[]): readonly Completion[] {
  const [, ...rest] = call.words;
  const plain = (texts: readonly string[]): Completion[] => texts.map((text) => ({ text, about: null }));
  if (call.words.length <= 1) return plain(nodesOf(call.world));
  const words = rest[0]?.text === '--' ? rest.slice(1) : rest;
  if (words.length === 0 || (rest.length === 1 && rest[0]?.text !== '--')) return plain(['--']);
  if (words.length === 1) return plain(names);
  if (words[0]?.text === 'ip') return plain(words.length === 2 ? ['addr', 'link', 'neigh', 'route', 'rule'] : ['show', 'table', 'get']);
  if (words[0]?.text === 'iptables' || words[0]?.text === 'ip6tables')
    return plain(words.length === 2 ? ['-t', '-S', '-nL'] : [...TABLES, '-S', '-nL']);
  if (words[0]?.text === 'conntrack') return plain(['-L', '-C']);
  if (words[0]?.text === 'sysctl')
    return plain(kernelSettings(call.world, hostOfNode(call.world, call.words[0]?.text ?? '')?.InstanceId ?? '').map(([key]) => key));
  if (words[0]?.text === 'iptables-save' || words[0]?.text === 'ip6tables-save') return plain(words.length === 2 ? ['-t'] : TABLES);
  return programs.find(({ name }) => name === words[0]?.text)?.complete({ ...call, words: words.slice(1) }) ?? [];
}

function withoutSudo(words: readonly Word[]): readonly Word[] {
  return words[0]?.text === 'sudo' ? words.slice(1) : words;
}

/** The nodes by name, then the instances on which no kubelet runs, by id. */
function nodesOf(world: World): string[] {
  const others = objectsOf(world.hosts.Host).filter(({ nodeName }) => nodeName === null);
  return [...keys(world.cluster.Node.entries), ...others.map(({ InstanceId }) => InstanceId)];
}

/** An instance by its id, with what its Name tag says. */
function labelled(world: World, name: string): string {
  const given = objectAt(world.aws.Instance, name) === undefined ? name : nameOf(world, { plane: 'aws', kind: 'Instance', key: name });
  return instanceNamed(world, given) === name && given !== name ? `${name} (${given})` : name;
}

function listOf(world: World): Text {
  const nodes = nodesOf(world)
    .map((name) => labelled(world, name))
    .join(', ');
  if (nodes === '') return NONE;
  return { ko: `노드: ${nodes}\n\`node 이름 -- 명령\`으로 실행하세요.`, en: `Nodes: ${nodes}\nRun a command there with \`node NAME -- COMMAND\`.` };
}

function noNode(name: string, known: readonly string[]): Text {
  if (known.length === 0) return NONE;
  const near = nearest(name, known);
  const how: Text =
    near === null
      ? { ko: `있는 것: ${known.join(', ')}`, en: `There are: ${known.join(', ')}` }
      : { ko: `${near} 노드입니까?`, en: `Did you mean ${near}?` };
  return { ko: `${name} 노드는 없습니다. ${how.ko}`, en: `There is no node ${name}. ${how.en}` };
}

const NONE: Text = { ko: '노드도, 실행 중인 인스턴스도 없습니다.', en: 'There are no nodes, and no instances are running.' };

const NO_COMMAND: Text = {
  ko: '노드의 대화형 셸은 시뮬레이션하지 않습니다. 명령을 함께 쓰세요. 예: `node node0 -- ip route`',
  en: 'An interactive shell on a node is not simulated. Give the command too, for instance `node node0 -- ip route`.',
};
