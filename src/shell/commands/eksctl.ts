/** `eksctl`: clusters and their networks in one command. https://docs.aws.amazon.com/eks/latest/eksctl/what-is-eksctl.html */
import { objectsOf } from '../../engine/store.ts';
import type { World } from '../../engine/world.ts';
import type { Command, Completion, Invocation } from '../command.ts';
import type { LineKind, Output } from '../output.ts';
import { output } from '../print.ts';
import { type Call, configFromFlags, configOf, NotSimulated } from './eksctl/arguments.ts';
import { createCluster } from './eksctl/create-cluster.ts';
import { createNodegroup } from './eksctl/create-nodegroup.ts';
import { deleteCluster, deleteNodegroup } from './eksctl/delete.ts';
import { updateVpcConfig, writeKubeconfig } from './eksctl/endpoint-access.ts';
import { type CommandName, FLAGS, REAL_FLAGS } from './eksctl/flags.ts';
import { getCluster, getNodegroup } from './eksctl/get.ts';
import { EksctlError, openSession, ResourceFailed, type Session } from './eksctl/session.ts';
import { VERSION } from './eksctl/version.ts';
import { type FlagSpec, flag, readFlags } from './kubectl/flags.ts';

export const eksctl: Command = {
  name: 'eksctl',
  summary: {
    ko: 'eksctl: 클러스터와 그 VPC, 노드 그룹을 명령 하나로 만듭니다.',
    en: 'eksctl: a cluster with its VPC and node groups in one command',
  },
  usage: Object.keys(FLAGS)
    .map((name) => `eksctl ${name} [flags]`)
    .concat('eksctl version'),
  examples: [
    'eksctl create cluster --name lab --nodes 2',
    'eksctl create nodegroup --cluster lab --name private --node-private-networking',
    'eksctl utils update-cluster-vpc-config --cluster lab --private-access=true --public-access=false --approve',
    'eksctl delete cluster --name lab',
  ],
  run,
  complete,
};

const RUNS: { readonly [N in CommandName]: { readonly kind: LineKind; readonly run: (call: Call) => void } } = {
  'create cluster': { kind: 'write', run: runCreateCluster },
  'create nodegroup': { kind: 'write', run: createNodegroup },
  'get cluster': { kind: 'read', run: (call) => print(call, getCluster(call)) },
  'get nodegroup': { kind: 'read', run: (call) => print(call, getNodegroup(call)) },
  'delete cluster': { kind: 'write', run: deleteCluster },
  'delete nodegroup': { kind: 'write', run: deleteNodegroup },
  'utils update-cluster-vpc-config': { kind: 'write', run: updateVpcConfig },
  'utils write-kubeconfig': { kind: 'read', run: writeKubeconfig },
};

function print({ session }: Call, text: string): void {
  session.stdout += text;
}

const PLURALS: { readonly [word: string]: string } = { clusters: 'cluster', nodegroups: 'nodegroup', ng: 'nodegroup', nodegroup: 'nodegroup' };

function run({ world, words, stdin }: Invocation): Output {
  const typed = words.map(({ text }) => text);
  const [verb, noun] = typed;
  if (verb === undefined || verb === 'help' || verb === '--help' || verb === '-h') return output(world, { kind: 'read', stdout: generalHelp() });
  if (verb === 'version') return output(world, { kind: 'read', stdout: `${VERSION}\n` });
  const name = `${verb} ${PLURALS[noun ?? ''] ?? noun}`;
  if (!isCommand(name)) return unknown(world, verb, noun);
  const specs: readonly FlagSpec[] = FLAGS[name];
  const rest = typed.slice(2);
  if (rest.some((word) => word === '--help' || word === '-h')) return output(world, { kind: 'read', stdout: help(name) });
  const read = readFlags(rest, specs);
  if (!read.ok) return misused(world, read.message, name);
  const session = openSession(world);
  return carriedOut(session, name, { session, flags: read.flags, args: read.args, stdin });
}

function carriedOut(session: Session, name: CommandName, call: Call): Output {
  const { kind, run: act } = RUNS[name];
  try {
    act(call);
    return output(session.world, { kind, stdout: session.stdout, notes: session.notes });
  } catch (thrown) {
    if (thrown instanceof NotSimulated) return output(session.world, { kind: 'refused', code: 1, stdout: session.stdout, notes: session.notes });
    if (!(thrown instanceof EksctlError || thrown instanceof ResourceFailed)) throw thrown;
    const stderr = `Error: ${thrown.message}\n`;
    return output(session.world, { kind: 'refused', code: 1, stdout: session.stdout, stderr, notes: session.notes });
  }
}

/** Flags that a configuration file takes the place of. */
const IN_THE_FILE = [
  'tags',
  'zones',
  'vpc-private-subnets',
  'vpc-public-subnets',
  'vpc-cidr',
  'vpc-nat-mode',
  'nodes',
  'nodes-min',
  'nodes-max',
  'node-type',
  'instance-types',
  'managed',
  'spot',
  'node-private-networking',
  'node-volume-size',
  'node-labels',
  'node-zones',
];

