import { describe, expect, it } from 'vitest';
import { typistAt } from '../journeys/typist.ts';
import { emptyWorld } from '../support/empty-world.ts';

const OFFICE = { name: 'office', router: '203.0.113.10', cidrs: ['192.168.0.0/16'], announces: ['192.168.0.0/16'] };

/** Somebody with a VPC to which a virtual private gateway is attached, and an office behind a router. */
function account(options = '') {
  const empty = emptyWorld();
  const outside = {
    ...empty.outside,
    networks: [OFFICE],
    hosts: [...empty.outside.hosts, { name: 'printer', address: '192.168.1.9', listeners: [] }],
  };
  const typist = typistAt({ ...empty, outside });
  const { type, tries } = typist;
  type('VPC=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)');
  type('MAIN=$(aws ec2 describe-route-tables --query "RouteTables[0].RouteTableId" --output text)');
  type('VGW=$(aws ec2 create-vpn-gateway --type ipsec.1 --query VpnGateway.VpnGatewayId --output text)');
  type('aws ec2 attach-vpn-gateway --vpn-gateway-id $VGW --vpc-id $VPC');
  type(
    `CGW=$(aws ec2 create-customer-gateway --type ipsec.1 --ip-address ${OFFICE.router} --bgp-asn 65010 --query CustomerGateway.CustomerGatewayId --output text)`,
  );
  type(
    `VPN=$(aws ec2 create-vpn-connection --type ipsec.1 --vpn-gateway-id $VGW --customer-gateway-id $CGW ${options} --query VpnConnection.VpnConnectionId --output text)`,
  );
  const rows = () =>
    type('aws ec2 describe-route-tables --query "RouteTables[0].Routes[].[DestinationCidrBlock,GatewayId,Origin,State]" --output text').replaceAll(
      type('echo $VGW'),
      'vgw',
    );
  const refusal = (line: string) => /\((\w+(?:\.\w+)?)\)/.exec(tries(line).stderr)?.[1];
  return { ...typist, rows, refusal };
}

const LOCAL = '10.0.0.0/16\tlocal\tCreateRouteTable\tactive';

