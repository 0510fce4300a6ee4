import { describe, expect, it } from 'vitest';
import { importFiles } from '../../../src/course/import/import.ts';
import { showNote } from '../../../src/course/import/note.ts';
import { showProblem } from '../../../src/course/problem.ts';
import { objectsOf } from '../../../src/engine/store.ts';
import { standing } from '../../support/world-of.ts';

function imported(...documents: readonly object[]) {
  const aws = documents.map((each, index) => ({ path: `aws${index + 1}`, text: JSON.stringify(each, null, 4) }));
  const { parts, notes, problems } = importFiles({ aws, kubernetes: [] });
  return { parts, notes: notes.map((note) => showNote(note, 'en')), problems: problems.map((problem) => showProblem(problem, 'en')) };
}

const ACCOUNT = '123456789012';
const NETWORK = {
  Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16', OwnerId: ACCOUNT }],
  Subnets: ['a', 'b'].map((zone, index) => ({
    SubnetId: `subnet-${index}`,
    VpcId: 'vpc-1',
    CidrBlock: `10.0.${index}.0/24`,
    AvailabilityZone: `eu-west-1${zone}`,
    OwnerId: ACCOUNT,
  })),
};
const CLUSTER = {
  cluster: {
    name: 'demo',
    arn: `arn:aws:eks:eu-west-1:${ACCOUNT}:cluster/demo`,
    resourcesVpcConfig: { subnetIds: ['subnet-0', 'subnet-1'], vpcId: 'vpc-1' },
    accessConfig: { bootstrapClusterCreatorAdminPermissions: true, authenticationMode: 'API_AND_CONFIG_MAP' },
  },
};
const ROLE = `arn:aws:iam::${ACCOUNT}:role/nodes`;
const NODEGROUP = {
  nodegroupName: 'ng',
  nodegroupArn: `arn:aws:eks:eu-west-1:${ACCOUNT}:nodegroup/demo/ng/1`,
  clusterName: 'demo',
  version: '1.33',
  status: 'ACTIVE',
  scalingConfig: { minSize: 1, maxSize: 4, desiredSize: 2 },
  instanceTypes: ['m5.large'],
  subnets: ['subnet-0'],
  amiType: 'AL2023_x86_64_STANDARD',
  nodeRole: ROLE,
  resources: { autoScalingGroups: [{ name: 'eks-ng-1' }] },
  diskSize: 20,
  health: { issues: [] },
  updateConfig: { maxUnavailable: 1 },
  tags: {},
};
const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] };

describe('what `aws eks` printed', () => {
  it('of node groups, add-ons and access entries is in the world as it was', () => {
    const policy = {
      policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
      accessScope: { type: 'namespace', namespaces: ['web'] },
      associatedAt: '2026-01-01T00:00:00+00:00',
      modifiedAt: '2026-01-01T00:00:00+00:00',
    };
    const entry = { clusterName: 'demo', principalArn: ROLE, kubernetesGroups: ['viewers'], username: 'viewer', type: 'STANDARD', tags: {} };
    const { parts, problems, notes } = imported(
      NETWORK,
      CLUSTER,
      { nodegroup: NODEGROUP },
      { addon: { addonName: 'coredns', clusterName: 'demo', status: 'ACTIVE', addonVersion: 'v1.12.1-eksbuild.2' } },
      { accessEntry: entry },
      { associatedAccessPolicies: [policy], clusterName: 'demo', principalArn: ROLE },
    );
    expect({ problems, notes }).toEqual({ problems: [], notes: ['aws3:2:18: nodegroups: not simulated: resources.'] });
    const { aws } = standing(parts);
    const { resources: _resources, updateConfig: _update, ...kept } = NODEGROUP;
    expect(objectsOf(aws.EksNodegroup)).toMatchObject([kept]);
    expect(objectsOf(aws.EksAddon)).toMatchObject([{ addonName: 'coredns', addonVersion: 'v1.12.1-eksbuild.2' }]);
    expect(objectsOf(aws.EksAccessEntry)).toMatchObject([{ username: 'viewer', kubernetesGroups: ['viewers'], policies: [policy] }]);
    expect(objectsOf(aws.EksCluster)[0]?.accessConfig).toEqual(CLUSTER.cluster.accessConfig);
  });

  it('of names alone is left out and said so', () => {
    const { notes, problems } = imported(NETWORK, CLUSTER, { nodegroups: ['ng'] }, { addons: ['coredns'] }, { accessEntries: [ROLE] });
    expect(problems).toEqual([]);
    expect(notes.map((note) => /Import the output of `(.+)` too/.exec(note)?.[1])).toEqual([
      'aws eks describe-nodegroup',
      'aws eks describe-addon',
      'aws eks describe-access-entry',
    ]);
  });

  it('of a cluster that is not there says where', () => {
    const { notes } = imported(NETWORK, { nodegroup: NODEGROUP });
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(/^aws2:\d+:\d+: .*demo/);
  });
});