function runCreateCluster(call: Call): void {
  const config = configOf(call, IN_THE_FILE);
  const without = call.flags['without-nodegroup'] !== undefined;
  const asked = config === undefined ? configFromFlags(call) : { config, groups: without ? [] : (config.managedNodeGroups ?? []) };
  const keepsKubeconfig = flag(call.flags, 'write-kubeconfig') !== 'false';
  createCluster(call.session, { ...asked, fromFile: config !== undefined, writeKubeconfig: keepsKubeconfig });
}

function isCommand(name: string): name is CommandName {
  return name in FLAGS;
}

function unknown(world: World, verb: string, noun: string | undefined): Output {
  const nouns = nounsOf(verb);
  if (nouns.length === 0 && !REAL_COMMANDS.includes(verb))
    return output(world, { kind: 'refused', code: 1, stderr: `Error: unknown command "${verb}" for "eksctl"\n` });
  if (noun === undefined && nouns.length > 0) return output(world, { kind: 'read', stdout: generalHelp() });
  const near = nouns.map((each) => `eksctl ${verb} ${each}`).join(', ') || 'eksctl create cluster';
  const typed = ['eksctl', verb, noun].filter((word) => word !== undefined).join(' ');
  const text = {
    ko: `${typed} 명령은 여기서 시뮬레이션하지 않습니다. 쓸 수 있는 명령: ${near}`,
    en: `${typed} is not simulated here. There is: ${near}.`,
  };
  return output(world, { kind: 'refused', code: 1, notes: [{ mark: 'not-simulated', text }] });
}

const REAL_COMMANDS = [
  'anywhere',
  'associate',
  'completion',
  'deregister',
  'disassociate',
  'drain',
  'enable',
  'info',
  'register',
  'scale',
  'set',
  'unset',
  'update',
  'upgrade',
];

function misused(world: World, message: string, name: CommandName): Output {
  const unread = /^unknown flag: --(.+)$/.exec(message)?.[1];
  if (unread !== undefined && REAL_FLAGS.test(unread)) {
    const text = {
      ko: `eksctl ${name} --${unread} 옵션은 여기서 시뮬레이션하지 않습니다. 쓸 수 있는 옵션: eksctl ${name} --help`,
      en: `eksctl ${name} --${unread} is not simulated here. For what is: eksctl ${name} --help`,
    };
    return output(world, { kind: 'refused', code: 1, notes: [{ mark: 'not-simulated', text }] });
  }
  return output(world, { kind: 'refused', code: 1, stderr: `Error: ${message}\n` });
}

function nounsOf(verb: string): readonly string[] {
  return Object.keys(FLAGS)
    .filter((name) => name.startsWith(`${verb} `))
    .map((name) => name.slice(verb.length + 1));
}

function generalHelp(): string {
  const commands = [...Object.keys(FLAGS), 'version'].map((name) => `  eksctl ${name}\n`).join('');
  return `The official CLI for Amazon EKS\n\nUsage: eksctl [command] [flags]\n\nCommands:\n${commands}\nUse 'eksctl [command] --help' for more information about a command.\n`;
}

function help(name: CommandName): string {
  const specs: readonly FlagSpec[] = FLAGS[name];
  const labels = specs.map((spec) => `${spec.short === undefined ? '    ' : `-${spec.short}, `}--${spec.name}${VALUE[spec.takes] ?? ''}`);
  const width = Math.max(...labels.map((label) => label.length));
  return `Usage: eksctl ${name} [flags]\n\nFlags:\n${specs.map((spec, index) => `  ${(labels[index] ?? '').padEnd(width)}   ${spec.about}\n`).join('')}`;
}

const VALUE: { readonly [takes in FlagSpec['takes']]?: string } = { text: ' string', number: ' int', list: ' strings' };

function complete({ world, words }: Invocation): readonly Completion[] {
  const typed = words.map(({ text }) => text);
  const bare = (text: string): Completion => ({ text, about: null });
  if (typed.length <= 1) return [...new Set([...Object.keys(FLAGS).map((name) => name.split(' ')[0] as string), 'version'])].map(bare);
  const verb = typed[0] as string;
  if (typed.length === 2) return nounsOf(verb).map(bare);
  const name = `${verb} ${PLURALS[typed[1] as string] ?? typed[1]}`;
  if (!isCommand(name)) return [];
  const previous = typed.at(-2) ?? '';
  if (previous === '--cluster' || (previous === '--name' && name.endsWith(' cluster')))
    return objectsOf(world.aws.EksCluster).map((cluster) => bare(cluster.name));
  if (/^--(vpc-.*-subnets|subnet-ids)$/.test(previous)) return objectsOf(world.aws.Subnet).map(({ SubnetId }) => bare(SubnetId));
  if (previous === '-o' || previous === '--output') return ['table', 'json', 'yaml'].map(bare);
  const specs: readonly FlagSpec[] = FLAGS[name];
  return specs.map((spec) => ({ text: `--${spec.name}`, about: { ko: spec.about, en: spec.about } }));
}
