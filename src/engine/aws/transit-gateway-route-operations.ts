/** Operations on route tables of transit gateways. https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html */
import { parseCidr, showCidr } from '../net/cidr.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { timestamp } from './aws-time.ts';
import { readBlock } from './cidr-input.ts';
import { describeOperation, type FilterInput, matchesPattern } from './describe.ts';
import { erase, store } from './effects.ts';
import { find } from './find.ts';
import { mintIds } from './mint-ids.ts';
import { operation } from './operation.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { boolean, FILTERS, idOf, integer, string, TAG_SPECIFICATIONS } from './shape.ts';
import { tagsFor } from './tag-input.ts';
import {
  rowsOf,
  type TransitGatewayRoute,
  type TransitGatewayRouteTable,
  type TransitGatewayRow,
  transitGatewayRouteTable,
} from './transit-gateway-route-table.ts';

const TABLE = { ...idOf('TransitGatewayRouteTable'), required: true } as const;
const DESTINATION = { ...string, required: true } as const;

const describeTransitGatewayRouteTables = describeOperation(transitGatewayRouteTable, {
  ko: '전송 게이트웨이의 라우팅 테이블을 보여 줍니다.',
  en: 'Shows route tables of transit gateways.',
});

const createTransitGatewayRouteTable = operation({
  service: 'ec2',
  name: 'CreateTransitGatewayRouteTable',
  kind: 'TransitGatewayRouteTable',
  writes: true,
  summary: { ko: '전송 게이트웨이에 라우팅 테이블을 만듭니다.', en: 'Creates a route table in a transit gateway.' },
  members: { TransitGatewayId: { ...idOf('TransitGateway'), required: true }, TagSpecifications: TAG_SPECIFICATIONS },
  run: ({ world, input, as }) => {
    const gateway = find(world, 'TransitGateway', input.TransitGatewayId);
    if (isRefusal(gateway)) return gateway;
    if (gateway.State !== 'available') return refuse('IncorrectState', `${gateway.TransitGatewayId} is in invalid state`);
    const Tags = tagsFor('transit-gateway-route-table', input.TagSpecifications);
    if (isRefusal(Tags)) return Tags;
    const minted = mintIds(world, as, ['tgw-rtb']);
    const created: TransitGatewayRouteTable = {
      TransitGatewayRouteTableId: minted.ids[0],
      TransitGatewayId: gateway.TransitGatewayId,
      State: 'available',
      DefaultAssociationRouteTable: false,
      DefaultPropagationRouteTable: false,
      CreationTime: timestamp(world.now),
      Tags,
      Associations: [],
      Propagations: [],
      Routes: [],
    };
    return {
      world: minted.world,
      effects: [store('TransitGatewayRouteTable', created)],
      output: { TransitGatewayRouteTable: { ...transitGatewayRouteTable.describe.show(created, world), State: 'pending' } },
    };
  },
});

const deleteTransitGatewayRouteTable = operation({
  service: 'ec2',
  name: 'DeleteTransitGatewayRouteTable',
  kind: 'TransitGatewayRouteTable',
  writes: true,
  summary: { ko: '연결이 없는 라우팅 테이블을 지웁니다.', en: 'Deletes a route table with which nothing is associated.' },
  members: { TransitGatewayRouteTableId: TABLE },
  run: ({ world, input }) => {
    const table = find(world, 'TransitGatewayRouteTable', input.TransitGatewayRouteTableId);
    if (isRefusal(table)) return table;
    const id = table.TransitGatewayRouteTableId;
    if (table.DefaultAssociationRouteTable || table.DefaultPropagationRouteTable) {
      return refuse('IncorrectState', `Cannot delete Default RouteTable ${id}.`);
    }
    if (table.Associations.length > 0)
      return refuse('IncorrectState', `TransitGateway Route Table ${id} has associations: ${table.Associations.join(', ')}.`);
    return {
      effects: [erase('TransitGatewayRouteTable', id)],
      output: { TransitGatewayRouteTable: { ...transitGatewayRouteTable.describe.show(table, world), State: 'deleting' } },
    };
  },
});