describe('a VPN connection', () => {
  it('of dynamic routing propagates what the router on premises announces, once it is available', () => {
    const { type, rows } = account();
    type('aws ec2 enable-vgw-route-propagation --gateway-id $VGW --route-table-id $MAIN');
    expect(rows()).toBe(LOCAL);
    type('aws ec2 wait vpn-connection-available --vpn-connection-ids $VPN');
    expect(rows()).toBe(`${LOCAL}\n192.168.0.0/16\tvgw\tEnableVgwRoutePropagation\tactive`);
    expect(type('aws ec2 describe-route-tables --query "RouteTables[0].PropagatingVgws[0].GatewayId" --output text')).toBe(type('echo $VGW'));
    expect(type('aws ec2 describe-vpn-connections --query "VpnConnections[0].VgwTelemetry[].Status" --output text')).toBe('UP\tUP');
    type('aws ec2 disable-vgw-route-propagation --gateway-id $VGW --route-table-id $MAIN');
    expect(rows()).toBe(LOCAL);
  });

  it('of static routing propagates the routes that it is given; a made route stands beside them', () => {
    const { type, rows, refusal } = account('--options StaticRoutesOnly=true');
    type('aws ec2 wait vpn-connection-available --vpn-connection-ids $VPN');
    type('aws ec2 enable-vgw-route-propagation --gateway-id $VGW --route-table-id $MAIN');
    type('aws ec2 create-vpn-connection-route --vpn-connection-id $VPN --destination-cidr-block 192.168.1.0/24');
    expect(rows()).toBe(`${LOCAL}\n192.168.1.0/24\tvgw\tEnableVgwRoutePropagation\tactive`);
    type('aws ec2 create-route --route-table-id $MAIN --destination-cidr-block 192.168.1.0/24 --gateway-id $VGW');
    type('aws ec2 delete-route --route-table-id $MAIN --destination-cidr-block 192.168.1.0/24');
    type('aws ec2 delete-vpn-connection-route --vpn-connection-id $VPN --destination-cidr-block 192.168.1.0/24');
    expect(rows()).toBe(LOCAL);
    expect(refusal('aws ec2 delete-vpn-connection-route --vpn-connection-id $VPN --destination-cidr-block 192.168.1.0/24')).toBe(
      'InvalidRoute.NotFound',
    );
  });

  it('joins the VPC and the office: ping goes through, and back', () => {
    const { type } = account();
    type('SUBNET=$(aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.0.0.0/24 --query Subnet.SubnetId --output text)');
    const image = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';
    type(
      `I=$(aws ec2 run-instances --image-id ${image} --instance-type t3.micro --subnet-id $SUBNET --query 'Instances[0].InstanceId' --output text)`,
    );
    type('aws ec2 enable-vgw-route-propagation --gateway-id $VGW --route-table-id $MAIN');
    type('aws ec2 wait vpn-connection-available --vpn-connection-ids $VPN');
    expect(type('node $I -- ping -c 1 192.168.1.9')).toContain('1 packets transmitted, 1 received');
  });

  it('is refused with the codes of EC2', () => {
    const { type, refusal } = account();
    expect(refusal('aws ec2 create-vpn-connection-route --vpn-connection-id $VPN --destination-cidr-block 192.168.1.0/24')).toBe(
      'InvalidVpnConnection.InvalidType',
    );
    expect(refusal('aws ec2 create-vpn-connection --type ipsec.1 --vpn-gateway-id $VGW --customer-gateway-id $CGW')).toBe(
      'InvalidCustomerGateway.DuplicateIpAddress',
    );
    expect(refusal('aws ec2 delete-vpn-gateway --vpn-gateway-id $VGW')).toBe('IncorrectState');
    expect(refusal('aws ec2 delete-customer-gateway --customer-gateway-id $CGW')).toBe('IncorrectState');
    expect(refusal('aws ec2 delete-vpc --vpc-id $VPC')).toBe('DependencyViolation');
    expect(refusal('aws ec2 delete-vpn-gateway --vpn-gateway-id vgw-0123456789abcdef0')).toBe('InvalidVpnGatewayID.NotFound');
    expect(refusal('aws ec2 delete-customer-gateway --customer-gateway-id cgw-0123abcd')).toBe('InvalidCustomerGatewayID.NotFound');
    expect(refusal('aws ec2 delete-vpn-connection --vpn-connection-id vpn-0123abcd')).toBe('InvalidVpnConnectionID.NotFound');
    type('aws ec2 create-vpc --cidr-block 10.1.0.0/16');
    type('OTHER=$(aws ec2 describe-vpcs --filters Name=cidr,Values=10.1.0.0/16 --query "Vpcs[0].VpcId" --output text)');
    expect(refusal('aws ec2 detach-vpn-gateway --vpn-gateway-id $VGW --vpc-id $OTHER')).toBe('InvalidVpnGatewayAttachment.NotFound');
    expect(refusal('aws ec2 attach-vpn-gateway --vpn-gateway-id $VGW --vpc-id $OTHER')).toBe('VpnGatewayAttachmentLimitExceeded');
    type('T=$(aws ec2 describe-route-tables --filters Name=vpc-id,Values=$OTHER --query "RouteTables[0].RouteTableId" --output text)');
    expect(refusal('aws ec2 enable-vgw-route-propagation --gateway-id $VGW --route-table-id $T')).toBe('Gateway.NotAttached');
  });

  it('is taken down in order: connection, attachment, gateways', () => {
    const { type } = account();
    type('aws ec2 wait vpn-connection-available --vpn-connection-ids $VPN');
    type('aws ec2 delete-vpn-connection --vpn-connection-id $VPN');
    type('aws ec2 wait vpn-connection-deleted --vpn-connection-ids $VPN');
    type('aws ec2 detach-vpn-gateway --vpn-gateway-id $VGW --vpc-id $VPC');
    type('aws ec2 delete-vpn-gateway --vpn-gateway-id $VGW');
    type('aws ec2 delete-customer-gateway --customer-gateway-id $CGW');
    expect(type('aws ec2 describe-customer-gateways --query "CustomerGateways[].State" --output text')).toBe('deleted');
    expect(type('aws ec2 describe-vpn-gateways --query "VpnGateways[].State" --output text')).toBe('deleted');
    type('aws ec2 delete-vpc --vpc-id $VPC');
  });
});
