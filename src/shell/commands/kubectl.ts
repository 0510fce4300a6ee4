/** `kubectl`: the client of kube-apiserver. https://kubernetes.io/docs/reference/kubectl/ */
import { objectsOf } from '../../engine/store.ts';
import type { Command, Completion, Invocation } from '../command.ts';
import type { Output } from '../output.ts';
import { output } from '../print.ts';
import { type Call, type Done, notSimulated, type Verb } from './kubectl/call.ts';
import { plain } from './kubectl/complete-objects.ts';
import { unreachable } from './kubectl/connection.ts';
import { CREATED_ELSEWHERE, createdElsewhere } from './kubectl/create.ts';
import { type FlagSpec, flag, isSet, readFlags } from './kubectl/flags.ts';
import { generalHelp, verbHelp } from './kubectl/help.ts';
import { refusedIdentity } from './kubectl/identity.ts';
import { globalFlags } from './kubectl/standard-flags.ts';
import { suggestions } from './kubectl/suggestions.ts';
import { ELSEWHERE, verbs } from './kubectl/verbs.ts';

/** Real flags that no verb here acts on. */
const REAL_FLAGS =
  /^(kubeconfig|as|as-group|as-uid|cluster|user|server|token|username|password|tls-server-name|insecure-skip-tls-verify|certificate-authority|client-key|client-certificate|cache-dir|profile|match-server-version|template|subresource|output-watch-events|watch-only|raw|server-print|allow-missing-template-keys|record|edit|save-config|overrides|override-type|openapi-patch|kustomize|prune-allowlist|force-conflicts|patch-file|attach|pod-running-timeout|max-log-requests|prefix|limit-bytes|since-time|leave-stdin-open|annotations|local|resource-version|windows-line-endings|interactive|load-balancer-ip|generator|api-version|class|rule|from-literal|from-file|sort-by|verbs|cached|categories)$/;

/** Their short forms, by verb. */
const REAL_LETTERS: { readonly [verb: string]: string } = {
  label: 'fkR',
  annotate: 'fkR',
  scale: 'fkR',
  set: 'fkR',
  expose: 'fkR',
  patch: 'fkR',
  edit: 'fkR',
  rollout: 'fkR',
  wait: 'foR',
  exec: 'f',
  replace: 'k',
  create: 'kl',
  delete: 'k',
};

/** The command, with the programs that `exec` may run inside a pod. */
export function makeKubectl(programs: readonly Command[]): Command {
  return {
    name: 'kubectl',
    summary: { ko: '쿠버네티스 API 서버에 묻고 오브젝트를 바꿉니다.', en: 'Asks the Kubernetes API server and changes objects.' },
    usage: ['kubectl VERB KIND [NAME] [-n NAMESPACE] [-o FORMAT]'],
    examples: ['kubectl get pods -o wide', 'kubectl describe svc frontend', 'kubectl exec toolbox -- curl -s http://frontend'],
    run: (invocation) => run(invocation, programs),
    complete: (invocation) => complete(invocation, programs),
  };
}

function run(invocation: Invocation, programs: readonly Command[]): Output {
  const words = invocation.words.map(({ text }) => text);
  const at = verbAt(words);
  const name = words[at];
  if (name === undefined || name === 'help') return help(invocation, words);
  const verb = verbs.find((known) => known.name === name);
  if (verb === undefined) return finish(invocation, unknownVerb(name));
  const specs = specsOf(verb);
  const read = readFlags([...words.slice(0, at), ...words.slice(at + 1)], specs);
  if (!read.ok) return finish(invocation, flagError(verb, read.message, words.slice(at + 1)));
  if (isSet(read.flags, 'help')) return finish(invocation, { kind: 'read', stdout: verbHelp(verb) });
  const offline = unreachable(invocation, verb.name);
  if (offline !== null) return finish(invocation, offline);
  const refusal = refusedIdentity(invocation, verb.name, read.args);
  if (refusal !== null) return finish(invocation, refusal);
  const call: Call = {
    world: invocation.world,
    invocation: { ...invocation, words: invocation.words.slice(at) },
    args: read.args,
    rest: read.rest,
    flags: read.flags,
    namespace: flag(read.flags, 'namespace') ?? 'default',
    stdin: invocation.stdin,
    programs,
  };
  return finish(invocation, verb.run(call));
}

/** Where the verb stands: flags that take a value may come before it. */
function verbAt(words: readonly string[]): number {
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at] as string;
    if (!word.startsWith('-')) return at;
    const takesNext = !word.includes('=') && ['-n', '--namespace', '--context', '--request-timeout', '-v', '--v'].includes(word);
    if (takesNext) at += 1;
  }
  return at;
}

function specsOf(verb: Verb): readonly FlagSpec[] {
  const own = new Set(verb.flags.flatMap(({ name, short }) => [name, ...(short === undefined ? [] : [`-${short}`])]));
  return [
    ...verb.flags,
    ...globalFlags.filter(({ name }) => !own.has(name)).map((spec) => (own.has(`-${spec.short}`) ? { ...spec, short: '' } : spec)),
  ];
}

