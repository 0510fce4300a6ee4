/** Changing an object: PUT and PATCH of the object itself and of its status, scale, finalizers and binding. */
import { same } from '../canonical.ts';
import { revisionOf } from '../change.ts';
import type { ClusterVerb, StatusError } from '../verb.ts';
import type { World } from '../world.ts';
import { admit } from './admit.ts';
import type { AnyKind, Handled } from './api-server.ts';
import { clusterKinds } from './kinds.ts';
import { keyOf } from './metadata.ts';
import { jsonPatch, mergePatch, strategicPatch } from './patch.ts';
import type { Pod } from './pod.ts';
import { apiVersionOf, decodeBody, namespaceOf, refOf, type Stored, storedAt } from './request.ts';
import { badRequest, conflict, notFound, status } from './status.ts';
import { type Strategy, strategies } from './strategies.ts';
import { timestamp } from './timestamp.ts';

type Update = ClusterVerb & { readonly verb: 'update' | 'patch' };

export function updateObject(world: World, verb: Update, kind: AnyKind): Handled {
  const namespace = namespaceOf(verb, kind);
  const key = keyOf({ ...(namespace === undefined ? {} : { namespace }), name: verb.name });
  const before = storedAt(world, kind, key);
  if (before === undefined) return { error: notFound(kind, verb.name) };
  const wanted = wantedBody(verb, kind, before);
  if ('error' in wanted) return wanted;
  const decoded = decodeBody(kind, verb.subresource === 'status' ? statusOf(wanted.body as Stored) : wanted.body, verb.fieldValidation);
  if ('error' in decoded) return decoded;
  const refusal = identityRefusal(world, verb, { kind, sent: decoded.object, key });
  if (refusal !== null) return { error: refusal };
  const edit = { object: changed(verb, kind, { sent: decoded.object, before }), before };
  // The status subresource changes nothing that was not validated when it was written.
  const admitted = verb.subresource === 'status' ? edit : admit(world, kind, edit);
  if ('error' in admitted) return admitted;
  const stored = counted(kind, admitted.object, before);
  return {
    world,
    ref: refOf(kind, key),
    object: isGone(stored) ? null : stored,
    output: stored,
    warnings: decoded.warnings,
    notSimulated: newlyKept(kind, decoded.notSimulated, before),
  };
}

/** What a request for the status subresource is about. */
function statusOf({ metadata, status }: Stored): object {
  const { name, namespace, resourceVersion } = metadata as Stored['metadata'] & { readonly resourceVersion?: string };
  const given = { ...(namespace === undefined ? {} : { namespace }), ...(resourceVersion === undefined ? {} : { resourceVersion }) };
  return { metadata: { name, ...given }, status };
}

/** A pod's binding: the scheduler's only write. https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/binding-v1/ */
export function bindPod(world: World, verb: ClusterVerb & { readonly verb: 'create' }): Handled {
  const kind = clusterKinds.Pod as unknown as AnyKind;
  const key = `${namespaceOf(verb, kind)}/${verb.name}`;
  const pod = storedAt(world, kind, key) as Pod | undefined;
  if (pod === undefined) return { error: notFound(kind, verb.name) };
  const node = (verb.body as { readonly target?: { readonly name?: string } }).target?.name ?? '';
  const about = { ...kind, plural: 'pods/binding' };
  if (pod.metadata.deletionTimestamp !== undefined)
    return { error: conflict(about, verb.name, `pod ${verb.name} is being deleted, cannot be assigned to a host`) };
  if (pod.spec.nodeName)
    return { error: conflict(about, verb.name, `pod ${verb.name} is already assigned to node ${JSON.stringify(pod.spec.nodeName)}`) };
  const scheduled = { type: 'PodScheduled', status: 'True', lastTransitionTime: timestamp(world.now) };
  const conditions = [...(pod.status.conditions ?? []).filter(({ type }) => type !== 'PodScheduled'), scheduled];
  const object: Pod = { ...pod, spec: { ...pod.spec, nodeName: node }, status: { ...pod.status, conditions } };
  return { world, ref: refOf(kind, key), object, output: object, warnings: [], notSimulated: [] };
}

/** Custom kinds have no Go structure that would say how their lists merge. */
const NO_STRATEGIC =
  'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml';

type Wanted = { readonly body: object } | { readonly error: StatusError };

