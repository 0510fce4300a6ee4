/** `kubectl describe`: everything about an object, with its events. */
import type { AnyKind } from '../../../engine/cluster/api-server.ts';
import type { ClusterKinds } from '../../../engine/cluster/kinds.ts';
import type { World } from '../../../engine/world.ts';
import { type Call, type Done, failed, notSimulated, type Verb } from './call.ts';
import { completeObjects } from './complete-objects.ts';
import { describeConfigMap } from './describe-configmap.ts';
import { describeEndpoints, describeServiceAccount } from './describe-endpoints.ts';
import { describeGeneric } from './describe-generic.ts';
import { describeIngress, describeIngressClass } from './describe-networking.ts';
import { describeNetworkPolicy } from './describe-networkpolicy.ts';
import { describeNamespace, describeNode } from './describe-node.ts';
import { describePod } from './describe-pod.ts';
import { describeEndpointSlice, describeService } from './describe-service.ts';
import { describeDaemonSet, describeDeployment, describeReplicaSet, describeStatefulSet } from './describe-workload.ts';
import { type Line, render } from './describe-writer.ts';
import { showStatusError } from './errors.ts';
import { flag, isSet } from './flags.ts';
import { asSent, getObject, isError, listObjects, type Stored } from './objects.ts';
import { readTargets } from './resources.ts';
import { parseLabelSelector } from './selectors.ts';
import { allNamespaces, filenameFlag, selectorFlag } from './standard-flags.ts';

export const describe: Verb = {
  name: 'describe',
  about: 'Show details of a specific resource or group of resources.',
  usage: ['kubectl describe (-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME) [options]'],
  examples: ['kubectl describe svc frontend', 'kubectl describe pods -l app=webapp', 'kubectl describe node'],
  flags: [
    allNamespaces,
    selectorFlag,
    filenameFlag,
    { name: 'show-events', takes: 'nothing', about: 'If true, display events related to the described object.', fallback: 'true' },
  ],
  run,
  complete: completeObjects,
};

/** Kinds that kubectl has words of its own for; all others are described member by member. */
type Describers = { readonly [K in keyof ClusterKinds]?: (world: World, object: ClusterKinds[K]) => readonly Line[] };

const describers: Describers = {
  Pod: describePod,
  Service: describeService,
  EndpointSlice: describeEndpointSlice,
  Deployment: describeDeployment,
  ReplicaSet: describeReplicaSet,
  DaemonSet: describeDaemonSet,
  Node: describeNode,
  Namespace: describeNamespace,
  ConfigMap: describeConfigMap,
  ServiceAccount: describeServiceAccount,
  Endpoints: describeEndpoints,
  StatefulSet: describeStatefulSet,
  Ingress: describeIngress,
  IngressClass: describeIngressClass,
  NetworkPolicy: describeNetworkPolicy,
};

type Target = { readonly kind: AnyKind; readonly object: Stored };

function run(call: Call): Done {
  if (call.flags.filename !== undefined) return notSimulated('kubectl describe -f', 'kubectl describe TYPE NAME');
  if (call.args.length === 0)
    return failed('You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.\n');
  const read = readTargets(call.world, call.args);
  if (!read.ok) return read.done;
  const parsed = parseLabelSelector(flag(call.flags, 'selector') ?? '');
  if (!parsed.ok) return failed(parsed.message);
  const { names, kinds } = read.targets;
  const namespace = isSet(call.flags, 'all-namespaces') ? null : call.namespace;
  let stderr = '';
  let targets: Target[] = [];
  if (names.length === 0)
    targets = kinds.flatMap((kind) => listObjects(call.world, kind, { namespace, labels: parsed.requirements }).map((object) => ({ kind, object })));
  for (const { kind, name } of names) {
    const found = getObject(call.world, kind, { namespace: call.namespace, name });
    if (!isError(found)) targets.push({ kind, object: found });
    else {
      // A name that does not exist is tried as the beginning of names.
      const like = listObjects(call.world, kind, { namespace: call.namespace }).filter((object) => object.metadata.name.startsWith(name));
      targets.push(...like.map((object) => ({ kind, object })));
      if (like.length === 0) stderr += showStatusError(found);
    }
  }
  if (targets.length === 0 && stderr === '')
    return {
      kind: 'read',
      stderr:
        kinds.some((kind) => kind.namespaced) && namespace !== null ? `No resources found in ${call.namespace} namespace.\n` : 'No resources found\n',
    };
  const texts = targets.map(({ kind, object }) => describeOne(call, kind, object));
  return { kind: targets.length === 0 ? 'refused' : 'read', stdout: texts.join('\n\n'), stderr, code: stderr === '' ? 0 : 1 };
}

function describeOne(call: Call, kind: AnyKind, object: Stored): string {
  const describer = (describers[kind.kind] ?? describeGeneric) as (world: World, object: Stored) => readonly Line[];
  const lines = describer(call.world, asSent(call.world, kind, object));
  const hidden = flag(call.flags, 'show-events') === 'false';
  const last = lines.findIndex(([depth, text]) => depth === 0 && text.startsWith('Events:'));
  return render(hidden && last >= 0 ? lines.slice(0, last) : lines);
}
