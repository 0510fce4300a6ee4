/**
 * What aws-node and its plugins write into a node's iptables: source translation of what leaves the VPC, the marks that keep
 * connections on the primary ENI, and the way out over the other IP version.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/networkutils/network.go (buildIptablesSNATRules, buildIptablesConnmarkRules)
 */
import type { Vpc } from '../aws/vpc.ts';
import { type Address, parseAddress, showAddress } from '../net/address.ts';
import { type Cidr, hostCidr, parseCidr } from '../net/cidr.ts';
import { once, onceIn, type Table } from '../once.ts';
import { sha1 } from '../sha1.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { type CniSettings, cniSettings } from './cni-env.ts';
import { eniDevices } from './devices.ts';
import type { Host } from './host.ts';
import type { IptablesRule, RuleTarget } from './iptables-rule.ts';

/** What the rules of a host follow from. */
export type HostNetwork = {
  readonly settings: CniSettings;
  readonly vpcCidrs: readonly Cidr[];
  /** The IPv4 address of the primary ENI. */
  readonly primary: Address;
  /** The device of the primary ENI. */
  readonly device: string;
  /** The pods with an address of the node's own for the other IP version. */
  readonly egress: readonly { readonly address: Address; readonly uid: string }[];
};

/** Where pods of an IPv6 cluster have their IPv4 addresses (https://docs.aws.amazon.com/eks/latest/best-practices/ipv6.html). */
export const V4_EGRESS = parseCidr('169.254.172.0/22');
/** Where pods of an IPv4 cluster have their IPv6 addresses with ENABLE_V6_EGRESS. */
const V6_EGRESS = parseCidr('fd00::ac:0/118');

/** All rules of aws-node on the instance, in the order of each chain; none where aws-node never ran. */
export function cniRules(world: World, InstanceId: string): readonly IptablesRule[] {
  const host = objectAt(world.hosts.Host, InstanceId);
  const primary = eniDevices(world, InstanceId)[0];
  const vpc = primary === undefined ? undefined : objectAt(world.aws.Vpc, objectAt(world.aws.Subnet, primary.eni.SubnetId)?.VpcId ?? '');
  if (!host?.ipamd || primary === undefined || vpc === undefined) return [];
  const [settings, egress] = [cniSettings(host.ipamd.env), egressOf(host)];
  const rules = () => rulesOfNetwork({ settings, vpcCidrs: cidrsOf(vpc), primary: primary.address, device: primary.device, egress });
  // Without a way out for each pod the rules are the same whatever pods the host runs.
  return egress.length > 0 ? rules() : onceIn(standing(vpc)(settings), `${showAddress(primary.address)} ${primary.device}`, rules);
}

const cidrsOf = once((vpc: Vpc): readonly Cidr[] => vpc.CidrBlockAssociationSet.map((association) => parseCidr(association.CidrBlock)));
const standing = once((_vpc: Vpc) => once((_settings: CniSettings): Table<readonly IptablesRule[]> => new Map()));

function egressOf(host: Host): HostNetwork['egress'] {
  return host.kubelet.sandboxes.flatMap(({ egress, uid }) => (egress === undefined ? [] : [{ address: parseAddress(egress), uid }]));
}

/** The rules that these settings give, in the order of each chain. */
export function rulesOfNetwork(network: HostNetwork): readonly IptablesRule[] {
  const { settings } = network;
  const egress = network.egress.flatMap((pod) => egressRules(network, pod));
  // "Essentially a stub function for now in V6 mode": no SNAT and no marks (network.go, updateHostIptablesRules).
  if (settings.ipv6) return [...(settings.v4Egress ? [blockRule(4, V4_EGRESS)] : []), ...egress];
  return [
    ...(settings.v6Egress ? [blockRule(6, V6_EGRESS)] : []),
    ...primaryMarks(network),
    ...outboundMarks(network),
    ...snatChain(network),
    ...egress,
  ];
}

/** The chains that aws-node makes even where it writes no rule into them; `AWS-CONNMARK-CHAIN-0` goes with external SNAT. */
export function cniChains(settings: CniSettings): readonly string[] {
  if (settings.ipv6) return [];
  return settings.externalSnat ? ['AWS-SNAT-CHAIN-0'] : ['AWS-CONNMARK-CHAIN-0', 'AWS-SNAT-CHAIN-0'];
}

type Body = Omit<IptablesRule, 'family' | 'table' | 'chain'>;
const rule = (table: IptablesRule['table'], chain: string, body: Body): IptablesRule => ({ family: 4, table, chain, ...body });
const randomFlag = { prng: '--random-fully', hashrandom: '--random', none: null } as const;

