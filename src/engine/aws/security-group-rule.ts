import type { SecurityGroupRule as Model } from '@aws-sdk/client-ec2';
import type { SpelledAs, Tag } from './spelling.ts';

/** One rule of a security group: one protocol and port range, and exactly one peer (CIDR, prefix list or group). */
export type SecurityGroupRule = SpelledAs<
  Model,
  {
    readonly SecurityGroupRuleId: string;
    readonly GroupId: string;
    readonly GroupOwnerId: string;
    readonly IsEgress: boolean;
    /** `tcp`, `udp`, `icmp`, `icmpv6`, another protocol number, or `-1` for all. */
    readonly IpProtocol: string;
    /** -1 where ports have no meaning. For ICMP the type. */
    readonly FromPort: number;
    /** -1 where ports have no meaning. For ICMP the code. */
    readonly ToPort: number;
    readonly CidrIpv4?: string;
    readonly CidrIpv6?: string;
    readonly PrefixListId?: string;
    readonly ReferencedGroupInfo?: { readonly GroupId: string; readonly UserId: string };
    readonly Description?: string;
    readonly Tags: readonly Tag[];
  }
>;
