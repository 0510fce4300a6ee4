import type { NetworkAcl as Model } from '@aws-sdk/client-ec2';
import type { SpelledAs, Tag } from './spelling.ts';

export type NetworkAclEntry = {
  readonly RuleNumber: number;
  readonly Egress: boolean;
  readonly RuleAction: 'allow' | 'deny';
  /** A protocol number as text, `6` for TCP, or `-1` for all. */
  readonly Protocol: string;
  readonly CidrBlock?: string;
  readonly Ipv6CidrBlock?: string;
  readonly PortRange?: { readonly From: number; readonly To: number };
  readonly IcmpTypeCode?: { readonly Type: number; readonly Code: number };
};

export type NetworkAcl = SpelledAs<
  Model,
  {
    readonly NetworkAclId: string;
    readonly VpcId: string;
    readonly OwnerId: string;
    readonly IsDefault: boolean;
    readonly Associations: readonly { readonly NetworkAclAssociationId: string; readonly SubnetId: string }[];
    /** The final deny (32767) is a row like the others. */
    readonly Entries: readonly NetworkAclEntry[];
    readonly Tags: readonly Tag[];
  }
>;
