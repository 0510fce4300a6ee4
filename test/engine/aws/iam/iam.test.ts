import { describe, expect, it } from 'vitest';
import { NODES } from '../../../support/course-facts.ts';
import { type Account, accountWith, courseAccount, nodeRole } from '../account.ts';

const trust = (service: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] });
const allow = (...Action: string[]) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
const arnOf = (name: string) => `arn:aws:iam::aws:policy/${name}`;

const InstanceId = NODES[0]?.instance as string;
const called = (account: Account, operation: string) => () => account.call(operation, {}, nodeRole(account.world().account, InstanceId));

function withRole(account: Account = accountWith(), RoleName = 'node'): Account {
  account.call('CreateRole', { RoleName, AssumeRolePolicyDocument: trust('ec2.amazonaws.com') });
  return account;
}

describe('policies of the account', () => {
  const PolicyDocument = allow('ec2:AssignIpv6Addresses', 'ec2:DescribeNetworkInterfaces');

  it('a policy has its ARN from account, path and name, one version, and a name is given once', () => {
    const account = accountWith();
    const { Policy } = account.call('CreatePolicy', { PolicyName: 'cni-ipv6', Path: '/eks/', PolicyDocument });
    expect(Policy.Arn).toBe(`arn:aws:iam::${account.world().account}:policy/eks/cni-ipv6`);
    expect(Policy).toMatchObject({ PolicyId: expect.stringMatching(/^ANPA[0-9A-Z]{17}$/), DefaultVersionId: 'v1', AttachmentCount: 0 });
    const { PolicyVersion } = account.call('GetPolicyVersion', { PolicyArn: Policy.Arn, VersionId: 'v1' });
    expect(PolicyVersion.Document).toEqual(JSON.parse(PolicyDocument));
    expect(account.call('ListPolicies', { Scope: 'Local' }).Policies.map(({ Arn }: { Arn: string }) => Arn)).toEqual([Policy.Arn]);
    expect(account.refusal('CreatePolicy', { PolicyName: 'CNI-ipv6', PolicyDocument })).toBe(
      'EntityAlreadyExists: A policy called CNI-ipv6 already exists. Duplicate names are not allowed.',
    );
    expect(account.refusal('CreatePolicy', { PolicyName: 'other', PolicyDocument: '{' })).toBe(
      'MalformedPolicyDocument: This policy contains invalid Json',
    );
  });

  it('a role may do what a policy of the account that is attached to it allows', () => {
    const account = withRole(courseAccount(), 'lab-node');
    const { Policy } = account.call('CreatePolicy', { PolicyName: 'look', PolicyDocument });
    expect(called(account, 'DescribeNetworkInterfaces')).toThrow('UnauthorizedOperation');
    account.call('AttachRolePolicy', { RoleName: 'lab-node', PolicyArn: Policy.Arn });
    expect(called(account, 'DescribeNetworkInterfaces')).not.toThrow();
    expect(called(account, 'DescribeRouteTables')).toThrow('UnauthorizedOperation');
    expect(account.call('GetPolicy', { PolicyArn: Policy.Arn }).Policy.AttachmentCount).toBe(1);
  });

  it('a policy is deleted only when it is attached to nothing', () => {
    const account = withRole();
    const { Policy } = account.call('CreatePolicy', { PolicyName: 'look', PolicyDocument });
    account.call('AttachRolePolicy', { RoleName: 'node', PolicyArn: Policy.Arn });
    expect(account.refusal('DeletePolicy', { PolicyArn: Policy.Arn })).toBe('DeleteConflict: Cannot delete a policy attached to entities.');
    account.call('DetachRolePolicy', { RoleName: 'node', PolicyArn: Policy.Arn });
    account.call('DeletePolicy', { PolicyArn: Policy.Arn });
    expect(account.refusal('GetPolicy', { PolicyArn: Policy.Arn })).toBe(`NoSuchEntity: Policy ${Policy.Arn} was not found.`);
    expect(account.refusal('AttachRolePolicy', { RoleName: 'node', PolicyArn: Policy.Arn })).toBe(
      `NoSuchEntity: Policy ${Policy.Arn} does not exist or is not attachable.`,
    );
  });
});

