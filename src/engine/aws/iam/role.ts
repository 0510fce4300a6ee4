import type { AwsKind } from '../../kind.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Tag } from '../spelling.ts';
import { policyDocument } from './policy.ts';
import { type PolicyDocument, trusts } from './policy-document.ts';

/** An IAM role, spelled as GetRole spells it. https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html */
export type IamRole = {
  readonly RoleName: string;
  readonly Path: string;
  readonly RoleId: string;
  readonly Arn: string;
  readonly CreateDate: string;
  readonly AssumeRolePolicyDocument: PolicyDocument;
  readonly Description?: string;
  readonly MaxSessionDuration: number;
  readonly Tags: readonly Tag[];
  /** ARNs of the managed policies that are attached, in ascending order. */
  readonly AttachedPolicies: readonly string[];
  /** Inline policies by name. */
  readonly InlinePolicies: { readonly [PolicyName: string]: PolicyDocument };
};

export const iamRole: AwsKind<IamRole> = {
  plane: 'aws',
  kind: 'IamRole',
  service: 'iam',
  idPrefix: '',
  idMember: 'RoleName',
  indices: {},
  describe: {
    operation: 'GetRole',
    idsMember: 'RoleName',
    listMember: 'Role',
    notFound: 'NoSuchEntity',
    malformed: 'ValidationError',
    show: (role) => ({ ...listedRole(role), RoleLastUsed: {}, ...(role.Tags.length === 0 ? {} : { Tags: role.Tags }) }),
    filters: {},
  },
};

/** A role as ListRoles and instance profiles print it: without tags and last use. */
export function listedRole(role: IamRole): object {
  return {
    Path: role.Path,
    RoleName: role.RoleName,
    RoleId: role.RoleId,
    Arn: role.Arn,
    CreateDate: role.CreateDate,
    AssumeRolePolicyDocument: role.AssumeRolePolicyDocument,
    ...(role.Description === undefined ? {} : { Description: role.Description }),
    MaxSessionDuration: role.MaxSessionDuration,
  };
}

/** The role with the ARN, or undefined when this account's world does not hold it. */
export function roleAt(world: World, arn: string): IamRole | undefined {
  const role = objectAt(world.aws.IamRole, arn.slice(arn.lastIndexOf('/') + 1));
  return role?.Arn === arn ? role : undefined;
}

/** The ARN of the role with the name; of one that the world does not hold, as it would be without a path. */
export function roleArnOf(world: World, name: string): string {
  return objectAt(world.aws.IamRole, name)?.Arn ?? `arn:aws:iam::${world.account}:role/${name}`;
}

/** The policies of a role: those that are attached, then the inline ones. */
export function documentsOf(world: World, role: IamRole): readonly PolicyDocument[] {
  const attached = role.AttachedPolicies.flatMap((arn) => policyDocument(world, arn) ?? []);
  return [...attached, ...Object.values(role.InlinePolicies)];
}

/**
 * Whether the service can assume the role: its trust policy says so. Of a role that the world does not hold this is taken
 * for granted: a world may leave IAM out.
 */
export function canAssume(world: World, { roleArn, service }: { readonly roleArn: string; readonly service: string }): boolean {
  const role = roleAt(world, roleArn);
  return role === undefined || trusts(role.AssumeRolePolicyDocument, service);
}
