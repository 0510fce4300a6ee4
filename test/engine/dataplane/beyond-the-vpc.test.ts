import { describe, it } from 'vitest';
import { expectTrace } from '../../support/expect-trace.ts';
import { at, awsWorld, INTERNET, id, peering, vpc } from '../../support/vpc-world.ts';

const S3 = 'pl-68a54001';

describe('a gateway endpoint', () => {
  const endpoint = (subnet: string) => ({
    VpcEndpoints: [
      {
        VpcEndpointId: id('vpce', 's3'),
        VpcEndpointType: 'Gateway',
        VpcId: id('vpc', 'a'),
        ServiceName: 'com.amazonaws.us-west-2.s3',
        RouteTableIds: [id('rtb', subnet)],
      },
    ],
  });
  const world = awsWorld([
    vpc('a', { block: '10.1.0.0/16', internet: false, subnets: { a1: { block: '10.1.1.0/24', hosts: ['10.1.1.10'] } } }),
    endpoint('a1'),
  ]);

  it('carries what its prefix list covers, without a gateway to the internet', () => {
    expectTrace(world, at('10.1.1.10'), 'ip:52.218.128.5:443')
      .answers()
      .passes('gateway-endpoint')
      .avoids('internet-gateway', 'internet')
      .sees('10.1.1.10');
    expectTrace(world, at('10.1.1.10'), 'ip:198.51.100.80:443').fails('timed-out', 'NO_ROUTE_TO_DESTINATION');
  });

  it('takes TCP and ICMP echo only', () => {
    expectTrace(world, at('10.1.1.10'), 'ip:52.218.128.5:443', 'udp').fails('timed-out', 'VPCE_GATEWAY_PROTOCOL_RESTRICTION');
  });

  it('wins over the default route by its longer prefixes', () => {
    const routes = { '0.0.0.0/0': { GatewayId: id('igw', 'a') }, [S3]: { GatewayId: id('vpce', 's3') } };
    const both = awsWorld([
      vpc('a', { block: '10.1.0.0/16', subnets: { a1: { block: '10.1.1.0/24', routes, hosts: ['10.1.1.10/198.18.0.9'] } } }),
      endpoint('a1'),
    ]);
    expectTrace(both, at('10.1.1.10'), 'ip:52.218.128.5:443').passes('gateway-endpoint');
    expectTrace(both, at('10.1.1.10'), 'ip:198.51.100.80:443').answers().passes('internet-gateway');
  });

  it('is of no use over a peering', () => {
    const pcx = { VpcPeeringConnectionId: id('pcx', 'ab') };
    const far = vpc('b', { block: '10.2.0.0/16', subnets: { b1: { block: '10.2.1.0/24', routes: { '0.0.0.0/0': pcx }, hosts: ['10.2.1.10'] } } });
    const near = vpc('a', { block: '10.1.0.0/16', subnets: { a1: { block: '10.1.1.0/24', routes: { '10.2.0.0/16': pcx } } } });
    expectTrace(awsWorld([near, far, endpoint('a1'), peering('ab', 'a', 'b')]), at('10.2.1.10'), 'ip:52.218.128.5:443').fails(
      'timed-out',
      'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR',
    );
  });
});

describe('an interface endpoint', () => {
  const lab = (Groups: readonly object[]) => {
    const closed = { GroupId: id('sg', 'closed'), GroupName: 'closed', VpcId: id('vpc', 'a'), IpPermissions: [] };
    const eni = {
      NetworkInterfaceId: id('eni', 'ec2'),
      SubnetId: id('subnet', 'a2'),
      PrivateIpAddress: '10.1.2.50',
      InterfaceType: 'vpc_endpoint',
      Groups,
    };
    const endpoint = {
      VpcEndpointId: id('vpce', 'ec2'),
      VpcEndpointType: 'Interface',
      VpcId: id('vpc', 'a'),
      ServiceName: 'com.amazonaws.us-west-2.ec2',
      NetworkInterfaceIds: [id('eni', 'ec2')],
    };
    const subnets = { a1: { block: '10.1.1.0/24', hosts: ['10.1.1.10'] }, a2: { block: '10.1.2.0/24' } };
    return awsWorld([
      vpc('a', { block: '10.1.0.0/16', internet: false, subnets }),
      { SecurityGroups: [closed], NetworkInterfaces: [eni], VpcEndpoints: [endpoint] },
    ]);
  };

  it('answers on TCP 443 at its interface, with no route to add', () => {
    expectTrace(lab([{ GroupId: id('sg', 'a') }]), at('10.1.1.10'), 'ip:10.1.2.50:443')
      .answers()
      .says('ENI_OF_ENDPOINT');
    expectTrace(lab([{ GroupId: id('sg', 'a') }]), at('10.1.1.10'), 'ip:10.1.2.50:80').fails('refused', 'NO_LISTENER');
  });

  it('stands behind its own security group', () => {
    expectTrace(lab([{ GroupId: id('sg', 'closed') }]), at('10.1.1.10'), 'ip:10.1.2.50:443').fails('timed-out', 'ENI_SG_RULES_MISMATCH');
  });
});

