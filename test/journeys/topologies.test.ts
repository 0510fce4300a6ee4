import { describe, expect, it } from 'vitest';
import { type Access, nodesOf, statusOf, type Topology } from './networks.ts';
import type { Typist } from './typist.ts';

const TOPOLOGIES: readonly Topology[] = ['public', 'public and private', 'private'];
const ACCESSES: readonly Access[] = ['public', 'public and private', 'private'];
const JOINS = TOPOLOGIES.flatMap((topology) => ACCESSES.map((access) => ({ topology, access }))).filter(
  ({ topology, access }) => !(topology === 'private' && access === 'public'),
);

/** The cluster and its network as they were told to be built, once for each. */
const built = new Map<string, Typist>();
function standing(topology: Topology, access: Access): Typist {
  const key = `${topology}/${access}`;
  const known = built.get(key) ?? nodesOf({ topology, access });
  built.set(key, known);
  return known;
}

function instanceOf(typist: Typist): string {
  const query = 'Reservations[0].Instances[0].InstanceId';
  return typist.type(`aws ec2 describe-instances --filters Name=tag:eks:nodegroup-name,Values=ng --query "${query}" --output text`);
}

/** The trace in both languages; whoever is named in one is named in the other. */
function told(typist: Typist, line: string, ...names: readonly string[]) {
  const { ko, en } = typist.says(line);
  for (const name of names) {
    expect(en, line).toContain(name);
    expect(ko, line).toContain(name);
  }
  expect(ko).toMatch(/[가-힣]/);
  expect(en).not.toMatch(/[가-힣]/);
  return { ko, en };
}

function timesOut(typist: Typist): void {
  const done = typist.tries('kubectl get nodes');
  expect(done.stderr).toMatch(/^Unable to connect to the server: dial tcp 10\.0\.\d\.\d+:443: i\/o timeout$/m);
  expect(done.notes[0]?.text.en).toContain('is private and is not routed on the internet');
  expect(done.notes[0]?.text.ko).toContain('인터넷에서 라우팅되지 않습니다');
}

describe.each(JOINS)('subnets: $topology, endpoint access: $access', ({ topology, access }) => {
  it('the nodes join and the node group becomes active', () => {
    expect(statusOf(standing(topology, access))).toBe('ACTIVE');
  });

  const seen = access === 'private' ? 'times out at a private address' : 'sees them Ready';
  it(`kubectl on a machine on the internet ${seen}`, () => {
    if (access === 'private') return timesOut(standing(topology, access));
    const nodes = standing(topology, access).type('kubectl get nodes --no-headers').split('\n');
    return expect(nodes.map((line) => line.split(/\s+/)[1])).toEqual(['Ready', 'Ready']);
  });

  it('the trace from a node to the API names what it goes through', () => {
    const typist = standing(topology, access);
    const endpoint = typist.type('aws eks describe-cluster --name demo --query cluster.endpoint --output text');
    const xeni = typist.type(
      'aws ec2 describe-network-interfaces --filters "Name=description,Values=Amazon EKS demo" --query "NetworkInterfaces[].NetworkInterfaceId" --output text',
    );
    const line = `trace instance/${instanceOf(typist)} url:${endpoint}/`;
    if (access !== 'public') {
      const { ko } = told(typist, line, 'demo');
      expect(xeni.split(/\s+/).some((id) => ko.includes(`${id.slice(0, 7)}…${id.slice(-3)}`) || ko.includes(id))).toBe(true);
      return;
    }
    const gateways =
      topology === 'public' ? [typist.type('echo $IGW')] : [typist.type('echo $NAT'), typist.type('echo $NAT_IP'), typist.type('echo $IGW')];
    told(typist, line, 'demo', ...gateways);
  });
});

