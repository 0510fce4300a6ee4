/** What VPCs reach beyond themselves through: gateways, addresses, endpoints and peerings. */
import { objectAt, objectsOf } from '../../engine/store.ts';
import { json, leave, name, quoted, ref, run, tagged, type Writing } from './writing.ts';

export function writeGateways(writing: Writing): void {
  const { aws } = writing.world;
  for (const { InternetGatewayId: id, Attachments, Tags } of objectsOf(aws.InternetGateway)) {
    const command = `ec2 create-internet-gateway${tagged(writing, 'internet-gateway', Tags)}`;
    name(writing, { id, prefix: 'IGW', command, query: 'InternetGateway.InternetGatewayId' });
    for (const { VpcId } of Attachments) {
      run(writing, `ec2 attach-internet-gateway --internet-gateway-id ${ref(writing, id)} --vpc-id ${ref(writing, VpcId)}`);
    }
  }
  for (const { EgressOnlyInternetGatewayId: id, Attachments, Tags } of objectsOf(aws.EgressOnlyInternetGateway)) {
    const vpc = ref(writing, Attachments[0]?.VpcId ?? '');
    const command = `ec2 create-egress-only-internet-gateway --vpc-id ${vpc}${tagged(writing, 'egress-only-internet-gateway', Tags)}`;
    name(writing, { id, prefix: 'EIGW', command, query: 'EgressOnlyInternetGateway.EgressOnlyInternetGatewayId' });
  }
  writePeerings(writing);
  writeNatGateways(writing);
  writePrefixLists(writing);
}

/** Both VPCs stand in this account; a side elsewhere would have to accept there. */
function writePeerings(writing: Writing): void {
  for (const { VpcPeeringConnectionId: id, RequesterVpcInfo, AccepterVpcInfo, Status, Tags } of objectsOf(writing.world.aws.VpcPeeringConnection)) {
    const [one, other] = [RequesterVpcInfo.VpcId, AccepterVpcInfo.VpcId];
    const stands = writing.variables.has(one) && writing.variables.has(other);
    if (!stands || (Status.Code !== 'active' && Status.Code !== 'pending-acceptance')) {
      leave(writing, 'VpcPeeringConnection', id);
      continue;
    }
    const sides = `--vpc-id ${ref(writing, one)} --peer-vpc-id ${ref(writing, other)}`;
    const command = `ec2 create-vpc-peering-connection ${sides}${tagged(writing, 'vpc-peering-connection', Tags)}`;
    name(writing, { id, prefix: 'PCX', command, query: 'VpcPeeringConnection.VpcPeeringConnectionId' });
    if (Status.Code === 'active') run(writing, `ec2 accept-vpc-peering-connection --vpc-peering-connection-id ${ref(writing, id)}`);
  }
}

function writeNatGateways(writing: Writing): void {
  const { aws } = writing.world;
  for (const { AllocationId: id, Tags } of objectsOf(aws.Address)) {
    const command = `ec2 allocate-address --domain vpc${tagged(writing, 'elastic-ip', Tags)}`;
    name(writing, { id, prefix: 'EIP', command, query: 'AllocationId' });
  }
  for (const gateway of objectsOf(aws.NatGateway)) {
    const { NatGatewayId: id, SubnetId, State, ConnectivityType, Tags } = gateway;
    const [primary] = gateway.NatGatewayAddresses;
    const allocation = primary?.AllocationId;
    const isPublic = ConnectivityType === 'public';
    const can = (State === 'available' || State === 'pending') && (!isPublic || (allocation !== undefined && writing.variables.has(allocation)));
    if (!can) {
      leave(writing, 'NatGateway', id);
      continue;
    }
    const how = isPublic ? `--allocation-id ${ref(writing, allocation ?? '')}` : '--connectivity-type private';
    const address = primary?.PrivateIp === undefined ? '' : ` --private-ip-address ${primary.PrivateIp}`;
    const command = `ec2 create-nat-gateway --subnet-id ${ref(writing, SubnetId)} ${how}${address}${tagged(writing, 'natgateway', Tags)}`;
    name(writing, { id, prefix: 'NAT', command, query: 'NatGateway.NatGatewayId' });
  }
}

function writePrefixLists(writing: Writing): void {
  for (const list of objectsOf(writing.world.aws.ManagedPrefixList)) {
    // AWS's own lists are there in every account.
    if (list.OwnerId === 'AWS') continue;
    const given = `--prefix-list-name ${quoted(list.PrefixListName)} --address-family ${list.AddressFamily} --max-entries ${list.MaxEntries ?? Math.max(1, list.Entries.length)}`;
    const entries = list.Entries.length === 0 ? '' : ` --entries ${json(writing, list.Entries)}`;
    const command = `ec2 create-managed-prefix-list ${given}${entries}${tagged(writing, 'prefix-list', list.Tags)}`;
    name(writing, { id: list.PrefixListId, prefix: 'PL', command, query: 'PrefixList.PrefixListId' });
  }
}

/** Endpoints come last: gateway endpoints write into route tables, interface endpoints need subnets and groups. */
export function writeEndpoints(writing: Writing): void {
  const { world } = writing;
  for (const endpoint of objectsOf(world.aws.VpcEndpoint)) {
    const { VpcEndpointId: id, VpcEndpointType: type, VpcId, ServiceName, State, PolicyDocument, Groups, PrivateDnsEnabled } = endpoint;
    if (!writing.variables.has(VpcId) || (State !== 'available' && State !== 'pending')) {
      leave(writing, 'VpcEndpoint', id);
      continue;
    }
    const refs = (ids: readonly string[]) => ids.map((each) => ref(writing, each)).join(' ');
    const tables = objectsOf(world.aws.RouteTable).filter(({ Routes }) => Routes.some(({ GatewayId }) => GatewayId === id));
    const subnets = endpoint.NetworkInterfaceIds.flatMap((eni) => objectAt(world.aws.NetworkInterface, eni)?.SubnetId ?? []);
    const groups = Groups.map(({ GroupId }) => GroupId);
    const gateway = tables.length === 0 ? '' : ` --route-table-ids ${refs(tables.map(({ RouteTableId }) => RouteTableId))}`;
    const within = `${subnets.length === 0 ? '' : ` --subnet-ids ${refs(subnets)}`}${groups.length === 0 ? '' : ` --security-group-ids ${refs(groups)}`}`;
    const names = PrivateDnsEnabled ? ' --private-dns-enabled' : ' --no-private-dns-enabled';
    const policy = PolicyDocument === undefined ? '' : ` --policy-document ${quoted(PolicyDocument)}`;
    const base = `ec2 create-vpc-endpoint --vpc-endpoint-type ${type} --vpc-id ${ref(writing, VpcId)} --service-name ${ServiceName}`;
    const command = `${base}${type === 'Gateway' ? gateway : `${within}${names}`}${policy}${tagged(writing, 'vpc-endpoint', endpoint.Tags)}`;
    name(writing, { id, prefix: 'VPCE', command, query: 'VpcEndpoint.VpcEndpointId' });
  }
}
