/** Transit gateways with the VPCs attached to them, their route tables and static routes. */
import type { TransitGateway } from '../../engine/aws/transit-gateway.ts';
import type { TransitGatewayRouteTable } from '../../engine/aws/transit-gateway-route-table.ts';
import { objectsOf } from '../../engine/store.ts';
import { isNamed, json, leave, name, pause, quoted, ref, run, tagged, type Writing } from './writing.ts';

export function writeTransitGateways(writing: Writing): void {
  const { aws, account } = writing.world;
  const own = objectsOf(aws.TransitGateway).filter(({ OwnerId, State }) => OwnerId === account && (State === 'available' || State === 'pending'));
  const foreign = objectsOf(aws.TransitGateway).filter((each) => !own.includes(each));
  for (const { TransitGatewayId } of foreign) leave(writing, 'TransitGateway', TransitGatewayId);
  for (const { TransitGatewayId: id, Description, Options, Tags } of own) {
    const {
      AssociationDefaultRouteTableId: _associated,
      PropagationDefaultRouteTableId: _propagated,
      ...options
    } = Options as object as Record<string, unknown>;
    const description = Description === '' ? '' : ` --description ${quoted(Description)}`;
    const command = `ec2 create-transit-gateway${description} --options ${json(writing, options)}${tagged(writing, 'transit-gateway', Tags)}`;
    name(writing, { id, prefix: 'TGW', command, query: 'TransitGateway.TransitGatewayId' });
  }
  if (own.length > 0) pause(writing, 300);
  writeAttachments(writing);
  const tables = objectsOf(aws.TransitGatewayRouteTable).filter(({ TransitGatewayId }) => isNamed(writing, TransitGatewayId));
  for (const table of tables) nameTable(writing, table);
  for (const table of tables) writeTable(writing, table, own);
}

function writeAttachments(writing: Writing): void {
  let count = 0;
  for (const attachment of objectsOf(writing.world.aws.TransitGatewayVpcAttachment)) {
    const { TransitGatewayAttachmentId: id, TransitGatewayId, VpcId, SubnetIds, Options, State, Tags } = attachment;
    if (!isNamed(writing, TransitGatewayId) || !isNamed(writing, VpcId) || (State !== 'available' && State !== 'pending')) {
      leave(writing, 'TransitGatewayVpcAttachment', id);
      continue;
    }
    const subnets = SubnetIds.map((each) => ref(writing, each)).join(' ');
    const place = `--transit-gateway-id ${ref(writing, TransitGatewayId)} --vpc-id ${ref(writing, VpcId)} --subnet-ids ${subnets}`;
    const command = `ec2 create-transit-gateway-vpc-attachment ${place} --options ${json(writing, Options)}${tagged(writing, 'transit-gateway-attachment', Tags)}`;
    name(writing, { id, prefix: 'ATTACHMENT', command, query: 'TransitGatewayVpcAttachment.TransitGatewayAttachmentId' });
    count += 1;
  }
  if (count > 0) pause(writing, 300);
  for (const { TransitGatewayAttachmentId: id } of objectsOf(writing.world.aws.TransitGatewayPeeringAttachment)) {
    leave(writing, 'TransitGatewayPeeringAttachment', id);
  }
}

function nameTable(writing: Writing, table: TransitGatewayRouteTable): void {
  const { TransitGatewayRouteTableId: id, TransitGatewayId, DefaultAssociationRouteTable, DefaultPropagationRouteTable, Tags } = table;
  const gateway = ref(writing, TransitGatewayId);
  if (DefaultAssociationRouteTable || DefaultPropagationRouteTable) {
    const which = DefaultAssociationRouteTable ? 'default-association-route-table' : 'default-propagation-route-table';
    const command = `ec2 describe-transit-gateway-route-tables --filters Name=transit-gateway-id,Values=${gateway} Name=${which},Values=true`;
    name(writing, { id, prefix: 'TGWRTB', command, query: 'TransitGatewayRouteTables[0].TransitGatewayRouteTableId' });
    return;
  }
  const command = `ec2 create-transit-gateway-route-table --transit-gateway-id ${gateway}${tagged(writing, 'transit-gateway-route-table', Tags)}`;
  name(writing, { id, prefix: 'TGWRTB', command, query: 'TransitGatewayRouteTable.TransitGatewayRouteTableId' });
}

/** What the gateway does by itself for its default table is undone where the world has it otherwise. */
function writeTable(writing: Writing, table: TransitGatewayRouteTable, gateways: readonly TransitGateway[]): void {
  const own = `--transit-gateway-route-table-id ${ref(writing, table.TransitGatewayRouteTableId)}`;
  const options = gateways.find(({ TransitGatewayId }) => TransitGatewayId === table.TransitGatewayId)?.Options;
  const attached = objectsOf(writing.world.aws.TransitGatewayVpcAttachment).filter(
    ({ TransitGatewayId }) => TransitGatewayId === table.TransitGatewayId,
  );
  const named = attached.flatMap(({ TransitGatewayAttachmentId: id }) => (isNamed(writing, id) ? [id] : []));
  const associates = table.DefaultAssociationRouteTable && options?.DefaultRouteTableAssociation === 'enable';
  const propagates = table.DefaultPropagationRouteTable && options?.DefaultRouteTablePropagation === 'enable';
  for (const id of named) {
    const given = `${own} --transit-gateway-attachment-id ${ref(writing, id)}`;
    const [isThere, propagating] = [table.Associations.includes(id), table.Propagations.includes(id)];
    if (isThere && !associates) run(writing, `ec2 associate-transit-gateway-route-table ${given}`);
    if (!isThere && associates) run(writing, `ec2 disassociate-transit-gateway-route-table ${given}`);
    if (propagating && !propagates) run(writing, `ec2 enable-transit-gateway-route-table-propagation ${given}`);
    if (!propagating && propagates) run(writing, `ec2 disable-transit-gateway-route-table-propagation ${given}`);
  }
  for (const { DestinationCidrBlock, TransitGatewayAttachmentId: id } of table.Routes) {
    const to = id === null ? '--blackhole' : `--transit-gateway-attachment-id ${ref(writing, id)}`;
    if (id !== null && !isNamed(writing, id))
      leave(writing, 'TransitGatewayRouteTable', `${table.TransitGatewayRouteTableId} ${DestinationCidrBlock}`);
    else run(writing, `ec2 create-transit-gateway-route ${own} --destination-cidr-block ${DestinationCidrBlock} ${to}`);
  }
}