describe('private subnets with the public endpoint only', () => {
  it('no node joins: the endpoint has public addresses, to which there is no route', () => {
    const typist = nodesOf({ topology: 'private', access: 'public' }, '16m');
    expect(statusOf(typist)).toBe('CREATE_FAILED');
    const issue = 'nodegroup.health.issues[0].[code,message]';
    expect(typist.type(`aws eks describe-nodegroup --cluster-name demo --nodegroup-name ng --query "${issue}" --output text`)).toBe(
      'NodeCreationFailure\tInstances failed to join the kubernetes cluster',
    );
    const id = instanceOf(typist);
    expect(typist.type(`node ${id} -- journalctl -u kubelet`)).toMatch(/Unable to register node with API server.*dial tcp [\d.]+:443: i\/o timeout/);
    const endpoint = typist.type('aws eks describe-cluster --name demo --query cluster.endpoint --output text');
    told(typist, `trace instance/${id} url:${endpoint}/`, typist.type('echo $MAIN'));
  });

  it('they join once private access is switched on', () => {
    const typist = nodesOf({ topology: 'private', access: 'public' });
    expect(statusOf(typist)).toBe('CREATING');
    typist.type('aws eks update-cluster-config --name demo --resources-vpc-config endpointPrivateAccess=true');
    typist.type('wait 8m');
    expect(statusOf(typist)).toBe('ACTIVE');
  });
});

describe('the private endpoint only', () => {
  it('is reached from a bastion: by its network, then as its role', () => {
    const typist = nodesOf({ topology: 'public', access: 'private' });
    const { type, tries } = typist;
    timesOut(typist);
    const image = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';
    const trust = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}';
    type('BSG=$(aws ec2 create-security-group --group-name bastion --description bastion --vpc-id $VPC --query GroupId --output text)');
    type(`ADMIN=$(aws iam create-role --role-name admin --assume-role-policy-document '${trust}' --query Role.Arn --output text)`);
    type('aws iam create-instance-profile --instance-profile-name admin');
    type('aws iam add-role-to-instance-profile --instance-profile-name admin --role-name admin');
    const flags = '--instance-type t3.micro --subnet-id $A --security-group-ids $BSG --iam-instance-profile Name=admin';
    type(`BASTION=$(aws ec2 run-instances --image-id ${image} ${flags} --query 'Instances[0].InstanceId' --output text)`);
    type('aws ec2 wait instance-running --instance-ids $BASTION');

    expect(tries('node $BASTION -- kubectl get nodes').stderr).toMatch(
      /^Unable to connect to the server: dial tcp 10\.0\.\d\.\d+:443: i\/o timeout$/m,
    );
    type('SG=$(aws eks describe-cluster --name demo --query cluster.resourcesVpcConfig.clusterSecurityGroupId --output text)');
    type('aws ec2 authorize-security-group-ingress --group-id $SG --protocol tcp --port 443 --source-group $BSG');
    expect(tries('node $BASTION -- kubectl get nodes').stderr).toBe('error: You must be logged in to the server (Unauthorized)\n');

    type('aws eks update-cluster-config --name demo --access-config authenticationMode=API_AND_CONFIG_MAP');
    type('wait 5m');
    type('aws eks create-access-entry --cluster-name demo --principal-arn $ADMIN');
    expect(tries('node $BASTION -- kubectl get nodes').stderr).toContain('Error from server (Forbidden): nodes is forbidden: User "arn:aws:sts::');
    const policy = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy';
    type(`aws eks associate-access-policy --cluster-name demo --principal-arn $ADMIN --policy-arn ${policy} --access-scope type=cluster`);
    const nodes = type('node $BASTION -- kubectl get nodes --no-headers').split('\n');
    expect(nodes.map((line) => line.split(/\s+/)[1])).toEqual(['Ready', 'Ready']);
    timesOut(typist);
  });
});

