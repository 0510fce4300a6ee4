/** How many pods the nodes of a managed node group take: worked out when the group is made, from the settings of the VPC CNI. */
import { expect, it } from 'vitest';
import { clusterOf } from './networks.ts';
import type { Typist } from './typist.ts';

function limitOf(typist: Typist, name: string, type = 'm5.large'): string {
  const scaling = 'minSize=1,maxSize=2,desiredSize=1';
  typist.type(
    `aws eks create-nodegroup --cluster-name demo --nodegroup-name ${name} --node-role $NODE_ROLE --subnets $A --instance-types ${type} --scaling-config ${scaling}`,
  );
  typist.type('wait 3m');
  return typist.type(`kubectl get nodes -l eks.amazonaws.com/nodegroup=${name} -o jsonpath='{.items[*].status.allocatable.pods}'`);
}

const setEnv = (typist: Typist, settings: string) => typist.type(`kubectl set env daemonset aws-node -n kube-system ${settings}`);
const cluster = () => clusterOf({ topology: 'public', access: 'public' });

// https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses-procedure.html
it('a group made after prefix delegation takes 110 pods a node, and one made before keeps 29', () => {
  const typist = cluster();
  expect(limitOf(typist, 'before')).toBe('29');
  setEnv(typist, 'ENABLE_PREFIX_DELEGATION=true');
  expect(limitOf(typist, 'after')).toBe('110');
  typist.type('aws eks update-nodegroup-config --cluster-name demo --nodegroup-name before --scaling-config desiredSize=2');
  typist.type('wait 3m');
  expect(typist.type("kubectl get nodes -l eks.amazonaws.com/nodegroup=before -o jsonpath='{.items[*].status.allocatable.pods}'")).toBe('29 29');
});

it('with custom networking the primary ENI does not count: 20 pods on an m5.large', () => {
  const typist = cluster();
  setEnv(typist, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG=true');
  expect(limitOf(typist, 'custom')).toBe('20');
});

it('the cap holds without prefixes, too: 250 where more than 30 vCPUs would take 737', () => {
  expect(limitOf(cluster(), 'large', 'm5.24xlarge')).toBe('250');
});

it('an IPv6 cluster says that its start is not simulated', () => {
  const typist = clusterOf({
    topology: 'public',
    access: 'public',
    before: ['aws ec2 associate-vpc-cidr-block --vpc-id $VPC --amazon-provided-ipv6-cidr-block', 'wait 1m'],
  });
  const block = typist
    .type('aws ec2 describe-vpcs --vpc-ids $VPC --query "Vpcs[0].Ipv6CidrBlockAssociationSet[0].Ipv6CidrBlock" --output text')
    .replace(/00::.*/, '');
  typist.type(`aws ec2 associate-subnet-cidr-block --subnet-id $A --ipv6-cidr-block ${block}00::/64`);
  typist.type(`aws ec2 associate-subnet-cidr-block --subnet-id $B --ipv6-cidr-block ${block}01::/64`);
  typist.type('wait 1m');
  const said = typist.says(
    'aws eks create-cluster --name six --role-arn $CLUSTER_ROLE --resources-vpc-config subnetIds=$A,$B --kubernetes-network-config ipFamily=ipv6',
  );
  expect(said.en).toContain('How an IPv6 cluster comes up is not simulated.');
  expect(said.ko).toContain('IPv6 클러스터의 기동은 시뮬레이션하지 않습니다.');
});
