import type { AwsKind } from '../../kind.ts';
import { objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Tag } from '../spelling.ts';
import { managedPolicies } from './managed-policies.ts';
import type { PolicyDocument } from './policy-document.ts';

/** A policy that the account manages itself, with its only version. https://docs.aws.amazon.com/IAM/latest/APIReference/API_Policy.html */
export type IamPolicy = {
  readonly Arn: string;
  readonly PolicyName: string;
  readonly PolicyId: string;
  readonly Path: string;
  readonly CreateDate: string;
  readonly Description?: string;
  readonly Tags: readonly Tag[];
  readonly Document: PolicyDocument;
};

export const iamPolicy: AwsKind<IamPolicy> = {
  plane: 'aws',
  kind: 'IamPolicy',
  service: 'iam',
  idPrefix: '',
  idMember: 'Arn',
  indices: {},
  describe: {
    operation: 'GetPolicy',
    idsMember: 'PolicyArn',
    listMember: 'Policy',
    notFound: 'NoSuchEntity',
    malformed: 'ValidationError',
    show: (policy, world) => ({
      ...listedPolicy(world, policy),
      ...(policy.Description === undefined ? {} : { Description: policy.Description }),
      Tags: policy.Tags,
    }),
    filters: {},
  },
};

/** A policy of the account as CreatePolicy and ListPolicies print it: without description and tags. */
export function listedPolicy(world: World, policy: IamPolicy): object {
  return { ...summaryOf(world, policy), CreateDate: policy.CreateDate, UpdateDate: policy.CreateDate };
}

/** What is printed of every policy, be it of AWS or of the account. */
export function summaryOf(world: World, { PolicyName, PolicyId, Arn, Path }: Pick<IamPolicy, 'PolicyName' | 'PolicyId' | 'Arn' | 'Path'>): object {
  return {
    PolicyName,
    PolicyId,
    Arn,
    Path,
    DefaultVersionId: 'v1',
    AttachmentCount: attachments(world, Arn),
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
  };
}

/** How many roles the policy is attached to. */
export function attachments(world: World, arn: string): number {
  return objectsOf(world.aws.IamRole).filter(({ AttachedPolicies }) => AttachedPolicies.includes(arn)).length;
}

/** What a policy says that AWS or the account manages; undefined where there is none with the ARN. */
export function policyDocument(world: World, arn: string): PolicyDocument | undefined {
  return managedPolicies.get(arn)?.document ?? objectAt(world.aws.IamPolicy, arn)?.Document;
}
