import type { AwsKind } from '../../kind.ts';
import { boolean, string } from '../shape.ts';
import { type LatticeAction, targetGroupsIn } from './action.ts';

export type HttpMatch = {
  readonly method?: string;
  readonly pathMatch?: { readonly match: { readonly exact?: string; readonly prefix?: string }; readonly caseSensitive?: boolean };
  readonly headerMatches?: readonly HeaderMatch[];
};
export type HeaderMatch = {
  readonly name: string;
  readonly match: { readonly exact?: string; readonly prefix?: string; readonly contains?: string };
  readonly caseSensitive?: boolean;
};

/**
 * A rule of a listener: which requests it takes, and what becomes of them. The lower its priority, the earlier it is looked at.
 * https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_GetRule.html
 */
export type LatticeRule = {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly priority: number;
  readonly match: { readonly httpMatch: HttpMatch };
  readonly action: LatticeAction;
  readonly listenerId: string;
  readonly createdAt: string;
};

export const MATCH = {
  type: 'structure',
  members: {
    httpMatch: {
      type: 'structure',
      members: {
        method: string,
        pathMatch: {
          type: 'structure',
          members: { match: { type: 'structure', members: { exact: string, prefix: string } }, caseSensitive: boolean },
        },
        headerMatches: {
          type: 'list',
          of: {
            type: 'structure',
            members: {
              name: string,
              match: { type: 'structure', members: { exact: string, prefix: string, contains: string } },
              caseSensitive: boolean,
            },
          },
        },
      },
    },
  },
} as const;

export const latticeRule: AwsKind<LatticeRule> = {
  plane: 'aws',
  kind: 'LatticeRule',
  service: 'vpc-lattice',
  idPrefix: 'rule',
  idMember: 'id',
  indices: { byListener: ({ listenerId }) => [listenerId], byTargetGroup: ({ action }) => targetGroupsIn(action) },
  describe: {
    operation: 'ListRules',
    idsMember: 'ruleIdentifier',
    listMember: 'LatticeRules',
    notFound: 'ResourceNotFoundException',
    malformed: 'ValidationException',
    show: ({ arn, id, name, priority, createdAt }) => ({ arn, createdAt, id, isDefault: false, lastUpdatedAt: createdAt, name, priority }),
    filters: {},
  },
};
