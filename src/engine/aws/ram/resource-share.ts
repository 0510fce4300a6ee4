import type { AwsKind } from '../../kind.ts';
import { objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';

/**
 * A share of resources, here of subnets and of what VPC Lattice and Route 53 Resolver have, with other accounts of the organization.
 * https://docs.aws.amazon.com/ram/latest/APIReference/API_ResourceShare.html
 */
export type ResourceShare = {
  readonly resourceShareArn: string;
  readonly name: string;
  readonly owningAccountId: string;
  readonly allowExternalPrincipals: boolean;
  readonly status: 'ACTIVE';
  readonly creationTime: string;
  /** ARNs of what is shared. */
  readonly resourceArns: readonly string[];
  /** Accounts, and ARNs of organizational units or of the organization. */
  readonly principals: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
};

export const resourceShare: AwsKind<ResourceShare> = {
  plane: 'aws',
  kind: 'ResourceShare',
  service: 'ram',
  idPrefix: 'arn',
  idMember: 'resourceShareArn',
  indices: { byOwner: (share) => [share.owningAccountId], byResource: (share) => share.resourceArns },
  describe: {
    operation: 'GetResourceShares',
    idsMember: 'resourceShareArns',
    listMember: 'resourceShares',
    notFound: 'UnknownResourceException',
    malformed: 'MalformedArnException',
    show: ({ resourceArns: _arns, principals: _principals, tags, ...share }) => ({
      ...share,
      lastUpdatedTime: share.creationTime,
      featureSet: 'STANDARD',
      tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    }),
    filters: {},
  },
};

/** The ARNs of what others share with the account. */
export function objectsShared(world: World, account: string): ReadonlySet<string> {
  const reaches = (principal: string) => principal === account || principal.startsWith('arn:aws:organizations:');
  const shares = objectsOf(world.aws.ResourceShare).filter((share) => share.owningAccountId !== account && share.principals.some(reaches));
  return new Set(shares.flatMap(({ resourceArns }) => resourceArns));
}

/** Whether one of the two accounts shares something with the other. */
export function areConnected(world: World, one: string, other: string): boolean {
  return objectsOf(world.aws.ResourceShare).some(({ owningAccountId, principals }) => {
    const reaches = (account: string) => principals.some((principal) => principal === account || principal.startsWith('arn:aws:organizations:'));
    return (owningAccountId === one && reaches(other)) || (owningAccountId === other && reaches(one));
  });
}
