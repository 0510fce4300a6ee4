/** Operations on the rows of route tables. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html */
import { familyOf } from '../net/address.ts';
import { type Cidr, covers, overlaps, parseCidr, readCidr, showCidr } from '../net/cidr.ts';
import type { World } from '../world.ts';
import { readBlock } from './cidr-input.ts';
import { store } from './effects.ts';
import { find } from './find.ts';
import { operation } from './operation.ts';
import { prefixListOf, weightOf } from './prefix-list.ts';
import { checkQuota } from './quotas.ts';
import { firstRefusal, isRefusal, type Refusal, refuse } from './refusal.ts';
import type { Route, RouteTable } from './route-table.ts';
import { checkFamily, checkInsideVpc, type RouteTarget, TARGETS, targetOf } from './route-target.ts';
import { boolean, idOf, string } from './shape.ts';

const DESTINATION = { DestinationCidrBlock: string, DestinationIpv6CidrBlock: string, DestinationPrefixListId: string } as const;
const TABLE = { ...idOf('RouteTable'), required: true } as const;

/** A block, or a prefix list (whose block is null). */
type Destination = { readonly block: Cidr | null; readonly shown: string };

const createRoute = operation({
  service: 'ec2',
  name: 'CreateRoute',
  kind: 'RouteTable',
  writes: true,
  summary: { ko: '라우팅 테이블에 라우트를 추가합니다.', en: 'Adds a route to a route table.' },
  members: { ...DESTINATION, ...TARGETS, RouteTableId: TABLE },
  run: ({ world, input }) => {
    const table = find(world, 'RouteTable', input.RouteTableId);
    if (isRefusal(table)) return table;
    const destination = destinationOf(world, input);
    if (isRefusal(destination)) return destination;
    const target = targetOf(world, table, input);
    if (isRefusal(target)) return target;
    if (rowOf(table, destination) !== undefined) return refuse('RouteAlreadyExists', `The route identified by ${destination.shown} already exists.`);
    const wrong = checkRoute(world, table, { destination, target }) ?? checkRouteQuota(world, [...table.Routes, rowFor(destination, target)]);
    if (wrong !== null) return wrong;
    return { effects: [store('RouteTable', { ...table, Routes: [...table.Routes, rowFor(destination, target)] })], output: { Return: true } };
  },
});

const replaceRoute = operation({
  service: 'ec2',
  name: 'ReplaceRoute',
  kind: 'RouteTable',
  writes: true,
  summary: { ko: '라우트의 대상을 바꿉니다.', en: 'Gives a route another target.' },
  members: { ...DESTINATION, ...TARGETS, LocalTarget: boolean, RouteTableId: TABLE },
  run: ({ world, input }) => {
    const table = find(world, 'RouteTable', input.RouteTableId);
    if (isRefusal(table)) return table;
    const destination = destinationOf(world, input);
    if (isRefusal(destination)) return destination;
    const row = rowOf(table, destination);
    if (row === undefined) {
      return refuse('InvalidParameterValue', `There is no route defined for '${destination.shown}' in the route table. Use CreateRoute instead.`);
    }
    const target = input.LocalTarget ? localTarget(row, destination) : targetOf(world, table, input);
    if (isRefusal(target)) return target;
    const wrong = input.LocalTarget ? null : checkReplacement(world, table, { row, destination, target });
    if (wrong !== null) return wrong;
    const replaced = { ...rowFor(destination, target), Origin: row.Origin };
    return { effects: [store('RouteTable', { ...table, Routes: table.Routes.map((each) => (each === row ? replaced : each)) })], output: {} };
  },
});

const deleteRoute = operation({
  service: 'ec2',
  name: 'DeleteRoute',
  kind: 'RouteTable',
  writes: true,
  summary: { ko: '라우팅 테이블에서 라우트를 지웁니다.', en: 'Removes a route from a route table.' },
  members: { ...DESTINATION, RouteTableId: TABLE },
  run: ({ world, input }) => {
    const table = find(world, 'RouteTable', input.RouteTableId);
    if (isRefusal(table)) return table;
    const destination = destinationOf(world, input);
    if (isRefusal(destination)) return destination;
    const row = rowOf(table, destination);
    if (row === undefined) {
      return refuse('InvalidRoute.NotFound', `no route with destination-cidr-block ${destination.shown} in route table ${table.RouteTableId}`);
    }
    if (row.GatewayId?.startsWith('vpce-')) {
      return refuse('InvalidParameterValue', `cannot remove VPC endpoint route ${destination.shown} in route table ${table.RouteTableId}`);
    }
    if (row.Origin === 'CreateRouteTable') {
      return refuse('InvalidParameterValue', `cannot remove local route ${destination.shown} in route table ${table.RouteTableId}`);
    }
    return { effects: [store('RouteTable', { ...table, Routes: table.Routes.filter((each) => each !== row) })], output: {} };
  },
});

