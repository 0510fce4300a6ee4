import type { SecurityGroup as Model } from '@aws-sdk/client-ec2';
import type { SpelledAs, Tag } from './spelling.ts';

/** A security group without its rules, which are resources of their own (see `security-group-rule.ts`). */
export type SecurityGroup = SpelledAs<
  Model,
  {
    readonly GroupId: string;
    readonly GroupName: string;
    readonly Description: string;
    readonly VpcId: string;
    readonly OwnerId: string;
    readonly Tags: readonly Tag[];
  }
>;
