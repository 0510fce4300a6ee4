import type { Instance as Model } from '@aws-sdk/client-ec2';
import type { SpelledAs, Tag } from './spelling.ts';

/** An EC2 instance; its interfaces, addresses, groups and subnet are joined when it is described. */
export type Instance = SpelledAs<
  Model,
  {
    readonly InstanceId: string;
    readonly InstanceType: string;
    readonly ImageId: string;
    readonly State: { readonly Code: 0 | 16 | 48 | 64 | 80; readonly Name: 'pending' | 'running' | 'terminated' | 'stopping' | 'stopped' };
    readonly LaunchTime: string;
    readonly IamInstanceProfile?: { readonly Arn: string };
    readonly Tags: readonly Tag[];
  }
>;