const createTransitGatewayRoute = operation({
  service: 'ec2',
  name: 'CreateTransitGatewayRoute',
  kind: 'TransitGatewayRouteTable',
  writes: true,
  summary: { ko: '전송 게이트웨이 라우팅 테이블에 정적 라우트를 추가합니다.', en: 'Adds a static route to a route table of a transit gateway.' },
  members: {
    DestinationCidrBlock: DESTINATION,
    TransitGatewayRouteTableId: TABLE,
    TransitGatewayAttachmentId: idOf('TransitGatewayVpcAttachment'),
    Blackhole: boolean,
  },
  run: ({ world, input }) => {
    const table = find(world, 'TransitGatewayRouteTable', input.TransitGatewayRouteTableId);
    if (isRefusal(table)) return table;
    const route = routeFrom(world, table, input);
    if (isRefusal(route)) return route;
    if (table.Routes.some((each) => each.DestinationCidrBlock === route.DestinationCidrBlock)) {
      return refuse(
        'RouteAlreadyExists',
        `Route ${route.DestinationCidrBlock} already exists in Transit Gateway Route Table ${table.TransitGatewayRouteTableId}.`,
      );
    }
    return answered(world, { ...table, Routes: [...table.Routes, route] }, route.DestinationCidrBlock);
  },
});

const replaceTransitGatewayRoute = operation({
  service: 'ec2',
  name: 'ReplaceTransitGatewayRoute',
  kind: 'TransitGatewayRouteTable',
  writes: true,
  summary: { ko: '정적 라우트의 대상을 바꿉니다.', en: 'Gives a static route another attachment.' },
  members: {
    DestinationCidrBlock: DESTINATION,
    TransitGatewayRouteTableId: TABLE,
    TransitGatewayAttachmentId: idOf('TransitGatewayVpcAttachment'),
    Blackhole: boolean,
  },
  run: ({ world, input }) => {
    const table = find(world, 'TransitGatewayRouteTable', input.TransitGatewayRouteTableId);
    if (isRefusal(table)) return table;
    const route = routeFrom(world, table, input);
    if (isRefusal(route)) return route;
    if (!table.Routes.some((each) => each.DestinationCidrBlock === route.DestinationCidrBlock)) return noRoute(table, route.DestinationCidrBlock);
    const Routes = table.Routes.map((each) => (each.DestinationCidrBlock === route.DestinationCidrBlock ? route : each));
    return answered(world, { ...table, Routes }, route.DestinationCidrBlock);
  },
});

const deleteTransitGatewayRoute = operation({
  service: 'ec2',
  name: 'DeleteTransitGatewayRoute',
  kind: 'TransitGatewayRouteTable',
  writes: true,
  summary: { ko: '정적 라우트를 지웁니다.', en: 'Removes a static route.' },
  members: { DestinationCidrBlock: DESTINATION, TransitGatewayRouteTableId: TABLE },
  run: ({ world, input }) => {
    const table = find(world, 'TransitGatewayRouteTable', input.TransitGatewayRouteTableId);
    if (isRefusal(table)) return table;
    const block = readBlock(input.DestinationCidrBlock, 'destinationCidrBlock');
    if (isRefusal(block)) return block;
    const shown = showCidr(block);
    const row = rowsOf(world, table).find((each) => each.DestinationCidrBlock === shown && each.Type === 'static');
    if (row === undefined) return noRoute(table, shown);
    const changed = { ...table, Routes: table.Routes.filter((each) => each.DestinationCidrBlock !== shown) };
    return { effects: [store('TransitGatewayRouteTable', changed)], output: { Route: { ...showRow(world, row), State: 'deleted' } } };
  },
});

type RouteInput = {
  readonly DestinationCidrBlock: string;
  readonly TransitGatewayAttachmentId?: string | undefined;
  readonly Blackhole?: boolean | undefined;
};

function routeFrom(world: World, table: TransitGatewayRouteTable, input: RouteInput): TransitGatewayRoute | Refusal {
  const block = readBlock(input.DestinationCidrBlock, 'destinationCidrBlock');
  if (isRefusal(block)) return block;
  const DestinationCidrBlock = showCidr(block);
  const { TransitGatewayAttachmentId, Blackhole = false } = input;
  if (Blackhole === (TransitGatewayAttachmentId !== undefined)) {
    const code = Blackhole ? 'InvalidParameterCombination' : 'MissingParameter';
    return refuse(code, 'The request must contain exactly one of TransitGatewayAttachmentId, Blackhole.');
  }
  if (TransitGatewayAttachmentId === undefined) return { DestinationCidrBlock, TransitGatewayAttachmentId: null };
  const attachment = find(world, 'TransitGatewayVpcAttachment', TransitGatewayAttachmentId);
  if (isRefusal(attachment)) return attachment;
  if (attachment.TransitGatewayId !== table.TransitGatewayId) return apart(attachment.TransitGatewayAttachmentId, table);
  return { DestinationCidrBlock, TransitGatewayAttachmentId };
}

