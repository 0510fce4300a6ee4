/** Operations on auth policies. https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_PutAuthPolicy.html */
import type { Effect } from '../../change.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { store } from '../effects.ts';
import { operation } from '../operation.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { string } from '../shape.ts';
import { latticeAt, ownOnly, validation } from './refusals.ts';
import type { LatticeService } from './service.ts';
import type { LatticeServiceNetwork } from './service-network.ts';

const RESOURCE = { ...string, required: true } as const;

type Holder =
  | { readonly kind: 'LatticeService'; readonly object: LatticeService }
  | { readonly kind: 'LatticeServiceNetwork'; readonly object: LatticeServiceNetwork };

function holderAt(world: World, identifier: string): Holder | Refusal {
  const id = identifier.slice(identifier.lastIndexOf('/') + 1);
  if (id.startsWith('svc-')) {
    const object = latticeAt(world, 'LatticeService', identifier);
    return isRefusal(object) ? object : { kind: 'LatticeService', object };
  }
  const object = latticeAt(world, 'LatticeServiceNetwork', identifier);
  return isRefusal(object) ? object : { kind: 'LatticeServiceNetwork', object };
}

function withPolicy({ kind, object }: Holder, authPolicy: string | null): Effect {
  const { authPolicy: _old, ...rest } = object;
  const next = authPolicy === null ? rest : { ...rest, authPolicy };
  return kind === 'LatticeService' ? store(kind, next as LatticeService) : store(kind, next as LatticeServiceNetwork);
}

function stateOf({ object }: Holder): string {
  return object.authType === 'AWS_IAM' ? 'Active' : 'Inactive';
}

const putAuthPolicy = operation({
  service: 'vpc-lattice',
  name: 'PutAuthPolicy',
  kind: 'LatticeService',
  writes: true,
  summary: { ko: '서비스나 서비스 네트워크에 인증 정책을 답니다.', en: 'Gives a service or a service network an auth policy.' },
  members: { resourceIdentifier: RESOURCE, policy: { ...string, required: true } },
  run: ({ world, input: { resourceIdentifier, policy } }) => {
    const holder = holderAt(world, resourceIdentifier);
    if (isRefusal(holder)) return holder;
    const denied = ownOnly(world, 'PutAuthPolicy', holder.object.arn);
    if (denied !== null) return denied;
    const document = parsed(policy);
    if (document === null) return validation('The policy is not valid JSON');
    const { Statement = [] } = document as { readonly Statement?: Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[] };
    const statements: readonly Readonly<Record<string, unknown>>[] = [Statement].flat();
    const whole = statements.every((each) => ['Effect', 'Principal', 'Action', 'Resource'].every((member) => each[member] !== undefined));
    if (statements.length === 0 || !whole) return validation('The policy document is malformed');
    return { effects: [withPolicy(holder, policy)], output: { policy, state: stateOf(holder) } };
  },
});

function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

const getAuthPolicy = operation({
  service: 'vpc-lattice',
  name: 'GetAuthPolicy',
  kind: 'LatticeService',
  writes: false,
  summary: { ko: '인증 정책을 보여 줍니다.', en: 'Shows an auth policy.' },
  members: { resourceIdentifier: RESOURCE },
  run: ({ world, input }) => {
    const holder = holderAt(world, input.resourceIdentifier);
    if (isRefusal(holder)) return holder;
    const { authPolicy, createdAt } = holder.object;
    if (authPolicy === undefined) return { output: {} };
    return { output: { createdAt, lastUpdatedAt: createdAt, policy: authPolicy, state: stateOf(holder) } };
  },
});

const deleteAuthPolicy = operation({
  service: 'vpc-lattice',
  name: 'DeleteAuthPolicy',
  kind: 'LatticeService',
  writes: true,
  summary: { ko: '인증 정책을 지웁니다.', en: 'Deletes an auth policy.' },
  members: { resourceIdentifier: RESOURCE },
  run: ({ world, input }) => {
    const holder = holderAt(world, input.resourceIdentifier);
    if (isRefusal(holder)) return holder;
    return ownOnly(world, 'DeleteAuthPolicy', holder.object.arn) ?? { effects: [withPolicy(holder, null)], output: {} };
  },
});

/** The account that owns the VPC, for the conditions of a policy. */
export function ownerOfVpc(world: World, VpcId: string): string {
  return objectAt(world.aws.Vpc, VpcId)?.OwnerId ?? world.account;
}

export const authPolicyOperations = [putAuthPolicy, getAuthPolicy, deleteAuthPolicy];
