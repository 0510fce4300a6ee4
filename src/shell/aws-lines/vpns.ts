/** Virtual private gateways, customer gateways and the VPN connections between them. */
import { objectsOf } from '../../engine/store.ts';
import { isNamed, leave, name, ref, run, tagged, type Writing } from './writing.ts';

export function writeVpns(writing: Writing): void {
  const { aws } = writing.world;
  for (const { VpnGatewayId: id, State, AmazonSideAsn, VpcAttachments, Tags } of objectsOf(aws.VpnGateway)) {
    if (State !== 'available') continue;
    const command = `ec2 create-vpn-gateway --type ipsec.1 --amazon-side-asn ${AmazonSideAsn}${tagged(writing, 'vpn-gateway', Tags)}`;
    name(writing, { id, prefix: 'VGW', command, query: 'VpnGateway.VpnGatewayId' });
    const attached = VpcAttachments.find((each) => each.State === 'attached');
    if (isNamed(writing, attached?.VpcId))
      run(writing, `ec2 attach-vpn-gateway --vpn-gateway-id ${ref(writing, id)} --vpc-id ${ref(writing, attached.VpcId)}`);
  }
  for (const { CustomerGatewayId: id, State, IpAddress, BgpAsn, Tags } of objectsOf(aws.CustomerGateway)) {
    if (State !== 'available') continue;
    const command = `ec2 create-customer-gateway --type ipsec.1 --ip-address ${IpAddress} --bgp-asn ${BgpAsn}${tagged(writing, 'customer-gateway', Tags)}`;
    name(writing, { id, prefix: 'CGW', command, query: 'CustomerGateway.CustomerGatewayId' });
  }
  for (const { VpnConnectionId: id, State, VpnGatewayId, CustomerGatewayId, Options, Routes, Tags } of objectsOf(aws.VpnConnection)) {
    if (State === 'deleted' || State === 'deleting') continue;
    if (!isNamed(writing, VpnGatewayId) || !isNamed(writing, CustomerGatewayId)) {
      leave(writing, 'VpnConnection', id);
      continue;
    }
    const ends = `--vpn-gateway-id ${ref(writing, VpnGatewayId)} --customer-gateway-id ${ref(writing, CustomerGatewayId)}`;
    const routing = Options.StaticRoutesOnly ? ' --options StaticRoutesOnly=true' : '';
    const command = `ec2 create-vpn-connection --type ipsec.1 ${ends}${routing}${tagged(writing, 'vpn-connection', Tags)}`;
    name(writing, { id, prefix: 'VPN', command, query: 'VpnConnection.VpnConnectionId' });
    if (State === 'available') run(writing, `ec2 wait vpn-connection-available --vpn-connection-ids ${ref(writing, id)}`);
    if (!Options.StaticRoutesOnly) continue;
    for (const { DestinationCidrBlock } of Routes) {
      run(writing, `ec2 create-vpn-connection-route --vpn-connection-id ${ref(writing, id)} --destination-cidr-block ${DestinationCidrBlock}`);
    }
  }
}
