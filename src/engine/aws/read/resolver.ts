/**
 * Route 53 Resolver: what list-resolver-endpoints, list-resolver-rules and list-resolver-rule-associations print. The addresses of an
 * endpoint follow from its interfaces, which name it, or from `IpAddresses` (list-resolver-endpoint-ip-addresses).
 */
import type { NetworkInterface } from '../network-interface.ts';
import { zoneName } from '../route53/hosted-zone.ts';
import { byId, type ResolverEndpoint, type ResolverIpAddress } from '../route53resolver/endpoint.ts';
import type { ResolverRule } from '../route53resolver/rule.ts';
import type { ResolverRuleAssociation } from '../route53resolver/rule-association.ts';
import { checkMembers, checkReference, type Item, items, keep, needed, newId, number, type Reading, text, texts } from './reading.ts';
import { stateServiceInterface } from './service-interfaces.ts';

const COMMON = ['Id', 'Arn', 'CreatorRequestId', 'Name', 'Status', 'StatusMessage', 'CreationTime', 'ModificationTime'];
const ENDPOINT = [
  ...COMMON,
  ...['SecurityGroupIds', 'Direction', 'IpAddressCount', 'HostVPCId', 'OutpostArn', 'PreferredInstanceType', 'ResolverEndpointType', 'Protocols'],
  ...['RniEnhancedMetricsEnabled', 'TargetNameServerMetricsEnabled', 'Dns64Enabled', 'Ipv6InternetAccessEnabled', 'IpAddresses'],
];
const RULE = [...COMMON, 'DomainName', 'RuleType', 'TargetIps', 'ResolverEndpointId', 'OwnerId', 'ShareStatus', 'DelegationRecord'];
const ASSOCIATION = ['Id', 'ResolverRuleId', 'Name', 'VPCId', 'Status', 'StatusMessage'];

function optional<M extends string>(reading: Reading, item: Item, member: M): { readonly [K in M]?: string } {
  const value = text(reading, item, member);
  return (value === undefined || value === '' ? {} : { [member]: value }) as { readonly [K in M]?: string };
}

export function readResolverEndpoint(reading: Reading, item: Item): void {
  checkMembers(reading, item, ENDPOINT);
  const HostVPCId = needed(reading, item, 'HostVPCId', text(reading, item, 'HostVPCId'));
  if (HostVPCId === undefined || !checkReference(reading, 'Vpc', { id: HostVPCId, path: [...item.path, 'HostVPCId'] })) return;
  const { account, region, now } = reading.world;
  const Direction = text(reading, item, 'Direction') === 'OUTBOUND' ? 'OUTBOUND' : 'INBOUND';
  const Id = text(reading, item, 'Id') ?? `rslvr-${Direction === 'INBOUND' ? 'in' : 'out'}-${reading.draw('resolver-endpoint').slice(0, 17)}`;
  const groups = texts(reading, item, 'SecurityGroupIds');
  const SecurityGroupIds = groups.filter((id) => checkReference(reading, 'SecurityGroup', { id, path: [...item.path, 'SecurityGroupIds'] }));
  const object: ResolverEndpoint = {
    Id,
    Arn: text(reading, item, 'Arn') ?? `arn:aws:route53resolver:${region}:${account}:resolver-endpoint/${Id}`,
    CreatorRequestId: text(reading, item, 'CreatorRequestId') ?? Id,
    ...optional(reading, item, 'Name'),
    SecurityGroupIds,
    Direction,
    HostVPCId,
    Status: (text(reading, item, 'Status') ?? 'OPERATIONAL') as ResolverEndpoint['Status'],
    CreationTime: text(reading, item, 'CreationTime') ?? new Date(now).toISOString(),
    IpAddresses: addresses(reading, item, { Id, SecurityGroupIds }).sort(byId),
  };
  keep(reading, 'ResolverEndpoint', { id: Id, object, path: item.path });
}

