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