describe('what `aws iam` printed', () => {
  it('of the account’s details gives roles their policies', () => {
    const { parts, problems } = imported(NETWORK, {
      RoleDetailList: [
        {
          Path: '/',
          RoleName: 'nodes',
          RoleId: 'AROAEXAMPLE',
          Arn: ROLE,
          CreateDate: '2026-01-01T00:00:00+00:00',
          AssumeRolePolicyDocument: TRUST,
          InstanceProfileList: [],
          RolePolicyList: [{ PolicyName: 'own', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] } }],
          AttachedManagedPolicies: [{ PolicyName: 'AmazonEKS_CNI_Policy', PolicyArn: 'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy' }],
          Tags: [],
          RoleLastUsed: {},
        },
      ],
      IsTruncated: false,
    });
    expect(problems).toEqual([]);
    expect(objectsOf(standing(parts).aws.IamRole)).toMatchObject([
      { RoleName: 'nodes', AttachedPolicies: ['arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy'], InlinePolicies: { own: {} } },
    ]);
  });

  it('of the account’s own policies is read with the default version; one without a document is left out and said so', () => {
    const Document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' }] };
    const policy = { PolicyName: 'look', Path: '/', Arn: `arn:aws:iam::${ACCOUNT}:policy/look`, DefaultVersionId: 'v2', AttachmentCount: 0 };
    const versions = [
      { Document: { ...Document, Statement: [] }, VersionId: 'v1', IsDefaultVersion: false },
      { Document, VersionId: 'v2', IsDefaultVersion: true },
    ];
    const { parts, notes, problems } = imported(NETWORK, {
      Policies: [
        { ...policy, PolicyVersionList: versions },
        { ...policy, PolicyName: 'untold', Arn: `arn:aws:iam::${ACCOUNT}:policy/untold` },
        { ...policy, PolicyName: 'AmazonEKS_CNI_Policy', Arn: 'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy' },
      ],
    });
    expect(problems).toEqual([]);
    expect(notes.join('\n')).toContain('untold');
    expect(objectsOf(standing(parts).aws.IamPolicy)).toMatchObject([{ PolicyName: 'look', Document }]);
  });

  it('of roles without their policies is left out and said so; instance profiles are kept', () => {
    const role = { Path: '/', RoleName: 'nodes', Arn: ROLE, AssumeRolePolicyDocument: TRUST };
    const profile = { InstanceProfileName: 'nodes', Path: '/', Arn: `arn:aws:iam::${ACCOUNT}:instance-profile/nodes`, Roles: [role] };
    const { parts, notes } = imported(NETWORK, { Roles: [role] }, { InstanceProfiles: [profile] });
    expect(notes.join('\n')).toContain('get-account-authorization-details');
    expect(objectsOf(standing(parts).aws.IamInstanceProfile)).toMatchObject([{ InstanceProfileName: 'nodes', Roles: ['nodes'] }]);
  });
});

describe('search-transit-gateway-routes', () => {
  const TABLE = { TransitGatewayRouteTableId: 'tgw-rtb-1', TransitGatewayId: 'tgw-1', State: 'available' };
  const GATEWAY = { TransitGateways: [{ TransitGatewayId: 'tgw-1', OwnerId: ACCOUNT, State: 'available' }] };
  const ROUTES = { Routes: [{ DestinationCidrBlock: '10.9.0.0/16', Type: 'static', State: 'blackhole' }], AdditionalRoutesAvailable: false };

  it('tells of the one table that there is', () => {
    const { parts } = imported(NETWORK, GATEWAY, { TransitGatewayRouteTables: [TABLE] }, ROUTES);
    expect(objectsOf(standing(parts).aws.TransitGatewayRouteTable)[0]?.Routes).toMatchObject([{ DestinationCidrBlock: '10.9.0.0/16' }]);
  });

  it('is left out and said so where there are several', () => {
    const tables = { TransitGatewayRouteTables: [TABLE, { ...TABLE, TransitGatewayRouteTableId: 'tgw-rtb-2' }] };
    expect(imported(NETWORK, GATEWAY, tables, ROUTES).notes.join('\n')).toContain('does not say whose routes');
  });
});
