/** Creating an object: POST to a collection. */
import { mint, nameSuffix, uid } from '../mint.ts';
import { objectAt } from '../store.ts';
import type { ClusterVerb, StatusError } from '../verb.ts';
import type { World } from '../world.ts';
import { admit, newObject } from './admit.ts';
import type { AnyKind, Handled } from './api-server.ts';
import { clusterKinds } from './kinds.ts';
import { keyOf, type Metadata } from './metadata.ts';
import type { Pod } from './pod.ts';
import { apiVersionOf, decodeBody, namespaceOf, refOf, type Stored, storedAt } from './request.ts';
import { webhookFailure } from './service-webhook.ts';
import { alreadyExists, badRequest, forbidden, notFound, status } from './status.ts';
import { strategies } from './strategies.ts';
import { timestamp } from './timestamp.ts';

type Create = ClusterVerb & { readonly verb: 'create' };

/** The longest prefix of a generated name: 63 characters less the suffix of five. */
const GENERATED_PREFIX = 58;

export function createObject(world: World, verb: Create, kind: AnyKind): Handled {
  const decoded = decodeBody(kind, verb.body, verb.fieldValidation);
  if ('error' in decoded) return decoded;
  const namespace = namespaceOf(verb, kind);
  const mismatch = placeMismatch(verb, decoded.object, namespace) ?? lifecycle(world, kind, { namespace, name: decoded.object.metadata?.name ?? '' });
  if (mismatch !== null) return { error: mismatch };
  const unanswered = kind.kind === 'Service' ? webhookFailure(world) : null;
  if (unanswered !== null) return { error: unanswered };
  const named = withIdentity(world, verb, { kind, sent: decoded.object, namespace });
  const admitted = admit(named.world, kind, { object: newObject(kind, named.object), before: null });
  if ('error' in admitted) return admitted;
  const { object } = admitted;
  const account = kind.kind === 'Pod' ? missingAccount(world, object as unknown as Pod) : null;
  if (account !== null) return { error: forbidden(kind, object.metadata.name, account) };
  const key = keyOf(object.metadata);
  if (storedAt(world, kind, key) !== undefined) return { error: alreadyExists(kind, object.metadata.name) };
  return { world: named.world, ref: refOf(kind, key), object, output: object, warnings: decoded.warnings, notSimulated: decoded.notSimulated };
}

function placeMismatch(verb: Create, sent: Stored, namespace: string | undefined): StatusError | null {
  const { metadata } = sent;
  if (namespace !== undefined && metadata?.namespace && metadata.namespace !== namespace) {
    return badRequest(`the namespace of the provided object does not match the namespace sent on the request`);
  }
  // storage.ErrResourceVersionSetOnCreate
  return metadata !== undefined && 'resourceVersion' in metadata && verb.subresource === undefined && metadata.resourceVersion
    ? status('Unknown', 500, 'resourceVersion should not be set on objects to be created')
    : null;
}

/** NamespaceLifecycle: nothing comes into a namespace that does not exist, or that is on its way out. */
function lifecycle(
  world: World,
  kind: AnyKind,
  { namespace, name }: { readonly namespace: string | undefined; readonly name: string },
): StatusError | null {
  if (namespace === undefined) return null;
  const home = objectAt(world.cluster.Namespace, namespace);
  if (home === undefined) return notFound(clusterKinds.Namespace as unknown as AnyKind, namespace);
  if (home.status.phase !== 'Terminating') return null;
  return forbidden(kind, name, `unable to create new content in namespace ${namespace} because it is being terminated`);
}

/**
 * The ServiceAccount plugin: a pod runs as an account that is there. For `default` it waits until the controller has made it.
 * https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/admission/serviceaccount/admission.go
 */
function missingAccount(world: World, { metadata, spec }: Pod): string | null {
  const name = spec.serviceAccountName || 'default';
  if (name === 'default' || objectAt(world.cluster.ServiceAccount, `${metadata.namespace}/${name}`) !== undefined) return null;
  return `error looking up service account ${metadata.namespace}/${name}: serviceaccount "${name}" not found`;
}

type Sent = { readonly kind: AnyKind; readonly sent: Stored; readonly namespace: string | undefined };

/** The object with what only the server gives: uid, time, generation, and a name when it is to be generated. */
function withIdentity(world: World, verb: Create, { kind, sent, namespace }: Sent): { readonly world: World; readonly object: Stored } {
  const minted = mint(world, verb.as.name, `${kind.kind} uid`);
  const given = withoutVersion(sent.metadata ?? {});
  const place = namespace === undefined ? {} : { namespace };
  const named = generateName(minted.world, verb, { kind, given, place });
  const own = { name: named.name, uid: uid(minted.digits), creationTimestamp: timestamp(world.now) };
  const metadata: Metadata = strategies[kind.kind].generation ? { ...given, ...place, ...own, generation: 1 } : { ...given, ...place, ...own };
  return { world: named.world, object: { ...sent, apiVersion: apiVersionOf(kind), kind: kind.kind, metadata } };
}

function withoutVersion(metadata: Partial<Metadata> & { readonly resourceVersion?: string }): Partial<Metadata> {
  if (!('resourceVersion' in metadata)) return metadata;
  const { resourceVersion: _version, ...given } = metadata;
  return given;
}

type Naming = { readonly kind: AnyKind; readonly given: Partial<Metadata>; readonly place: { readonly namespace?: string } };

function generateName(world: World, verb: Create, { kind, given, place }: Naming): { readonly world: World; readonly name: string } {
  const name = given.name ?? verb.name;
  if (name !== '' || given.generateName === undefined) return { world, name };
  const prefix = given.generateName.slice(0, GENERATED_PREFIX);
  let next = world;
  for (;;) {
    // Per prefix, so that one more object of one owner renames no other owner's.
    const minted = mint(next, verb.as.name, `${kind.kind} ${place.namespace ?? ''}/${prefix}`);
    next = minted.world;
    const generated = prefix + nameSuffix(minted.digits);
    if (storedAt(world, kind, keyOf({ ...place, name: generated })) === undefined) return { world: next, name: generated };
  }
}