/** The flag of iptables for AWS_VPC_K8S_CNI_RANDOMIZESNAT. */
export function randomizeFlag({ randomizeSnat }: CniSettings): '--random-fully' | '--random' | null {
  return randomFlag[randomizeSnat];
}

function snatChain({ settings, vpcCidrs, primary }: HostNetwork): IptablesRule[] {
  if (settings.externalSnat) return [];
  const chain = 'AWS-SNAT-CHAIN-0';
  const leave = (comment: string) => (destination: Cidr) => rule('nat', chain, { destination, comment, target: { kind: 'RETURN' } });
  const target: RuleTarget = { kind: 'SNAT', toSource: primary, random: randomizeFlag(settings) };
  return [
    rule('nat', 'POSTROUTING', { comment: 'AWS SNAT CHAIN', target: { kind: 'jump', chain } }),
    ...vpcCidrs.map(leave('AWS SNAT CHAIN')),
    ...settings.excludeSnatCidrs.map(leave('AWS SNAT CHAIN EXCLUSION')),
    rule('nat', chain, { notOut: 'vlan+', toLocal: false, comment: 'AWS, SNAT', target }),
  ];
}

/** So that the reply to a NodePort connection leaves by the ENI that it came in on. */
function primaryMarks({ settings, device }: HostNetwork): IptablesRule[] {
  const comment = 'AWS, primary ENI';
  const { connmark: mark, nodePortSupport, externalSnat, vethPrefix } = settings;
  const restore = (from: string) => rule('mangle', 'PREROUTING', { in: from, comment, target: { kind: 'restore-connection-mark', mark } });
  const set: Body = { in: device, toLocal: true, limitIfaceIn: true, comment, target: { kind: 'set-connection-mark', mark } };
  return [
    ...(nodePortSupport ? [rule('mangle', 'PREROUTING', set)] : []),
    ...(nodePortSupport || !externalSnat ? [restore(`${vethPrefix}+`)] : []),
    ...(nodePortSupport ? [restore('vlan+')] : []),
  ];
}

/** So that what a pod sends out of the VPC is routed by the main table, to the ENI whose address it will take. */
function outboundMarks({ settings, vpcCidrs }: HostNetwork): IptablesRule[] {
  if (settings.externalSnat) return [];
  const chain = 'AWS-CONNMARK-CHAIN-0';
  const { connmark: mark, excludeSnatCidrs, vethPrefix } = settings;
  const leave = (destination: Cidr) => rule('nat', chain, { destination, comment: 'AWS CONNMARK CHAIN', target: { kind: 'RETURN' } });
  return [
    rule('nat', 'PREROUTING', { in: `${vethPrefix}+`, comment: 'AWS, outbound connections', target: { kind: 'jump', chain } }),
    ...[...vpcCidrs, ...excludeSnatCidrs].map(leave),
    rule('nat', chain, { comment: 'AWS, CONNMARK', target: { kind: 'set-connection-mark', mark } }),
    rule('nat', 'PREROUTING', { comment: 'AWS, CONNMARK', target: { kind: 'restore-connection-mark', mark } }),
  ];
}

/** Nobody opens connections to the addresses that are only there to go out (network.go, setupRuleToBlockNodeLocalAccess). */
function blockRule(family: 4 | 6, destination: Cidr): IptablesRule {
  const comment = `Block Node Local Pod access via IPv${family}`;
  return { family, table: 'filter', chain: 'FORWARD', destination, onlyNew: true, comment, target: { kind: 'REJECT' } };
}

/** https://github.com/aws/amazon-vpc-cni-k8s/blob/master/cmd/egress-cni-plugin/snat/snat.go (iptRules); the names hold the container's id. */
function egressRules({ settings, primary }: HostNetwork, { address, uid }: HostNetwork['egress'][number]): IptablesRule[] {
  const container = sha1(uid) + sha1(`egress ${uid}`).slice(0, 24);
  const chain = `CNI-E4-${sha1(`aws-cni ${container}`).slice(0, 21)}`;
  const comment = `name: "aws-cni" id: "${container}"`;
  const toSource: RuleTarget = { kind: 'SNAT', toSource: primary, random: randomizeFlag(settings) };
  return [
    rule('nat', chain, { destination: parseCidr('224.0.0.0/4'), comment, target: { kind: 'ACCEPT' } }),
    rule('nat', chain, { comment, target: toSource }),
    rule('nat', 'POSTROUTING', { source: hostCidr(address), comment, target: { kind: 'jump', chain } }),
  ];
}
