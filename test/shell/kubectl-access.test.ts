/** Expected values: https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html and …/access-entries.html */
import { describe, expect, it } from 'vitest';
import { nodesOf } from '../journeys/networks.ts';
import { typistAt } from '../journeys/typist.ts';
import { emptyWorld } from '../support/empty-world.ts';

const POLICY = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKS';

/** A cluster whose administrator works on a bastion with a role of its own, known by an access entry with this policy. */
function withPolicy(policy: string, scope: string) {
  const typist = nodesOf({ topology: 'public', access: 'public and private' });
  const { type } = typist;
  const trust = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}';
  const image = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';
  type(`ROLE=$(aws iam create-role --role-name dev --assume-role-policy-document '${trust}' --query Role.Arn --output text)`);
  type('aws iam create-instance-profile --instance-profile-name dev');
  type('aws iam add-role-to-instance-profile --instance-profile-name dev --role-name dev');
  const flags = '--instance-type t3.micro --subnet-id $A --iam-instance-profile Name=dev --associate-public-ip-address';
  type(`HOST=$(aws ec2 run-instances --image-id ${image} ${flags} --query 'Instances[0].InstanceId' --output text)`);
  type('SG=$(aws eks describe-cluster --name demo --query cluster.resourcesVpcConfig.clusterSecurityGroupId --output text)');
  type('aws ec2 authorize-security-group-ingress --group-id $SG --protocol tcp --port 443 --cidr 10.0.0.0/16');
  type('aws ec2 wait instance-running --instance-ids $HOST');
  type('aws eks update-cluster-config --name demo --access-config authenticationMode=API_AND_CONFIG_MAP');
  type('wait 5m');
  type('kubectl create namespace shop');
  type('aws eks create-access-entry --cluster-name demo --principal-arn $ROLE');
  type(`aws eks associate-access-policy --cluster-name demo --principal-arn $ROLE --policy-arn ${POLICY}${policy} --access-scope ${scope}`);
  const can = (what: string) => typist.tries(`node $HOST -- kubectl auth can-i ${what}`).stdout.trim();
  return { ...typist, can };
}

describe('kubectl auth', () => {
  it('answers for the principal of the place where it runs, in the scope of its access policy', () => {
    const { can, tries, type } = withPolicy('ViewPolicy', 'type=namespace,namespaces=shop');
    expect(['get pods -n shop', 'list services -n shop', 'get secrets -n shop'].map(can)).toEqual(['yes', 'yes', 'no']);
    expect(['get pods', 'list pods -A', 'get nodes', 'delete pods -n shop', 'get namespaces'].map(can)).toEqual(['no', 'no', 'no', 'no', 'no']);
    expect(type('node $HOST -- kubectl auth whoami')).toContain('arn:aws:sts::');
    expect(tries('node $HOST -- kubectl get pods -n shop').stderr).toBe('No resources found in shop namespace.\n');
    expect(tries('node $HOST -- kubectl get pods -A').stderr).toMatch(
      /pods is forbidden: User ".*" cannot list resource "pods" in API group "" at the cluster scope/,
    );
    expect(type('kubectl auth can-i "*" "*"')).toBe('yes');
  });

  // https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateAccessEntry.html
  it('names the groups that an access entry has been given since', () => {
    const { tries, type } = withPolicy('ViewPolicy', 'type=namespace,namespaces=shop');
    const update = 'aws eks update-access-entry --cluster-name demo --principal-arn $ROLE';
    expect(type(`${update} --kubernetes-groups carts ops --query accessEntry.kubernetesGroups --output text`)).toBe('carts\tops');
    expect(type('node $HOST -- kubectl auth whoami')).toMatch(/carts/);
    expect(type(`${update} --username dev --query 'accessEntry.[username,kubernetesGroups[0]]' --output text`)).toBe('dev\tcarts');
    expect(tries(`${update} --kubernetes-groups system:masters`).stderr).toContain('it cannot start with system:');
  });

  it('knows that editors write in namespaces and administrators of the cluster everywhere', () => {
    const { can, type } = withPolicy('EditPolicy', 'type=cluster');
    expect(['delete pods', 'create deployments -n shop', 'get secrets', 'create rolebindings', 'delete nodes'].map(can)).toEqual([
      'yes',
      'yes',
      'yes',
      'no',
      'no',
    ]);
    type(
      `aws eks associate-access-policy --cluster-name demo --principal-arn $ROLE --policy-arn ${POLICY}ClusterAdminPolicy --access-scope type=cluster`,
    );
    expect(['delete nodes', 'create clusterroles', '"*" "*"'].map(can)).toEqual(['yes', 'yes', 'yes']);
  });
});

describe('a cluster that has access entries from its start', () => {
  it('does not know its creator without one, until an entry with a policy is made through the API of EKS', () => {
    const { type, tries } = typistAt(emptyWorld());
    const trust = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"eks.amazonaws.com"},"Action":"sts:AssumeRole"}]}';
    type('VPC=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)');
    type('A=$(aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.0.0.0/24 --availability-zone us-west-2a --query Subnet.SubnetId --output text)');
    type('B=$(aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.0.1.0/24 --availability-zone us-west-2b --query Subnet.SubnetId --output text)');
    type(`ROLE=$(aws iam create-role --role-name cluster --assume-role-policy-document '${trust}' --query Role.Arn --output text)`);
    type('aws iam attach-role-policy --role-name cluster --policy-arn arn:aws:iam::aws:policy/AmazonEKSClusterPolicy');
    type('aws eks create-cluster --name new --role-arn $ROLE --resources-vpc-config subnetIds=$A,$B --access-config authenticationMode=API');
    type('aws eks wait cluster-active --name new');
    const me = type('aws eks list-access-entries --cluster-name new --query "accessEntries[0]" --output text');
    expect(me).toMatch(/:user\/learner$/);
    expect(type('kubectl auth whoami')).toContain(me);
    type(`aws eks delete-access-entry --cluster-name new --principal-arn ${me}`);
    expect(tries('kubectl get nodes').stderr).toBe('error: You must be logged in to the server (Unauthorized)\n');
    expect(type('aws eks list-clusters --query "clusters[0]" --output text')).toBe('new');
    type(`aws eks create-access-entry --cluster-name new --principal-arn ${me}`);
    expect(tries('kubectl get nodes').stderr).toContain(`User "${me}" cannot list resource "nodes"`);
    type(
      `aws eks associate-access-policy --cluster-name new --principal-arn ${me} --policy-arn ${POLICY}ClusterAdminPolicy --access-scope type=cluster`,
    );
    expect(type('kubectl auth can-i "*" "*"')).toBe('yes');
  });
});