describe('a virtual private gateway', () => {
  const OFFICE = { name: 'office', router: '203.0.113.1', cidrs: ['172.20.0.0/16'] };
  const server = { name: 'db', address: '172.20.0.5', listeners: [{ protocol: 'tcp', port: 5432, serves: 'nothing' }] } as const;
  const outside = { ...INTERNET, hosts: [...INTERNET.hosts, server], networks: [OFFICE] };
  const vgw = { GatewayId: id('vgw', 'g') };
  const lab = (routes: object, connection: object = {}) =>
    awsWorld(
      [
        vpc('a', { block: '10.1.0.0/16', subnets: { a1: { block: '10.1.1.0/24', routes: routes as never, hosts: ['10.1.1.10/198.18.0.9'] } } }),
        {
          VpnGateways: [{ VpnGatewayId: id('vgw', 'g'), VpcAttachments: [{ VpcId: id('vpc', 'a'), State: 'attached' }] }],
          CustomerGateways: [{ CustomerGatewayId: id('cgw', 'c'), IpAddress: OFFICE.router }],
          VpnConnections: [{ VpnConnectionId: id('vpn', 'v'), CustomerGatewayId: id('cgw', 'c'), VpnGatewayId: id('vgw', 'g'), ...connection }],
        },
      ],
      outside,
    );

  it('joins a VPC and a network on premises both ways', () => {
    const world = lab({ '172.20.0.0/16': vgw });
    expectTrace(world, at('10.1.1.10'), 'ip:172.20.0.5:5432').answers().passes('virtual-private-gateway', 'on-premises-router').sees('10.1.1.10');
    expectTrace(world, 'ip:172.20.0.5', 'ip:10.1.1.10', 'icmp').answers().sees('172.20.0.5');
  });

  it('enters the whole VPC range, but the reply needs a route back', () => {
    expectTrace(lab({}), 'ip:172.20.0.5', 'ip:10.1.1.10', 'icmp').says('ECHO_ANSWERED').fails('timed-out', 'NO_ROUTE_TO_DESTINATION');
    expectTrace(lab({}), 'ip:172.20.0.5', 'ip:10.1.9.1', 'icmp').fails('timed-out', 'NO_POSSIBLE_DESTINATION');
  });

  it('does not carry public addresses of the VPC', () => {
    expectTrace(lab({ '0.0.0.0/0': vgw }), 'ip:172.20.0.5', 'ip:198.18.0.9', 'icmp').fails('timed-out', 'ON_PREMISES_HAS_NO_ROUTE');
  });

  it('knows static routes, or what the router announces', () => {
    const fixed = { Options: { StaticRoutesOnly: true }, Routes: [{ DestinationCidrBlock: '172.21.0.0/16' }] };
    expectTrace(lab({ '0.0.0.0/0': vgw }, fixed), at('10.1.1.10'), 'ip:172.20.0.5:5432').fails('timed-out', 'VPN_HAS_NO_ROUTE');
  });

  it('takes either tunnel that is up, and none when both are down', () => {
    const tunnels = (...states: string[]) => ({
      VgwTelemetry: states.map((Status, index) => ({ OutsideIpAddress: `203.0.113.${50 + index}`, Status })),
    });
    expectTrace(lab({ '172.20.0.0/16': vgw }, tunnels('UP', 'UP')), at('10.1.1.10'), 'ip:172.20.0.5:5432')
      .branches(2)
      .answers()
      .answeredShare('1');
    expectTrace(lab({ '172.20.0.0/16': vgw }, tunnels('UP', 'DOWN')), at('10.1.1.10'), 'ip:172.20.0.5:5432')
      .branches(1)
      .answers();
    expectTrace(lab({ '172.20.0.0/16': vgw }, tunnels('DOWN', 'DOWN')), at('10.1.1.10'), 'ip:172.20.0.5:5432').fails('timed-out', 'BAD_STATE_VPN');
  });
});

