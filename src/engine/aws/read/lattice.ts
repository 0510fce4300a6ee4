/**
 * VPC Lattice: what `get-*` of `aws vpc-lattice` prints, or `list-*` where that says enough. Target groups have their `targets`
 * (list-targets), services and networks their `authPolicy` (get-auth-policy).
 */
import { timestamp, withOffset } from '../aws-time.ts';
import type { LatticeAction } from '../lattice/action.ts';
import type { LatticeListener } from '../lattice/listener.ts';
import type { LatticeRule } from '../lattice/rule.ts';
import type { LatticeService } from '../lattice/service.ts';
import type { LatticeServiceAssociation } from '../lattice/service-association.ts';
import type { LatticeServiceNetwork } from '../lattice/service-network.ts';
import type { LatticeTarget, LatticeTargetGroup } from '../lattice/target-group.ts';
import type { LatticeVpcAssociation } from '../lattice/vpc-association.ts';
import { LATTICE_MEMBERS } from './lattice-members.ts';
import { checkMembers, checkReference, type Item, idOf, items, keep, needed, number, part, type Reading, text, texts } from './reading.ts';

type Kind = keyof typeof LATTICE_MEMBERS;

/** What all objects of VPC Lattice have. */
function basics(reading: Reading, item: Item, { kind, prefix, arn }: { readonly kind: Kind; readonly prefix: string; readonly arn: string }) {
  checkMembers(reading, item, LATTICE_MEMBERS[kind]);
  const id = idOf(reading, item, 'id', prefix);
  const { account, region, now } = reading.world;
  return {
    id,
    arn: text(reading, item, 'arn') ?? `arn:aws:vpc-lattice:${region}:${account}:${arn}/${id}`,
    createdAt: withOffset(text(reading, item, 'createdAt')) ?? timestamp(now),
  };
}

function optional<M extends string>(reading: Reading, item: Item, member: M): { readonly [K in M]?: string } {
  const value = text(reading, item, member);
  return (value === undefined ? {} : { [member]: value }) as { readonly [K in M]?: string };
}

function refer(reading: Reading, item: Item, { member, kind }: { readonly member: string; readonly kind: Parameters<typeof checkReference>[1] }) {
  const id = needed(reading, item, member, text(reading, item, member));
  return id !== undefined && checkReference(reading, kind, { id, path: [...item.path, member] }) ? id : undefined;
}

export function readServiceNetwork(reading: Reading, item: Item): void {
  const base = basics(reading, item, { kind: 'LatticeServiceNetwork', prefix: 'sn', arn: 'servicenetwork' });
  const object: LatticeServiceNetwork = {
    ...base,
    name: text(reading, item, 'name') ?? base.id,
    authType: (text(reading, item, 'authType') ?? 'NONE') as LatticeServiceNetwork['authType'],
    ...optional(reading, item, 'authPolicy'),
  };
  keep(reading, 'LatticeServiceNetwork', { id: base.id, object, path: item.path });
}

export function readLatticeService(reading: Reading, item: Item): void {
  const base = basics(reading, item, { kind: 'LatticeService', prefix: 'svc', arn: 'service' });
  const object: LatticeService = {
    ...base,
    name: text(reading, item, 'name') ?? base.id,
    status: (text(reading, item, 'status') ?? 'ACTIVE') as LatticeService['status'],
    authType: (text(reading, item, 'authType') ?? 'NONE') as LatticeService['authType'],
    ...optional(reading, item, 'customDomainName'),
    ...optional(reading, item, 'certificateArn'),
    ...optional(reading, item, 'authPolicy'),
  };
  keep(reading, 'LatticeService', { id: base.id, object, path: item.path });
}

export function readVpcAssociation(reading: Reading, item: Item): void {
  const base = basics(reading, item, { kind: 'LatticeVpcAssociation', prefix: 'snva', arn: 'servicenetworkvpcassociation' });
  const serviceNetworkId = refer(reading, item, { member: 'serviceNetworkId', kind: 'LatticeServiceNetwork' });
  const vpcId = refer(reading, item, { member: 'vpcId', kind: 'Vpc' });
  if (serviceNetworkId === undefined || vpcId === undefined) return;
  const groups = texts(reading, item, 'securityGroupIds');
  const object: LatticeVpcAssociation = {
    ...base,
    status: (text(reading, item, 'status') ?? 'ACTIVE') as LatticeVpcAssociation['status'],
    createdBy: text(reading, item, 'createdBy') ?? reading.world.account,
    serviceNetworkId,
    vpcId,
    securityGroupIds: groups.filter((id) => checkReference(reading, 'SecurityGroup', { id, path: [...item.path, 'securityGroupIds'] })),
  };
  keep(reading, 'LatticeVpcAssociation', { id: base.id, object, path: item.path });
}

export function readServiceAssociation(reading: Reading, item: Item): void {
  const base = basics(reading, item, { kind: 'LatticeServiceAssociation', prefix: 'snsa', arn: 'servicenetworkserviceassociation' });
  const serviceNetworkId = refer(reading, item, { member: 'serviceNetworkId', kind: 'LatticeServiceNetwork' });
  const serviceId = refer(reading, item, { member: 'serviceId', kind: 'LatticeService' });
  if (serviceNetworkId === undefined || serviceId === undefined) return;
  const object: LatticeServiceAssociation = {
    ...base,
    status: (text(reading, item, 'status') ?? 'ACTIVE') as LatticeServiceAssociation['status'],
    createdBy: text(reading, item, 'createdBy') ?? reading.world.account,
    serviceId,
    serviceNetworkId,
  };
  keep(reading, 'LatticeServiceAssociation', { id: base.id, object, path: item.path });
}

