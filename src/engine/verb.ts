/**
 * A write, before it is carried out: what the learner typed and what a controller wants have the same form, take the same
 * way (authorization, admission, the API's own rules) and get the same answers.
 */
import type { AwsKinds } from './aws/kinds.ts';
import type { Change, Ref } from './change.ts';
import type { ClusterKinds } from './cluster/kinds.ts';
import type { FieldError, Subresource } from './kind.ts';
import type { Principal } from './principal.ts';
import type { World } from './world.ts';

export type AwsVerb = {
  readonly plane: 'aws';
  /** The operation, for instance `AuthorizeSecurityGroupIngress`. */
  readonly verb: string;
  /** The kind it is about, for authorization and for the log. */
  readonly kind: keyof AwsKinds;
  /** Input members as the service model spells them. */
  readonly body: { readonly [member: string]: unknown };
  readonly as: Principal;
  /** The VPC endpoint through which the call came, where it came through one: its policy has a say. */
  readonly via?: string;
};

export type ClusterVerb = {
  readonly plane: 'cluster';
  readonly kind: keyof ClusterKinds;
  readonly namespace: string | undefined;
  /** '' for create with generateName. */
  readonly name: string;
  readonly subresource?: Subresource;
  /** What happens to fields that the kind does not have: refused, dropped with a warning (as without being asked), dropped. */
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore';
  /** The field manager, for instance `kubectl-client-side-apply` or `kube-controller-manager`. */
  readonly manager: string;
  readonly as: Principal;
} & (
  | { readonly verb: 'create'; readonly body: object }
  | { readonly verb: 'update'; readonly body: object }
  | { readonly verb: 'patch'; readonly patchType: 'strategic' | 'merge' | 'json'; readonly body: object }
  | { readonly verb: 'delete'; readonly gracePeriodSeconds?: number; readonly propagation?: 'Background' | 'Foreground' | 'Orphan' }
);

export type Verb = AwsVerb | ClusterVerb;

/** A refusal of the AWS APIs. */
export type AwsError = {
  readonly plane: 'aws';
  readonly operation: string;
  readonly code: string;
  readonly http: number;
  readonly message: string;
  /** Of a DependencyViolation: the ids of what depends, which the API itself does not name. */
  readonly dependents?: readonly string[];
};

/** A refusal of kube-apiserver: the Status object's own members. */
export type StatusError = {
  readonly plane: 'cluster';
  readonly reason:
    | 'NotFound'
    | 'AlreadyExists'
    | 'Invalid'
    | 'Forbidden'
    | 'Conflict'
    | 'BadRequest'
    | 'MethodNotAllowed'
    | 'Gone'
    | 'InternalError'
    | 'UnsupportedMediaType'
    | 'Unknown';
  readonly code: number;
  readonly message: string;
  readonly causes: readonly FieldError[];
};

export type ApiError = AwsError | StatusError;

/** What the API answered. `output` is the operation's output, or the object as it is now stored (as it was, for delete). */
export type Answer =
  | {
      readonly ok: true;
      readonly output: object;
      readonly changes: readonly Change[];
      readonly warnings: readonly string[];
      /** Paths of fields that were stored although the lab does not act on them. */
      readonly notSimulated?: readonly string[];
    }
  | { readonly ok: false; readonly error: ApiError };

export type Written = { readonly world: World; readonly answer: Answer };

/** What a node's daemon does to its own host: no API stands between. */
export type HostWrite = { readonly ref: Ref & { readonly plane: 'hosts' | 'lab' }; readonly object: object | null; readonly verb: string };
