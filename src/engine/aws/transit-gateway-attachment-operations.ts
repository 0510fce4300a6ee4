/** Operations on attachments of VPCs to transit gateways. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachment.html */
import type { Effect } from '../change.ts';
import { lookup, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { timestamp } from './aws-time.ts';
import { describeOperation } from './describe.ts';
import { erase, store } from './effects.ts';
import { find } from './find.ts';
import { mintIds } from './mint-ids.ts';
import type { NetworkInterface } from './network-interface.ts';
import { type Call, type Done, operation } from './operation.ts';
import { checkQuota } from './quotas.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { serviceInterface } from './service-interface.ts';
import { idOf, idsOf, TAG_SPECIFICATIONS } from './shape.ts';
import type { Subnet } from './subnet.ts';
import { tagsFor } from './tag-input.ts';
import { defaultTableOf } from './transit-gateway.ts';
import { type TransitGatewayVpcAttachment, transitGatewayAttachment, transitGatewayVpcAttachment } from './transit-gateway-attachment.ts';

const ATTACHMENT = { ...idOf('TransitGatewayVpcAttachment'), required: true } as const;
const SWITCH = { type: 'string', values: ['enable', 'disable'] } as const;
const OPTIONS = {
  type: 'structure',
  members: { DnsSupport: SWITCH, SecurityGroupReferencingSupport: SWITCH, Ipv6Support: SWITCH, ApplianceModeSupport: SWITCH },
} as const;

const describeTransitGatewayVpcAttachments = describeOperation(transitGatewayVpcAttachment, {
  ko: '전송 게이트웨이의 VPC 연결을 보여 줍니다.',
  en: 'Shows VPC attachments of transit gateways.',
});

const describeTransitGatewayAttachments = describeOperation(transitGatewayAttachment, {
  ko: '전송 게이트웨이의 연결과 그 라우팅 테이블을 보여 줍니다.',
  en: 'Shows attachments of transit gateways with their route tables.',
});

const createTransitGatewayVpcAttachment = operation({
  service: 'ec2',
  name: 'CreateTransitGatewayVpcAttachment',
  kind: 'TransitGatewayVpcAttachment',
  writes: true,
  summary: {
    ko: 'VPC를 전송 게이트웨이에 연결합니다. 가용 영역마다 서브넷 하나를 고릅니다.',
    en: 'Attaches a VPC to a transit gateway, with one subnet in each zone.',
  },
  members: {
    TransitGatewayId: { ...idOf('TransitGateway'), required: true },
    VpcId: { ...idOf('Vpc'), required: true },
    SubnetIds: { ...idsOf('Subnet'), required: true },
    Options: OPTIONS,
    TagSpecifications: TAG_SPECIFICATIONS,
  },
  run: ({ world, input, as }) => {
    const gateway = find(world, 'TransitGateway', input.TransitGatewayId);
    if (isRefusal(gateway)) return gateway;
    const vpc = find(world, 'Vpc', input.VpcId);
    if (isRefusal(vpc)) return vpc;
    if (gateway.State !== 'available') return refuse('IncorrectState', `${gateway.TransitGatewayId} is in invalid state`);
    const subnets = subnetsFor(world, vpc.VpcId, input.SubnetIds);
    if (isRefusal(subnets)) return subnets;
    const Tags = tagsFor('transit-gateway-attachment', input.TagSpecifications);
    if (isRefusal(Tags)) return Tags;
    const present = lookup(world.aws.TransitGatewayVpcAttachment, 'byVpc', vpc.VpcId).filter((each) => each.State !== 'deleted');
    if (present.some((each) => each.TransitGatewayId === gateway.TransitGatewayId)) {
      return refuse('DuplicateTransitGatewayAttachment', `${gateway.TransitGatewayId} has non-deleted Transit Gateway Attachments with same VPC ID.`);
    }
    const quota = checkQuota('transitGatewaysPerVpc', present.length + 1);
    if (quota !== null) return quota;
    const minted = mintIds(world, as, ['tgw-attach']);
    const choice = (value: string | undefined, otherwise: string) => (value ?? otherwise) as 'enable' | 'disable';
    const created: TransitGatewayVpcAttachment = {
      TransitGatewayAttachmentId: minted.ids[0],
      TransitGatewayId: gateway.TransitGatewayId,
      VpcId: vpc.VpcId,
      VpcOwnerId: vpc.OwnerId,
      State: 'pending',
      SubnetIds: subnets.map((subnet) => subnet.SubnetId),
      CreationTime: timestamp(world.now),
      Options: {
        DnsSupport: choice(input.Options?.DnsSupport, 'enable'),
        SecurityGroupReferencingSupport: choice(input.Options?.SecurityGroupReferencingSupport, 'enable'),
        Ipv6Support: choice(input.Options?.Ipv6Support, 'disable'),
        ApplianceModeSupport: choice(input.Options?.ApplianceModeSupport, 'disable'),
      },
      Tags,
      since: world.now,
    };
    const made = attachmentInterfaces({ world: minted.world, as, input: undefined }, created, subnets);
    if (isRefusal(made)) return made;
    return {
      world: made.world,
      effects: [...made.effects, store('TransitGatewayVpcAttachment', created)],
      output: { TransitGatewayVpcAttachment: transitGatewayVpcAttachment.describe.show(created, world) },
    };
  },
});

function subnetsFor(world: World, VpcId: string, ids: readonly string[]): Subnet[] | Refusal {
  const subnets: Subnet[] = [];
  for (const id of new Set(ids)) {
    const subnet = find(world, 'Subnet', id);
    if (isRefusal(subnet)) return subnet;
    if (subnet.VpcId !== VpcId) return refuse('InvalidParameterValue', `${id} is not in ${VpcId}.`);
    if (subnets.some((each) => each.AvailabilityZone === subnet.AvailabilityZone)) {
      return refuse('DuplicateSubnetsInSameZone', 'Duplicate Subnets for same AZ');
    }
    subnets.push(subnet);
  }
  return subnets.length > 0 ? subnets : refuse('MissingParameter', 'The request must contain the parameter SubnetIds');
}

function attachmentInterfaces(
  { world, as }: Call<unknown>,
  attachment: TransitGatewayVpcAttachment,
  subnets: readonly Subnet[],
): { readonly world: World; readonly effects: readonly Effect[] } | Refusal {
  const effects: Effect[] = [];
  let next = world;
  for (const subnet of subnets) {
    const made = serviceInterface(next, {
      subnet,
      as,
      InterfaceType: 'transit_gateway',
      RequesterId: '968762230394',
      Description: `Network Interface for Transit Gateway Attachment ${attachment.TransitGatewayAttachmentId}`,
      Groups: [],
    });
    if (isRefusal(made)) return made;
    next = made.world;
    effects.push(store('NetworkInterface', made.eni));
  }
  return { world: next, effects };
}

/** The interfaces of the attachment, found by what their descriptions say. */
function interfacesOfAttachment(world: World, { SubnetIds, TransitGatewayAttachmentId }: TransitGatewayVpcAttachment): NetworkInterface[] {
  return SubnetIds.flatMap((SubnetId) => lookup(world.aws.NetworkInterface, 'bySubnet', SubnetId)).filter(
    (eni) => eni.InterfaceType === 'transit_gateway' && eni.Description.endsWith(` ${TransitGatewayAttachmentId}`),
  );
}

const modifyTransitGatewayVpcAttachment = operation({
  service: 'ec2',
  name: 'ModifyTransitGatewayVpcAttachment',
  kind: 'TransitGatewayVpcAttachment',
  writes: true,
  summary: { ko: 'VPC 연결의 서브넷이나 옵션을 바꿉니다.', en: 'Changes the subnets or the options of a VPC attachment.' },
  members: { TransitGatewayAttachmentId: ATTACHMENT, AddSubnetIds: idsOf('Subnet'), RemoveSubnetIds: idsOf('Subnet'), Options: OPTIONS },
  run: ({ world, input, as }) => {
    const attachment = find(world, 'TransitGatewayVpcAttachment', input.TransitGatewayAttachmentId);
    if (isRefusal(attachment)) return attachment;
    const stays = attachment.SubnetIds.filter((id) => !input.RemoveSubnetIds?.includes(id));
    const subnets = subnetsFor(world, attachment.VpcId, [...stays, ...(input.AddSubnetIds ?? [])]);
    if (isRefusal(subnets)) return subnets;
    const given = Object.entries(input.Options ?? {}).filter(([, value]) => value !== undefined);
    const Options = { ...attachment.Options, ...Object.fromEntries(given) } as TransitGatewayVpcAttachment['Options'];
    const changed: TransitGatewayVpcAttachment = { ...attachment, SubnetIds: subnets.map((subnet) => subnet.SubnetId), Options };
    const fresh = subnets.filter((subnet) => !stays.includes(subnet.SubnetId));
    const made = attachmentInterfaces({ world, as, input: undefined }, changed, fresh);
    if (isRefusal(made)) return made;
    const gone = interfacesOfAttachment(world, attachment).filter((eni) => !stays.includes(eni.SubnetId));
    return {
      world: made.world,
      effects: [
        ...gone.map((eni) => erase('NetworkInterface', eni.NetworkInterfaceId)),
        ...made.effects,
        store('TransitGatewayVpcAttachment', changed),
      ],
      output: { TransitGatewayVpcAttachment: transitGatewayVpcAttachment.describe.show(changed, world) },
    };
  },
});

const deleteTransitGatewayVpcAttachment = operation({
  service: 'ec2',
  name: 'DeleteTransitGatewayVpcAttachment',
  kind: 'TransitGatewayVpcAttachment',
  writes: true,
  summary: { ko: 'VPC를 전송 게이트웨이에서 떼어 냅니다.', en: 'Detaches a VPC from a transit gateway.' },
  members: { TransitGatewayAttachmentId: ATTACHMENT },
  run: ({ world, input }) => {
    const attachment = find(world, 'TransitGatewayVpcAttachment', input.TransitGatewayAttachmentId);
    if (isRefusal(attachment)) return attachment;
    if (attachment.State === 'deleted') return refuse('IncorrectState', `${attachment.TransitGatewayAttachmentId} is in invalid state`);
    const deleting: TransitGatewayVpcAttachment = { ...attachment, State: 'deleting', since: world.now };
    return {
      effects: [store('TransitGatewayVpcAttachment', deleting)],
      output: { TransitGatewayVpcAttachment: transitGatewayVpcAttachment.describe.show(deleting, world) },
    };
  },
});

const advanceTransitGatewayVpcAttachment = operation({
  service: 'ec2',
  name: 'AdvanceTransitGatewayVpcAttachment',
  kind: 'TransitGatewayVpcAttachment',
  writes: true,
  internal: true,
  summary: { ko: 'VPC 연결의 상태를 다음으로 넘깁니다.', en: 'Takes a VPC attachment to its next state.' },
  members: { TransitGatewayAttachmentId: ATTACHMENT },
  run: ({ world, input }) => {
    const attachment = find(world, 'TransitGatewayVpcAttachment', input.TransitGatewayAttachmentId);
    if (isRefusal(attachment)) return attachment;
    const to = (State: TransitGatewayVpcAttachment['State']) => store('TransitGatewayVpcAttachment', { ...attachment, State, since: world.now });
    switch (attachment.State) {
      case 'pending':
        return { effects: [to('available'), ...joinedTables(world, attachment)], output: {} };
      case 'deleting':
        return detached(world, attachment, to('deleted'));
      case 'deleted':
        return { effects: [erase('TransitGatewayVpcAttachment', attachment.TransitGatewayAttachmentId)], output: {} };
      default:
        return { output: {} };
    }
  },
});

/** A new attachment is associated with, and propagates to, the default tables of its gateway. */
function joinedTables(world: World, { TransitGatewayId, TransitGatewayAttachmentId: id }: TransitGatewayVpcAttachment): Effect[] {
  const associated = defaultTableOf(world, TransitGatewayId, 'association');
  const propagated = defaultTableOf(world, TransitGatewayId, 'propagation');
  return [...new Set([associated, propagated])].flatMap((table) => {
    if (table === undefined) return [];
    const Associations = table === associated ? [...table.Associations, id] : table.Associations;
    const Propagations = table === propagated ? [...table.Propagations, id] : table.Propagations;
    return [store('TransitGatewayRouteTable', { ...table, Associations, Propagations })];
  });
}

function detached(world: World, attachment: TransitGatewayVpcAttachment, last: Effect): Done {
  const id = attachment.TransitGatewayAttachmentId;
  const without = (ids: readonly string[]) => ids.filter((each) => each !== id);
  const tables = objectsOf(world.aws.TransitGatewayRouteTable).map((table) =>
    store('TransitGatewayRouteTable', { ...table, Associations: without(table.Associations), Propagations: without(table.Propagations) }),
  );
  const enis = interfacesOfAttachment(world, attachment).map((eni) => erase('NetworkInterface', eni.NetworkInterfaceId));
  return { effects: [...tables, ...enis, last], output: {} };
}

export const transitGatewayAttachmentOperations = [
  describeTransitGatewayVpcAttachments,
  describeTransitGatewayAttachments,
  createTransitGatewayVpcAttachment,
  modifyTransitGatewayVpcAttachment,
  deleteTransitGatewayVpcAttachment,
  advanceTransitGatewayVpcAttachment,
];