function help(invocation: Invocation, words: readonly string[]): Output {
  const asked = words[verbAt(words)] === 'help' ? words.at(-1) : undefined;
  const verb = verbs.find(({ name }) => name === asked);
  return finish(invocation, { kind: 'read', stdout: verb === undefined ? generalHelp(verbs) : verbHelp(verb) });
}

function unknownVerb(name: string): Done {
  const near = ELSEWHERE[name];
  if (near !== undefined) return notSimulated(`kubectl ${name}`, near);
  const like = suggestions(name, [...verbs.map((verb) => verb.name), ...Object.keys(ELSEWHERE)]);
  const hint = like.length === 0 ? '' : `\n\nDid you mean this?\n${like.map((word) => `\t${word}\n`).join('')}`;
  return { kind: 'refused', stderr: `error: unknown command "${name}" for "kubectl"${hint === '' ? '\n' : hint}`, code: 1 };
}

function flagError(verb: Verb, message: string, words: readonly string[]): Done {
  const what = words.find((word) => !word.startsWith('-')) ?? '';
  if (verb.name === 'create' && CREATED_ELSEWHERE.includes(what)) return createdElsewhere(what);
  const name = /^unknown flag: --(.+)$/.exec(message)?.[1];
  if (name !== undefined && REAL_FLAGS.test(name)) return notSimulated(`kubectl ${verb.name} --${name}`, `kubectl ${verb.name} --help`);
  const letter = /^unknown shorthand flag: '([fkRowlLA])'/.exec(message)?.[1];
  if (letter !== undefined && REAL_LETTERS[verb.name]?.includes(letter))
    return notSimulated(`kubectl ${verb.name} -${letter}`, `kubectl ${verb.name} --help`);
  return { kind: 'refused', stderr: `error: ${message}\nSee 'kubectl ${verb.name} --help' for usage.\n`, code: 1 };
}

function finish(invocation: Invocation, { world, ...done }: Done): Output {
  return output(world ?? invocation.world, done);
}

function complete(invocation: Invocation, programs: readonly Command[]): readonly Completion[] {
  const words = invocation.words.map(({ text }) => text);
  const current = words.at(-1) ?? '';
  const at = verbAt(words);
  if (at >= words.length - 1) return current.startsWith('-') ? [] : verbs.map(({ name, about }) => ({ text: name, about: { ko: about, en: about } }));
  const verb = verbs.find(({ name }) => name === words[at]);
  if (verb === undefined) return [];
  const specs = specsOf(verb);
  const dashes = words.indexOf('--');
  if (dashes >= 0 && dashes < words.length - 1) return completeProgram(invocation, programs, dashes);
  const previous = words.at(-2) ?? '';
  if (previous === '-n' || previous === '--namespace')
    return objectsOf(invocation.world.cluster.Namespace).map(({ metadata }) => plain(metadata.name));
  if (previous === '-o' || previous === '--output') return ['wide', 'yaml', 'json', 'name', 'jsonpath=', 'custom-columns='].map(plain);
  if (current.startsWith('-'))
    return specs.map(({ name, takes, about }) => ({ text: `--${name}${takes === 'nothing' ? '' : '='}`, about: { ko: about, en: about } }));
  const typed = [...words.slice(0, at), ...words.slice(at + 1, -1)];
  // A flag that still waits for its value is no reason to forget the rest.
  const waits = ['-l', '--selector', '-c', '--container'].includes(previous);
  const read = readFlags(waits ? typed.slice(0, -1) : typed, specs);
  const before = read.ok ? { args: read.args, flags: read.flags } : { args: [], flags: {} };
  const call: Call = {
    world: invocation.world,
    invocation,
    args: [...before.args, current],
    rest: [],
    flags: before.flags,
    namespace: flag(before.flags, 'namespace') ?? 'default',
    stdin: '',
    programs,
  };
  if (previous === '-l' || previous === '--selector') return labelsIn(call);
  if (previous === '-c' || previous === '--container') return containersIn(call);
  return verb.complete?.(call) ?? [];
}

function completeProgram(invocation: Invocation, programs: readonly Command[], dashes: number): readonly Completion[] {
  const rest = invocation.words.slice(dashes + 1);
  if (rest.length <= 1) return programs.map(({ name, summary }) => ({ text: name, about: summary }));
  const program = programs.find(({ name }) => name === rest[0]?.text);
  return program?.complete({ ...invocation, words: rest.slice(1) }) ?? [];
}

/** The labels of the pods of the namespace, as selectors. */
function labelsIn(call: Call): readonly Completion[] {
  const pods = objectsOf(call.world.cluster.Pod).filter(({ metadata }) => metadata.namespace === call.namespace);
  const pairs = pods.flatMap(({ metadata }) => Object.entries(metadata.labels ?? {}).map(([key, value]) => `${key}=${value}`));
  return [...new Set(pairs)].sort().map(plain);
}

function containersIn(call: Call): readonly Completion[] {
  const pod = objectsOf(call.world.cluster.Pod).find(({ metadata }) => metadata.namespace === call.namespace && metadata.name === call.args[0]);
  return (pod?.spec.containers ?? []).map(({ name }) => plain(name));
}

/** kubectl without programs to run inside pods. */
export const kubectl: Command = makeKubectl([]);