/** The whole object that the request asks for. */
function wantedBody(verb: Update, kind: AnyKind, before: Stored): Wanted {
  if (verb.subresource === 'scale') return scaled(verb, before);
  if (verb.verb === 'update') return { body: verb.body };
  switch (verb.patchType) {
    case 'strategic':
      if (kind.installedBy !== undefined) return { error: status('UnsupportedMediaType', 415, NO_STRATEGIC) };
      return { body: strategicPatch(kind.schema, before, verb.body) as object };
    case 'merge':
      return { body: mergePatch(before, verb.body) as object };
    case 'json': {
      const patched = jsonPatch(before, verb.body);
      if ('object' in patched) return { body: patched.object as object };
      return { error: status('Invalid', 422, `the server rejected our request due to an error in our request: ${patched.refusal}`) };
    }
  }
}

function scaled(verb: Update, before: Stored): Wanted {
  const replicas = (verb.body as { readonly spec?: { readonly replicas?: unknown } }).spec?.replicas;
  if (replicas === undefined) return { error: badRequest('spec.replicas is required') };
  return { body: { ...before, spec: { ...before.spec, replicas } } };
}

type Sent = { readonly kind: AnyKind; readonly sent: Stored; readonly key: string };

function identityRefusal(world: World, verb: Update, { kind, sent, key }: Sent): StatusError | null {
  const { name, namespace, resourceVersion } = sent.metadata as Stored['metadata'] & { readonly resourceVersion?: string };
  if (name !== verb.name) return badRequest(`the name of the object (${name ?? ''}) does not match the name on the URL (${verb.name})`);
  if (kind.namespaced && namespace !== undefined && namespace !== key.slice(0, key.indexOf('/'))) {
    return badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  if (resourceVersion === undefined || resourceVersion === String(revisionOf(world, refOf(kind, key)))) return null;
  return conflict(kind, verb.name, 'the object has been modified; please apply your changes to the latest version and try again');
}

/** The object as this request may change it: the status only by its subresource, and nothing else by that. */
function changed(verb: Update, kind: AnyKind, { sent, before }: { readonly sent: Stored; readonly before: Stored }): Stored {
  const strategy = strategies[kind.kind] as unknown as Strategy<Stored>;
  if (verb.subresource === 'status') return { ...before, ...(sent.status === undefined ? {} : { status: sent.status }) };
  if (verb.subresource === 'finalize') return { ...before, ...(sent.spec === undefined ? {} : { spec: sent.spec }) };
  const { uid, creationTimestamp, generation, deletionTimestamp, deletionGracePeriodSeconds, namespace } = before.metadata;
  const { resourceVersion: _version, ...given } = sent.metadata as Stored['metadata'] & { readonly resourceVersion?: string };
  const metadata: Stored['metadata'] = {
    ...given,
    uid: given.uid ?? uid,
    creationTimestamp,
    ...(namespace === undefined ? {} : { namespace }),
    ...(generation === undefined ? {} : { generation }),
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
    ...(deletionGracePeriodSeconds === undefined ? {} : { deletionGracePeriodSeconds }),
  };
  const status = kind.subresources.includes('status') && before.status !== undefined ? { status: before.status } : {};
  const object: Stored = { ...sent, apiVersion: apiVersionOf(kind), kind: kind.kind, metadata, ...status };
  return strategy.update((kind.defaults as unknown as (object: Stored) => Stored)(object), before);
}

/** The generation counts changes of everything but metadata and status. */
function counted(kind: AnyKind, object: Stored, before: Stored): Stored {
  if (!strategies[kind.kind].generation) return object;
  const desired = ({ metadata: _metadata, status: _status, ...rest }: Stored) => rest;
  if (same(desired(object), desired(before))) return object;
  return { ...object, metadata: { ...object.metadata, generation: (before.metadata.generation ?? 0) + 1 } };
}

/** An object on its way out goes when the last finalizer does. */
function isGone({ metadata, kind, spec }: Stored): boolean {
  if (metadata.deletionTimestamp === undefined || (metadata.finalizers ?? []).length > 0) return false;
  if (kind === 'Namespace') return ((spec as { readonly finalizers?: readonly string[] }).finalizers ?? []).length === 0;
  return (metadata.deletionGracePeriodSeconds ?? 0) === 0;
}

function newlyKept(kind: AnyKind, paths: readonly string[], before: Stored): readonly string[] {
  if (paths.length === 0) return paths;
  const had = decodeBody(kind, before, 'Ignore');
  return 'error' in had ? paths : paths.filter((path) => !had.notSimulated.includes(path));
}
