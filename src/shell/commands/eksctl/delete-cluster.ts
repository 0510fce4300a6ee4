/** Taking away what eksctl made: the node groups, the control plane, the network. https://github.com/eksctl-io/eksctl/blob/main/pkg/actions/cluster/owned.go */
import { lookup, objectAt } from '../../../engine/store.ts';
import { removeNodegroup } from './nodegroup.ts';
import { deleteRoles } from './roles.ts';
import { type Answer, ask, call, EksctlError, log, type Session, waitForStack } from './session.ts';
import { CLUSTER_TAG } from './tags.ts';

/** The names of the node groups of a cluster. */
export function nodegroupsOf(session: Session, cluster: string): readonly string[] {
  return lookup(session.world.aws.EksNodegroup, 'byCluster', cluster).map(({ nodegroupName }) => nodegroupName);
}

/** Deletes the stack of a cluster, in the order in which its resources depend on each other. */
export function removeCluster(session: Session, cluster: string): void {
  const stack = `eksctl-${cluster}-cluster`;
  for (const name of nodegroupsOf(session, cluster)) removeNodegroup(session, cluster, name);
  if (objectAt(session.world.aws.EksCluster, cluster) !== undefined) {
    ask(session, 'DeleteCluster', { name: cluster });
    waitForStack(session, { stack, limit: 1800, done: () => objectAt(session.world.aws.EksCluster, cluster) === undefined });
  }
  removeNetwork(session, cluster);
  deleteRoles(session, `eksctl-${cluster}-addon-vpc-cni`);
  deleteRoles(session, stack);
}

/** What of the network cannot go, because something that eksctl did not make depends on it, is told as CloudFormation tells it. */
function removeNetwork(session: Session, cluster: string): void {
  // NAT gateways alone call the member `Filter`: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNatGateways.html
  const own = (verb: string, list: string): readonly Answer[] => {
    const filters = [{ Name: `tag:${CLUSTER_TAG}`, Values: [cluster] }];
    return call(session, verb, verb === 'DescribeNatGateways' ? { Filter: filters } : { Filters: filters })[list];
  };
  const remove = (verb: string, resource: string, body: { readonly [member: string]: string }) => {
    const asked = ask(session, verb, body);
    if ('error' in asked) stuck(session, `${resource}: DELETE_FAILED – "${asked.error.message} (Service: Ec2, Status Code: ${asked.error.http})"`);
  };
  const standing = () => own('DescribeNatGateways', 'NatGateways').filter(({ State }) => State !== 'deleted');
  for (const { NatGatewayId } of standing()) ask(session, 'DeleteNatGateway', { NatGatewayId });
  waitForStack(session, { stack: `eksctl-${cluster}-cluster`, limit: 1800, done: () => standing().length === 0 });
  for (const { AllocationId } of own('DescribeAddresses', 'Addresses')) remove('ReleaseAddress', 'AWS::EC2::EIP/NATIP', { AllocationId });
  const groups = own('DescribeSecurityGroups', 'SecurityGroups');
  for (const { GroupId, IpPermissions } of groups)
    if (IpPermissions.length > 0) ask(session, 'RevokeSecurityGroupIngress', { GroupId, IpPermissions });
  for (const { GroupId } of groups) remove('DeleteSecurityGroup', 'AWS::EC2::SecurityGroup/ControlPlaneSecurityGroup', { GroupId });
  for (const { SubnetId } of own('DescribeSubnets', 'Subnets')) remove('DeleteSubnet', 'AWS::EC2::Subnet/Subnet', { SubnetId });
  for (const { RouteTableId } of own('DescribeRouteTables', 'RouteTables'))
    remove('DeleteRouteTable', 'AWS::EC2::RouteTable/RouteTable', { RouteTableId });
  for (const { EgressOnlyInternetGatewayId } of own('DescribeEgressOnlyInternetGateways', 'EgressOnlyInternetGateways'))
    remove('DeleteEgressOnlyInternetGateway', 'AWS::EC2::EgressOnlyInternetGateway/EgressOnlyInternetGateway', { EgressOnlyInternetGatewayId });
  for (const { InternetGatewayId, Attachments } of own('DescribeInternetGateways', 'InternetGateways')) {
    for (const { VpcId } of Attachments)
      remove('DetachInternetGateway', 'AWS::EC2::VPCGatewayAttachment/VPCGatewayAttachment', { InternetGatewayId, VpcId });
    remove('DeleteInternetGateway', 'AWS::EC2::InternetGateway/InternetGateway', { InternetGatewayId });
  }
  for (const { VpcId } of own('DescribeVpcs', 'Vpcs')) remove('DeleteVpc', 'AWS::EC2::VPC/VPC', { VpcId });
}

function stuck(session: Session, reason: string): never {
  log(session, 'critical', reason);
  log(session, 'info', '1 error(s) occurred while deleting cluster with nodegroup(s)');
  log(session, 'critical', 'waiter state transitioned to Failure');
  throw new EksctlError('failed to delete cluster with nodegroup(s)');
}
