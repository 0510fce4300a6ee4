/** The members that AWS's describe operations print for gateways, endpoints, peerings, VPNs and load balancers. */
import type {
  Address,
  CustomerGateway,
  EgressOnlyInternetGateway,
  ManagedPrefixList,
  NatGateway,
  PrefixList,
  TransitGateway,
  TransitGatewayAttachment,
  TransitGatewayPeeringAttachment,
  TransitGatewayRouteTable,
  TransitGatewayVpcAttachment,
  VpcEndpoint,
  VpcPeeringConnection,
  VpnConnection,
  VpnGateway,
} from '@aws-sdk/client-ec2';
import { of } from './members.ts';

export const GATEWAY_MEMBERS = {
  NatGateway: [
    ...of<NatGateway>()('CreateTime', 'DeleteTime', 'FailureCode', 'FailureMessage', 'NatGatewayAddresses', 'NatGatewayId', 'ProvisionedBandwidth'),
    ...of<NatGateway>()('State', 'SubnetId', 'VpcId', 'Tags', 'ConnectivityType'),
  ],
  Address: [
    ...of<Address>()('AllocationId', 'AssociationId', 'Domain', 'InstanceId', 'NetworkInterfaceId', 'NetworkInterfaceOwnerId', 'PrivateIpAddress'),
    ...of<Address>()('PublicIp', 'PublicIpv4Pool', 'NetworkBorderGroup', 'Tags', 'CustomerOwnedIp', 'CustomerOwnedIpv4Pool', 'CarrierIp'),
  ],
  EgressOnlyInternetGateway: of<EgressOnlyInternetGateway>()('Attachments', 'EgressOnlyInternetGatewayId', 'Tags'),
  // `Cidrs` as describe-prefix-lists prints them; `Entries` as get-managed-prefix-list-entries does.
  PrefixList: [
    ...of<PrefixList>()('Cidrs', 'PrefixListId', 'PrefixListName'),
    ...of<ManagedPrefixList>()('AddressFamily', 'State', 'StateMessage', 'PrefixListArn', 'MaxEntries', 'Version', 'Tags', 'OwnerId'),
    'Entries',
  ],
  VpcEndpoint: [
    ...of<VpcEndpoint>()('VpcEndpointId', 'VpcEndpointType', 'VpcId', 'ServiceName', 'State', 'PolicyDocument', 'RouteTableIds', 'SubnetIds'),
    ...of<VpcEndpoint>()('Groups', 'IpAddressType', 'DnsOptions', 'PrivateDnsEnabled', 'RequesterManaged', 'NetworkInterfaceIds', 'DnsEntries'),
    ...of<VpcEndpoint>()('CreationTimestamp', 'Tags', 'OwnerId', 'LastError'),
  ],
  VpcPeeringConnection: [
    ...of<VpcPeeringConnection>()('AccepterVpcInfo', 'ExpirationTime', 'RequesterVpcInfo', 'Status', 'Tags', 'VpcPeeringConnectionId'),
  ],
  TransitGateway: [
    ...of<TransitGateway>()('TransitGatewayId', 'TransitGatewayArn', 'State', 'OwnerId', 'Description', 'CreationTime', 'Options', 'Tags'),
  ],
  TransitGatewayAttachment: [
    ...of<TransitGatewayAttachment>()('TransitGatewayAttachmentId', 'TransitGatewayId', 'TransitGatewayOwnerId', 'ResourceOwnerId', 'ResourceType'),
    ...of<TransitGatewayAttachment>()('ResourceId', 'State', 'Association', 'CreationTime', 'Tags'),
  ],
  TransitGatewayVpcAttachment: [
    ...of<TransitGatewayVpcAttachment>()('TransitGatewayAttachmentId', 'TransitGatewayId', 'VpcId', 'VpcOwnerId', 'State', 'SubnetIds'),
    ...of<TransitGatewayVpcAttachment>()('CreationTime', 'Options', 'Tags'),
  ],
  TransitGatewayPeeringAttachment: [
    ...of<TransitGatewayPeeringAttachment>()('TransitGatewayAttachmentId', 'AccepterTransitGatewayAttachmentId', 'RequesterTgwInfo'),
    ...of<TransitGatewayPeeringAttachment>()('AccepterTgwInfo', 'Options', 'Status', 'State', 'CreationTime', 'Tags'),
  ],
  TransitGatewayRouteTable: [
    ...of<TransitGatewayRouteTable>()('TransitGatewayRouteTableId', 'TransitGatewayId', 'State', 'DefaultAssociationRouteTable'),
    ...of<TransitGatewayRouteTable>()('DefaultPropagationRouteTable', 'CreationTime', 'Tags'),
  ],
  VpnGateway: [...of<VpnGateway>()('AmazonSideAsn', 'AvailabilityZone', 'State', 'Tags', 'Type', 'VpcAttachments', 'VpnGatewayId')],
  CustomerGateway: [
    ...of<CustomerGateway>()('CertificateArn', 'DeviceName', 'Tags', 'BgpAsnExtended', 'CustomerGatewayId', 'State', 'Type', 'IpAddress', 'BgpAsn'),
  ],
  VpnConnection: [
    ...of<VpnConnection>()('Category', 'TransitGatewayId', 'CoreNetworkArn', 'CoreNetworkAttachmentArn', 'GatewayAssociationState', 'Options'),
    ...of<VpnConnection>()('Routes', 'Tags', 'VgwTelemetry', 'VpnConnectionId', 'State', 'CustomerGatewayConfiguration', 'Type', 'CustomerGatewayId'),
    ...of<VpnConnection>()('VpnGatewayId'),
    // Of Options, for lists that leave that level out.
    'StaticRoutesOnly',
  ],
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancer.html
  LoadBalancer: [
    ...['LoadBalancerArn', 'DNSName', 'CanonicalHostedZoneId', 'CreatedTime', 'LoadBalancerName', 'Scheme', 'VpcId', 'State', 'Type'],
    ...['AvailabilityZones', 'SecurityGroups', 'IpAddressType', 'CustomerOwnedIpv4Pool', 'EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic'],
    ...['EnablePrefixForIpv6SourceNat', 'IpamPools'],
  ],
  Attributes: ['LoadBalancerArn', 'TargetGroupArn', 'Attributes'],
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Listener.html
  Listener: [
    ...['ListenerArn', 'LoadBalancerArn', 'Port', 'Protocol', 'Certificates', 'SslPolicy', 'DefaultActions', 'AlpnPolicy', 'MutualAuthentication'],
  ],
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroup.html
  TargetGroup: [
    ...['TargetGroupArn', 'TargetGroupName', 'Protocol', 'Port', 'VpcId', 'HealthCheckProtocol', 'HealthCheckPort', 'HealthCheckEnabled'],
    ...['HealthCheckIntervalSeconds', 'HealthCheckTimeoutSeconds', 'HealthyThresholdCount', 'UnhealthyThresholdCount', 'HealthCheckPath', 'Matcher'],
    ...['LoadBalancerArns', 'TargetType', 'ProtocolVersion', 'IpAddressType', 'TargetControlPort'],
  ],
} as const;
