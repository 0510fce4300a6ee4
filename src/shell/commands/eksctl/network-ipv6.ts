/** What the VPC of an IPv6 cluster has besides. https://github.com/eksctl-io/eksctl/blob/main/pkg/cfn/builder/vpc_ipv6.go */
import type { Ipv6 } from '../../../engine/net/address.ts';
import { parseCidr, showCidr } from '../../../engine/net/cidr.ts';
import { type Answer, call, make, type Session, waitForStack } from './session.ts';
import { tagsOf } from './tags.ts';

export type Ipv6Network = {
  /** The /64 of the subnet with this number: the public ones come first. */
  readonly block: (index: number) => string;
  readonly egressOnly: string;
};

const ANYWHERE = '::/0';

/** A block from Amazon's pool for the VPC, and an egress-only internet gateway. */
export function addIpv6(session: Session, { VpcId, cluster }: { readonly VpcId: string; readonly cluster: string }): Ipv6Network {
  make(session, { verb: 'AssociateVpcCidrBlock', resource: 'AWS::EC2::VPCCidrBlock/IPv6CidrBlock' }, { VpcId, AmazonProvidedIpv6CidrBlock: true });
  const blocks = (): readonly Answer[] => call(session, 'DescribeVpcs', { VpcIds: [VpcId] }).Vpcs[0].Ipv6CidrBlockAssociationSet ?? [];
  waitForStack(session, { stack: `eksctl-${cluster}-cluster`, limit: 600, done: () => blocks().length > 0 });
  const { base } = parseCidr(blocks()[0].Ipv6CidrBlock);
  const resource = 'AWS::EC2::EgressOnlyInternetGateway/EgressOnlyInternetGateway';
  const tags = tagsOf({ cluster, type: 'egress-only-internet-gateway', name: 'EgressOnlyInternetGateway' });
  const made = make(session, { verb: 'CreateEgressOnlyInternetGateway', resource }, { VpcId, ...tags });
  return {
    block: (index) => showCidr({ base: ((base as bigint) + (BigInt(index) << 64n)) as Ipv6, prefix: 64 }),
    egressOnly: made.EgressOnlyInternetGateway.EgressOnlyInternetGatewayId,
  };
}

/** The route of the public subnets, or of private ones, to the internet over IPv6. */
export function ipv6Route(
  session: Session,
  RouteTableId: string,
  gateway: { readonly GatewayId: string } | { readonly EgressOnlyInternetGatewayId: string },
): void {
  call(session, 'CreateRoute', { RouteTableId, DestinationIpv6CidrBlock: ANYWHERE, ...gateway });
}

/** New interfaces in the subnet get IPv6 addresses; for public subnets a task of its own does it, since CloudFormation takes one attribute at a time. */
export function assignsIpv6(session: Session, SubnetId: string): void {
  call(session, 'ModifySubnetAttribute', { SubnetId, AssignIpv6AddressOnCreation: { Value: true } });
}
