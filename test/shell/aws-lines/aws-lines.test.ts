import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awsKinds } from '../../../src/engine/aws/kinds.ts';
import { beginInput } from '../../../src/engine/input.ts';
import { advance } from '../../../src/engine/settle.ts';
import { objectsOf, type Store } from '../../../src/engine/store.ts';
import type { World } from '../../../src/engine/world.ts';
import { emptyWorld } from '../../../src/engine/world-of.ts';
import { awsLines } from '../../../src/shell/aws-lines/index.ts';
import { runLine } from '../../../src/shell/run.ts';
import { LEARNER_ORIGIN, type Session } from '../../../src/shell/session.ts';
import { courseWorld } from '../../support/world-of.ts';

/** The session after the lines; fails the test on the first that fails. */
function typed(lines: readonly string[], world: World): Session {
  let session: Session = { world, origin: LEARNER_ORIGIN, recent: [], variables: {} };
  for (const line of lines) {
    const output = runLine({ ...session, world: beginInput(session.world) }, line);
    expect(`${line}\n${output.stderr}`).toBe(`${line}\n`);
    session = { ...session, world: output.world, variables: output.variables ?? session.variables ?? {} };
  }
  return session;
}

const KINDS = [
  'Vpc',
  'Subnet',
  'InternetGateway',
  'EgressOnlyInternetGateway',
  'SecurityGroup',
  'NetworkAcl',
  'RouteTable',
  'VpcPeeringConnection',
  'NetworkInterface',
  'Instance',
  'VpnGateway',
  'CustomerGateway',
  'VpnConnection',
] as const;

/** What AWS draws anew: ids of parts and of zones, addresses of its pools, times; and the DHCP options that an account begins with. */
const DRAWN =
  /^(AssociationId|RouteTableAssociationId|NetworkAclAssociationId|SecurityGroupRuleId|MacAddress|OwnerId|\w*Arn|ExpirationTime|AvailableIpAddressCount|AvailabilityZoneId|DhcpOptionsId|AttachmentId|AttachTime|\w*DnsName|PublicIp|PublicIpAddress|LaunchTime|ReservationId|AmiLaunchIndex|OutsideIpAddress|State|StateReason|StateTransitionReason|Status|RequesterId)$/;

type Lived = { readonly State?: string | { readonly Name?: string }; readonly RequesterManaged?: boolean };

/** What is deleted is listed for a while; what services made for themselves they make again. */
function isGone({ State, RequesterManaged }: Lived): boolean {
  const state = typeof State === 'string' ? State : State?.Name;
  return RequesterManaged === true || ['deleted', 'terminated', 'shutting-down'].includes(state ?? '');
}

/** The network as describe prints it, ids by what they are called, lists in an order of their own. */
function topology(world: World, called: ReadonlyMap<string, string>, left: ReadonlySet<string>): unknown {
  const shown = KINDS.map((kind) => {
    const objects = objectsOf(world.aws[kind] as unknown as Store<object>).filter(
      (object) => !isGone(object as Lived) && !left.has(String((object as Readonly<Record<string, unknown>>)[awsKinds[kind].idMember])),
    );
    return [kind, objects.map((object) => (awsKinds[kind].describe.show as (object: object, world: World) => object)(object, world))];
  });
  return canonical(shown, called);
}

/** The name of a cluster's security group ends in a number that EKS draws. */
function canonical(value: unknown, called: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return called.get(value) ?? value.replace(/^(eks-cluster-sg-\w+)-\d+$/, '$1');
  if (Array.isArray(value))
    return value.map((item) => canonical(item, called)).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([member]) => !DRAWN.test(member));
  return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)).map(([member, inner]) => [member, canonical(inner, called)]));
}

function expectSameNetwork(world: World): void {
  const { lines, variables, left } = awsLines(world);
  const unwritten = new Set([...left.values()].flat());
  const start = emptyWorld({ account: world.account, region: world.region, seed: 'elsewhere', now: world.now });
  const session = typed(lines, start);
  const before = new Map([...variables].map(([id, variable]) => [id, variable]));
  const after = new Map([...variables].map(([, variable]) => [session.variables?.[variable] ?? '', variable]));
  expect(topology(session.world, after, unwritten)).toEqual(topology(world, before, unwritten));
}