describe('IPv6', () => {
  const [WEB, CLIENT] = ['ip:[2001:db8:ffff::80]:443', 'internet:2001:db8:ffff::80'];
  const lab = (target: object, acl?: readonly object[]) =>
    awsWorld([
      vpc('a', {
        block: '10.1.0.0/16',
        ipv6: '2600:1f14:1::/56',
        subnets: {
          a1: {
            block: '10.1.1.0/24',
            ipv6: '2600:1f14:1:1::/64',
            routes: { '::/0': target as never },
            hosts: ['10.1.1.10/2600:1f14:1:1::10'],
            ...(acl === undefined ? {} : { acl }),
          },
        },
      }),
      { EgressOnlyInternetGateways: [{ EgressOnlyInternetGatewayId: id('eigw', 'e'), Attachments: [{ VpcId: id('vpc', 'a') }] }] },
    ]);
  const egressOnly = { EgressOnlyInternetGatewayId: id('eigw', 'e') };
  const igw = { GatewayId: id('igw', 'a') };

  it('is reachable from the internet with a route to an internet gateway, and never translated', () => {
    expectTrace(lab(igw), CLIENT, 'ip:[2600:1f14:1:1::10]', 'icmp').answers().sees('2001:db8:ffff::80');
    expectTrace(lab(igw), at('10.1.1.10'), WEB).answers().sees('2600:1f14:1:1::10');
  });

  it('gets out and not in by an egress-only internet gateway', () => {
    expectTrace(lab(egressOnly), at('10.1.1.10'), WEB).answers().passes('egress-only-internet-gateway').sees('2600:1f14:1:1::10');
    expectTrace(lab(egressOnly), CLIENT, 'ip:[2600:1f14:1:1::10]', 'icmp').fails('timed-out', 'EIGW_REJECTS_UNSOLICITED');
  });

  it('is routed apart from IPv4', () => {
    expectTrace(lab(igw), at('10.1.1.10'), 'ip:198.51.100.80:443').fails('timed-out', 'NO_ROUTE_TO_DESTINATION');
  });

  it('meets entries of a network ACL that are written for it', () => {
    const entry = (more: object) => ({ RuleNumber: 100, RuleAction: 'allow', Protocol: '-1', ...more });
    const four = [entry({ Egress: true, CidrBlock: '0.0.0.0/0' }), entry({ Egress: false, CidrBlock: '0.0.0.0/0' })];
    expectTrace(lab(igw, four), at('10.1.1.10'), WEB).fails('timed-out', 'SUBNET_ACL_EGRESS_RESTRICTION');
    const six = [entry({ RuleNumber: 101, Egress: true, Ipv6CidrBlock: '::/0' }), entry({ RuleNumber: 101, Egress: false, Ipv6CidrBlock: '::/0' })];
    expectTrace(lab(igw, [...four, ...six]), at('10.1.1.10'), WEB).answers();
  });
});

describe('an internet gateway', () => {
  it('sends nothing to private addresses', () => {
    const routes = { '0.0.0.0/0': { GatewayId: id('igw', 'a') } };
    const world = awsWorld([vpc('a', { block: '10.1.0.0/16', subnets: { a1: { block: '10.1.1.0/24', routes, hosts: ['10.1.1.10/198.18.0.9'] } } })]);
    expectTrace(world, at('10.1.1.10'), 'ip:172.16.0.1', 'icmp').fails('timed-out', 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS');
    expectTrace(world, at('10.1.1.10'), 'ip:100.64.0.1', 'icmp').fails('timed-out', 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS');
  });

  it('follows the route table that is associated with it', () => {
    const routes = { '0.0.0.0/0': { GatewayId: id('igw', 'a') } };
    const subnets = {
      a1: { block: '10.1.1.0/24', routes, hosts: ['10.1.1.10/198.18.0.9'] },
      a2: { block: '10.1.2.0/24', routes, hosts: ['10.1.2.20'] },
    };
    const table = {
      RouteTableId: id('rtb', 'edge'),
      VpcId: id('vpc', 'a'),
      Associations: [{ GatewayId: id('igw', 'a') }],
      Routes: [{ DestinationCidrBlock: '10.1.1.0/24', NetworkInterfaceId: id('eni', '10.1.2.20') }],
    };
    const world = awsWorld([vpc('a', { block: '10.1.0.0/16', subnets }), { RouteTables: [table] }]);
    // An appliance has its source/destination check off; this instance has not.
    expectTrace(world, 'internet', 'ip:198.18.0.9', 'icmp').says('HANDED_TO_INTERFACE').fails('timed-out', 'ENI_SOURCE_DEST_CHECK_RESTRICTION');
  });
});
