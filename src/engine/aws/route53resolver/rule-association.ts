import type { AwsKind } from '../../kind.ts';

/**
 * The association of a resolver rule with a VPC: the resolver of that VPC follows the rule.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ResolverRuleAssociation.html
 */
export type ResolverRuleAssociation = {
  /** `rslvr-rrassoc-…` */
  readonly Id: string;
  readonly ResolverRuleId: string;
  readonly VPCId: string;
  readonly Name?: string;
  readonly Status: 'CREATING' | 'COMPLETE' | 'DELETING';
  /** From when its status holds, in simulated milliseconds since 1970. */
  readonly since?: number;
};

export const resolverRuleAssociation: AwsKind<ResolverRuleAssociation> = {
  plane: 'aws',
  kind: 'ResolverRuleAssociation',
  service: 'route53resolver',
  idPrefix: 'rslvr-rrassoc',
  idMember: 'Id',
  indices: { byVpc: ({ VPCId }) => [VPCId], byRule: ({ ResolverRuleId }) => [ResolverRuleId] },
  describe: {
    operation: 'ListResolverRuleAssociations',
    idsMember: 'ResolverRuleAssociationId',
    listMember: 'ResolverRuleAssociations',
    notFound: 'ResourceNotFoundException',
    malformed: 'InvalidParameterException',
    show: ({ since: _since, ...association }) => ({ ...association, StatusMessage: MESSAGES[association.Status] }),
    // https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_Filter.html
    filters: {
      Name: ({ Name }) => [Name],
      ResolverRuleId: ({ ResolverRuleId }) => [ResolverRuleId],
      Status: ({ Status }) => [Status],
      VPCId: ({ VPCId }) => [VPCId],
    },
  },
};

const MESSAGES: { readonly [S in ResolverRuleAssociation['Status']]: string } = {
  CREATING: 'Creating the association.',
  COMPLETE: '',
  DELETING: 'Deleting Association',
};
