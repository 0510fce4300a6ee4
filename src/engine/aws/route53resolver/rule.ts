import type { AwsKind } from '../../kind.ts';

/**
 * A resolver rule: what becomes of queries for a domain in the VPCs that it is associated with.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ResolverRule.html
 */
export type ResolverRule = {
  /** `rslvr-rr-…` */
  readonly Id: string;
  readonly Arn: string;
  readonly CreatorRequestId: string;
  readonly Name?: string;
  /** In lower case, with a final dot. */
  readonly DomainName: string;
  /** FORWARD: to the target addresses. SYSTEM: by the resolver itself, an exception to a FORWARD rule of a domain above. */
  readonly RuleType: 'FORWARD' | 'SYSTEM';
  readonly TargetIps: readonly { readonly Ip: string; readonly Port: number }[];
  readonly ResolverEndpointId?: string;
  readonly OwnerId: string;
  readonly CreationTime: string;
};

export const resolverRule: AwsKind<ResolverRule> = {
  plane: 'aws',
  kind: 'ResolverRule',
  service: 'route53resolver',
  idPrefix: 'rslvr-rr',
  idMember: 'Id',
  indices: { byEndpoint: ({ ResolverEndpointId }) => [ResolverEndpointId ?? ''] },
  describe: {
    operation: 'ListResolverRules',
    idsMember: 'ResolverRuleId',
    listMember: 'ResolverRules',
    notFound: 'ResourceNotFoundException',
    malformed: 'InvalidParameterException',
    show: ({ TargetIps, ...rule }, world) => ({
      ...rule,
      ...(TargetIps.length === 0 ? {} : { TargetIps }),
      Status: 'COMPLETE',
      StatusMessage: 'Successfully created Resolver Rule.',
      ShareStatus: rule.OwnerId === world.account ? 'NOT_SHARED' : 'SHARED_WITH_ME',
      ModificationTime: rule.CreationTime,
    }),
    // https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_Filter.html
    filters: {
      CreatorRequestId: ({ CreatorRequestId }) => [CreatorRequestId],
      DomainName: ({ DomainName }) => [DomainName],
      Name: ({ Name }) => [Name],
      ResolverEndpointId: ({ ResolverEndpointId }) => [ResolverEndpointId],
      Status: () => ['COMPLETE'],
      Type: ({ RuleType }) => [RuleType],
    },
  },
};
