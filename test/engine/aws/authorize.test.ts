import { describe, expect, it } from 'vitest';
import { NODES } from '../../support/course-facts.ts';
import { courseAccount, nodeRole } from './account.ts';

describe('who may call what', () => {
  const InstanceId = NODES[0]?.instance as string;

  it('a node may manage its interfaces and addresses: its role has AmazonEKS_CNI_Policy', () => {
    const account = courseAccount();
    const role = nodeRole(account.world().account, InstanceId);
    account.call('DescribeNetworkInterfaces', {}, role);
    account.call('CreateNetworkInterface', { SubnetId: NODES[0]?.subnet }, role);
  });

  it('a node may change no route, and the refusal names who asked for what', () => {
    const account = courseAccount();
    const role = nodeRole(account.world().account, InstanceId);
    expect(account.refusal('DeleteRoute', { RouteTableId: 'rtb-1', DestinationCidrBlock: '0.0.0.0/0' }, role)).toBe(
      `UnauthorizedOperation: You are not authorized to perform this operation. User: ${role.arn} is not authorized to perform: ec2:DeleteRoute because no identity-based policy allows the ec2:DeleteRoute action`,
    );
  });

  it('a role that is neither a node nor a cluster may call nothing but ask who it is', () => {
    const account = courseAccount();
    const role = nodeRole(account.world().account, 'somebody');
    expect(account.refusal('DescribeVpcs', {}, role)).toMatch(/^UnauthorizedOperation/);
    expect(account.call('GetCallerIdentity', {}, role).Arn).toBe(role.arn);
  });

  it('the role of a cluster may open its security groups: it has AmazonEKSClusterPolicy', () => {
    const account = courseAccount();
    const roleArn: string = account.call('DescribeCluster', { name: 'lab' }).cluster.roleArn;
    const arn = `${roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/session`;
    const role = { name: 'cloud-controller-manager', groups: [], arn };
    account.call('DescribeRouteTables', {}, role);
    expect(account.refusal('CreateVpc', { CidrBlock: '10.0.0.0/16' }, role)).toMatch(/^UnauthorizedOperation/);
  });

  it('a principal without an IAM identity has no credentials', () => {
    const nobody = { name: 'system:anonymous', groups: [], arn: null };
    expect(courseAccount().refusal('DescribeVpcs', {}, nobody)).toBe('AuthFailure: AWS was not able to validate the provided access credentials');
  });

  it('authorization comes before the look at the input', () => {
    const account = courseAccount();
    expect(account.refusal('CreateVpc', { Nonsense: 1 }, nodeRole(account.world().account, InstanceId))).toMatch(/^UnauthorizedOperation/);
    expect(account.refusal('CreateVpc', { Nonsense: 1 })).toBe('UnknownParameter: The parameter Nonsense is not recognized');
    expect(account.refusal('DeleteVpc')).toBe('MissingParameter: The request must contain the parameter vpcId');
    expect(account.refusal('LaunchRocket')).toMatch(/^InvalidAction/);
  });
});
