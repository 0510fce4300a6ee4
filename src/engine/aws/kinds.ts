/** The kinds of the AWS plane: the type index and the value index. Forgetting a kind in either does not compile. */
import type { AwsKind } from '../kind.ts';
import { type EksCluster, eksCluster } from './eks-cluster.ts';
import { type IamInstanceProfile, iamInstanceProfile } from './iam/instance-profile.ts';
import { type IamRole, iamRole } from './iam/role.ts';
import { type Instance, instance } from './instance.ts';
import { type InternetGateway, internetGateway } from './internet-gateway.ts';
import { type NetworkAcl, networkAcl } from './network-acl.ts';
import { type NetworkInterface, networkInterface } from './network-interface.ts';
import { type RouteTable, routeTable } from './route-table.ts';
import { type SecurityGroup, securityGroup } from './security-group.ts';
import { type SecurityGroupRule, securityGroupRule } from './security-group-rule.ts';
import { type Subnet, subnet } from './subnet.ts';
import { type Vpc, vpc } from './vpc.ts';

export type AwsKinds = {
  readonly Vpc: Vpc;
  readonly Subnet: Subnet;
  readonly RouteTable: RouteTable;
  readonly InternetGateway: InternetGateway;
  readonly SecurityGroup: SecurityGroup;
  readonly SecurityGroupRule: SecurityGroupRule;
  readonly NetworkAcl: NetworkAcl;
  readonly NetworkInterface: NetworkInterface;
  readonly Instance: Instance;
  readonly EksCluster: EksCluster;
  readonly IamRole: IamRole;
  readonly IamInstanceProfile: IamInstanceProfile;
};

export const awsKinds: { readonly [K in keyof AwsKinds]: AwsKind<AwsKinds[K]> } = {
  Vpc: vpc,
  Subnet: subnet,
  RouteTable: routeTable,
  InternetGateway: internetGateway,
  SecurityGroup: securityGroup,
  SecurityGroupRule: securityGroupRule,
  NetworkAcl: networkAcl,
  NetworkInterface: networkInterface,
  Instance: instance,
  EksCluster: eksCluster,
  IamRole: iamRole,
  IamInstanceProfile: iamInstanceProfile,
};
