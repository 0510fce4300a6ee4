import { describe, expect, it } from 'vitest';
import type { World } from '../../src/engine/world.ts';
import { nodeWorld, nodeWorldIds } from '../support/node-world.ts';
import { type Typist, typistAt } from './typist.ts';

const { vpc, subnet, group } = nodeWorldIds;

/** The addresses of the pods that run. */
function addresses(typist: Typist): string[] {
  const path = '{range .items[*]}{.status.podIP}{"\\n"}{end}';
  const all = typist.type(`kubectl get pods --field-selector status.phase=Running -o jsonpath='${path}'`);
  return all.split('\n').filter((line) => line !== '');
}

function free(typist: Typist, id = subnet): number {
  return Number(typist.type(`aws ec2 describe-subnets --subnet-ids ${id} --query "Subnets[0].AvailableIpAddressCount" --output text`));
}

/** What an hour of everything that is there costs. */
function dollars(typist: Typist): number {
  return Number(/Total: ([\d.]+) USD an hour/.exec(typist.says('cost').en)?.[1]);
}

function bootTimes(typist: Typist): string {
  return typist.type('aws ec2 describe-instances --query "Reservations[].Instances[].[InstanceId,LaunchTime]" --output text');
}

/** Two nodes share 27 addresses, and 22 pods are asked for. */
function exhausted(): Typist {
  const typist = typistAt(nodeWorld({ InstanceType: 'm5.large', nodes: 2, CidrBlock: '10.0.0.0/27' }));
  typist.type('kubectl scale deployment web --replicas=22');
  typist.type('wait 3m');
  return typist;
}

function scaled(world: World, replicas: number): Typist {
  const typist = typistAt(world);
  typist.type(`kubectl scale deployment web --replicas=${replicas}`);
  typist.type('wait 5m');
  return typist;
}

const setEnv = (settings: string) => `kubectl set env daemonset aws-node -n kube-system ${settings}`;

