/** `kubectl exec` and `kubectl logs`: inside a pod. */
import type { Pod } from '../../../engine/cluster/pod.ts';
import { selectsLabels } from '../../../engine/cluster/selector.ts';
import { lookup } from '../../../engine/store.ts';
import type { Word } from '../../command.ts';
import { awsNodeLog } from './aws-node-log.ts';
import { type Call, type Done, failed, notSimulatedNote, type Verb } from './call.ts';
import { completeObjects, namesOf, plain } from './complete-objects.ts';
import { refusedByServer } from './errors.ts';
import { flag, isSet } from './flags.ts';
import { runIn } from './in-container.ts';
import { unreachableKubelet } from './kubelet-dial.ts';
import { getObject, isError } from './objects.ts';
import { kindNamed, readTargets } from './resources.ts';
import { matchesLabels, parseLabelSelector } from './selectors.ts';
import { selectorFlag } from './standard-flags.ts';

const containerFlag = { name: 'container', short: 'c', takes: 'text', about: 'Container name.', fallback: "''" } as const;

export const exec: Verb = {
  name: 'exec',
  about: 'Execute a command in a container.',
  usage: ['kubectl exec (POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...] [options]'],
  examples: ['kubectl exec toolbox -- curl -s http://frontend', 'kubectl exec deploy/webapp -- cat /etc/resolv.conf'],
  flags: [
    containerFlag,
    { name: 'stdin', short: 'i', takes: 'nothing', about: 'Pass stdin to the container.', fallback: 'false' },
    { name: 'tty', short: 't', takes: 'nothing', about: 'Stdin is a TTY.', fallback: 'false' },
    { name: 'quiet', short: 'q', takes: 'nothing', about: 'Only print output from the remote session.', fallback: 'false' },
  ],
  run: runExec,
  complete: completePods,
};

export const logs: Verb = {
  name: 'logs',
  about: 'Print the logs for a container in a pod or specified resource.',
  usage: ['kubectl logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER] [options]'],
  examples: ['kubectl logs toolbox'],
  flags: [
    containerFlag,
    selectorFlag,
    { name: 'follow', short: 'f', takes: 'nothing', about: 'Specify if the logs should be streamed.', fallback: 'false' },
    {
      name: 'previous',
      short: 'p',
      takes: 'nothing',
      about: 'If true, print the logs for the previous instance of the container in a pod if it exists.',
      fallback: 'false',
    },
    { name: 'tail', takes: 'number', about: 'Lines of recent log file to display.', fallback: '-1' },
    { name: 'since', takes: 'text', about: 'Only return logs newer than a relative duration like 5s, 2m, or 3h.', fallback: '0s' },
    { name: 'all-containers', takes: 'nothing', about: "Get all containers' logs in the pod(s).", fallback: 'false' },
    { name: 'timestamps', takes: 'nothing', about: 'Include timestamps on each line in the log output.', fallback: 'false' },
  ],
  run: runLogs,
  complete: completePods,
};

const LOGS_USAGE = `expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.
POD or TYPE/NAME is a required argument for the logs command
See 'kubectl logs -h' for help and examples`;

/** https://github.com/kubernetes/kubectl/blob/master/pkg/cmd/logs/logs.go */
function runLogs(call: Call): Done {
  const selector = flag(call.flags, 'selector');
  const [name] = call.args;
  if (selector === undefined) {
    if (name === undefined) return failed(LOGS_USAGE);
    const found = podOf(call, name);
    return 'done' in found ? found.done : logsOf(call, found.pod);
  }
  if (name !== undefined) return failed('only a selector (-l) or a POD name is allowed');
  const labels = parseLabelSelector(selector);
  if (!labels.ok) return failed(labels.message);
  const pods = lookup(call.world.cluster.Pod, 'byNamespace', call.namespace).filter(({ metadata }) =>
    matchesLabels(labels.requirements, metadata.labels),
  );
  if (pods.length === 0) return { kind: 'read', stderr: `No resources found in ${call.namespace} namespace.\n` };
  const all = pods.map((pod) => logsOf(call, pod));
  const refusedOne = all.find(({ kind }) => kind === 'refused');
  if (refusedOne !== undefined) return refusedOne;
  const notes = all.flatMap((one) => one.notes ?? []).filter(({ mark }, index) => mark !== 'not-simulated' || index === 0);
  return { kind: 'read', stdout: all.map(({ stdout = '' }) => stdout).join(''), stderr: all[0]?.stderr ?? '', notes };
}

function logsOf(call: Call, pod: Pod): Done {
  const container = containerOf(call, pod);
  if ('done' in container) return container.done;
  const unreached = unreachableKubelet(call.world, pod);
  if (unreached !== null) return unreached;
  const own = awsNodeLog(call.world, pod, container.name);
  if (own !== null) return { kind: 'read', stdout: own.stdout, stderr: container.stderr, notes: own.notes };
  const { status, metadata } = pod;
  const waiting = status.containerStatuses?.find(({ name }) => name === container.name)?.state?.waiting;
  if (status.phase === 'Pending' || waiting !== undefined) {
    const why = waiting?.reason ?? 'ContainerCreating';
    return {
      kind: 'refused',
      code: 1,
      stderr: `Error from server (BadRequest): container "${container.name}" in pod "${metadata.name}" is waiting to start: ${why}\n`,
    };
  }
  return {
    kind: 'read',
    stderr: container.stderr,
    notes: [notSimulatedNote({ ko: '컨테이너 로그', en: 'container logs' }, `kubectl describe pod ${metadata.name}`)],
  };
}

