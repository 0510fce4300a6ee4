/**
 * Objects of Route 53 Resolver by id, its lists with filters, and what it answers to what is not there.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_Operations_Amazon_Route_53_Resolver.html; the texts are those that
 * https://github.com/getmoto/moto/blob/master/moto/route53resolver/models.py keeps from AWS.
 */
import type { AwsKind } from '../../kind.ts';
import { objectAt, objectsOf, type Store } from '../../store.ts';
import type { World } from '../../world.ts';
import type { FilterInput } from '../describe.ts';
import { type AwsKinds, awsKinds } from '../kinds.ts';
import { type Refusal, refuse } from '../refusal.ts';

type ResolverKinds = 'ResolverEndpoint' | 'ResolverRule' | 'ResolverRuleAssociation';

const NOUNS: { readonly [K in ResolverKinds]: string } = {
  ResolverEndpoint: 'Resolver endpoint',
  ResolverRule: 'Resolver rule',
  ResolverRuleAssociation: 'ResolverRuleAssociation',
};

export function invalidParameter(message: string): Refusal {
  return refuse('InvalidParameterException', message);
}

export function invalidRequest(message: string): Refusal {
  return refuse('InvalidRequestException', message);
}

/** The object with the id, or the refusal. */
export function resolverObject<K extends ResolverKinds>(world: World, kind: K, id: string): AwsKinds[K] | Refusal {
  const found = objectAt(world.aws[kind] as Store<AwsKinds[K]>, id);
  if (found !== undefined) return found;
  const message = kind === 'ResolverRuleAssociation' ? `${NOUNS[kind]} '${id}' does not Exist` : `${NOUNS[kind]} with ID '${id}' does not exist`;
  return refuse('ResourceNotFoundException', message);
}

/** The objects that the filters choose, as they are listed. Names may be written as HostVPCId or as HOST_VPC_ID. */
export function listed<K extends ResolverKinds>(world: World, kind: K, filters: readonly FilterInput[] = []): readonly object[] | Refusal {
  const { describe } = awsKinds[kind] as AwsKind<AwsKinds[K]>;
  const chosen: (readonly [FilterInput, (object: AwsKinds[K], world: World) => readonly (string | undefined)[]])[] = [];
  for (const filter of filters) {
    const name = Object.keys(describe.filters).find((each) => plain(each) === plain(filter.Name ?? ''));
    const values = name === undefined ? undefined : describe.filters[name];
    if (values === undefined) return invalidParameter(`The filter '${filter.Name}' is invalid`);
    if ((filter.Values ?? []).length === 0) return invalidParameter(`No values specified for filter ${filter.Name}`);
    chosen.push([filter, values]);
  }
  const passes = (object: AwsKinds[K]) => chosen.every(([{ Values = [] }, of]) => of(object, world).some((value) => Values.includes(value ?? '')));
  return objectsOf(world.aws[kind] as Store<AwsKinds[K]>)
    .filter(passes)
    .map((object) => describe.show(object, world));
}

function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** Null when the name fits. */
export function checkName(name: string | undefined): Refusal | null {
  if (name === undefined || (name.length <= 64 && /^(?!^[0-9]+$)([a-zA-Z0-9\-_' ']+)$/.test(name))) return null;
  return refuse(
    'ValidationException',
    `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9\\-_' ']+)`,
  );
}
