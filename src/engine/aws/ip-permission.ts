/** Rules of a security group as DescribeSecurityGroups groups them: one IpPermission for each protocol and port range. */
import type { IpPermission as Model } from '@aws-sdk/client-ec2';
import type { SecurityGroupRule } from './security-group-rule.ts';
import type { SpelledAs } from './spelling.ts';

type Described = { readonly Description?: string };

export type IpPermission = SpelledAs<
  Model,
  {
    readonly IpProtocol: string;
    readonly FromPort?: number;
    readonly ToPort?: number;
    readonly UserIdGroupPairs: readonly ({ readonly UserId: string; readonly GroupId: string } & Described)[];
    readonly IpRanges: readonly ({ readonly CidrIp: string } & Described)[];
    readonly Ipv6Ranges: readonly ({ readonly CidrIpv6: string } & Described)[];
    readonly PrefixListIds: readonly ({ readonly PrefixListId: string } & Described)[];
  }
>;

/** The rules as permissions, in the order of their first rule. Ports are left out for all protocols (`-1`). */
export function permissionsOf(rules: readonly SecurityGroupRule[]): IpPermission[] {
  const groups = new Map<string, SecurityGroupRule[]>();
  for (const rule of rules) {
    const key = `${rule.IpProtocol} ${rule.FromPort} ${rule.ToPort}`;
    groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  return [...groups.values()].map(permissionOf);
}

function permissionOf(rules: readonly SecurityGroupRule[]): IpPermission {
  const { IpProtocol, FromPort, ToPort } = rules[0] as SecurityGroupRule;
  return {
    IpProtocol,
    ...(IpProtocol === '-1' ? {} : { FromPort, ToPort }),
    UserIdGroupPairs: rules.flatMap((rule) => {
      const peer = rule.ReferencedGroupInfo;
      return peer === undefined ? [] : [{ ...described(rule), UserId: peer.UserId, GroupId: peer.GroupId }];
    }),
    IpRanges: rules.flatMap((rule) => (rule.CidrIpv4 === undefined ? [] : [{ ...described(rule), CidrIp: rule.CidrIpv4 }])),
    Ipv6Ranges: rules.flatMap((rule) => (rule.CidrIpv6 === undefined ? [] : [{ ...described(rule), CidrIpv6: rule.CidrIpv6 }])),
    PrefixListIds: rules.flatMap((rule) => (rule.PrefixListId === undefined ? [] : [{ ...described(rule), PrefixListId: rule.PrefixListId }])),
  };
}

function described(rule: SecurityGroupRule): Described {
  return rule.Description === undefined ? {} : { Description: rule.Description };
}
