import { describe, expect, it } from 'vitest';
import type { World } from '../../../src/engine/world.ts';
import type { Session } from '../../../src/shell/session.ts';
import { expectTrace } from '../../support/expect-trace.ts';
import { entered, printed } from '../../support/lattice-world.ts';
import { awsWorld, id, vpc } from '../../support/vpc-world.ts';

const HOST: Session['origin'] = { from: 'instance', InstanceId: id('i', '10.1.1.10') };
const OFFICE: Session['origin'] = { from: 'outside', address: '172.20.0.9' };

/** A VPC joined to an office by a VPN; the office has a DNS server that knows a name of its own. */
function lab(): World {
  const vgw = { GatewayId: id('vgw', 'a') };
  const lists = [
    vpc('a', {
      block: '10.1.0.0/16',
      internet: false,
      subnets: {
        a1: { block: '10.1.1.0/24', zone: 'us-west-2a', routes: { '172.20.0.0/16': vgw }, hosts: ['10.1.1.10'] },
        a2: { block: '10.1.2.0/24', zone: 'us-west-2b', routes: { '172.20.0.0/16': vgw } },
      },
    }),
    {
      VpnGateways: [{ VpnGatewayId: id('vgw', 'a'), VpcAttachments: [{ VpcId: id('vpc', 'a'), State: 'attached' }] }],
      CustomerGateways: [{ CustomerGatewayId: id('cgw', 'a'), IpAddress: '198.51.100.1' }],
      VpnConnections: [
        {
          VpnConnectionId: id('vpn', 'a'),
          VpnGatewayId: id('vgw', 'a'),
          CustomerGatewayId: id('cgw', 'a'),
          State: 'available',
          Routes: [{ DestinationCidrBlock: '172.20.0.0/16', State: 'available' }],
        },
      ],
    },
  ];
  const names = [{ name: 'files.corp.example', addresses: ['172.20.0.20'] }];
  return awsWorld(lists, {
    hosts: [
      { name: 'dns', address: '172.20.0.53', listeners: [{ protocol: 'udp', port: 53, serves: 'dns' }] },
      { name: 'desk', address: '172.20.0.9', listeners: [] },
    ],
    names: [],
    networks: [{ name: 'office', router: '198.51.100.1', cidrs: ['172.20.0.0/16'], names }],
  });
}

const GROUP = `SG=$(aws ec2 create-security-group --group-name dns --description dns --vpc-id ${id('vpc', 'a')} --query GroupId --output text)`;
const endpoint = (direction: string, first: string) =>
  `${direction}=$(aws route53resolver create-resolver-endpoint --creator-request-id ${direction} --direction ${direction} --security-group-ids $SG --ip-addresses SubnetId=${id('subnet', 'a1')},Ip=${first} SubnetId=${id('subnet', 'a2')} --query ResolverEndpoint.Id --output text)`;
const OUTBOUND = [
  GROUP,
  endpoint('OUTBOUND', '10.1.1.53'),
  'RULE=$(aws route53resolver create-resolver-rule --creator-request-id r --rule-type FORWARD --domain-name corp.example --target-ips Ip=172.20.0.53 --resolver-endpoint-id $OUTBOUND --query ResolverRule.Id --output text)',
  `aws route53resolver associate-resolver-rule --resolver-rule-id $RULE --vpc-id ${id('vpc', 'a')}`,
  'wait 5m',
];

describe('an outbound resolver endpoint', () => {
  it('lets a VPC ask a DNS server on premises for the domains of its rules, and for no others', () => {
    expect(printed(entered(lab(), []), 'dig files.corp.example', HOST)).toContain('status: NXDOMAIN');
    const session = entered(lab(), OUTBOUND);
    expect(printed(session, 'dig +short files.corp.example', HOST)).toBe('172.20.0.20\n');
    expect(printed(session, 'dig files.other.example', HOST)).toContain('status: NXDOMAIN');
  });

  it('asks by its own interfaces: their group and the routes of their subnets decide', () => {
    const session = entered(lab(), [...OUTBOUND, 'aws ec2 revoke-security-group-egress --group-id $SG --protocol all --cidr 0.0.0.0/0']);
    expect(printed(session, 'dig files.corp.example', HOST)).toContain('status: SERVFAIL');
    const allowed = entered(
      session.world,
      ['aws ec2 authorize-security-group-egress --group-id $SG --protocol udp --port 53 --cidr 172.20.0.53/32'],
      session.variables,
    );
    expect(printed(allowed, 'dig +short files.corp.example', HOST)).toBe('172.20.0.20\n');
  });

  it('yields to a SYSTEM rule of a domain below', () => {
    const session = entered(lab(), [
      ...OUTBOUND,
      'SYS=$(aws route53resolver create-resolver-rule --creator-request-id s --rule-type SYSTEM --domain-name files.corp.example --query ResolverRule.Id --output text)',
      `aws route53resolver associate-resolver-rule --resolver-rule-id $SYS --vpc-id ${id('vpc', 'a')}`,
      'wait 5m',
    ]);
    expect(printed(session, 'dig files.corp.example', HOST)).toContain('status: NXDOMAIN');
  });

  it('goes before a private hosted zone of the same domain, and after one of a longer', () => {
    const zone = (name: string) => [
      `aws ec2 modify-vpc-attribute --vpc-id ${id('vpc', 'a')} --enable-dns-hostnames`,
      `aws route53 create-hosted-zone --name ${name} --caller-reference ${name} --vpc VPCRegion=us-west-2,VPCId=${id('vpc', 'a')}`,
    ];
    expect(printed(entered(lab(), [...OUTBOUND, ...zone('corp.example')]), 'dig +short files.corp.example', HOST)).toBe('172.20.0.20\n');
    expect(printed(entered(lab(), [...OUTBOUND, ...zone('files.corp.example')]), 'dig +short files.corp.example', HOST)).toBe('');
  });
});

describe('an inbound resolver endpoint', () => {
  const INBOUND = [
    GROUP,
    endpoint('INBOUND', '10.1.1.53'),
    'aws ec2 authorize-security-group-ingress --group-id $SG --protocol udp --port 53 --cidr 172.20.0.0/16',
    `aws ec2 modify-vpc-attribute --vpc-id ${id('vpc', 'a')} --enable-dns-hostnames`,
    `ZONE=$(aws route53 create-hosted-zone --name shop.internal --caller-reference z --vpc VPCRegion=us-west-2,VPCId=${id('vpc', 'a')} --query HostedZone.Id --output text)`,
    `aws route53 change-resource-record-sets --hosted-zone-id $ZONE --change-batch '{"Changes":[{"Action":"CREATE","ResourceRecordSet":{"Name":"db.shop.internal","Type":"A","TTL":60,"ResourceRecords":[{"Value":"10.1.1.77"}]}}]}'`,
    'wait 5m',
  ];

  it('answers clients on premises with the names of the VPC', () => {
    expect(printed(entered(lab(), INBOUND), 'dig @10.1.1.53 +short db.shop.internal', OFFICE)).toBe('10.1.1.77\n');
  });

  it('is reached only where its group allows port 53; the resolver of the VPC itself is not reached at all', () => {
    const closed = entered(lab(), [GROUP, endpoint('INBOUND', '10.1.1.53'), 'wait 5m']);
    expectTrace(closed.world, 'internet:172.20.0.9', 'ip:10.1.1.53:53', 'udp').fails('timed-out', 'ENI_SG_RULES_MISMATCH');
    expect(printed(closed, 'dig @10.1.0.2 db.shop.internal', OFFICE)).toContain('connection timed out');
  });
});
