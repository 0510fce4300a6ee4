/** Route 53 Resolver: endpoints and associations that become ready, and that are gone some time after they were deleted. */
import { lifecycle, seconds } from './lifecycle.ts';

const NAME = 'route53resolver.amazonaws.com';
const ROLE = 'AWSServiceRoleForRoute53Resolver';
/** How long AWS takes: the documentation says that it takes a minute or two. */
const TO_OPERATIONAL = seconds(120);
const TO_DELETED = seconds(60);
const TO_ASSOCIATED = seconds(30);

export const resolverEndpointService = lifecycle({
  name: NAME,
  role: ROLE,
  kind: 'ResolverEndpoint',
  verb: 'AdvanceResolverEndpoint',
  member: 'Id',
  next: ({ Status, since }, { now }) => {
    if (Status === 'CREATING')
      return {
        at: (since ?? now) + TO_OPERATIONAL,
        because: { ko: '리졸버 엔드포인트의 ENI가 준비되었습니다.', en: 'The interfaces of the resolver endpoint are ready.' },
      };
    return Status === 'DELETING'
      ? {
          at: (since ?? now) + TO_DELETED,
          because: { ko: '리졸버 엔드포인트가 ENI를 돌려줍니다.', en: 'The resolver endpoint gives its interfaces back.' },
        }
      : null;
  },
});

export const resolverRuleAssociationService = lifecycle({
  name: NAME,
  role: ROLE,
  kind: 'ResolverRuleAssociation',
  verb: 'AdvanceResolverRuleAssociation',
  member: 'Id',
  next: ({ Status, since }, { now }) => {
    if (Status === 'COMPLETE') return null;
    return {
      at: (since ?? now) + TO_ASSOCIATED,
      because: { ko: 'VPC의 리졸버에 규칙이 반영되었습니다.', en: 'The resolver of the VPC knows of the rule.' },
    };
  },
});