describe('roles', () => {
  it('a role has its ARN from account, path and name, and a name is given once', () => {
    const account = withRole();
    const { Role } = account.call('GetRole', { RoleName: 'node' });
    expect(Role.Arn).toBe(`arn:aws:iam::${account.world().account}:role/node`);
    expect(Role.RoleId).toMatch(/^AROA[0-9A-Z]{17}$/);
    expect(Role.AssumeRolePolicyDocument.Statement[0].Principal).toEqual({ Service: 'ec2.amazonaws.com' });
    expect(account.refusal('CreateRole', { RoleName: 'node', AssumeRolePolicyDocument: trust('ec2.amazonaws.com') })).toBe(
      'EntityAlreadyExists: Role with name node already exists.',
    );
    expect(account.refusal('GetRole', { RoleName: 'nodes' })).toBe('NoSuchEntity: The role with name nodes cannot be found.');
  });

  it.each([
    ['no JSON', '{', 'This policy contains invalid Json'],
    ['no statement', '{"Version":"2012-10-17"}', 'Syntax errors in policy.'],
    ['no principal', allow('sts:AssumeRole').replace(',"Resource":"*"', ''), 'Missing required field Principal'],
    ['a resource', allow('sts:AssumeRole'), 'Has prohibited field Resource'],
    ['a service that is none', trust('ec2'), 'Invalid principal in policy: "SERVICE":"ec2"'],
    [
      'other actions',
      trust('ec2.amazonaws.com').replace('sts:AssumeRole', 'ec2:RunInstances'),
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
  ])('a trust policy with %s is malformed', (_what, AssumeRolePolicyDocument, message) => {
    expect(accountWith().refusal('CreateRole', { RoleName: 'node', AssumeRolePolicyDocument })).toBe(`MalformedPolicyDocument: ${message}`);
  });

  it('attached policies are listed, attaching twice changes nothing, and a name that AWS does not manage is not attachable', () => {
    const account = withRole();
    for (const name of ['AmazonEKS_CNI_Policy', 'AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy']) {
      account.call('AttachRolePolicy', { RoleName: 'node', PolicyArn: arnOf(name) });
    }
    const { AttachedPolicies } = account.call('ListAttachedRolePolicies', { RoleName: 'node' });
    expect(AttachedPolicies.map(({ PolicyName }: { PolicyName: string }) => PolicyName)).toEqual([
      'AmazonEKSWorkerNodePolicy',
      'AmazonEKS_CNI_Policy',
    ]);
    expect(account.refusal('AttachRolePolicy', { RoleName: 'node', PolicyArn: arnOf('AmazonEKSCNIPolicy') })).toBe(
      `NoSuchEntity: Policy ${arnOf('AmazonEKSCNIPolicy')} does not exist or is not attachable.`,
    );
    expect(account.refusal('DetachRolePolicy', { RoleName: 'node', PolicyArn: arnOf('AdministratorAccess') })).toBe(
      `NoSuchEntity: Policy ${arnOf('AdministratorAccess')} was not found.`,
    );
  });

  it('a role is deleted only when no profile, no attached and no inline policy is left', () => {
    const account = withRole();
    account.call('AttachRolePolicy', { RoleName: 'node', PolicyArn: arnOf('AmazonEKS_CNI_Policy') });
    account.call('PutRolePolicy', { RoleName: 'node', PolicyName: 'more', PolicyDocument: allow('ec2:DescribeVpcs') });
    account.call('CreateInstanceProfile', { InstanceProfileName: 'node' });
    account.call('AddRoleToInstanceProfile', { InstanceProfileName: 'node', RoleName: 'node' });
    const conflict = (what: string) => `DeleteConflict: Cannot delete entity, must ${what} first.`;
    expect(account.refusal('DeleteRole', { RoleName: 'node' })).toBe(conflict('remove roles from instance profile'));
    expect(account.refusal('DeleteInstanceProfile', { InstanceProfileName: 'node' })).toBe(conflict('remove roles from instance profile'));
    account.call('RemoveRoleFromInstanceProfile', { InstanceProfileName: 'node', RoleName: 'node' });
    expect(account.refusal('DeleteRole', { RoleName: 'node' })).toBe(conflict('detach all policies'));
    account.call('DetachRolePolicy', { RoleName: 'node', PolicyArn: arnOf('AmazonEKS_CNI_Policy') });
    expect(account.refusal('DeleteRole', { RoleName: 'node' })).toBe(conflict('delete policies'));
    account.call('DeleteRolePolicy', { RoleName: 'node', PolicyName: 'more' });
    account.call('DeleteRole', { RoleName: 'node' });
    expect(account.call('ListRoles').Roles).toEqual([]);
  });
});

describe('instance profiles', () => {
  it('hold one role at most and show it whole', () => {
    const account = withRole(withRole(), 'other');
    account.call('CreateInstanceProfile', { InstanceProfileName: 'nodes' });
    account.call('AddRoleToInstanceProfile', { InstanceProfileName: 'nodes', RoleName: 'node' });
    expect(account.call('GetInstanceProfile', { InstanceProfileName: 'nodes' }).InstanceProfile.Roles[0].RoleName).toBe('node');
    expect(account.refusal('AddRoleToInstanceProfile', { InstanceProfileName: 'nodes', RoleName: 'other' })).toBe(
      'LimitExceeded: Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1',
    );
    expect(account.call('ListInstanceProfilesForRole', { RoleName: 'node' }).InstanceProfiles).toHaveLength(1);
  });
});

describe('what a role may do', () => {
  it('a role that the world holds may do what its policies allow and nothing else', () => {
    const account = withRole(courseAccount(), 'lab-node');
    expect(called(account, 'DescribeNetworkInterfaces')).toThrow('UnauthorizedOperation');
    account.call('AttachRolePolicy', { RoleName: 'lab-node', PolicyArn: arnOf('AmazonEKS_CNI_Policy') });
    expect(called(account, 'DescribeNetworkInterfaces')).not.toThrow();
    expect(called(account, 'DescribeRouteTables')).toThrow('UnauthorizedOperation');
    account.call('PutRolePolicy', { RoleName: 'lab-node', PolicyName: 'look', PolicyDocument: allow('ec2:Describe*') });
    expect(called(account, 'DescribeRouteTables')).not.toThrow();
  });

  it('a statement that denies wins over those that allow', () => {
    const account = withRole(courseAccount(), 'lab-node');
    account.call('AttachRolePolicy', { RoleName: 'lab-node', PolicyArn: arnOf('AdministratorAccess') });
    const PolicyDocument = allow('ec2:DescribeVpcs').replace('"Allow"', '"Deny"');
    account.call('PutRolePolicy', { RoleName: 'lab-node', PolicyName: 'not-this', PolicyDocument });
    expect(called(account, 'DescribeVpcs')).toThrow('UnauthorizedOperation');
    expect(called(account, 'DescribeSubnets')).not.toThrow();
  });
});
