import { describe, expect, it } from 'vitest';
import type { World } from '../../../src/engine/world.ts';
import { exitsOf } from '../../../src/tui/parts/subnet-exits.ts';
import { topologyOf } from '../../../src/tui/parts/topology-model.ts';
import { ipv6Cluster } from '../../support/dual-stack.ts';
import { afterLines } from '../../support/lines.ts';
import { courseWorld } from '../../support/world-of.ts';

const VPC = '$(aws ec2 describe-vpcs --query "Vpcs[0].VpcId" --output text)';
const A = '$(aws ec2 describe-subnets --query "Subnets[0].SubnetId" --output text)';

/** What is drawn of the subnet with the block. */
function subnet(world: World, cidr: string) {
  const found = topologyOf(world)
    .vpcs.flatMap(({ subnets }) => subnets)
    .find((one) => one.cidr === cidr);
  if (found === undefined) throw new Error(`No subnet ${cidr}`);
  return found;
}

describe('the exits of a subnet', () => {
  const added = afterLines(courseWorld(), `aws ec2 create-subnet --vpc-id ${VPC} --cidr-block 192.168.200.0/24`);

  it('come from its own route table, else from the main one, and the way to everywhere is first', () => {
    expect(subnet(courseWorld(), '192.168.0.0/19').exits).toMatchObject([
      { destination: '0.0.0.0/0', kind: 'internet', everywhere: true, blackhole: false },
    ]);
    expect(subnet(added, '192.168.200.0/24').exits).toEqual(
      exitsOf(added, { SubnetId: subnet(added, '192.168.200.0/24').key, VpcId: topologyOf(added).vpcs[0]?.key ?? '' }),
    );
  });

  it('say when their target is gone', () => {
    const made = afterLines(
      courseWorld(),
      `NAT=$(aws ec2 create-nat-gateway --subnet-id ${A} --connectivity-type private --query NatGateway.NatGatewayId --output text); RT=$(aws ec2 create-route-table --vpc-id ${VPC} --query RouteTable.RouteTableId --output text); aws ec2 create-route --route-table-id $RT --destination-cidr-block 172.16.0.0/16 --nat-gateway-id $NAT; aws ec2 associate-route-table --route-table-id $RT --subnet-id ${A}; aws ec2 delete-nat-gateway --nat-gateway-id $NAT`,
      'wait 5m',
    );
    expect(subnet(made, '192.168.0.0/19')).toMatchObject({
      gateway: null,
      exits: [{ kind: 'nat', destination: '172.16.0.0/16', everywhere: false, blackhole: true }],
    });
  });
});

describe('an interface without an instance', () => {
  const uses = (world: World) => subnet(world, '192.168.0.0/19').interfaces.map(({ use }) => use);

  it('is called by what it is there for', () => {
    const nat = `aws ec2 create-nat-gateway --subnet-id ${A} --connectivity-type private --tag-specifications 'ResourceType=natgateway,Tags=[{Key=Name,Value=way-out}]'`;
    const endpoint = `aws ec2 create-vpc-endpoint --vpc-id ${VPC} --vpc-endpoint-type Interface --service-name com.amazonaws.us-west-2.sts --subnet-ids ${A}`;
    const balancer = `aws elbv2 create-load-balancer --name shop --type network --subnets ${A}`;
    expect(uses(afterLines(courseWorld(), nat))).toContain('NAT way-out');
    expect(uses(afterLines(courseWorld(), endpoint, 'wait 2m'))).toContain('endpoint sts');
    expect(uses(afterLines(courseWorld(), balancer))).toContain('NLB shop');
  });

  it('is unused where nothing has it', () => {
    expect(uses(afterLines(courseWorld(), `aws ec2 create-network-interface --subnet-id ${A}`))).toContain('');
  });
});

it('hangs the pods of an IPv6 cluster on the interface whose prefix they are from', () => {
  const world = ipv6Cluster();
  const vpc = topologyOf(world).vpcs[0];
  expect(vpc?.cidrs).toEqual(['10.60.0.0/16', '2600:1f14:aaaa:6000::/56']);
  const interfaces = vpc?.subnets.flatMap(({ nodes }) => nodes.flatMap((node) => node.interfaces)) ?? [];
  expect(interfaces.map(({ pods }) => pods.map(({ name }) => name.replace(/-.*/, '')))).toEqual([['coredns'], ['coredns']]);
});
