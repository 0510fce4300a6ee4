/**
 * What aws-node writes into a node's iptables: source translation of what leaves the VPC, and the marks that keep
 * connections on the primary ENI.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/networkutils/network.go (buildIptablesSNATRules, buildIptablesConnmarkRules)
 */
import { type Address, showAddress } from '../net/address.ts';
import { type Cidr, contains, parseCidr, showCidr } from '../net/cidr.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { type CniSettings, cniSettings } from './cni-env.ts';
import { eniDevices } from './devices.ts';

export type SnatRule = {
  readonly chain: 'AWS-SNAT-CHAIN-0';
  /** The destinations that it matches; null for all that are not the host's own. */
  readonly destination: Cidr | null;
  readonly target: 'RETURN' | 'SNAT';
  readonly toSource: Address | null;
  /** As `iptables-save` prints it. */
  readonly text: string;
};

export type MarkRule = {
  readonly table: 'mangle' | 'nat';
  readonly chain: 'PREROUTING' | 'AWS-CONNMARK-CHAIN-0';
  /** The device that it matches: the primary ENI's, any host veth, or any. */
  readonly in: 'primary' | 'pod' | 'any';
  /** Only packets for an address of the host itself. */
  readonly toLocal: boolean;
  readonly destination: Cidr | null;
  readonly target: 'set-connection-mark' | 'restore-connection-mark' | 'jump' | 'RETURN';
  readonly text: string;
};

/** The chain that POSTROUTING jumps to; empty with AWS_VPC_K8S_CNI_EXTERNALSNAT or where aws-node never ran. */
export function snatRules(world: World, InstanceId: string): readonly SnatRule[] {
  const facts = factsOf(world, InstanceId);
  if (facts === null || facts.settings.externalSnat) return [];
  const { settings, vpcCidrs, primary } = facts;
  const chain = 'AWS-SNAT-CHAIN-0';
  const leave =
    (comment: string) =>
    (destination: Cidr): SnatRule => {
      const text = `-A ${chain} -d ${showCidr(destination)} -m comment --comment "${comment}" -j RETURN`;
      return { chain, destination, target: 'RETURN', toSource: null, text };
    };
  const random = { prng: ' --random-fully', hashrandom: ' --random', none: '' }[settings.randomizeSnat];
  const source = `--to-source ${showAddress(primary)}${random}`;
  const text = `-A ${chain} ! -o vlan+ -m comment --comment "AWS, SNAT" -m addrtype ! --dst-type LOCAL -j SNAT ${source}`;
  return [
    ...settings.excludeSnatCidrs.map(leave('AWS SNAT CHAIN EXCLUSION')),
    ...vpcCidrs.map(leave('AWS SNAT CHAIN')),
    { chain, destination: null, target: 'SNAT', toSource: primary, text },
  ];
}

/** The rule of the chain that decides for a packet that leaves the host, or undefined when the chain is empty. */
export function snatRuleFor(rules: readonly SnatRule[], destination: Address): SnatRule | undefined {
  return rules.find((rule) => rule.destination === null || contains(rule.destination, destination));
}

/** The rules that mark connections, in the order in which packets meet them: mangle PREROUTING, then nat PREROUTING and its chain. */
export function markRules(world: World, InstanceId: string): readonly MarkRule[] {
  const facts = factsOf(world, InstanceId);
  if (facts === null) return [];
  return [...nodePortMarks(facts), ...outboundMarks(facts)];
}

type Facts = { readonly settings: CniSettings; readonly vpcCidrs: readonly Cidr[]; readonly primary: Address; readonly device: string };

function factsOf(world: World, InstanceId: string): Facts | null {
  const ipamd = objectAt(world.hosts.Host, InstanceId)?.ipamd;
  const primary = eniDevices(world, InstanceId)[0];
  const vpc = primary === undefined ? undefined : objectAt(world.aws.Vpc, objectAt(world.aws.Subnet, primary.eni.SubnetId)?.VpcId ?? '');
  if (!ipamd || primary === undefined || vpc === undefined) return null;
  const vpcCidrs = vpc.CidrBlockAssociationSet.map((association) => parseCidr(association.CidrBlock));
  return { settings: cniSettings(ipamd.env), vpcCidrs, primary: primary.address, device: primary.device };
}

/** So that the reply to a NodePort connection leaves by the ENI that it came in on. */
function nodePortMarks({ settings, device }: Facts): MarkRule[] {
  if (!settings.nodePortSupport && settings.externalSnat) return [];
  const veth = `${settings.vethPrefix}+`;
  const comment = '-m comment --comment "AWS, primary ENI"';
  const common = { table: 'mangle', chain: 'PREROUTING', destination: null } as const;
  const restore: MarkRule = {
    ...common,
    in: 'pod',
    toLocal: false,
    target: 'restore-connection-mark',
    text: `-A PREROUTING -i ${veth} ${comment} -j CONNMARK --restore-mark --nfmask 0x80 --ctmask 0x80`,
  };
  if (!settings.nodePortSupport) return [restore];
  const set: MarkRule = {
    ...common,
    in: 'primary',
    toLocal: true,
    target: 'set-connection-mark',
    text: `-A PREROUTING -i ${device} ${comment} -m addrtype --dst-type LOCAL --limit-iface-in -j CONNMARK --set-xmark 0x80/0x80`,
  };
  return [set, restore];
}

/** So that what a pod sends out of the VPC is routed by the main table, to the ENI whose address it will take. */
function outboundMarks({ settings, vpcCidrs }: Facts): MarkRule[] {
  if (settings.externalSnat) return [];
  const chain = 'AWS-CONNMARK-CHAIN-0';
  const common = { table: 'nat', in: 'any', toLocal: false } as const;
  const leave = (destination: Cidr): MarkRule => ({
    ...common,
    chain,
    destination,
    target: 'RETURN',
    text: `-A ${chain} -d ${showCidr(destination)} -m comment --comment "AWS CONNMARK CHAIN" -j RETURN`,
  });
  const jump = `-A PREROUTING -i ${settings.vethPrefix}+ -m comment --comment "AWS, outbound connections" -j ${chain}`;
  const restore = '-A PREROUTING -m comment --comment "AWS, CONNMARK" -j CONNMARK --restore-mark --nfmask 0x80 --ctmask 0x80';
  const mark = `-A ${chain} -m comment --comment "AWS, CONNMARK" -j CONNMARK --set-xmark 0x80/0x80`;
  return [
    { ...common, chain: 'PREROUTING', in: 'pod', destination: null, target: 'jump', text: jump },
    ...[...settings.excludeSnatCidrs, ...vpcCidrs].map(leave),
    { ...common, chain, destination: null, target: 'set-connection-mark', text: mark },
    { ...common, chain: 'PREROUTING', destination: null, target: 'restore-connection-mark', text: restore },
  ];
}
