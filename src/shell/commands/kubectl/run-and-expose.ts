/** `kubectl run` and `kubectl expose`: a pod, or a Service for something that runs, made of flags. */
import type { AnyKind } from '../../../engine/cluster/api-server.ts';
import { objectAt } from '../../../engine/store.ts';
import type { World } from '../../../engine/world.ts';
import { type Call, type Done, failed, notSimulated, type Verb } from './call.ts';
import { send } from './client.ts';
import { completeObjects } from './complete-objects.ts';
import { createOne, stated } from './create.ts';
import { refusedByServer } from './errors.ts';
import { flag, isSet } from './flags.ts';
import { runIn } from './in-container.ts';
import { getObject, isError, type Stored } from './objects.ts';
import { kindNamed, readTargets } from './resources.ts';
import { dryRun, fieldManager, outputFlag, selectorFlag } from './standard-flags.ts';
import { waitUntil } from './time-passing.ts';

export const runPod: Verb = {
  name: 'run',
  about: 'Create and run a particular image in a pod.',
  usage: ['kubectl run NAME --image=image [--env="key=value"] [--port=port] [--labels=key=value] [-- [COMMAND] [args...]] [options]'],
  examples: ['kubectl run web --image=nginx --port=80', 'kubectl run toolbox --image=nicolaka/netshoot -- sleep infinity'],
  flags: [
    dryRun,
    outputFlag,
    fieldManager,
    { name: 'image', takes: 'text', about: 'The image for the container to run.', fallback: "''" },
    { name: 'env', takes: 'text', about: 'Environment variables to set in the container.', fallback: '[]' },
    { name: 'port', takes: 'number', about: 'The port that this container exposes.', fallback: "''" },
    { name: 'labels', short: 'l', takes: 'text', about: 'Comma separated labels to apply to the pod.', fallback: "''" },
    { name: 'restart', takes: 'text', about: 'The restart policy for this Pod. Legal values [Always, OnFailure, Never].', fallback: "'Always'" },
    {
      name: 'command',
      takes: 'nothing',
      about: "If true and extra arguments are present, use them as the 'command' field in the container.",
      fallback: 'false',
    },
    { name: 'expose', takes: 'nothing', about: 'If true, create a ClusterIP service associated with the pod.', fallback: 'false' },
    { name: 'rm', takes: 'nothing', about: 'If true, delete the pod after it exits.', fallback: 'false' },
    { name: 'stdin', short: 'i', takes: 'nothing', about: 'Keep stdin open on the container in the pod.', fallback: 'false' },
    { name: 'tty', short: 't', takes: 'nothing', about: 'Allocate a TTY for the container in the pod.', fallback: 'false' },
  ],
  run: (call) => {
    const [name, ...extra] = call.args;
    if (name === undefined) return failed('NAME is required for run');
    const image = flag(call.flags, 'image');
    if (image === undefined) return failed('required flag(s) "image" not set');
    const attached = ['rm', 'stdin', 'tty'].some((option) => isSet(call.flags, option));
    if (attached && call.rest.length + extra.length === 0) {
      return notSimulated('kubectl run -it', `kubectl run ${name} --image=${image} --rm -it -- COMMAND`);
    }
    const labels = flag(call.flags, 'labels');
    const port = flag(call.flags, 'port');
    const words = [...extra, ...call.rest];
    const env = (call.flags.env ?? []).map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1) }));
    const container = {
      name,
      image,
      resources: {},
      ...(env.length > 0 ? { env } : {}),
      ...(port === undefined ? {} : { ports: [{ containerPort: Number(port) }] }),
      ...(words.length === 0 ? {} : isSet(call.flags, 'command') ? { command: words } : { args: words }),
    };
    const created = createOne(
      call,
      'Pod',
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, ...stated(call), labels: labels === undefined ? { run: name } : labelsFrom(labels) },
        spec: { containers: [container], dnsPolicy: 'ClusterFirst', restartPolicy: flag(call.flags, 'restart') ?? 'Always' },
        status: {},
      },
      { manager: 'kubectl-run' },
    );
    return attached && created.world !== undefined ? attach({ ...call, world: created.world }, { name, image, words }) : created;
  },
};

export const expose: Verb = {
  name: 'expose',
  about: 'Expose a resource as a new Kubernetes service.',
  usage: [
    'kubectl expose (-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name] [--name=name] [--external-ip=external-ip-of-service] [--type=type] [options]',
  ],
  examples: ['kubectl expose deployment webapp --port=80 --target-port=9376 --type=NodePort --name=frontend'],
  flags: [
    dryRun,
    outputFlag,
    fieldManager,
    selectorFlag,
    { name: 'port', takes: 'text', about: 'The port that the service should serve on.', fallback: "''" },
    {
      name: 'target-port',
      takes: 'text',
      about: 'Name or number for the port on the container that the service should direct traffic to.',
      fallback: "''",
    },
    { name: 'protocol', takes: 'text', about: "The network protocol for the service to be created. Default is 'TCP'.", fallback: "''" },
    { name: 'name', takes: 'text', about: 'The name for the newly created object.', fallback: "''" },
    {
      name: 'type',
      takes: 'text',
      about: "Type for this service: ClusterIP, NodePort, LoadBalancer, or ExternalName. Default is 'ClusterIP'.",
      fallback: "''",
    },
    {
      name: 'cluster-ip',
      takes: 'text',
      about: "ClusterIP to be assigned to the service. Leave empty to auto-allocate, or set to 'None' to create a headless service.",
      fallback: "''",
    },
    {
      name: 'external-ip',
      takes: 'text',
      about: 'Additional external IP address (not managed by Kubernetes) to accept for the service.',
      fallback: "''",
    },
    {
      name: 'session-affinity',
      takes: 'text',
      about: "If non-empty, set the session affinity for the service to this; legal values: 'None', 'ClientIP'.",
      fallback: "''",
    },
    { name: 'labels', takes: 'text', about: 'Labels to apply to the service created by this call.', fallback: "''" },
  ],
  run: exposeObject,
  complete: completeObjects,
};