describe('the lines of aws', () => {
  it('of the course’s network build it again', () => {
    expectSameNetwork(courseWorld());
  });

  it('name what they cannot make', () => {
    expect([...awsLines(courseWorld()).left.keys()].sort()).toEqual(['EksCluster', 'Instance', 'NetworkInterface']);
  });

  it('build gateways, addresses, peerings and endpoints again', () => {
    const { world } = typed(
      [
        'VPC=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)',
        'PEER=$(aws ec2 create-vpc --cidr-block 10.1.0.0/16 --query Vpc.VpcId --output text)',
        'NET=$(aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.0.0.0/24 --query Subnet.SubnetId --output text)',
        'IGW=$(aws ec2 create-internet-gateway --query InternetGateway.InternetGatewayId --output text)',
        'aws ec2 attach-internet-gateway --internet-gateway-id $IGW --vpc-id $VPC > /dev/null',
        'RTB=$(aws ec2 create-route-table --vpc-id $VPC --query RouteTable.RouteTableId --output text)',
        'aws ec2 create-route --route-table-id $RTB --destination-cidr-block 0.0.0.0/0 --gateway-id $IGW > /dev/null',
        'aws ec2 associate-route-table --route-table-id $RTB --subnet-id $NET > /dev/null',
        'EIP=$(aws ec2 allocate-address --query AllocationId --output text)',
        'NAT=$(aws ec2 create-nat-gateway --subnet-id $NET --allocation-id $EIP --query NatGateway.NatGatewayId --output text)',
        'PRV=$(aws ec2 create-route-table --vpc-id $VPC --query RouteTable.RouteTableId --output text)',
        'aws ec2 create-route --route-table-id $PRV --destination-cidr-block 0.0.0.0/0 --nat-gateway-id $NAT > /dev/null',
        'PCX=$(aws ec2 create-vpc-peering-connection --vpc-id $VPC --peer-vpc-id $PEER --query VpcPeeringConnection.VpcPeeringConnectionId --output text)',
        'aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id $PCX > /dev/null',
        'aws ec2 create-route --route-table-id $PRV --destination-cidr-block 10.1.0.0/16 --vpc-peering-connection-id $PCX > /dev/null',
        'aws ec2 create-vpc-endpoint --vpc-id $VPC --service-name com.amazonaws.us-west-2.s3 --route-table-ids $PRV > /dev/null',
        'ENI=$(aws ec2 create-network-interface --subnet-id $NET --query NetworkInterface.NetworkInterfaceId --output text)',
        'IP2=$(aws ec2 allocate-address --query AllocationId --output text)',
        'aws ec2 associate-address --allocation-id $IP2 --network-interface-id $ENI > /dev/null',
      ],
      emptyWorld(),
    );
    const { lines, left } = awsLines(world);
    expect([...left]).toEqual([]);
    expect(
      lines.filter((line) => /create-(nat-gateway|vpc-endpoint|vpc-peering-connection|network-interface)|associate-address/.test(line)),
    ).toHaveLength(5);
    expectSameNetwork(world);
  });

  it('build again whatever network was typed', () => {
    const vpc = '$(aws ec2 describe-vpcs --query Vpcs[0].VpcId --output text)';
    const subnet = (index: number) => `$(aws ec2 describe-subnets --query Subnets[${index}].SubnetId --output text)`;
    const group = (index: number) => `$(aws ec2 describe-security-groups --query SecurityGroups[${index}].GroupId --output text)`;
    const instance =
      '$(aws ec2 describe-instances --filters Name=instance-state-name,Values=pending,running --query Reservations[0].Instances[0].InstanceId --output text)';
    const launch = '--image-id resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64 --instance-type t3.micro';
    const first = [
      'aws ec2 create-vpc --cidr-block 10.0.0.0/16',
      `aws ec2 create-subnet --vpc-id ${vpc} --cidr-block 10.0.0.0/24`,
      `aws ec2 create-subnet --vpc-id ${vpc} --cidr-block 10.0.1.0/24 --availability-zone us-west-2b`,
      `IGW=$(aws ec2 create-internet-gateway --query InternetGateway.InternetGatewayId --output text)`,
      `aws ec2 attach-internet-gateway --internet-gateway-id $IGW --vpc-id ${vpc}`,
    ];
    const step = fc.constantFrom(
      `aws ec2 create-vpc --cidr-block 10.1.0.0/16 --tag-specifications 'ResourceType=vpc,Tags=[{Key=Name,Value="a b"}]'`,
      `aws ec2 create-subnet --vpc-id ${vpc} --cidr-block 10.0.9.0/24 --tag-specifications 'ResourceType=subnet,Tags=[{Key=Name,Value=it}]'`,
      `aws ec2 modify-subnet-attribute --subnet-id ${subnet(0)} --map-public-ip-on-launch`,
      `aws ec2 modify-vpc-attribute --vpc-id ${vpc} --enable-dns-hostnames`,
      `aws ec2 associate-vpc-cidr-block --vpc-id ${vpc} --cidr-block 100.64.0.0/16`,
      `aws ec2 create-egress-only-internet-gateway --vpc-id ${vpc}`,
      `aws ec2 create-tags --resources ${group(0)} --tags 'Key=Name,Value=it is default'`,
      `aws ec2 create-security-group --group-name web --description "it's web" --vpc-id ${vpc}`,
      `aws ec2 authorize-security-group-ingress --group-id ${group(0)} --protocol tcp --port 443 --cidr 0.0.0.0/0`,
      `aws ec2 authorize-security-group-ingress --group-id ${group(1)} --protocol icmp --port -1 --cidr 10.0.0.0/8`,
      `aws ec2 authorize-security-group-ingress --group-id ${group(0)} --protocol tcp --port 1-100 --source-group ${group(0)}`,
      `aws ec2 revoke-security-group-egress --group-id ${group(0)} --protocol all --cidr 0.0.0.0/0`,
      `ACL=$(aws ec2 create-network-acl --vpc-id ${vpc} --query NetworkAcl.NetworkAclId --output text)`,
      'aws ec2 create-network-acl-entry --network-acl-id $ACL --rule-number 100 --protocol tcp --rule-action allow --ingress --cidr-block 0.0.0.0/0 --port-range From=80,To=80',
      'aws ec2 create-network-acl-entry --network-acl-id $ACL --rule-number 100 --protocol icmp --rule-action deny --egress --cidr-block 10.0.0.0/8 --icmp-type-code Type=8,Code=-1',
      `aws ec2 replace-network-acl-association --network-acl-id $ACL --association-id $(aws ec2 describe-network-acls --filters Name=default,Values=true Name=vpc-id,Values=${vpc} --query NetworkAcls[0].Associations[0].NetworkAclAssociationId --output text)`,
      `RTB=$(aws ec2 create-route-table --vpc-id ${vpc} --query RouteTable.RouteTableId --output text)`,
      'aws ec2 create-route --route-table-id $RTB --destination-cidr-block 0.0.0.0/0 --gateway-id $IGW',
      `aws ec2 associate-route-table --route-table-id $RTB --subnet-id ${subnet(1)}`,
      `aws ec2 create-network-interface --subnet-id ${subnet(0)} --description "x y"`,
      `aws ec2 run-instances ${launch} --subnet-id ${subnet(0)} --user-data "it's me" --tag-specifications 'ResourceType=instance,Tags=[{Key=Name,Value=it}]'`,
      `aws ec2 run-instances ${launch} --subnet-id ${subnet(1)} --associate-public-ip-address --security-group-ids ${group(0)} --count 2`,
      `aws ec2 run-instances ${launch} --network-interfaces DeviceIndex=0,SubnetId=${subnet(0)},DeleteOnTermination=false DeviceIndex=1,SubnetId=${subnet(0)}`,
      `aws ec2 modify-instance-attribute --no-source-dest-check --instance-id ${instance}`,
      `aws ec2 terminate-instances --instance-ids ${instance}`,
      'sleep 60',
      `aws ec2 create-route --route-table-id $RTB --destination-cidr-block 192.168.0.0/16 --instance-id ${instance}`,
      `VGW=$(aws ec2 create-vpn-gateway --type ipsec.1 --query VpnGateway.VpnGatewayId --output text)`,
      `aws ec2 attach-vpn-gateway --vpn-gateway-id $VGW --vpc-id ${vpc}`,
      `CGW=$(aws ec2 create-customer-gateway --type ipsec.1 --ip-address 203.0.113.9 --bgp-asn 65010 --query CustomerGateway.CustomerGatewayId --output text)`,
      'VPN=$(aws ec2 create-vpn-connection --type ipsec.1 --vpn-gateway-id $VGW --customer-gateway-id $CGW --options StaticRoutesOnly=true --query VpnConnection.VpnConnectionId --output text)',
      'aws ec2 create-vpn-connection-route --vpn-connection-id $VPN --destination-cidr-block 172.16.0.0/12',
      'aws ec2 enable-vgw-route-propagation --gateway-id $VGW --route-table-id $RTB',
      'sleep 300',
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        // Some are refused where what they name is not there: that is no part of the network.
        let session = typed(first, emptyWorld());
        for (const line of steps) {
          const output = runLine({ ...session, world: beginInput(session.world) }, line);
          session = { ...session, world: output.world, variables: output.variables ?? session.variables ?? {} };
        }
        // What is on its way out has gone by then.
        expectSameNetwork(advance(session.world, 60_000));
      }),
      { numRuns: 30 },
    );
  });
});
