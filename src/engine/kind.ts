/**
 * What a kind of object is: one descriptor, from which come storing, listing, filtering, printing and completion.
 * A descriptor is the only place that knows its kind.
 */
import type { Schema } from './cluster/schema.ts';
import type { Indices } from './store.ts';
import type { World } from './world.ts';

/** One column of a table: the API server's own for `kubectl get`, ours for the lab's lists. */
export type Column<T> = {
  readonly name: string;
  /** `wide` columns are shown with `-o wide` only (priority 1 of the API server's table). */
  readonly wide?: boolean;
  readonly of: (object: T, world: World) => string;
};

/** One refusal of admission, in the API server's form: `FIELD: REASON: VALUE: text`. */
export type FieldError = {
  readonly field: string;
  readonly reason:
    | 'Required value'
    | 'Invalid value'
    | 'Unsupported value'
    | 'Forbidden'
    | 'Duplicate value'
    | 'Not found'
    | 'Too long'
    | 'Too many'
    | 'Internal error'
    | 'Too few';
  /** What was given, as the API server prints it (strings in quotes); absent where it prints none. */
  readonly value?: string;
  readonly message: string;
};

/** How `apply` and `patch` treat a list field: merged by a key of its items, merged as a set, or replaced. */
export type ListField = { readonly strategy: 'merge'; readonly key: string } | { readonly strategy: 'set' } | { readonly strategy: 'atomic' };

export type Subresource = 'status' | 'binding' | 'scale' | 'eviction' | 'finalize';

/** What a kind of the Kubernetes API is. Sources: the API reference of the kind and the printers of kube-apiserver. */
export type ClusterKind<T> = {
  readonly plane: 'cluster';
  readonly kind: string;
  /** '' for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  readonly verbs: readonly ('get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete')[];
  readonly subresources: readonly Subresource[];
  readonly columns: readonly Column<T>[];
  /** The fields that `--field-selector` accepts. */
  readonly selectable: { readonly [path: string]: (object: T) => string };
  /** Its fields, their types, how its lists merge, and which of them this lab acts on. */
  readonly schema: Schema;
  readonly indices: Indices<T>;
  /** Of a kind that a CustomResourceDefinition adds: who installs that. The API server serves it while the definition is there. */
  readonly installedBy?: 'eks' | 'aws-load-balancer-controller' | 'gateway-api';
  /** Fills in what the API server fills in before admission. Pure; does not allocate addresses or ports. */
  readonly defaults: (object: T) => T;
  /** All refusals at once, as the API server collects them. `before` is null on create. */
  readonly validate: (object: T, before: T | null) => readonly FieldError[];
  /** What the registry does after validation and needs the world for (allocators); a refusal or the object to store. */
  readonly prepare?: (world: World, object: T, before: T | null) => { readonly object: T } | { readonly errors: readonly FieldError[] };
};

/** One filter of a Describe operation: the values of an item that the filter's values are matched with. */
export type Filter<T> = (object: T, world: World) => readonly (string | undefined)[];

/** What a kind of the AWS APIs is, as far as storing and describing it goes; its operations stand beside it. */
export type AwsKind<T> = {
  readonly plane: 'aws';
  readonly kind: string;
  readonly service: 'ec2' | 'eks' | 'elbv2' | 'iam' | 'ram' | 'rds' | 'route53' | 'route53resolver' | 'vpc-lattice';
  /** The prefix of its ids, for instance `vpc`. */
  readonly idPrefix: string;
  /** The member that holds the id, for instance `VpcId`. */
  readonly idMember: keyof T & string;
  readonly indices: Indices<T>;
  /** Objects that AWS itself has in every account and Region and no store holds, for instance its own prefix lists. */
  readonly ofAws?: (world: World) => readonly T[];
  readonly describe: {
    /** The operation, for instance `DescribeVpcs`. */
    readonly operation: string;
    /** The list member of input ids, for instance `VpcIds`. */
    readonly idsMember: string;
    /** The list member of the output, for instance `Vpcs`. */
    readonly listMember: string;
    readonly notFound: string;
    readonly malformed: string;
    /** What describe shows: the stored object joined with what is derived (counts, states, copies). */
    readonly show: (object: T, world: World) => object;
    /** Filter name → values. `tag:KEY` and `tag-key` work for every kind that has Tags. */
    readonly filters: { readonly [name: string]: Filter<T> };
    readonly pageLimit?: { readonly least: number; readonly most: number };
  };
};
