import { describe, expect, it } from 'vitest';
import { objectAt, objectsOf } from '../../src/engine/store.ts';
import type { World } from '../../src/engine/world.ts';
import { planSubnets } from '../../src/shell/commands/eksctl/network.ts';
import { runLine } from '../../src/shell/run.ts';
import { LEARNER_ORIGIN } from '../../src/shell/session.ts';
import { emptyWorld } from '../support/empty-world.ts';

const run = (line: string, world: World = emptyWorld()) => runLine({ world, origin: LEARNER_ORIGIN, recent: [] }, line);
const file = (yaml: string, command = 'create cluster') => `eksctl ${command} -f - <<'EOF'\n${yaml}\nEOF`;
const CONFIG = `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: lab
  region: us-west-2`;

/** One cluster with two nodes, made once. */
const made = run('eksctl create cluster --name lab --nodes 2 --nodegroup-name ng');
const ask = (line: string, world: World = made.world) => run(line, world).stdout.trim();

describe('the subnets of a new VPC', () => {
  it('are the eight /19 blocks of 192.168.0.0/16, the public ones first', () => {
    // https://github.com/eksctl-io/eksctl/issues/8035: the log of a real run.
    expect(planSubnets('192.168.0.0/16', ['eu-west-1b', 'eu-west-1a', 'eu-west-1c'])).toEqual([
      { zone: 'eu-west-1b', public: '192.168.0.0/19', private: '192.168.96.0/19' },
      { zone: 'eu-west-1a', public: '192.168.32.0/19', private: '192.168.128.0/19' },
      { zone: 'eu-west-1c', public: '192.168.64.0/19', private: '192.168.160.0/19' },
    ]);
  });

  it('in two zones leave four blocks free', () => {
    expect(planSubnets('192.168.0.0/16', ['us-east-1d', 'us-east-1a'])).toEqual([
      { zone: 'us-east-1d', public: '192.168.0.0/19', private: '192.168.64.0/19' },
      { zone: 'us-east-1a', public: '192.168.32.0/19', private: '192.168.96.0/19' },
    ]);
  });

  it('are cut in sixteen for five zones and more', () => {
    const zones = ['a', 'b', 'c', 'd', 'e'];
    expect(planSubnets('10.0.0.0/16', zones)[4]).toEqual({ zone: 'e', public: '10.0.64.0/20', private: '10.0.144.0/20' });
  });

  it('need a VPC between /16 and /24', () => {
    expect(() => planSubnets('10.0.0.0/25', ['a', 'b'])).toThrow('VPC CIDR prefix must be between /16 and /24');
  });
});

