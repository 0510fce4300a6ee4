/** An operation of an AWS API: one record, from which come checking of input, the command line, help and completion. */
import type { Effect } from '../change.ts';
import type { Principal } from '../principal.ts';
import type { Text } from '../text.ts';
import type { World } from '../world.ts';
import type { AwsKinds } from './kinds.ts';
import type { Refusal } from './refusal.ts';
import { boolean, type InputOf, type Member, type Members } from './shape.ts';

export type Call<Input> = { readonly world: World; readonly input: Input; readonly as: Principal };

/** What an operation did. `world` is the one that remembers the ids it minted; its planes are as they were. */
export type Done = { readonly output: object; readonly effects?: readonly Effect[]; readonly world?: World };

type Definition<M extends Members> = {
  readonly service: 'ec2' | 'eks' | 'elbv2' | 'iam' | 'ram' | 'rds' | 'route53' | 'route53resolver' | 'ssm' | 'sts' | 'vpc-lattice';
  /** As the service model spells it: `CreateSubnet`. */
  readonly name: string;
  /** What a verb calls it where another service has an operation of the same name. */
  readonly verb?: string;
  /** The kind it is about; null where it is about none of ours (sts). */
  readonly kind: keyof AwsKinds | null;
  readonly writes: boolean;
  readonly summary: Text;
  readonly members: M;
  /** False for the few operations of EC2 that have no DryRun. */
  readonly dryRun?: false;
  /** What a service of AWS does by itself when its time has come: no caller can ask for it. */
  readonly internal?: true;
  /** Where the command line pages through the list by itself. */
  readonly pages?: string;
};

export type Operation = Definition<Members> & {
  readonly run: (call: Call<Readonly<Record<string, unknown>>>) => Done | Refusal;
};

/**
 * Declares an operation. `run` gets an input whose members have been checked against their shapes.
 * Operations of EC2 take `DryRun`, but for a few.
 */
export function operation<const M extends Members>(
  definition: Definition<M> & { readonly run: (call: Call<InputOf<M>>) => Done | Refusal },
): Operation {
  const dryRun: { readonly [member: string]: Member } = definition.service === 'ec2' && definition.dryRun !== false ? { DryRun: boolean } : {};
  return { ...definition, members: { ...definition.members, ...dryRun }, run: definition.run as unknown as Operation['run'] };
}
