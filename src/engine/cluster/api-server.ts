/**
 * kube-apiserver: the one way to write what the cluster plane holds. A request is authorized, decoded, admitted, defaulted,
 * validated and stored, in this order; a refusal at any step leaves the world as it was.
 * https://kubernetes.io/docs/concepts/security/controlling-access/
 */
import { commit, type Effect, type Ref } from '../change.ts';
import type { ClusterKind } from '../kind.ts';
import type { Text } from '../text.ts';
import type { ClusterVerb, StatusError, Written } from '../verb.ts';
import type { World } from '../world.ts';
import { authorize } from './authorization.ts';
import { createObject } from './create.ts';
import { deleteObject } from './delete.ts';
import { type ClusterKinds, clusterKinds } from './kinds.ts';
import { isServed } from './served.ts';
import { status } from './status.ts';
import { bindPod, updateObject } from './update.ts';

/** What a request comes to: a refusal, or what is stored (null: nothing any more) and what is answered. */
export type Handled =
  | { readonly error: StatusError }
  | {
      /** The world that remembers the ids minted on the way. */
      readonly world: World;
      readonly ref: Ref;
      readonly object: object | null;
      readonly output: object;
      readonly warnings: readonly string[];
      readonly notSimulated: readonly string[];
    };

/** A kind of which only the names matter: what the generic steps of a request work with. */
export type AnyKind = ClusterKind<never> & { readonly kind: keyof ClusterKinds };

/** Carries out one verb, as whoever asks for it may. A refusal is an answer, with the Status that the real server gives. */
export function callApiServer(world: World, verb: ClusterVerb, because: Text | null): Written {
  const kind = clusterKinds[verb.kind] as unknown as AnyKind;
  const error = authorize(world, verb, kind);
  if (error !== null) return refused(world, error);
  const handled = handle(world, verb, kind);
  if ('error' in handled) return refused(world, handled.error);
  const effect: Effect = { ref: handled.ref, object: handled.object } as Effect;
  const stored = commit(handled.world, { by: verb.as.name, verb: verb.verb, because }, [effect]);
  const { output, warnings, notSimulated } = handled;
  return { world: stored.world, answer: { ok: true, output, changes: stored.changes, warnings, notSimulated } };
}

function handle(world: World, verb: ClusterVerb, kind: AnyKind): Handled {
  const unknown = !isServed(world, kind);
  if (unknown || (verb.subresource !== undefined && !kind.subresources.includes(verb.subresource))) {
    return { error: status('NotFound', 404, 'the server could not find the requested resource') };
  }
  switch (verb.verb) {
    case 'create':
      if (verb.subresource === 'binding') return bindPod(world, verb);
      return verb.subresource === 'eviction' ? deleteObject(world, { ...verb, verb: 'delete' }, kind) : createObject(world, verb, kind);
    case 'update':
    case 'patch':
      return updateObject(world, verb, kind);
    case 'delete':
      return deleteObject(world, verb, kind);
  }
}

function refused(world: World, error: StatusError): Written {
  return { world, answer: { ok: false, error } };
}