describe('eksctl create cluster', () => {
  it('prints the log of eksctl, with the time of the lab', () => {
    const lines = made.stdout.split('\n');
    expect(made.code).toBe(0);
    expect(lines[0]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \[ℹ\] {2}eksctl version 0\.\d+\.\d+$/);
    for (const text of [
      '[ℹ]  using region us-west-2',
      '[ℹ]  setting availability zones to [us-west-2a us-west-2b us-west-2c]',
      '[ℹ]  subnets for us-west-2a - public:192.168.0.0/19 private:192.168.96.0/19',
      '[ℹ]  creating EKS cluster "lab" in "us-west-2" region with managed nodes',
      '[ℹ]  will create 2 separate CloudFormation stacks for cluster itself and the initial managed nodegroup',
      '[ℹ]  building cluster stack "eksctl-lab-cluster"',
      '[ℹ]  waiting for CloudFormation stack "eksctl-lab-cluster"',
      '[ℹ]  building managed nodegroup stack "eksctl-lab-nodegroup-ng"',
      '[✔]  all EKS cluster resources for "lab" have been created',
      '[ℹ]  nodegroup "ng" has 2 node(s)',
      '[✔]  EKS cluster "lab" in "us-west-2" region is ready',
    ]) {
      expect(made.stdout).toContain(text);
    }
  });

  it('makes a VPC with DNS hostnames, a public and a private subnet in each zone and one NAT gateway', () => {
    const subnets = objectsOf(made.world.aws.Subnet);
    expect(subnets).toHaveLength(6);
    expect(objectsOf(made.world.aws.Vpc)[0]).toMatchObject({ CidrBlock: '192.168.0.0/16', EnableDnsHostnames: true, EnableDnsSupport: true });
    expect(objectsOf(made.world.aws.NatGateway)).toHaveLength(1);
    const role = (key: string) => subnets.filter(({ Tags }) => Tags.some(({ Key, Value }) => Key === key && Value === '1'));
    expect(role('kubernetes.io/role/elb').map(({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch)).toEqual([true, true, true]);
    expect(role('kubernetes.io/role/internal-elb').map(({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch)).toEqual([false, false, false]);
    // The main table and one each for the public subnets and the three private ones.
    expect(objectsOf(made.world.aws.RouteTable)).toHaveLength(5);
  });

  it('gives the roles the policies that they need', () => {
    const policies = objectsOf(made.world.aws.IamRole).map(({ RoleName, AttachedPolicies }) => [
      RoleName.replace(/-[0-9A-F]{12}$/, ''),
      AttachedPolicies.map((arn) => arn.split('/').at(-1)),
    ]);
    expect(policies).toEqual([
      ['eksctl-lab-cluster-ServiceRole', ['AmazonEKSClusterPolicy', 'AmazonEKSVPCResourceController']],
      [
        'eksctl-lab-nodegroup-ng-NodeInstanceRole',
        ['AmazonEC2ContainerRegistryPullOnly', 'AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy', 'AmazonSSMManagedInstanceCore'],
      ],
    ]);
  });

  it('makes the shared node group and the control plane group, with rules between them and the cluster group', () => {
    const names = objectsOf(made.world.aws.SecurityGroup).map(({ GroupName }) => GroupName.replace(/-\d+$/, ''));
    expect(names).toEqual(
      expect.arrayContaining([
        'eks-cluster-sg-lab',
        'eksctl-lab-cluster-ClusterSharedNodeSecurityGroup',
        'eksctl-lab-cluster-ControlPlaneSecurityGroup',
      ]),
    );
  });

  it('leaves nodes that are ready, add-ons of EKS and mode API_AND_CONFIG_MAP', () => {
    expect(ask('aws eks list-addons --cluster-name lab --query addons --output text')).toBe('coredns\tkube-proxy\tvpc-cni');
    expect(ask('aws eks describe-cluster --name lab --query cluster.accessConfig.authenticationMode --output text')).toBe('API_AND_CONFIG_MAP');
    expect(run('kubectl get nodes --no-headers', made.world).stdout.match(/ Ready /g)).toHaveLength(2);
  });

  it('with a file of private nodes and private access puts the nodes behind the NAT gateway', () => {
    const yaml = `${CONFIG}
vpc:
  cidr: 10.10.0.0/16
  nat: {gateway: HighlyAvailable}
  clusterEndpoints: {publicAccess: true, privateAccess: true}
availabilityZones: [us-west-2a, us-west-2b]
managedNodeGroups:
  - name: inside
    instanceType: t4g.large
    minSize: 1
    desiredCapacity: 1
    maxSize: 3
    privateNetworking: true
    labels: {tier: web}`;
    const { world, stdout, code } = run(file(yaml));
    expect(code).toBe(0);
    expect(objectsOf(world.aws.NatGateway)).toHaveLength(2);
    expect(stdout).toContain('will use provided values {publicAccess=true, privateAccess=true}');
    expect(stdout).toContain('1 nodegroup (inside) was included (based on the include/exclude rules)');
    const group = objectsOf(world.aws.EksNodegroup)[0];
    expect(group).toMatchObject({
      status: 'ACTIVE',
      scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 3 },
      instanceTypes: ['t4g.large'],
      amiType: 'AL2023_ARM_64_STANDARD',
    });
    const cidrs = group?.subnets.map((id) => objectAt(world.aws.Subnet, id)?.CidrBlock);
    expect(cidrs).toEqual(['10.10.64.0/19', '10.10.96.0/19']);
    expect(objectsOf(world.cluster.Node)[0]?.metadata.labels).toMatchObject({ tier: 'web', 'alpha.eksctl.io/nodegroup-name': 'inside' });
  });

  it('reuses the subnets that it is given', () => {
    const ids = objectsOf(made.world.aws.Subnet).filter(({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch);
    const list = ids.slice(0, 2).map(({ SubnetId }) => SubnetId);
    const { stdout, world, code } = run(`eksctl create cluster --name two --without-nodegroup --vpc-public-subnets=${list.join(',')}`, made.world);
    expect(code).toBe(0);
    expect(stdout).toContain('[✔]  using existing VPC (vpc-');
    expect(objectsOf(world.aws.Vpc)).toHaveLength(1);
    expect([...(objectAt(world.aws.EksCluster, 'two')?.resourcesVpcConfig.subnetIds ?? [])].sort()).toEqual([...list].sort());
  });
});

describe('what eksctl refuses before it makes anything', () => {
  const error = (line: string, world?: World) => {
    const done = run(line, world ?? emptyWorld());
    expect(objectsOf(done.world.aws.Vpc).length).toBe(objectsOf((world ?? emptyWorld()).aws.Vpc).length);
    expect(done.code).toBe(1);
    return done.stderr;
  };
  const json = 'error unmarshaling JSON: while decoding JSON: json: ';

  const refused: readonly (readonly [string, string])[] = [
    [`${CONFIG}\nnodegroups: []`, `loading config file "-": ${json}unknown field "nodegroups"`],
    [`${CONFIG}\nmanagedNodeGroups:\n- name: ng\n  nodes: 2`, `loading config file "-": ${json}unknown field "nodes"`],
    [
      'apiVersion: eksctl.io/v1alpha3\nkind: ClusterConfig\nmetadata: {name: lab, region: us-west-2}',
      'loading config file "-": no kind "ClusterConfig" is registered for version "eksctl.io/v1alpha3" in scheme',
    ],
    ['apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig', 'metadata must be set'],
    ['apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {region: us-west-2}', 'metadata.name must be set'],
    ['apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: lab}', 'metadata.region must be set'],
    ['just a text', `loading config file "-": ${json}cannot unmarshal string into Go value of type v1alpha5.ClusterConfig`],
    [
      `${CONFIG}\n  version: 1.33`,
      `loading config file "-": ${json}cannot unmarshal number into Go struct field ClusterMeta.metadata.version of type string`,
    ],
    [`${CONFIG}\navailabilityZones: [us-west-2a]`, 'only 1 zone(s) specified [us-west-2a], 2 are required (can be non-unique)'],
    [
      `${CONFIG}\nvpc: {clusterEndpoints: {publicAccess: false, privateAccess: false}}`,
      'Kubernetes API access must have one of public or private clusterEndpoints enabled',
    ],
    [
      `${CONFIG}\nvpc: {subnets: {private: {us-west-2a: {id: subnet-0123456789abcdef0}, us-west-2b: {id: subnet-0123456789abcdef1}}}}`,
      "api error InvalidSubnetID.NotFound: The subnet ID 'subnet-0123456789abcdef0' does not exist",
    ],
    [
      `${CONFIG}\nvpc: {subnets: {private: {us-west-2a: {id: x}}}}\navailabilityZones: [us-west-2a, us-west-2b]`,
      'vpc.subnets and availabilityZones cannot be set at the same time',
    ],
  ];

  it.each(refused.map(([yaml, text]) => [text, yaml] as const))('%s', (text, yaml) => {
    expect(error(file(yaml))).toContain(text);
  });

  it('one subnet of a kind, a second cluster of the name, flags beside a file, a file that is not there', () => {
    const [subnet] = objectsOf(made.world.aws.Subnet);
    expect(error(`eksctl create cluster --name x --vpc-private-subnets=${subnet?.SubnetId}`, made.world)).toBe(
      'Error: insufficient number of subnets, at least 2x public and/or 2x private subnets are required\n',
    );
    expect(error('eksctl create cluster --name lab', made.world)).toContain('AlreadyExistsException: Stack [eksctl-lab-cluster] already exists');
    expect(error(file(CONFIG, 'create cluster --name other'))).toBe('Error: cannot use --name when --config-file/-f is set\n');
    expect(error('eksctl create cluster -f lab.yaml')).toBe('Error: reading config file "lab.yaml": open lab.yaml: no such file or directory\n');
    expect(error('eksctl create nodegroup --name ng')).toBe('Error: --cluster must be set\n');
  });

  it('says that self-managed node groups are not simulated, and makes nothing', () => {
    const { notes, code, world } = run(file(`${CONFIG}\nnodeGroups: [{name: ng}]`));
    expect([code, notes[0]?.mark, objectsOf(world.aws.Vpc).length]).toEqual([1, 'not-simulated', 0]);
  });
});

describe('a stack that fails', () => {
  it('is rolled back: nothing of the network stays', () => {
    const { stderr, stdout, world } = run(file(`${CONFIG}\niam: {serviceRoleARN: not-an-arn}`));
    expect(stderr).toBe('Error: failed to create cluster "lab"\n');
    expect(stdout).toContain('[✖]  AWS::EKS::Cluster/ControlPlane: CREATE_FAILED');
    expect(stdout).toContain("[ℹ]  to cleanup resources, run 'eksctl delete cluster --region=us-west-2 --name=lab'");
    for (const kind of ['Vpc', 'Subnet', 'SecurityGroup', 'IamRole', 'Address'] as const)
      expect(objectsOf(world.aws[kind] as never), kind).toEqual([]);
    expect(objectsOf(world.aws.NatGateway).filter(({ State }) => State !== 'deleted')).toEqual([]);
  });

  it('names the issue of a node group whose nodes cannot join, and takes the group away', () => {
    const yaml = `${CONFIG}
vpc: {nat: {gateway: Disable}}
managedNodeGroups: [{name: inside, privateNetworking: true, desiredCapacity: 1}]`;
    const { stdout, stderr, world } = run(file(yaml));
    expect(stdout).toContain('Issue(Code=NodeCreationFailure, Message=Instances failed to join the kubernetes cluster');
    expect(stderr).toBe('Error: failed to create cluster "lab"\n');
    expect([objectsOf(world.aws.EksNodegroup).length, objectAt(world.aws.EksCluster, 'lab')?.status]).toEqual([0, 'ACTIVE']);
  });
});

describe('eksctl get', () => {
  it('lists clusters and node groups in tables', () => {
    expect(run('eksctl get cluster', made.world).stdout).toBe('NAME\tREGION\t\tEKSCTL CREATED\nlab\tus-west-2\tTrue\n');
    const [head, row] = run('eksctl get nodegroup --cluster lab', made.world).stdout.split('\n');
    expect(head).toMatch(/^CLUSTER\tNODEGROUP\tSTATUS\tCREATED\t\t\tMIN SIZE\tMAX SIZE\tDESIRED CAPACITY\tINSTANCE TYPE\tIMAGE ID/);
    expect(row).toContain('m5.large');
  });

  it('lists them as JSON and YAML', () => {
    expect(JSON.parse(run('eksctl get cluster -o json', made.world).stdout)).toEqual([{ Name: 'lab', Region: 'us-west-2', Owned: 'True' }]);
    expect(run('eksctl get nodegroup --cluster lab -o yaml', made.world).stdout).toContain('Name: ng\n');
    expect(run('eksctl get nodegroup --cluster nobody', made.world).stderr).toContain(
      'ResourceNotFoundException: No cluster found for name: nobody.',
    );
  });
});

describe('eksctl on a cluster that stands', () => {
  it('adds a node group and takes it away', () => {
    const added = run('eksctl create nodegroup --cluster lab --name more --nodes 1 --node-private-networking', made.world);
    expect(added.stdout).toContain('[✔]  created 1 managed nodegroup(s) in cluster "lab"');
    expect(ask('aws eks list-nodegroups --cluster-name lab --query nodegroups --output text', added.world)).toBe('more\tng');
    const gone = run('eksctl delete nodegroup --cluster lab --name more', added.world);
    expect(gone.stdout).toContain('[✔]  deleted 1 nodegroup(s) from cluster "lab"');
    expect(ask('aws eks list-nodegroups --cluster-name lab --query nodegroups --output text', gone.world)).toBe('ng');
  });

  it('changes endpoint access only with --approve', () => {
    const line = 'eksctl utils update-cluster-vpc-config --cluster lab --private-access=true --public-access=false';
    const planned = run(line, made.world);
    expect(planned.stdout).toContain("[!]  no changes were applied, run again with '--approve' to apply the changes");
    const applied = run(`${line} --approve`, made.world);
    expect(applied.stdout).toContain('has been updated to: privateAccess=true, publicAccess=false');
    expect(objectAt(applied.world.aws.EksCluster, 'lab')?.resourcesVpcConfig).toMatchObject({
      endpointPrivateAccess: true,
      endpointPublicAccess: false,
    });
  });

  it('deletes everything that it made', () => {
    const { stdout, world, code } = run('eksctl delete cluster --name lab', made.world);
    expect(code).toBe(0);
    expect(stdout).toContain('[✔]  all cluster resources were deleted');
    for (const kind of ['EksCluster', 'EksNodegroup', 'Subnet', 'SecurityGroup', 'InternetGateway', 'RouteTable', 'Vpc', 'IamRole'] as const) {
      expect(objectsOf(world.aws[kind] as never), kind).toEqual([]);
    }
  });

  it('says what keeps a network from going', () => {
    const subnet = objectsOf(made.world.aws.Subnet)[0]?.SubnetId;
    const held = run(`aws ec2 create-network-interface --subnet-id ${subnet}`, made.world).world;
    const { stdout, stderr } = run('eksctl delete cluster --name lab', held);
    expect(stdout).toContain('[✖]  AWS::EC2::Subnet/Subnet: DELETE_FAILED');
    expect(stderr).toBe('Error: failed to delete cluster with nodegroup(s)\n');
  });
});

it('eksctl version, help and unknown commands', () => {
  expect(run('eksctl version').stdout).toMatch(/^0\.\d+\.\d+\n$/);
  expect(run('eksctl create cluster --help').stdout).toContain('--vpc-private-subnets');
  expect(run('eksctl fly').stderr).toBe('Error: unknown command "fly" for "eksctl"\n');
  expect(run('eksctl upgrade cluster').notes[0]?.mark).toBe('not-simulated');
  expect(run('eksctl create cluster --with-oidc').notes[0]?.mark).toBe('not-simulated');
  expect(run('eksctl create cluster --nam x').stderr).toBe('Error: unknown flag: --nam\n');
});

// https://docs.aws.amazon.com/eks/latest/eksctl/vpc-ip-family.html
describe('a ClusterConfig with ipFamily IPv6', () => {
  const ADDONS = 'addons: [{name: vpc-cni}, {name: coredns}, {name: kube-proxy}]';
  const FAMILY = 'kubernetesNetworkConfig: {ipFamily: IPv6}';
  const errorOf = (...more: string[]) => run(file([CONFIG, FAMILY, ...more].join('\n'))).stderr;

  it('needs the three add-ons and an OIDC provider, and takes neither NAT modes nor an IPv4 block for Services', () => {
    expect(errorOf('iam: {withOIDC: true}', 'addons: [{name: kube-proxy}]')).toContain(
      'the default core addons must be defined for IPv6; missing addon(s): vpc-cni, coredns',
    );
    expect(errorOf(ADDONS)).toContain('oidc needs to be enabled if IPv6 is set');
    expect(errorOf(ADDONS, 'iam: {withOIDC: true}', 'vpc: {nat: {gateway: Single}}')).toContain('setting NAT is not supported with IPv6');
    const both = `${CONFIG}\nkubernetesNetworkConfig: {ipFamily: IPv6, serviceIPv4CIDR: 10.100.0.0/16}`;
    expect(run(file(both)).stderr).toContain('service IPv4 CIDR is not supported with IPv6');
    expect(run(file(`${CONFIG}\nkubernetesNetworkConfig: {ipFamily: IPv5}`)).stderr).toContain(
      'invalid value "IPv5" for ipFamily; allowed are IPv4 and IPv6',
    );
  });

  describe('with all of these', () => {
    const yaml = [CONFIG, FAMILY, ADDONS, 'iam: {withOIDC: true}', 'managedNodeGroups: [{name: ng, desiredCapacity: 2}]'].join('\n');
    const six = run(file(yaml));
    const { world } = six;

    it('makes a dual-stack VPC whose private subnets leave by an egress-only internet gateway', () => {
      expect(six.stderr).toBe('');
      expect(six.notes.map(({ text }) => text.en).join(' ')).not.toContain('addons');
      const [vpc] = objectsOf(world.aws.Vpc);
      const base = vpc?.Ipv6CidrBlockAssociationSet[0]?.Ipv6CidrBlock.replace(/00::\/56$/, '');
      const blocks = objectsOf(world.aws.Subnet).map((subnet) => subnet.Ipv6CidrBlockAssociationSet[0]?.Ipv6CidrBlock);
      expect(blocks.sort()).toEqual(['00', '01', '02', '03', '04', '05'].map((part) => `${base}${part}::/64`));
      expect(objectsOf(world.aws.Subnet).every(({ AssignIpv6AddressOnCreation }) => AssignIpv6AddressOnCreation)).toBe(true);
      const targets = objectsOf(world.aws.RouteTable).flatMap(({ Routes }) => Routes.filter((route) => route.DestinationIpv6CidrBlock === '::/0'));
      expect(targets.map((route) => (route.EgressOnlyInternetGatewayId ?? route.GatewayId)?.replace(/-.*/, '')).sort()).toEqual([
        'eigw',
        'eigw',
        'eigw',
        'igw',
      ]);
    });

    it('brings up nodes and pods with IPv6 addresses, though the role of the nodes has no policy of the CNI', () => {
      expect(
        ask("kubectl get nodes -o jsonpath='{.items[*].status.addresses[0].address}'", world)
          .split(' ')
          .every((text) => text.includes(':')),
      ).toBe(true);
      expect(ask('kubectl get pods -n kube-system -l k8s-app=kube-dns --no-headers | grep -c Running', world)).toBe('2');
      const node = objectsOf(world.aws.IamRole).find(({ RoleName }) => RoleName.includes('NodeInstanceRole'));
      expect(node?.AttachedPolicies.some((arn) => arn.includes('CNI'))).toBe(false);
      expect(six.stdout).not.toContain('were not specified');
    });

    it('takes all of it away again', () => {
      const gone = run('eksctl delete cluster --name lab', world);
      expect(gone.code).toBe(0);
      const { Vpc, EgressOnlyInternetGateway, IamRole, NetworkInterface } = gone.world.aws;
      expect([Vpc, EgressOnlyInternetGateway, IamRole, NetworkInterface].map((store) => objectsOf(store as typeof Vpc).length)).toEqual([0, 0, 0, 0]);
    });
  });
});
