/** Operations on transit gateways. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGateway.html */
import { lookup, objectsOf } from '../store.ts';
import { timestamp } from './aws-time.ts';
import { describeOperation } from './describe.ts';
import { erase, store } from './effects.ts';
import { find } from './find.ts';
import { mintIds } from './mint-ids.ts';
import { operation } from './operation.ts';
import { checkQuota } from './quotas.ts';
import { isRefusal, refuse } from './refusal.ts';
import { idOf, integer, string, TAG_SPECIFICATIONS } from './shape.ts';
import { tagsFor } from './tag-input.ts';
import { type TransitGateway, transitGateway } from './transit-gateway.ts';
import type { TransitGatewayRouteTable } from './transit-gateway-route-table.ts';

const GATEWAY = { ...idOf('TransitGateway'), required: true } as const;
const SWITCH = { type: 'string', values: ['enable', 'disable'] } as const;
type Switch = 'enable' | 'disable';

const describeTransitGateways = describeOperation(transitGateway, { ko: '전송 게이트웨이를 보여 줍니다.', en: 'Shows transit gateways.' });

const createTransitGateway = operation({
  service: 'ec2',
  name: 'CreateTransitGateway',
  kind: 'TransitGateway',
  writes: true,
  summary: {
    ko: '전송 게이트웨이를 만듭니다. 기본 라우팅 테이블이 함께 생깁니다.',
    en: 'Creates a transit gateway with its default route table.',
  },
  members: {
    Description: string,
    Options: {
      type: 'structure',
      members: {
        AmazonSideAsn: integer,
        AutoAcceptSharedAttachments: SWITCH,
        DefaultRouteTableAssociation: SWITCH,
        DefaultRouteTablePropagation: SWITCH,
        VpnEcmpSupport: SWITCH,
        DnsSupport: SWITCH,
        SecurityGroupReferencingSupport: SWITCH,
        MulticastSupport: SWITCH,
      },
    },
    TagSpecifications: TAG_SPECIFICATIONS,
  },
  run: ({ world, input, as }) => {
    const Tags = tagsFor('transit-gateway', input.TagSpecifications);
    if (isRefusal(Tags)) return Tags;
    const given = input.Options ?? {};
    const asn = given.AmazonSideAsn ?? 64512;
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayRequestOptions.html: private numbers only.
    if (!((asn >= 64512 && asn <= 65534) || (asn >= 4200000000 && asn <= 4294967294))) {
      return refuse('InvalidParameterValue', `Value (${asn}) for parameter AmazonSideAsn is invalid. It must be a private ASN.`);
    }
    const quota = checkQuota('transitGateways', objectsOf(world.aws.TransitGateway).length + 1);
    if (quota !== null) return quota;
    const minted = mintIds(world, as, ['tgw', 'tgw-rtb']);
    const [TransitGatewayId, TransitGatewayRouteTableId] = minted.ids;
    const choice = (value: string | undefined, otherwise: Switch) => (value ?? otherwise) as Switch;
    const CreationTime = timestamp(world.now);
    const created: TransitGateway = {
      TransitGatewayId,
      OwnerId: world.account,
      Description: input.Description ?? '',
      State: 'pending',
      CreationTime,
      Options: {
        AmazonSideAsn: asn,
        AutoAcceptSharedAttachments: choice(given.AutoAcceptSharedAttachments, 'disable'),
        DefaultRouteTableAssociation: choice(given.DefaultRouteTableAssociation, 'enable'),
        DefaultRouteTablePropagation: choice(given.DefaultRouteTablePropagation, 'enable'),
        VpnEcmpSupport: choice(given.VpnEcmpSupport, 'enable'),
        DnsSupport: choice(given.DnsSupport, 'enable'),
        SecurityGroupReferencingSupport: choice(given.SecurityGroupReferencingSupport, 'disable'),
        MulticastSupport: choice(given.MulticastSupport, 'disable'),
      },
      Tags,
      since: world.now,
    };
    const associates = created.Options.DefaultRouteTableAssociation === 'enable';
    const propagates = created.Options.DefaultRouteTablePropagation === 'enable';
    const table: TransitGatewayRouteTable = {
      TransitGatewayRouteTableId,
      TransitGatewayId,
      State: 'available',
      DefaultAssociationRouteTable: associates,
      DefaultPropagationRouteTable: propagates,
      CreationTime,
      Tags: [],
      Associations: [],
      Propagations: [],
      Routes: [],
    };
    return {
      world: minted.world,
      effects: [store('TransitGateway', created), ...(associates || propagates ? [store('TransitGatewayRouteTable', table)] : [])],
      output: { TransitGateway: transitGateway.describe.show(created, world) },
    };
  },
});

const deleteTransitGateway = operation({
  service: 'ec2',
  name: 'DeleteTransitGateway',
  kind: 'TransitGateway',
  writes: true,
  summary: { ko: '연결이 없는 전송 게이트웨이를 지웁니다.', en: 'Deletes a transit gateway without attachments.' },
  members: { TransitGatewayId: GATEWAY },
  run: ({ world, input: { TransitGatewayId } }) => {
    const gateway = find(world, 'TransitGateway', TransitGatewayId);
    if (isRefusal(gateway)) return gateway;
    const attached = lookup(world.aws.TransitGatewayVpcAttachment, 'byTransitGateway', TransitGatewayId).filter((each) => each.State !== 'deleted');
    if (attached.length > 0) {
      const ids = attached.map((each) => each.TransitGatewayAttachmentId).join(', ');
      return refuse('IncorrectState', `${TransitGatewayId} has non-deleted VPC Attachments: ${ids}.`);
    }
    const deleting: TransitGateway = { ...gateway, State: 'deleting', since: world.now };
    return { effects: [store('TransitGateway', deleting)], output: { TransitGateway: transitGateway.describe.show(deleting, world) } };
  },
});

const advanceTransitGateway = operation({
  service: 'ec2',
  name: 'AdvanceTransitGateway',
  kind: 'TransitGateway',
  writes: true,
  internal: true,
  summary: { ko: '전송 게이트웨이의 상태를 다음으로 넘깁니다.', en: 'Takes a transit gateway to its next state.' },
  members: { TransitGatewayId: GATEWAY },
  run: ({ world, input: { TransitGatewayId } }) => {
    const gateway = find(world, 'TransitGateway', TransitGatewayId);
    if (isRefusal(gateway)) return gateway;
    const to = (State: TransitGateway['State']) => store('TransitGateway', { ...gateway, State, since: world.now });
    if (gateway.State === 'pending') return { effects: [to('available')], output: {} };
    const tables = lookup(world.aws.TransitGatewayRouteTable, 'byTransitGateway', TransitGatewayId);
    const gone = tables.map((table) => erase('TransitGatewayRouteTable', table.TransitGatewayRouteTableId));
    if (gateway.State === 'deleting') return { effects: [...gone, to('deleted')], output: {} };
    return gateway.State === 'deleted' ? { effects: [erase('TransitGateway', TransitGatewayId)], output: {} } : { output: {} };
  },
});

export const transitGatewayOperations = [describeTransitGateways, createTransitGateway, deleteTransitGateway, advanceTransitGateway];
