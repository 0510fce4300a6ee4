/** Operations on the rows of route tables. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html */
import { familyOf } from '../net/address.ts';
import { type Cidr, covers, overlaps, parseCidr, readCidr, showCidr } from '../net/cidr.ts';
import { readBlock } from './cidr-input.ts';
import { store } from './effects.ts';
import { find } from './find.ts';
import { operation } from './operation.ts';
import { checkQuota } from './quotas.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { Route, RouteTable } from './route-table.ts';
import { checkInsideVpc, type RouteTarget, TARGETS, targetOf } from './route-target.ts';
import { boolean, idOf, string } from './shape.ts';

const DESTINATION = { DestinationCidrBlock: string, DestinationIpv6CidrBlock: string, DestinationPrefixListId: string } as const;
const TABLE = { ...idOf('RouteTable'), required: true } as const;

type Destination = { readonly block: Cidr; readonly shown: string };

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
    const destination = destinationOf(input);
    if (isRefusal(destination)) return destination;
    const target = targetOf(world, table, input);
    if (isRefusal(target)) return target;
    if (rowOf(table, destination) !== undefined) return refuse('RouteAlreadyExists', `The route identified by ${destination.shown} already exists.`);
    const wrong =
      checkLinkLocal(destination) ??
      checkInsideVpc(world, table, { destination: destination.block, target }) ??
      checkQuota('routesPerTable', table.Routes.filter((row) => row.Origin === 'CreateRoute').length + 1);
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
    const destination = destinationOf(input);
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
    const destination = destinationOf(input);
    if (isRefusal(destination)) return destination;
    const row = rowOf(table, destination);
    if (row === undefined) {
      return refuse('InvalidRoute.NotFound', `no route with destination-cidr-block ${destination.shown} in route table ${table.RouteTableId}`);
    }
    if (row.Origin === 'CreateRouteTable') {
      return refuse('InvalidParameterValue', `cannot remove local route ${destination.shown} in route table ${table.RouteTableId}`);
    }
    return { effects: [store('RouteTable', { ...table, Routes: table.Routes.filter((each) => each !== row) })], output: {} };
  },
});

function destinationOf(input: { readonly [D in keyof typeof DESTINATION]?: string | undefined }): Destination | Refusal {
  const { DestinationCidrBlock: four, DestinationIpv6CidrBlock: six, DestinationPrefixListId: list } = input;
  if ([four, six, list].filter((given) => given !== undefined).length !== 1) {
    const names = 'destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId';
    return refuse('MissingParameter', `The request must contain exactly one of ${names}`);
  }
  if (list !== undefined) return refuse('InvalidPrefixListID.NotFound', `The prefix list ID '${list}' does not exist`);
  const block = four === undefined ? readIpv6Block(six as string) : readBlock(four, 'destinationCidrBlock');
  return isRefusal(block) ? block : { block, shown: showCidr(block) };
}

function readIpv6Block(text: string): Cidr | Refusal {
  const block = readCidr(text);
  if (block !== null && familyOf(block.base) === 6) return block;
  return refuse('InvalidParameterValue', `Value (${text}) for parameter destinationIpv6CidrBlock is invalid. This is not a valid CIDR block.`);
}

function rowOf(table: RouteTable, { shown }: Destination): Route | undefined {
  return table.Routes.find((row) => row.DestinationCidrBlock === shown || row.DestinationIpv6CidrBlock === shown);
}

function rowFor({ block, shown }: Destination, target: RouteTarget): Route {
  const destination = familyOf(block.base) === 4 ? { DestinationCidrBlock: shown } : { DestinationIpv6CidrBlock: shown };
  return { ...destination, ...target, Origin: 'CreateRoute' };
}

/** The local route may be given an interface instead, and be given back. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceRoute.html */
function checkReplacement(
  world: Parameters<typeof checkInsideVpc>[0],
  table: RouteTable,
  { row, destination, target }: { readonly row: Route; readonly destination: Destination; readonly target: RouteTarget },
): Refusal | null {
  if (row.Origin !== 'CreateRouteTable') return checkInsideVpc(world, table, { destination: destination.block, target });
  if (target.NetworkInterfaceId !== undefined) return null;
  return refuse('InvalidParameterValue', `The local route ${destination.shown} can target only an interface or an instance.`);
}

function localTarget(row: Route, destination: Destination): RouteTarget | Refusal {
  if (row.Origin === 'CreateRouteTable') return { GatewayId: 'local' };
  return refuse('InvalidParameterValue', `The route ${destination.shown} is not a local route and cannot be reset to the local target.`);
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html: no route to, or inside, these blocks. */
const LINK_LOCAL = ['169.254.168.0/22', 'fd00:ec2::/32'].map(parseCidr);

function checkLinkLocal({ block, shown }: Destination): Refusal | null {
  const reserved = LINK_LOCAL.find((each) => covers(each, block) || (overlaps(each, block) && each.prefix === block.prefix));
  return reserved === undefined
    ? null
    : refuse(
        'InvalidParameterValue',
        `The destination CIDR block ${shown} is within the link-local range ${showCidr(reserved)} reserved for AWS services.`,
      );
}

export const routeOperations = [createRoute, replaceRoute, deleteRoute];