function destinationOf(world: World, input: { readonly [D in keyof typeof DESTINATION]?: string | undefined }): Destination | Refusal {
  const { DestinationCidrBlock: four, DestinationIpv6CidrBlock: six, DestinationPrefixListId: list } = input;
  if ([four, six, list].filter((given) => given !== undefined).length !== 1) {
    const names = 'destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId';
    return refuse('MissingParameter', `The request must contain exactly one of ${names}`);
  }
  if (list !== undefined) {
    const found = find(world, 'ManagedPrefixList', list);
    return isRefusal(found) ? found : { block: null, shown: list };
  }
  const block = four === undefined ? readIpv6Block(six as string) : readBlock(four, 'destinationCidrBlock');
  return isRefusal(block) ? block : { block, shown: showCidr(block) };
}

function readIpv6Block(text: string): Cidr | Refusal {
  const block = readCidr(text);
  if (block !== null && familyOf(block.base) === 6) return block;
  return refuse('InvalidParameterValue', `Value (${text}) for parameter destinationIpv6CidrBlock is invalid. This is not a valid CIDR block.`);
}

/** A propagated row of the same destination stands beside it and cannot be named. */
function rowOf(table: RouteTable, { shown }: Destination): Route | undefined {
  const own = table.Routes.filter(({ Origin }) => Origin !== 'EnableVgwRoutePropagation');
  return own.find((row) => [row.DestinationCidrBlock, row.DestinationIpv6CidrBlock, row.DestinationPrefixListId].includes(shown));
}

function rowFor({ block, shown }: Destination, target: RouteTarget): Route {
  if (block === null) return { DestinationPrefixListId: shown, ...target, Origin: 'CreateRoute' };
  const destination = familyOf(block.base) === 4 ? { DestinationCidrBlock: shown } : { DestinationIpv6CidrBlock: shown };
  return { ...destination, ...target, Origin: 'CreateRoute' };
}

type Wanted = { readonly destination: Destination; readonly target: RouteTarget };

function checkRoute(world: World, table: RouteTable, { destination, target }: Wanted): Refusal | null {
  const { block } = destination;
  return firstRefusal(
    checkLinkLocal(destination),
    checkFamily(block, target),
    block === null ? null : checkInsideVpc(world, table, { destination: block, target }),
  );
}

/** IPv4 and IPv6 are counted apart, and a prefix list as its maximum number of entries. */
function checkRouteQuota(world: World, rows: readonly Route[]): Refusal | null {
  const own = rows.filter((row) => row.Origin === 'CreateRoute' && !row.GatewayId?.startsWith('vpce-'));
  const weights = own.map((row) => {
    const list = row.DestinationPrefixListId;
    const six = list === undefined ? row.DestinationIpv6CidrBlock !== undefined : prefixListOf(world, list)?.AddressFamily === 'IPv6';
    return { six, weight: list === undefined ? 1 : weightOf(world, list) };
  });
  const count = (six: boolean) => weights.filter((each) => each.six === six).reduce((sum, each) => sum + each.weight, 0);
  return firstRefusal(checkQuota('routesPerTable', count(false)), checkQuota('routesPerTable', count(true)));
}

/** The local route may be given an interface instead, and be given back. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceRoute.html */
function checkReplacement(world: World, table: RouteTable, { row, destination, target }: Wanted & { readonly row: Route }): Refusal | null {
  if (row.GatewayId?.startsWith('vpce-')) {
    return refuse('InvalidParameterValue', `cannot replace VPC endpoint route ${destination.shown} in route table ${table.RouteTableId}`);
  }
  if (row.Origin !== 'CreateRouteTable') return checkRoute(world, table, { destination, target });
  if (target.NetworkInterfaceId !== undefined || target.NatGatewayId !== undefined) return null;
  return refuse('InvalidParameterValue', `The local route ${destination.shown} can target only an interface or an instance.`);
}

function localTarget(row: Route, destination: Destination): RouteTarget | Refusal {
  if (row.Origin === 'CreateRouteTable') return { GatewayId: 'local' };
  return refuse('InvalidParameterValue', `The route ${destination.shown} is not a local route and cannot be reset to the local target.`);
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html: no route to, or inside, these blocks. */
const LINK_LOCAL = ['169.254.168.0/22', 'fd00:ec2::/32'].map(parseCidr);

function checkLinkLocal({ block, shown }: Destination): Refusal | null {
  if (block === null) return null;
  const reserved = LINK_LOCAL.find((each) => covers(each, block) || (overlaps(each, block) && each.prefix === block.prefix));
  return reserved === undefined
    ? null
    : refuse(
        'InvalidParameterValue',
        `The destination CIDR block ${shown} is within the link-local range ${showCidr(reserved)} reserved for AWS services.`,
      );
}

export const routeOperations = [createRoute, replaceRoute, deleteRoute];
