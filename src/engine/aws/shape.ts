/** Shapes of input members, as the service model has them; the TypeScript type of an input is worked out from them. */
import type { AwsKinds } from './kinds.ts';

export type Shape =
  | { readonly type: 'string'; readonly values?: readonly string[]; readonly names?: keyof AwsKinds }
  | { readonly type: 'integer' }
  | { readonly type: 'boolean' }
  | { readonly type: 'list'; readonly of: Shape }
  | { readonly type: 'structure'; readonly members: { readonly [member: string]: Shape } }
  /** Values by keys that the caller chooses: tags of EKS, labels. */
  | { readonly type: 'map'; readonly of: Shape };

/** One input member. */
export type Member = Shape & { readonly required?: true };

export type Members = { readonly [member: string]: Member };

type ValueOf<S> = S extends { readonly type: 'string' }
  ? string
  : S extends { readonly type: 'integer' }
    ? number
    : S extends { readonly type: 'boolean' }
      ? boolean
      : S extends { readonly type: 'list'; readonly of: infer Item }
        ? readonly ValueOf<Item>[]
        : S extends { readonly type: 'structure'; readonly members: infer Parts }
          ? { readonly [P in keyof Parts]?: ValueOf<Parts[P]> | undefined }
          : S extends { readonly type: 'map'; readonly of: infer Item }
            ? { readonly [key: string]: ValueOf<Item> }
            : never;

/** The input that members describe: required ones are there, the others may be. */
export type InputOf<M extends Members> = {
  readonly [K in keyof M as M[K] extends { readonly required: true } ? K : never]: ValueOf<M[K]>;
} & { readonly [K in keyof M as M[K] extends { readonly required: true } ? never : K]?: ValueOf<M[K]> | undefined };

export const string = { type: 'string' } as const;
export const integer = { type: 'integer' } as const;
export const boolean = { type: 'boolean' } as const;
export const stringMap = { type: 'map', of: string } as const;
export const strings = { type: 'list', of: string } as const;

/** A string that names an object of a kind. */
export function idOf<K extends keyof AwsKinds>(kind: K) {
  return { type: 'string', names: kind } as const;
}

/** A list of strings that name objects of a kind. */
export function idsOf<K extends keyof AwsKinds>(kind: K) {
  return { type: 'list', of: idOf(kind) } as const;
}

const TAG = { type: 'structure', members: { Key: string, Value: string } } as const;
export const TAGS = { type: 'list', of: TAG } as const;
export const TAG_SPECIFICATIONS = {
  type: 'list',
  of: { type: 'structure', members: { ResourceType: string, Tags: TAGS } },
} as const;
export const FILTERS = { type: 'list', of: { type: 'structure', members: { Name: string, Values: strings } } } as const;
/** EC2's AttributeBooleanValue: `{"Value": true}`; the CLI makes a pair of flags of it, `--x` and `--no-x`. */
export const ATTRIBUTE_BOOLEAN = { type: 'structure', members: { Value: boolean } } as const;