// Each remedy as https://docs.aws.amazon.com/eks/latest/best-practices/ip-opt.html names it.
describe('a subnet that has run out of addresses', () => {
  it('leaves pods in ContainerCreating, and their events say why', () => {
    const typist = exhausted();
    expect(addresses(typist)).toHaveLength(18);
    expect(typist.type('kubectl get pods --no-headers | grep -c ContainerCreating')).toBe('4');
    expect(typist.type('kubectl get events --field-selector reason=FailedCreatePodSandBox')).toContain('failed to assign an IP address to container');
    expect(typist.says('cost').en).toContain(
      `Addresses of subnet 10.0.0.0/27: 18 used by pods, 0 waiting or resting, ${free(typist)} free (0 whole /28)`,
    );
  });

  it('is left behind with a secondary CIDR and custom networking, at no price by the hour and with no new node', () => {
    const typist = exhausted();
    const [price, boots, inUse] = [dollars(typist), bootTimes(typist), addresses(typist)];
    typist.type(`aws ec2 associate-vpc-cidr-block --vpc-id ${vpc} --cidr-block 100.64.0.0/16`);
    typist.type('wait 1m');
    typist.type(
      `PODS=$(aws ec2 create-subnet --vpc-id ${vpc} --cidr-block 100.64.0.0/19 --availability-zone us-west-2a --query Subnet.SubnetId --output text)`,
    );
    const config = ['apiVersion: crd.k8s.amazonaws.com/v1alpha1', 'kind: ENIConfig', 'metadata:', '  name: us-west-2a', 'spec:'];
    typist.type(`kubectl apply -f - <<EOF\n${config.join('\n')}\n  subnet: $PODS\n  securityGroups: [${group}]\nEOF`);
    typist.type(setEnv('AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG=true ENI_CONFIG_LABEL_DEF=topology.kubernetes.io/zone'));
    typist.type('wait 5m');
    const now = addresses(typist);
    expect(now).toHaveLength(22);
    // Pods keep the addresses that they have; only new ENIs are made in the new subnet.
    expect(now.filter((address) => address.startsWith('100.64.'))).toHaveLength(4);
    expect(inUse.every((address) => now.includes(address))).toBe(true);
    expect([dollars(typist), bootTimes(typist)]).toEqual([price, boots]);
    expect(
      Number(typist.type('aws ec2 describe-subnets --subnet-ids $PODS --query "Subnets[0].AvailableIpAddressCount" --output text')),
    ).toBeGreaterThan(8_000);
  });

  it('has enough for all with smaller targets: the warm ENIs are given back, and pods wait for EC2 more often', () => {
    const typist = scaled(nodeWorld({ InstanceType: 'm5.large', nodes: 2, CidrBlock: '10.0.0.0/27' }), 12);
    const [price, before] = [dollars(typist), free(typist)];
    typist.type(setEnv('WARM_IP_TARGET=1 MINIMUM_IP_TARGET=2'));
    typist.type('wait 5m');
    expect(free(typist)).toBeGreaterThan(before);
    typist.type('kubectl scale deployment web --replicas=22');
    typist.type('wait 5m');
    expect(addresses(typist)).toHaveLength(22);
    expect(dollars(typist)).toBe(price);
  });

  it('does not matter to an IPv6 cluster, whose family is chosen when it is made', () => {
    const env = { ENABLE_IPv4: 'false', ENABLE_IPv6: 'true', ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' };
    const typist = typistAt(nodeWorld({ InstanceType: 'm5.large', nodes: 2, CidrBlock: '10.0.0.0/27', env, ipv6: true }));
    const before = free(typist);
    const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
    const six = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['ec2:AssignIpv6Addresses', 'ec2:Describe*'], Resource: '*' }] };
    typist.type(`aws iam create-role --role-name node --assume-role-policy-document '${JSON.stringify(trust)}'`);
    typist.type(`aws iam put-role-policy --role-name node --policy-name AmazonEKS_CNI_IPv6_Policy --policy-document '${JSON.stringify(six)}'`);
    typist.type('kubectl scale deployment web --replicas=22');
    typist.type('wait 5m');
    expect(addresses(typist)).toHaveLength(22);
    expect(addresses(typist).every((address) => address.startsWith('2600:1f14:'))).toBe(true);
    expect(free(typist)).toBe(before);
  });
});

describe('a node that has run out of slots', () => {
  const start = () => scaled(nodeWorld({ InstanceType: 't3.small', maxPods: 110 }), 12);

  it('takes forty pods with prefixes, once no pod holds a single address: in reality by new nodes', () => {
    const typist = start();
    const price = dollars(typist);
    expect(addresses(typist)).toHaveLength(9);
    typist.type(setEnv('ENABLE_PREFIX_DELEGATION=true WARM_PREFIX_TARGET=1'));
    typist.type('wait 5m');
    // Every slot holds an address that a pod uses: a prefix finds no place.
    expect(addresses(typist)).toHaveLength(9);
    typist.type('kubectl scale deployment web --replicas=0');
    typist.type('wait 5m');
    // ipamd gives single addresses back when it starts: in reality the guide has the nodes replaced instead.
    typist.type('kubectl rollout restart daemonset aws-node -n kube-system');
    typist.type('wait 5m');
    typist.type('kubectl scale deployment web --replicas=40');
    typist.type('wait 5m');
    expect(addresses(typist)).toHaveLength(40);
    expect(dollars(typist)).toBe(price);
    // Prefixes take sixteen addresses each, whether pods use them or not, and the warm one, too; each ENI has one of its own.
    const query = 'NetworkInterfaces[].Ipv4Prefixes[].Ipv4Prefix';
    const prefixes = typist.type(`aws ec2 describe-network-interfaces --query "${query}" --output text`).split(/\s+/).length;
    expect(prefixes).toBe(4);
    expect(251 - free(typist) - 16 * prefixes).toBeLessThanOrEqual(3);
  });
});