function completePods(call: Call) {
  const kind = kindNamed('pods');
  if (kind === undefined || call.args.length > 1) return [];
  return (call.args.at(-1) ?? '').includes('/') ? completeObjects(call) : namesOf(call, kind).map(plain);
}

function runExec(call: Call): Done {
  const [target, ...legacy] = call.args;
  if (target === undefined) return failed("pod, type/name or --filename must be specified\nSee 'kubectl exec -h' for help and examples");
  if (legacy.length > 0)
    return failed("exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\nSee 'kubectl exec -h' for help and examples");
  const [program] = call.rest;
  if (program === undefined) return failed("you must specify at least one command for the container\nSee 'kubectl exec -h' for help and examples");
  const found = podOf(call, target);
  if ('done' in found) return found.done;
  const { pod } = found;
  const name = pod.metadata.name;
  if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed')
    return failed(`cannot exec into a container in a completed pod; current phase is ${pod.status.phase}`);
  const container = containerOf(call, pod);
  if ('done' in container) return container.done;
  if (!pod.spec.nodeName) return { kind: 'refused', code: 1, stderr: `Error from server (BadRequest): pod ${name} does not have a host assigned\n` };
  const unreached = unreachableKubelet(call.world, pod);
  if (unreached !== null) return unreached;
  if (!isRunning(pod, container.name))
    return failed(`Internal error occurred: unable to upgrade connection: container not found ("${container.name}")`);
  return runIn(call, { pod, image: container.image, stderr: container.stderr }, wordsAfter(call));
}

function wordsAfter(call: Call): readonly Word[] {
  const { words } = call.invocation;
  const dashes = words.findIndex(({ text }) => text === '--');
  return words.slice(dashes + 1);
}

type FoundPod = { readonly pod: Pod } | { readonly done: Done };

/** The pod by name, or the first pod of a workload or Service. */
function podOf(call: Call, target: string | undefined): FoundPod {
  if (target === undefined) return { done: failed("expected 'POD' or 'TYPE/NAME'") };
  const kind = kindNamed('pods');
  if (kind === undefined) return { done: failed('no pods here') };
  if (!target.includes('/')) {
    const found = getObject(call.world, kind, { namespace: call.namespace, name: target });
    return isError(found) ? { done: refusedByServer(found) } : { pod: found as unknown as Pod };
  }
  const read = readTargets(call.world, [target]);
  if (!read.ok) return read;
  const [named] = read.targets.names;
  if (named === undefined) return { done: failed('pod, type/name or --filename must be specified') };
  const found = getObject(call.world, named.kind, { namespace: call.namespace, name: named.name });
  if (isError(found)) return { done: refusedByServer(found) };
  if (named.kind.kind === 'Pod') return { pod: found as unknown as Pod };
  const { selector } = (found.spec ?? {}) as {
    readonly selector?: { readonly matchLabels?: { readonly [key: string]: string } } & { readonly [key: string]: string };
  };
  const labels = named.kind.kind === 'Service' ? selector : selector?.matchLabels;
  if (labels === undefined) return { done: failed(`cannot attach to *v1.${named.kind.kind}: selector for pods is missing`) };
  const pods = lookup(call.world.cluster.Pod, 'byNamespace', call.namespace).filter((pod) => selectsLabels(labels, pod.metadata.labels));
  const [first] = [...pods.filter((pod) => pod.status.phase === 'Running'), ...pods];
  return first === undefined ? { done: failed('timed out waiting for the condition') } : { pod: first };
}

type FoundContainer = { readonly name: string; readonly image: string; readonly stderr: string } | { readonly done: Done };

function containerOf(call: Call, pod: Pod): FoundContainer {
  const asked = flag(call.flags, 'container') ?? pod.metadata.annotations?.['kubectl.kubernetes.io/default-container'];
  const { containers } = pod.spec;
  const container = asked === undefined ? containers[0] : containers.find(({ name }) => name === asked);
  if (container === undefined) {
    const stderr = `Error from server (BadRequest): container ${asked} is not valid for pod ${pod.metadata.name}\n`;
    return { done: { kind: 'refused', stderr, code: 1 } };
  }
  const several = asked === undefined && containers.length > 1 && !isSet(call.flags, 'quiet');
  const stderr = several ? `Defaulted container "${container.name}" out of: ${containers.map(({ name }) => name).join(', ')}\n` : '';
  return { name: container.name, image: container.image ?? '', stderr };
}

function isRunning(pod: Pod, container: string): boolean {
  const status = pod.status.containerStatuses?.find(({ name }) => name === container);
  return status?.state === undefined ? pod.status.phase === 'Running' : status.state.running !== undefined;
}
