/** Operations on route tables and their associations. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateRouteTable.html */
import { lookup, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { describeOperation } from './describe.ts';
import { erase, store } from './effects.ts';
import { find } from './find.ts';
import { mintIds } from './mint-ids.ts';
import { operation } from './operation.ts';
import { checkQuota } from './quotas.ts';
import { dependencyViolation, isRefusal, type Refusal, refuse } from './refusal.ts';
import { type RouteTable, type RouteTableAssociation, routeTable } from './route-table.ts';
import { idOf, string, TAG_SPECIFICATIONS } from './shape.ts';
import { tagsFor } from './tag-input.ts';
import { localRoutesOf } from './vpc-companions.ts';

const describeRouteTables = describeOperation(routeTable, { ko: '라우팅 테이블을 보여 줍니다.', en: 'Shows route tables.' });

const createRouteTable = operation({
  service: 'ec2',
  name: 'CreateRouteTable',
  kind: 'RouteTable',
  writes: true,
  summary: { ko: 'VPC 안에 라우팅 테이블을 만듭니다.', en: 'Creates a route table in a VPC.' },
  members: { TagSpecifications: TAG_SPECIFICATIONS, VpcId: { ...idOf('Vpc'), required: true } },
  run: ({ world, input, as }) => {
    const home = find(world, 'Vpc', input.VpcId);
    if (isRefusal(home)) return home;
    const Tags = tagsFor('route-table', input.TagSpecifications);
    if (isRefusal(Tags)) return Tags;
    const quota = checkQuota('routeTablesPerVpc', lookup(world.aws.RouteTable, 'byVpc', home.VpcId).length + 1);
    if (quota !== null) return quota;
    const minted = mintIds(world, as, ['rtb']);
    const created: RouteTable = {
      RouteTableId: minted.ids[0],
      VpcId: home.VpcId,
      OwnerId: world.account,
      Associations: [],
      Routes: localRoutesOf(home),
      Tags,
    };
    return {
      world: minted.world,
      effects: [store('RouteTable', created)],
      output: { RouteTable: routeTable.describe.show(created, world) },
    };
  },
});

const deleteRouteTable = operation({
  service: 'ec2',
  name: 'DeleteRouteTable',
  kind: 'RouteTable',
  writes: true,
  summary: { ko: '연결이 없는 라우팅 테이블을 지웁니다.', en: 'Deletes a route table that is associated with nothing.' },
  members: { RouteTableId: { ...idOf('RouteTable'), required: true } },
  run: ({ world, input: { RouteTableId } }) => {
    const table = find(world, 'RouteTable', RouteTableId);
    if (isRefusal(table)) return table;
    if (table.Associations.length > 0) {
      const users = table.Associations.map((each) => each.SubnetId ?? each.GatewayId ?? table.VpcId);
      return dependencyViolation(`The routeTable '${RouteTableId}' has dependencies and cannot be deleted.`, users);
    }
    return { effects: [erase('RouteTable', RouteTableId)], output: {} };
  },
});

const associateRouteTable = operation({
  service: 'ec2',
  name: 'AssociateRouteTable',
  kind: 'RouteTable',
  writes: true,
  summary: { ko: '라우팅 테이블을 서브넷이나 게이트웨이에 연결합니다.', en: 'Associates a route table with a subnet or a gateway.' },
  members: { GatewayId: idOf('InternetGateway'), SubnetId: idOf('Subnet'), RouteTableId: { ...idOf('RouteTable'), required: true } },
  run: ({ world, input, as }) => {
    const table = find(world, 'RouteTable', input.RouteTableId);
    if (isRefusal(table)) return table;
    const target = targetOf(world, table, input);
    if (isRefusal(target)) return target;
    const current = associationOf(world, target);
    if (current?.table.RouteTableId === table.RouteTableId) return answered(current.association.RouteTableAssociationId);
    if (current !== null) {
      const id = target.SubnetId ?? target.GatewayId;
      return refuse(
        'Resource.AlreadyAssociated',
        `the specified association for route table ${table.RouteTableId} conflicts with an existing association of ${id}`,
      );
    }
    const minted = mintIds(world, as, ['rtbassoc']);
    const association: RouteTableAssociation = { RouteTableAssociationId: minted.ids[0], Main: false, ...target };
    return {
      ...answered(association.RouteTableAssociationId),
      world: minted.world,
      effects: [store('RouteTable', { ...table, Associations: [...table.Associations, association] })],
    };
  },
});

const disassociateRouteTable = operation({
  service: 'ec2',
  name: 'DisassociateRouteTable',
  kind: 'RouteTable',
  writes: true,
  summary: {
    ko: '라우팅 테이블과 서브넷의 연결을 끊습니다. 서브넷은 기본 라우팅 테이블을 씁니다.',
    en: 'Ends an association; the subnet then uses the main route table.',
  },
  members: { AssociationId: { ...string, required: true } },
  run: ({ world, input: { AssociationId } }) => {
    const held = findAssociation(world, AssociationId);
    if (isRefusal(held)) return held;
    if (held.association.Main) {
      return refuse('InvalidParameterValue', `cannot disassociate the main route table association ${AssociationId}`);
    }
    return { effects: [store('RouteTable', without(held))], output: {} };
  },
});

const replaceRouteTableAssociation = operation({
  service: 'ec2',
  name: 'ReplaceRouteTableAssociation',
  kind: 'RouteTable',
  writes: true,
  summary: {
    ko: '서브넷을 다른 라우팅 테이블로 옮깁니다. 기본 라우팅 테이블도 이것으로 바꿉니다.',
    en: 'Moves a subnet to another route table, or makes another table the main one.',
  },
  members: { AssociationId: { ...string, required: true }, RouteTableId: { ...idOf('RouteTable'), required: true } },
  run: ({ world, input, as }) => {
    const held = findAssociation(world, input.AssociationId);
    if (isRefusal(held)) return held;
    const table = find(world, 'RouteTable', input.RouteTableId);
    if (isRefusal(table)) return table;
    if (table.VpcId !== held.table.VpcId) return differentNetworks(table, held.association.SubnetId ?? held.table.RouteTableId);
    const minted = mintIds(world, as, ['rtbassoc']);
    const association = { ...held.association, RouteTableAssociationId: minted.ids[0] };
    const left = without(held);
    const base = table.RouteTableId === left.RouteTableId ? left : table;
    return {
      world: minted.world,
      effects: [store('RouteTable', left), store('RouteTable', { ...base, Associations: [...base.Associations, association] })],
      output: { NewAssociationId: association.RouteTableAssociationId, AssociationState: { State: 'associated' } },
    };
  },
});

type Target = { readonly SubnetId?: string; readonly GatewayId?: string };
type Held = { readonly table: RouteTable; readonly association: RouteTableAssociation };

function targetOf(
  world: World,
  table: RouteTable,
  input: { readonly GatewayId?: string | undefined; readonly SubnetId?: string | undefined },
): Target | Refusal {
  const { GatewayId, SubnetId } = input;
  if (SubnetId !== undefined && GatewayId !== undefined) {
    return refuse('InvalidParameterCombination', 'The request must contain exactly one of subnetId, gatewayId.');
  }
  if (SubnetId !== undefined) {
    const subnet = find(world, 'Subnet', SubnetId);
    if (isRefusal(subnet)) return subnet;
    return subnet.VpcId === table.VpcId ? { SubnetId } : differentNetworks(table, SubnetId);
  }
  if (GatewayId === undefined) return refuse('MissingParameter', 'The request must contain exactly one of subnetId, gatewayId.');
  const gateway = find(world, 'InternetGateway', GatewayId);
  if (isRefusal(gateway)) return gateway;
  return gateway.Attachments.some((attachment) => attachment.VpcId === table.VpcId) ? { GatewayId } : differentNetworks(table, GatewayId);
}

function differentNetworks(table: RouteTable, id: string): Refusal {
  const what = id.startsWith('subnet-') ? 'subnet' : id.startsWith('rtb-') ? 'route table' : 'network gateway';
  return refuse('InvalidParameterValue', `route table ${table.RouteTableId} and ${what} ${id} belong to different networks`);
}

function associationOf(world: World, target: Target): Held | null {
  const tables = target.SubnetId === undefined ? objectsOf(world.aws.RouteTable) : lookup(world.aws.RouteTable, 'bySubnet', target.SubnetId);
  return heldBy(tables, (each) => (target.SubnetId === undefined ? each.GatewayId === target.GatewayId : each.SubnetId === target.SubnetId));
}

function findAssociation(world: World, AssociationId: string): Held | Refusal {
  const held = heldBy(objectsOf(world.aws.RouteTable), (each) => each.RouteTableAssociationId === AssociationId);
  return held ?? refuse('InvalidAssociationID.NotFound', `The association ID '${AssociationId}' does not exist`);
}

function heldBy(tables: readonly RouteTable[], matches: (association: RouteTableAssociation) => boolean): Held | null {
  for (const table of tables) {
    const association = table.Associations.find(matches);
    if (association !== undefined) return { table, association };
  }
  return null;
}

function without({ table, association }: Held): RouteTable {
  return { ...table, Associations: table.Associations.filter((each) => each !== association) };
}

function answered(AssociationId: string) {
  return { output: { AssociationId, AssociationState: { State: 'associated' } } };
}

export const routeTableOperations = [
  describeRouteTables,
  createRouteTable,
  deleteRouteTable,
  associateRouteTable,
  disassociateRouteTable,
  replaceRouteTableAssociation,
];