export function readLatticeTargetGroup(reading: Reading, item: Item): void {
  const base = basics(reading, item, { kind: 'LatticeTargetGroup', prefix: 'tg', arn: 'targetgroup' });
  const config = part(reading, item, 'config') ?? item;
  const vpcIdentifier = refer(reading, config, { member: 'vpcIdentifier', kind: 'Vpc' });
  if (vpcIdentifier === undefined) return;
  const targets = items(reading, item, 'targets').map((each): LatticeTarget => {
    checkMembers(reading, each, ['id', 'port', 'status', 'reasonCode']);
    return {
      id: text(reading, each, 'id') ?? '',
      port: number(reading, each, 'port') ?? number(reading, config, 'port') ?? 80,
      status: (text(reading, each, 'status') ?? 'INITIAL') as LatticeTarget['status'],
      ...optional(reading, each, 'reasonCode'),
    };
  });
  const { healthCheck, protocolVersion, ipAddressType } = config.value as Partial<LatticeTargetGroup['config']>;
  const object: LatticeTargetGroup = {
    ...base,
    name: text(reading, item, 'name') ?? base.id,
    type: (text(reading, item, 'type') ?? 'IP') as LatticeTargetGroup['type'],
    status: (text(reading, item, 'status') ?? 'ACTIVE') as LatticeTargetGroup['status'],
    config: {
      ...(healthCheck === undefined ? {} : { healthCheck }),
      ...(ipAddressType === undefined ? {} : { ipAddressType }),
      port: number(reading, config, 'port') ?? 80,
      protocol: (text(reading, config, 'protocol') ?? 'HTTP') as 'HTTP',
      ...(protocolVersion === undefined ? {} : { protocolVersion }),
      vpcIdentifier,
    },
    targets,
  };
  keep(reading, 'LatticeTargetGroup', { id: base.id, object, path: item.path });
}

export function readLatticeListener(reading: Reading, item: Item): void {
  const home = part(reading, item, 'defaultAction');
  const base = basics(reading, item, { kind: 'LatticeListener', prefix: 'listener', arn: 'service' });
  const serviceId = text(reading, item, 'serviceId') ?? /service\/(svc-[0-9a-z]+)\//.exec(base.arn)?.[1] ?? '';
  const known = checkReference(reading, 'LatticeService', { id: serviceId, path: item.path });
  if (!known || needed(reading, item, 'defaultAction', home) === undefined || home === undefined) return;
  const service = reading.objects.LatticeService.get(serviceId);
  const protocol = (text(reading, item, 'protocol') ?? 'HTTP') as LatticeListener['protocol'];
  const object: LatticeListener = {
    ...base,
    arn: text(reading, item, 'arn') ?? `${service?.arn}/listener/${base.id}`,
    name: text(reading, item, 'name') ?? base.id,
    protocol,
    port: number(reading, item, 'port') ?? (protocol === 'HTTP' ? 80 : 443),
    serviceId,
    serviceArn: service?.arn ?? '',
    defaultAction: actionOf(reading, home),
  };
  keep(reading, 'LatticeListener', { id: base.id, object, path: item.path });
}

export function readLatticeRule(reading: Reading, item: Item): void {
  // The rule of the default action stands in the listener.
  if (item.value.isDefault === true) return;
  const home = part(reading, item, 'action');
  const base = basics(reading, item, { kind: 'LatticeRule', prefix: 'rule', arn: 'rule' });
  const listenerId = text(reading, item, 'listenerId') ?? /listener\/(listener-[0-9a-z]+)\//.exec(base.arn)?.[1] ?? '';
  const known = checkReference(reading, 'LatticeListener', { id: listenerId, path: item.path });
  if (!known || needed(reading, item, 'action', home) === undefined || home === undefined) return;
  const object: LatticeRule = {
    ...base,
    arn: text(reading, item, 'arn') ?? `${reading.objects.LatticeListener.get(listenerId)?.arn}/rule/${base.id}`,
    name: text(reading, item, 'name') ?? base.id,
    priority: number(reading, item, 'priority') ?? 1,
    match: (item.value.match ?? { httpMatch: {} }) as LatticeRule['match'],
    action: actionOf(reading, home),
    listenerId,
  };
  keep(reading, 'LatticeRule', { id: base.id, object, path: item.path });
}

function actionOf(reading: Reading, item: Item): LatticeAction {
  checkMembers(reading, item, ['forward', 'fixedResponse']);
  const fixed = part(reading, item, 'fixedResponse');
  if (fixed !== undefined) return { fixedResponse: { statusCode: number(reading, fixed, 'statusCode') ?? 404 } };
  const forward = part(reading, item, 'forward');
  const groups = forward === undefined ? [] : items(reading, forward, 'targetGroups');
  const targetGroups = groups.flatMap((each) => {
    const given = text(reading, each, 'targetGroupIdentifier') ?? '';
    const id = given.slice(given.lastIndexOf('/') + 1);
    if (!checkReference(reading, 'LatticeTargetGroup', { id, path: each.path })) return [];
    return [{ targetGroupIdentifier: id, weight: number(reading, each, 'weight') ?? 100 }];
  });
  return { forward: { targetGroups } };
}
