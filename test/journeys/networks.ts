/** What people type to build a network for a cluster, from nothing: the three topologies, the roles, the cluster, its nodes. */
import { emptyWorld } from '../support/empty-world.ts';
import { type Typist, typistAt } from './typist.ts';

export type Topology = 'public' | 'public and private' | 'private';
export type Access = 'public' | 'public and private' | 'private';
/** The services without which a private cluster does not run, each as a service's name: interface endpoints, and a gateway for S3. */
export const NEEDED = ['ec2', 'ecr.api', 'ecr.dkr', 'sts', 's3'];

const VPC = [
  'VPC=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)',
  'aws ec2 modify-vpc-attribute --vpc-id $VPC --enable-dns-hostnames',
];
const subnet = (name: string, block: string, zone: string) =>
  `${name}=$(aws ec2 create-subnet --vpc-id $VPC --cidr-block ${block} --availability-zone us-west-2${zone} --query Subnet.SubnetId --output text)`;
const MAIN_TABLE =
  'MAIN=$(aws ec2 describe-route-tables --filters Name=vpc-id,Values=$VPC Name=association.main,Values=true --query "RouteTables[0].RouteTableId" --output text)';
const INTERNET = [
  'IGW=$(aws ec2 create-internet-gateway --query InternetGateway.InternetGatewayId --output text)',
  'aws ec2 attach-internet-gateway --internet-gateway-id $IGW --vpc-id $VPC',
];
const PUBLIC_ADDRESSES = ['$A', '$B'].map((id) => `aws ec2 modify-subnet-attribute --subnet-id ${id} --map-public-ip-on-launch`);

const LINES: { readonly [T in Topology]: readonly string[] } = {
  public: [
    ...INTERNET,
    MAIN_TABLE,
    'aws ec2 create-route --route-table-id $MAIN --destination-cidr-block 0.0.0.0/0 --gateway-id $IGW',
    subnet('A', '10.0.0.0/24', 'a'),
    subnet('B', '10.0.1.0/24', 'b'),
  ],
  'public and private': [
    ...INTERNET,
    subnet('P', '10.0.100.0/24', 'a'),
    'PUBLIC=$(aws ec2 create-route-table --vpc-id $VPC --query RouteTable.RouteTableId --output text)',
    'aws ec2 create-route --route-table-id $PUBLIC --destination-cidr-block 0.0.0.0/0 --gateway-id $IGW',
    'aws ec2 associate-route-table --route-table-id $PUBLIC --subnet-id $P',
    'EIP=$(aws ec2 allocate-address --domain vpc --query AllocationId --output text)',
    'NAT_IP=$(aws ec2 describe-addresses --allocation-ids $EIP --query "Addresses[0].PublicIp" --output text)',
    'NAT=$(aws ec2 create-nat-gateway --subnet-id $P --allocation-id $EIP --query NatGateway.NatGatewayId --output text)',
    'aws ec2 wait nat-gateway-available --nat-gateway-ids $NAT',
    MAIN_TABLE,
    'aws ec2 create-route --route-table-id $MAIN --destination-cidr-block 0.0.0.0/0 --nat-gateway-id $NAT',
    subnet('A', '10.0.0.0/24', 'a'),
    subnet('B', '10.0.1.0/24', 'b'),
  ],
  private: [
    subnet('A', '10.0.0.0/24', 'a'),
    subnet('B', '10.0.1.0/24', 'b'),
    MAIN_TABLE,
    'SG=$(aws ec2 create-security-group --group-name endpoints --description "VPC endpoints" --vpc-id $VPC --query GroupId --output text)',
    'aws ec2 authorize-security-group-ingress --group-id $SG --protocol tcp --port 443 --cidr 10.0.0.0/16',
  ],
};

/** The line that makes the endpoint of a service. */
export function endpointLine(service: string): string {
  const name = `--vpc-id $VPC --service-name com.amazonaws.us-west-2.${service}`;
  if (service === 's3') return `aws ec2 create-vpc-endpoint ${name} --route-table-ids $MAIN`;
  return `aws ec2 create-vpc-endpoint ${name} --vpc-endpoint-type Interface --subnet-ids $A $B --security-group-ids $SG`;
}

const trust = (service: string) =>
  `'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"${service}.amazonaws.com"},"Action":"sts:AssumeRole"}]}'`;
const ROLES = [
  `CLUSTER_ROLE=$(aws iam create-role --role-name eks-cluster --assume-role-policy-document ${trust('eks')} --query Role.Arn --output text)`,
  'aws iam attach-role-policy --role-name eks-cluster --policy-arn arn:aws:iam::aws:policy/AmazonEKSClusterPolicy',
  `NODE_ROLE=$(aws iam create-role --role-name eks-node --assume-role-policy-document ${trust('ec2')} --query Role.Arn --output text)`,
  'for p in AmazonEKSWorkerNodePolicy AmazonEKS_CNI_Policy AmazonEC2ContainerRegistryPullOnly; do aws iam attach-role-policy --role-name eks-node --policy-arn arn:aws:iam::aws:policy/$p; done',
];

const ACCESS: { readonly [A in Access]: string } = {
  public: 'endpointPublicAccess=true,endpointPrivateAccess=false',
  'public and private': 'endpointPublicAccess=true,endpointPrivateAccess=true',
  private: 'endpointPublicAccess=false,endpointPrivateAccess=true',
};

export type Plan = {
  readonly topology: Topology;
  readonly access: Access;
  /** More settings of the endpoint: `,publicAccessCidrs=…`. */
  readonly more?: string;
  readonly endpoints?: readonly string[];
  /** Lines typed before the cluster is made. */
  readonly before?: readonly string[];
  /** Lines typed before the node group is made. */
  readonly between?: readonly string[];
};

/** Somebody who has typed a network and a cluster, and is about to make the node group. */
export function clusterOf({ topology, access, more = '', endpoints = NEEDED, before = [], between = [] }: Plan): Typist {
  const typist = typistAt(emptyWorld());
  const made = topology === 'private' ? [...endpoints.map(endpointLine), 'wait'] : [];
  const lines = [...VPC, ...LINES[topology], ...(topology === 'public' ? PUBLIC_ADDRESSES : []), ...made, ...ROLES, ...before];
  const config = `subnetIds=$A,$B,${ACCESS[access]}${more}`;
  for (const line of lines) typist.type(line);
  typist.type(`aws eks create-cluster --name demo --role-arn $CLUSTER_ROLE --resources-vpc-config ${config}`);
  typist.type('aws eks wait cluster-active --name demo');
  typist.type('aws eks update-kubeconfig --name demo');
  for (const line of between) typist.type(line);
  return typist;
}

/** The same somebody, with a node group of two nodes, after so long. */
export function nodesOf(plan: Plan, after = '3m'): Typist {
  const typist = clusterOf(plan);
  const scaling = 'minSize=2,maxSize=3,desiredSize=2';
  typist.type(`aws eks create-nodegroup --cluster-name demo --nodegroup-name ng --node-role $NODE_ROLE --subnets $A $B --scaling-config ${scaling}`);
  typist.type(`wait ${after}`);
  return typist;
}

/** How the node group is, by its own description. */
export function statusOf(typist: Typist): string {
  return typist.type('aws eks describe-nodegroup --cluster-name demo --nodegroup-name ng --query nodegroup.status --output text');
}
