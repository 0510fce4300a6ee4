/** Services of AWS that take their resources from one state to the next when the time has come. */
import type { AwsKinds } from '../../aws/kinds.ts';
import { objectAt, type Store } from '../../store.ts';
import type { Text } from '../../text.ts';
import type { World } from '../../world.ts';
import { type Controller, NOTHING, type Reconcile, type Watches } from '../controller.ts';

/** The next step of a resource: when it is due, and why it is taken then. Forgetting what is long gone is `periodic`. */
export type NextStep = { readonly at: number; readonly because: Text; readonly periodic?: true };

type Service<K extends keyof AwsKinds> = {
  /** The service's principal, for instance `natgateway.amazonaws.com`. */
  readonly name: string;
  /** Its service-linked role. */
  readonly role: string;
  readonly kind: K;
  /** The operation that takes the step, and the member that names the resource. */
  readonly verb: string;
  readonly member: string;
  readonly next: (object: AwsKinds[K], world: World) => NextStep | null;
  /** What else than the resource itself decides on its next step. */
  readonly watches?: Watches['aws'];
};

/** The controller of one kind of resource. Keys: keys of the kind. */
export function lifecycle<K extends keyof AwsKinds>({ name, role, kind, verb, member, next, watches }: Service<K>): Controller {
  return {
    name: `${name}/${kind}`,
    identity: (world) => ({ name, groups: [], arn: `arn:aws:iam::${world.account}:role/aws-service-role/${name}/${role}` }),
    manager: name,
    watches: { aws: { ...watches, [kind]: ({ ref }: { readonly ref: { readonly key: string } }) => [ref.key] } },
    reconcile: (world, key): Reconcile => {
      const object = objectAt(world.aws[kind] as Store<AwsKinds[K]>, key);
      const step = object === undefined ? null : next(object, world);
      if (step === null) return NOTHING;
      if (step.at > world.now) return { acts: [], because: null, dueAt: step.at, periodic: step.periodic ?? false };
      return { acts: [{ plane: 'aws', verb, kind, body: { [member]: key } }], because: step.because };
    },
  };
}

/** Seconds in milliseconds. */
export function seconds(count: number): number {
  return count * 1000;
}