function answered(world: World, table: TransitGatewayRouteTable, destination: string) {
  const row = rowsOf(world, table).find((each) => each.DestinationCidrBlock === destination) as TransitGatewayRow;
  return { effects: [store('TransitGatewayRouteTable', table)], output: { Route: showRow(world, row) } };
}

function noRoute(table: TransitGatewayRouteTable, destination: string): Refusal {
  return refuse('InvalidRoute.NotFound', `Route ${destination} does not exist in Transit Gateway Route Table ${table.TransitGatewayRouteTableId}.`);
}

/** What EC2 answers when an attachment and a table belong to different gateways. */
export function apart(attachment: string, table: TransitGatewayRouteTable): Refusal {
  return refuse('InvalidParameterValue', `${attachment} and ${table.TransitGatewayRouteTableId} belong to different Transit Gateways.`);
}

function showRow(world: World, row: TransitGatewayRow): object {
  const attachment =
    row.TransitGatewayAttachmentId === null ? undefined : objectAt(world.aws.TransitGatewayVpcAttachment, row.TransitGatewayAttachmentId);
  const TransitGatewayAttachments =
    row.TransitGatewayAttachmentId === null
      ? []
      : [
          {
            ...(attachment === undefined ? {} : { ResourceId: attachment.VpcId }),
            TransitGatewayAttachmentId: row.TransitGatewayAttachmentId,
            ResourceType: 'vpc',
          },
        ];
  return { DestinationCidrBlock: row.DestinationCidrBlock, TransitGatewayAttachments, Type: row.Type, State: row.State };
}

const SEARCHES: { readonly [name: string]: (row: TransitGatewayRow, world: World) => string | null | undefined } = {
  'attachment.resource-id': (row, world) => objectAt(world.aws.TransitGatewayVpcAttachment, row.TransitGatewayAttachmentId ?? '')?.VpcId,
  'attachment.resource-type': (row) => (row.TransitGatewayAttachmentId === null ? null : 'vpc'),
  'attachment.transit-gateway-attachment-id': (row) => row.TransitGatewayAttachmentId,
  'route-search.exact-match': (row) => row.DestinationCidrBlock,
  state: (row) => row.State,
  type: (row) => row.Type,
};

const searchTransitGatewayRoutes = operation({
  service: 'ec2',
  name: 'SearchTransitGatewayRoutes',
  kind: 'TransitGatewayRouteTable',
  writes: false,
  summary: { ko: '전송 게이트웨이 라우팅 테이블의 라우트를 찾습니다.', en: 'Searches the routes of a route table of a transit gateway.' },
  members: { TransitGatewayRouteTableId: TABLE, Filters: { ...FILTERS, required: true }, MaxResults: integer },
  run: ({ world, input }) => {
    const table = find(world, 'TransitGatewayRouteTable', input.TransitGatewayRouteTableId);
    if (isRefusal(table)) return table;
    const filters = input.Filters as readonly FilterInput[];
    const wrong = filters.find((filter) => SEARCHES[filter.Name ?? ''] === undefined);
    if (wrong !== undefined) return refuse('InvalidParameterValue', `The filter '${wrong.Name}' is invalid`);
    const passes = (row: TransitGatewayRow) =>
      filters.every(({ Name = '', Values = [] }) => {
        const value = SEARCHES[Name]?.(row, world);
        return typeof value === 'string' && Values.some((pattern) => matchesPattern(pattern, value));
      });
    const found = rowsOf(world, table).filter(passes);
    const sorted = [...found].sort(
      (one, other) => Number(parseCidr(one.DestinationCidrBlock).base) - Number(parseCidr(other.DestinationCidrBlock).base),
    );
    return { output: { Routes: sorted.map((row) => showRow(world, row)), AdditionalRoutesAvailable: false } };
  },
});

export const transitGatewayRouteOperations = [
  describeTransitGatewayRouteTables,
  createTransitGatewayRouteTable,
  deleteTransitGatewayRouteTable,
  createTransitGatewayRoute,
  replaceTransitGatewayRoute,
  deleteTransitGatewayRoute,
  searchTransitGatewayRoutes,
];