function addresses(reading: Reading, item: Item, { Id, SecurityGroupIds }: Pick<ResolverEndpoint, 'Id' | 'SecurityGroupIds'>): ResolverIpAddress[] {
  const own = [...reading.objects.NetworkInterface.values()].filter(({ Description }) => Description.startsWith(`Route 53 Resolver: ${Id}:`));
  const stated = items(reading, item, 'IpAddresses');
  if (stated.length === 0) return own.map(addressOf);
  return stated.flatMap((each): ResolverIpAddress[] => {
    const SubnetId = needed(reading, each, 'SubnetId', text(reading, each, 'SubnetId'));
    const Ip = needed(reading, each, 'Ip', text(reading, each, 'Ip'));
    if (SubnetId === undefined || Ip === undefined) return [];
    if (!checkReference(reading, 'Subnet', { id: SubnetId, path: [...each.path, 'SubnetId'] })) return [];
    const IpId = text(reading, each, 'IpId') ?? `rni-${reading.draw('resolver-address').slice(0, 17)}`;
    const known = own.find(({ PrivateIpAddresses }) => PrivateIpAddresses[0]?.PrivateIpAddress === Ip);
    if (known !== undefined) return [{ IpId, SubnetId, Ip, NetworkInterfaceId: known.NetworkInterfaceId }];
    const NetworkInterfaceId = newId(reading, 'eni');
    const subnet = reading.objects.Subnet.get(SubnetId);
    const Description = `Route 53 Resolver: ${Id}:${IpId}`;
    const Groups = SecurityGroupIds.map((GroupId) => ({ GroupId }));
    if (subnet !== undefined) {
      stateServiceInterface(reading, { NetworkInterfaceId, subnet, InterfaceType: 'interface', Description, Groups, PrivateIpAddress: Ip });
    }
    return [{ IpId, SubnetId, Ip, NetworkInterfaceId }];
  });
}

function addressOf({ NetworkInterfaceId, SubnetId, PrivateIpAddresses, Description }: NetworkInterface): ResolverIpAddress {
  const IpId = Description.slice(Description.lastIndexOf(':') + 1);
  return { IpId, SubnetId, Ip: PrivateIpAddresses[0]?.PrivateIpAddress ?? '', NetworkInterfaceId };
}

export function readResolverRule(reading: Reading, item: Item): void {
  checkMembers(reading, item, RULE);
  const Id = text(reading, item, 'Id') ?? `rslvr-rr-${reading.draw('resolver-rule').slice(0, 17)}`;
  // Rules that Resolver itself has in every account.
  if (Id.startsWith('rslvr-autodefined-')) return;
  const DomainName = needed(reading, item, 'DomainName', text(reading, item, 'DomainName'));
  if (DomainName === undefined) return;
  const ResolverEndpointId = text(reading, item, 'ResolverEndpointId');
  const known =
    ResolverEndpointId === undefined ||
    checkReference(reading, 'ResolverEndpoint', { id: ResolverEndpointId, path: [...item.path, 'ResolverEndpointId'] });
  if (!known) return;
  const { account, region, now } = reading.world;
  const object: ResolverRule = {
    Id,
    Arn: text(reading, item, 'Arn') ?? `arn:aws:route53resolver:${region}:${account}:resolver-rule/${Id}`,
    CreatorRequestId: text(reading, item, 'CreatorRequestId') ?? Id,
    ...optional(reading, item, 'Name'),
    DomainName: DomainName === '.' ? '.' : zoneName(DomainName),
    RuleType: text(reading, item, 'RuleType') === 'SYSTEM' ? 'SYSTEM' : 'FORWARD',
    TargetIps: items(reading, item, 'TargetIps').map((each) => ({
      Ip: text(reading, each, 'Ip') ?? '',
      Port: number(reading, each, 'Port') ?? 53,
    })),
    ...(ResolverEndpointId === undefined ? {} : { ResolverEndpointId }),
    OwnerId: text(reading, item, 'OwnerId') ?? account,
    CreationTime: text(reading, item, 'CreationTime') ?? new Date(now).toISOString(),
  };
  keep(reading, 'ResolverRule', { id: Id, object, path: item.path });
}

export function readResolverRuleAssociation(reading: Reading, item: Item): void {
  checkMembers(reading, item, ASSOCIATION);
  const ResolverRuleId = needed(reading, item, 'ResolverRuleId', text(reading, item, 'ResolverRuleId'));
  const VPCId = needed(reading, item, 'VPCId', text(reading, item, 'VPCId'));
  if (ResolverRuleId === undefined || VPCId === undefined || ResolverRuleId.startsWith('rslvr-autodefined-')) return;
  const known = checkReference(reading, 'ResolverRule', { id: ResolverRuleId, path: [...item.path, 'ResolverRuleId'] });
  if (!checkReference(reading, 'Vpc', { id: VPCId, path: [...item.path, 'VPCId'] }) || !known) return;
  const Id = text(reading, item, 'Id') ?? `rslvr-rrassoc-${reading.draw('resolver-rule-association').slice(0, 17)}`;
  const object: ResolverRuleAssociation = {
    Id,
    ResolverRuleId,
    VPCId,
    ...optional(reading, item, 'Name'),
    Status: (text(reading, item, 'Status') ?? 'COMPLETE') as ResolverRuleAssociation['Status'],
  };
  keep(reading, 'ResolverRuleAssociation', { id: Id, object, path: item.path });
}