describe('a Deployment and a Service', () => {
  const image: { readonly [T in Topology]: string } = {
    public: 'nginx:1.27',
    'public and private': 'nginx:1.27',
    // No way leads to Docker Hub: the image was copied into the registry of the account.
    private: '000000000000.dkr.ecr.us-west-2.amazonaws.com/nginx:1.27',
  };

  it.each(TOPOLOGIES)('run in the topology: %s, and answer inside the cluster', (topology) => {
    const typist = nodesOf({ topology, access: 'public and private' });
    typist.type(`kubectl create deployment web --image=${image[topology]} --replicas=2`);
    typist.type('kubectl expose deployment web --port=80');
    typist.type('kubectl wait deployment/web --for=condition=Available --timeout=60s');
    typist.type(`kubectl run client --image=${image[topology]} -- sleep infinity`);
    typist.type('wait 10s');
    expect(typist.type('kubectl exec client -- curl -s http://web')).toContain('Welcome to nginx!');
  });

  it('of an image that lies on the internet do not run in private subnets, for want of a route', () => {
    const typist = nodesOf({ topology: 'private', access: 'public and private' });
    typist.type('kubectl create deployment web --image=nginx');
    typist.type('wait 5s');
    expect(typist.type('kubectl get pods --no-headers')).toContain('ImagePullBackOff');
    const events = typist.type('kubectl describe pod -l app=web');
    expect(events).toMatch(
      /Failed to pull image "nginx": .*Head "https:\/\/registry-1\.docker\.io\/v2\/library\/nginx\/manifests\/latest": dial tcp [\d.]+:443: i\/o timeout/,
    );
    told(typist, `trace instance/${instanceOf(typist)} url:https://registry-1.docker.io/`, typist.type('echo $MAIN'));
  });
});

describe('the other ways of a packet', () => {
  const typist = nodesOf({ topology: 'public', access: 'public and private' });
  typist.type('kubectl create deployment web --image=nginx:1.27');
  typist.type('kubectl expose deployment web --port=80 --type=NodePort');
  typist.type('kubectl wait deployment/web --for=condition=Available --timeout=60s');
  typist.type("POD=$(kubectl get pods -l app=web -o jsonpath='{.items[0].metadata.name}')");
  typist.type("NODE=$(kubectl get pod $POD -o jsonpath='{.spec.nodeName}')");
  typist.type("PORT=$(kubectl get svc web -o jsonpath='{.spec.ports[0].nodePort}')");
  typist.type('CLUSTER_SG=$(aws eks describe-cluster --name demo --query cluster.resourcesVpcConfig.clusterSecurityGroupId --output text)');

  it('pod to internet: by the internet gateway, with the address of its node', () => {
    const { en } = told(typist, 'trace pod/default/$POD url:https://registry-1.docker.io/', typist.type('echo $IGW'));
    expect(en).toContain('It always connects');
  });

  it('internet to NodePort: the cluster security group lets nobody in until a rule does', () => {
    told(typist, 'trace internet node/$NODE:$PORT', typist.type('echo $CLUSTER_SG'));
    const closed = typist.says('trace internet node/$NODE:$PORT');
    expect(closed.en).toContain('It does not connect');
    typist.type('aws ec2 authorize-security-group-ingress --group-id $CLUSTER_SG --protocol tcp --port 30000-32767 --cidr 0.0.0.0/0');
    expect(told(typist, 'trace internet node/$NODE:$PORT', typist.type('echo $IGW')).en).toContain('It always connects');
  });

  it('API server to kubelet: from an interface of EKS to port 10250 of the node, within the cluster security group', () => {
    typist.type(
      'XENI=$(aws ec2 describe-network-interfaces --filters "Name=description,Values=Amazon EKS demo" --query "NetworkInterfaces[0].NetworkInterfaceId" --output text)',
    );
    const { en } = told(typist, 'trace eni/$XENI node/$NODE:10250', typist.type('echo $CLUSTER_SG'), '10250');
    expect(en).toContain('It always connects');
  });

  it('API server to a webhook: from an interface of EKS to the pod behind it', () => {
    const ip = typist.type("kubectl get pod $POD -o jsonpath='{.status.podIP}'");
    expect(told(typist, `trace eni/$XENI ip:${ip}:80`, typist.type('echo $CLUSTER_SG')).en).toContain('It always connects');
    typist.type('aws ec2 revoke-security-group-ingress --group-id $CLUSTER_SG --protocol=-1 --source-group $CLUSTER_SG');
    expect(told(typist, `trace eni/$XENI ip:${ip}:80`, typist.type('echo $CLUSTER_SG')).en).toContain('It does not connect');
  });
});
