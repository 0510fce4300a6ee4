/** `kubectl --help` and `kubectl VERB --help`. */
import type { Verb } from './call.ts';
import type { FlagSpec } from './flags.ts';

/** The groups in which `kubectl --help` lists its commands. */
const GROUPS: readonly (readonly [title: string, verbs: readonly string[]])[] = [
  ['Basic Commands (Beginner)', ['create', 'expose', 'run', 'set']],
  ['Basic Commands (Intermediate)', ['explain', 'get', 'edit', 'delete']],
  ['Deploy Commands', ['rollout', 'scale']],
  ['Cluster Management Commands', ['cluster-info', 'cordon', 'uncordon', 'drain', 'taint']],
  ['Troubleshooting and Debugging Commands', ['describe', 'logs', 'exec', 'events', 'auth']],
  ['Advanced Commands', ['diff', 'apply', 'patch', 'replace', 'wait']],
  ['Settings Commands', ['label', 'annotate']],
  ['Other Commands', ['api-resources', 'api-versions', 'config', 'version']],
];

export function generalHelp(verbs: readonly Verb[]): string {
  const about = (name: string) => verbs.find((verb) => verb.name === name)?.about ?? '';
  const groups = GROUPS.map(
    ([title, names]) => `${title}:\n${names.map((name) => `  ${name.padEnd(15)} ${about(name).replace(/\.$/, '')}`).join('\n')}\n`,
  );
  return `kubectl controls the Kubernetes cluster manager.\n\n Find more information at: https://kubernetes.io/docs/reference/kubectl/\n\n${groups.join('\n')}\nUsage:\n  kubectl [flags] [options]\n\nUse "kubectl <command> --help" for more information about a given command.\n`;
}

export function verbHelp(verb: Verb): string {
  const options = verb.flags.map(optionText).join('\n\n');
  const examples = verb.examples.map((example) => `  ${example}`).join('\n');
  return `${verb.about}\n\nExamples:\n${examples}\n${options === '' ? '' : `\nOptions:\n${options}\n`}\nUsage:\n${verb.usage.map((line) => `  ${line}`).join('\n')}\n\nUse "kubectl options" for a list of global command-line options (applies to all commands).\n`;
}

function optionText({ name, short, about, fallback = "''" }: FlagSpec): string {
  return `    ${short === undefined ? '' : `-${short}, `}--${name}=${fallback}:\n        ${about}`;
}