function exposeObject(call: Call): Done {
  const read = readTargets(call.world, call.args);
  if (!read.ok) return read.done;
  const [target] = read.targets.names;
  if (target === undefined) return failed('You must provide one or more resources by argument or filename.');
  const found = getObject(call.world, target.kind, { namespace: call.namespace, name: target.name });
  if (isError(found)) return refusedByServer(found);
  const selector = selectorOf(call, target.kind, found);
  if ('message' in selector) return failed(selector.message);
  const ports = portsFor(call, found);
  if ('message' in ports) return failed(ports.message);
  const name = flag(call.flags, 'name') ?? target.name;
  const [clusterIP, externalIP, affinity, type] = ['cluster-ip', 'external-ip', 'session-affinity', 'type'].map((option) => flag(call.flags, option));
  const labels = flag(call.flags, 'labels');
  const body = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, ...stated(call), labels: labels === undefined ? (found.metadata.labels ?? {}) : labelsFrom(labels) },
    spec: {
      selector: selector.labels,
      ports: ports.list,
      ...(type === undefined ? {} : { type }),
      ...(clusterIP === undefined ? {} : { clusterIP }),
      ...(externalIP === undefined ? {} : { externalIPs: [externalIP] }),
      ...(affinity === undefined ? {} : { sessionAffinity: affinity }),
    },
    status: { loadBalancer: {} },
  };
  return createOne(call, 'Service', body, { word: 'exposed', manager: 'kubectl-expose' });
}

type Started = { readonly name: string; readonly image: string; readonly words: readonly string[] };

/** The longest that kubectl waits for the pod to run before it gives up. */
const START_LIMIT = 60_000;

/** Runs the command in the new pod, and deletes the pod behind it when `--rm` asks for that. */
function attach(call: Call, { name, image, words }: Started): Done {
  const key = `${call.namespace}/${name}`;
  const isUp = (world: World) => objectAt(world.cluster.Pod, key)?.status.phase === 'Running';
  const started = waitUntil(call.world, { since: call.invocation.world.revision, limit: START_LIMIT, holds: isUp });
  const pod = objectAt(started.world.cluster.Pod, key);
  if (!started.met || pod === undefined)
    return { kind: 'write', stderr: 'error: timed out waiting for the condition\n', code: 1, world: started.world };
  const typed = words.map((text) => ({ text, start: 0, end: 0 }));
  const done = runIn({ ...call, world: started.world }, { pod, image, stderr: '' }, typed);
  const world = done.world ?? started.world;
  if (!isSet(call.flags, 'rm')) return { ...done, world };
  const kind = kindNamed('pods') as AnyKind;
  const removed = send(world, { kind, namespace: call.namespace, name, verb: 'delete', gracePeriodSeconds: 0, manager: 'kubectl-run' });
  return { ...done, stdout: `${done.stdout ?? ''}pod "${name}" deleted from ${call.namespace} namespace\n`, world: removed.world };
}

type Labels = { readonly [key: string]: string };

function selectorOf(call: Call, kind: AnyKind, { metadata, spec }: Stored): { readonly labels: Labels } | { readonly message: string } {
  const given = flag(call.flags, 'selector');
  if (given !== undefined) return { labels: labelsFrom(given) };
  const { selector } = (spec ?? {}) as { readonly selector?: { readonly matchLabels?: Labels } & Labels };
  if (kind.kind === 'Pod') {
    return Object.keys(metadata.labels ?? {}).length === 0
      ? { message: "couldn't retrieve selectors via --selector flag or introspection: the pod has no labels and cannot be exposed" }
      : { labels: metadata.labels ?? {} };
  }
  if (kind.kind === 'Service') return { labels: selector ?? {} };
  if (kind.kind === 'Deployment' || kind.kind === 'ReplicaSet') return { labels: selector?.matchLabels ?? {} };
  return { message: `cannot expose a ${kind.kind}.${kind.group}` };
}

function portsFor(call: Call, { spec }: Stored): { readonly list: readonly object[] } | { readonly message: string } {
  const stated = flag(call.flags, 'port');
  const { containers, template, ports } = (spec ?? {}) as {
    readonly containers?: readonly { readonly ports?: readonly { readonly containerPort: number }[] }[];
    readonly template?: { readonly spec?: { readonly containers?: readonly { readonly ports?: readonly { readonly containerPort: number }[] }[] } };
    readonly ports?: readonly { readonly port: number }[];
  };
  const inside = (containers ?? template?.spec?.containers ?? []).flatMap((container) =>
    (container.ports ?? []).map(({ containerPort }) => containerPort),
  );
  const known = stated === undefined ? [...inside, ...(ports ?? []).map(({ port }) => port)] : stated.split(',').map(Number);
  if (known.length === 0) return { message: "couldn't find port via --port flag or introspection\nSee 'kubectl expose -h' for help and examples" };
  const target = flag(call.flags, 'target-port');
  const protocol = flag(call.flags, 'protocol') ?? 'TCP';
  const targetPort = target === undefined ? undefined : /^\d+$/.test(target) ? Number(target) : target;
  return {
    list: known.map((port, index) => ({
      ...(known.length > 1 ? { name: `port-${index + 1}` } : {}),
      port,
      protocol,
      targetPort: targetPort ?? port,
    })),
  };
}

/** `a=1,b=2` as labels. */
export function labelsFrom(text: string): Labels {
  const pairs = text.split(',').filter((pair) => pair !== '');
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
}
