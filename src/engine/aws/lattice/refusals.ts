/**
 * Objects of VPC Lattice by id or ARN, and what the API answers to one that is not there or not fit.
 * https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/CommonErrors.html
 */
import { objectAt, type Store } from '../../store.ts';
import type { World } from '../../world.ts';
import { type AwsKinds, awsKinds } from '../kinds.ts';
import { objectsShared } from '../ram/resource-share.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { LatticeListener } from './listener.ts';
import type { LatticeRule } from './rule.ts';

export type LatticeKinds = Extract<keyof AwsKinds, `Lattice${string}`>;

/** How ARNs and messages of the API name each kind, and the input member that names one. */
const NOUNS: { readonly [K in LatticeKinds]: { readonly noun: string; readonly arn: string; readonly member: string } } = {
  LatticeServiceNetwork: { noun: 'ServiceNetwork', arn: 'servicenetwork', member: 'serviceNetworkIdentifier' },
  LatticeVpcAssociation: {
    noun: 'ServiceNetworkVpcAssociation',
    arn: 'servicenetworkvpcassociation',
    member: 'serviceNetworkVpcAssociationIdentifier',
  },
  LatticeService: { noun: 'Service', arn: 'service', member: 'serviceIdentifier' },
  LatticeServiceAssociation: {
    noun: 'ServiceNetworkServiceAssociation',
    arn: 'servicenetworkserviceassociation',
    member: 'serviceNetworkServiceAssociationIdentifier',
  },
  LatticeListener: { noun: 'Listener', arn: 'service/svc-[0-9a-z]{17}/listener', member: 'listenerIdentifier' },
  LatticeRule: { noun: 'Rule', arn: 'service/svc-[0-9a-z]{17}/listener/listener-[0-9a-z]{17}/rule', member: 'ruleIdentifier' },
  LatticeTargetGroup: { noun: 'TargetGroup', arn: 'targetgroup', member: 'targetGroupIdentifier' },
};

/** A request that the service cannot take; all of its constraints are told in this form. */
export function constraint(member: string, value: string, rule: string): Refusal {
  return refuse(
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${rule}`,
  );
}

export function conflict(message: string): Refusal {
  return refuse('ConflictException', message, 409);
}

export function validation(message: string): Refusal {
  return refuse('ValidationException', message);
}

/** The object, if this account has it or another one shares it. */
export function latticeAt<K extends LatticeKinds>(world: World, kind: K, identifier: string): AwsKinds[K] | Refusal {
  const { noun, arn, member } = NOUNS[kind];
  const { idPrefix } = awsKinds[kind];
  const pattern = `((${idPrefix}-[0-9a-z]{17})|(arn:[a-z0-9\\-]+:vpc-lattice:[a-zA-Z0-9\\-]+:\\d{12}:${arn}/${idPrefix}-[0-9a-z]{17}))`;
  if (!new RegExp(`^${pattern}$`).test(identifier)) return constraint(member, identifier, `satisfy regular expression pattern: ${pattern}`);
  const id = identifier.slice(identifier.lastIndexOf('/') + 1);
  const found = objectAt(world.aws[kind] as Store<AwsKinds[K]>, id);
  if (found === undefined || (identifier !== id && found.arn !== identifier) || !isVisible(world, found.arn)) return missing(noun, id);
  return found;
}

function missing(noun: string, id: string): Refusal {
  return refuse('ResourceNotFoundException', `${noun} ${id} not found`, 404);
}

/** Whether the account owns what the ARN names, or is one that it is shared with. */
export function isVisible(world: World, arn: string): boolean {
  const owner = arn.split(':')[4];
  return owner === world.account || objectsShared(world, world.account).has(arn);
}

/** The refusal to change what another account owns. */
export function ownOnly(world: World, action: string, arn: string): Refusal | null {
  if (arn.split(':')[4] === world.account) return null;
  return refuse('AccessDeniedException', `User is not authorized to perform: vpc-lattice:${action} on resource: ${arn}`, 403);
}

/** The listener of the service; one of another service is not found. */
export function listenerAt(world: World, service: string, listener: string): LatticeListener | Refusal {
  const home = latticeAt(world, 'LatticeService', service);
  if ('refusedWith' in home) return home;
  const found = latticeAt(world, 'LatticeListener', listener);
  return 'refusedWith' in found || found.serviceId === home.id ? found : missing('Listener', found.id);
}

/** The rule of the listener. */
export function ruleAt(world: World, listener: LatticeListener, rule: string): LatticeRule | Refusal {
  const found = latticeAt(world, 'LatticeRule', rule);
  return 'refusedWith' in found || found.listenerId === listener.id ? found : missing('Rule', found.id);
}

/** Null when the name fits: https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_CreateService.html#API_CreateService_RequestParameters */
export function checkName(name: string, { most, reserved }: { readonly most: number; readonly reserved?: string }): Refusal | null {
  if (name.length < 3) return constraint('name', name, 'have length greater than or equal to 3');
  if (name.length > most) return constraint('name', name, `have length less than or equal to ${most}`);
  const head = reserved === undefined ? '' : `(?!${reserved})`;
  const pattern = `${head}(?![-])(?!.*[-]$)(?!.*[-]{2})[a-z0-9-]+`;
  return new RegExp(`^${pattern}$`).test(name) ? null : constraint('name', name, `satisfy regular expression pattern: ${pattern}`);
}

/** Null when the value is one of those that the model lists. */
export function checkValue(member: string, value: string | undefined, values: readonly string[]): Refusal | null {
  return value === undefined || values.includes(value) ? null : constraint(member, value, `satisfy enum value set: [${values.join(', ')}]`);
}
