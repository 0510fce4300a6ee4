import { describe, expect, it } from 'vitest';
import { failingStepOf, repairsOf } from '../../src/engine/explain.ts';
import { commandLine } from '../../src/shell/command-line.ts';
import { connectionOf } from '../support/expect-trace.ts';
import { endpointLine, NEEDED, nodesOf } from './networks.ts';
import type { Typist } from './typist.ts';

const EKS = 'eks.us-west-2.amazonaws.com';

function nodeOf(typist: Typist): string {
  return typist.type("kubectl get nodes -o jsonpath='{.items[0].metadata.name}'");
}

describe('the EKS API from a node without a way to the internet', () => {
  const typist = nodesOf({ topology: 'private', access: 'public and private' });
  const node = nodeOf(typist);
  const READ = `'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"eks:*","Resource":"*"}]}'`;
  typist.type(`aws iam put-role-policy --role-name eks-node --policy-name eks --policy-document ${READ}`);

  it('is out of reach without its endpoint: the CLI gives up after three minutes, and the trace names the route table', () => {
    expect(typist.type(`node ${node} -- dig +short ${EKS}`)).toMatch(/^52\.94\./);
    const before = typist.world().now;
    const done = typist.tries(`node ${node} -- aws eks describe-cluster --name demo`);
    expect([done.stderr, done.code]).toEqual([`\nConnect timeout on endpoint URL: "https://${EKS}/clusters/demo"\n`, 255]);
    expect(typist.world().now - before).toBe(180_000);
    for (const text of [done.notes[0]?.text.ko, done.notes[0]?.text.en]) expect(text).toContain(typist.type('echo $MAIN'));
  });

  it('is reached through its endpoint, under the name that everybody uses', () => {
    typist.type(endpointLine('eks'));
    typist.type('wait');
    expect(typist.type(`node ${node} -- dig +short ${EKS}`)).toMatch(/^10\.0\.0\.\d+\n10\.0\.1\.\d+$/);
    expect(typist.type(`node ${node} -- dig +short eks.us-west-2.api.aws`)).toMatch(/^10\.0\.0\.\d+\n10\.0\.1\.\d+$/);
    expect(typist.type(`node ${node} -- aws eks list-clusters --query 'clusters[]' --output text`)).toBe('demo');
  });

  it('stays on the internet for everybody else', () => {
    expect(typist.type(`dig +short ${EKS}`)).toMatch(/^52\.94\./);
    expect(typist.type(`curl -s https://${EKS}`)).toBe('{"message":"Missing Authentication Token"}');
  });

  it('answers under the name of the endpoint itself, which resolves anywhere and leads nowhere from the internet', () => {
    const own = typist.type(
      'aws ec2 describe-vpc-endpoints --filters Name=service-name,Values=com.amazonaws.us-west-2.eks --query "VpcEndpoints[0].DnsEntries[0].DnsName" --output text',
    );
    const list = `aws eks list-clusters --endpoint-url https://${own} --query 'clusters[]' --output text`;
    expect(typist.type(`node ${node} -- ${list}`)).toBe('demo');
    expect(typist.type(`dig +short ${own}`)).toMatch(/^10\.0\.0\.\d+\n10\.0\.1\.\d+$/);
    expect(typist.tries(list).stderr).toBe(`\nConnect timeout on endpoint URL: "https://${own}/clusters"\n`);
    expect(typist.tries(`node ${node} -- aws eks list-clusters --endpoint-url ${own}`).stderr).toBe(`\nInvalid endpoint: ${own}\n`);
  });

  it('is not the Kubernetes API: that answers at the interfaces of the cluster, with a certificate of its own', () => {
    const endpoint = typist.type('aws eks describe-cluster --name demo --query cluster.endpoint --output text');
    const addresses = typist.type(`node ${node} -- dig +short ${endpoint.replace('https://', '')}`).split('\n');
    const api = typist.type(`node ${node} -- dig +short ${EKS}`).split('\n');
    expect(addresses.filter((address) => api.includes(address))).toEqual([]);
    expect(typist.tries(`node ${node} -- curl -s ${endpoint}`).code).toBe(60);
    expect(typist.type(`node ${node} -- curl -sk ${endpoint}`)).toContain('"reason": "Unauthorized"');
  });

  it('obeys the policy of the endpoint, whatever the role may do', () => {
    typist.type(
      `EKS=$(aws ec2 describe-vpc-endpoints --filters Name=service-name,Values=com.amazonaws.us-west-2.eks --query "VpcEndpoints[0].VpcEndpointId" --output text)`,
    );
    const policy = `'{"Statement":[{"Effect":"Allow","Principal":"*","Action":"eks:Describe*","Resource":"*"}]}'`;
    typist.type(`aws ec2 modify-vpc-endpoint --vpc-endpoint-id $EKS --policy-document ${policy}`);
    expect(typist.type(`node ${node} -- aws eks describe-cluster --name demo --query cluster.status --output text`)).toBe('ACTIVE');
    const done = typist.tries(`node ${node} -- aws eks delete-cluster --name demo`);
    expect(done.stderr).toMatch(/AccessDeniedException.*because no VPC endpoint policy allows the eks:DeleteCluster action/);
    expect(typist.type('aws eks list-clusters --query "clusters[]" --output text')).toBe('demo');
  });
});

describe('a dual-stack endpoint', () => {
  const typist = nodesOf({
    topology: 'private',
    access: 'public and private',
    before: [
      'aws ec2 associate-vpc-cidr-block --vpc-id $VPC --amazon-provided-ipv6-cidr-block',
      'wait',
      'V6=$(aws ec2 describe-vpcs --vpc-ids $VPC --query "Vpcs[0].Ipv6CidrBlockAssociationSet[0].Ipv6CidrBlock" --output text)',
    ],
  });
  const node = nodeOf(typist);
  const dual = (rest: string) => `${endpointLine('eks')} --ip-address-type dualstack ${rest}`;

  it('needs subnets with both families', () => {
    expect(typist.tries(dual('')).stderr).toContain('InvalidParameter');
  });

  it('answers both names with addresses of both families', () => {
    const prefix = typist.type('echo $V6').replace(/00::\/56$/, '');
    typist.type(`aws ec2 associate-subnet-cidr-block --subnet-id $A --ipv6-cidr-block ${prefix}00::/64`);
    typist.type(`aws ec2 associate-subnet-cidr-block --subnet-id $B --ipv6-cidr-block ${prefix}01::/64`);
    typist.type(dual(''));
    typist.type('wait');
    for (const name of [EKS, 'eks.us-west-2.api.aws']) {
      expect(typist.type(`node ${node} -- dig +short ${name} AAAA`)).toMatch(/^[0-9a-f:]+\n[0-9a-f:]+$/);
      expect(typist.type(`node ${node} -- dig +short ${name}`)).toMatch(/^10\.0\.0\.\d+\n10\.0\.1\.\d+$/);
    }
  });

  it('becomes an IPv4 endpoint again', () => {
    typist.type(
      `EKS=$(aws ec2 describe-vpc-endpoints --filters Name=service-name,Values=com.amazonaws.us-west-2.eks --query "VpcEndpoints[0].VpcEndpointId" --output text)`,
    );
    typist.type('aws ec2 modify-vpc-endpoint --vpc-endpoint-id $EKS --ip-address-type ipv4');
    expect(typist.type(`node ${node} -- dig +short ${EKS} AAAA`)).toBe('');
  });
});

describe('a call from a private node', () => {
  it('to a service without any interface endpoint times out, as IAM does', () => {
    const typist = nodesOf({ topology: 'private', access: 'public and private', endpoints: [...NEEDED, 'eks'] });
    const done = typist.tries(`node ${nodeOf(typist)} -- aws iam get-role --role-name eks-node`);
    expect(done.stderr).toBe('\nConnect timeout on endpoint URL: "https://iam.amazonaws.com/"\n');
  });

  it('goes through a NAT gateway where there is one', () => {
    const typist = nodesOf({ topology: 'public and private', access: 'public' });
    expect(typist.type(`node ${nodeOf(typist)} -- aws sts get-caller-identity --query Arn --output text`)).toContain('assumed-role/eks-node/i-');
  });
});

describe('the repairs that a trace of a private node offers', () => {
  it('put the route table of a subnet back into the gateway endpoint, or make one', () => {
    const typist = nodesOf({ topology: 'private', access: 'public and private' });
    const [node, list] = [nodeOf(typist), 'https://s3.us-west-2.amazonaws.com/'];
    typist.type(
      'S3=$(aws ec2 describe-vpc-endpoints --filters Name=service-name,Values=com.amazonaws.us-west-2.s3 --query "VpcEndpoints[0].VpcEndpointId" --output text)',
    );
    typist.type('aws ec2 modify-vpc-endpoint --vpc-endpoint-id $S3 --remove-route-table-ids $MAIN');
    const [table, endpoint] = [typist.type('echo $MAIN'), typist.type('echo $S3')];
    expect(typist.says(`repair node/${node} url:${list}`).en).toContain(
      `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpoint} --add-route-table-ids ${table}`,
    );
    typist.type('aws ec2 delete-vpc-endpoints --vpc-endpoint-ids $S3');
    typist.type('wait');
    const made = typist.says(`repair node/${node} url:${list}`).en;
    expect(made).toContain('aws ec2 create-vpc-endpoint');
    expect(made).toContain(`--route-table-ids ${table}`);
  });

  it('turn on the attribute of the VPC without which the name does not lead to the endpoint', () => {
    const typist = nodesOf({ topology: 'private', access: 'public and private', endpoints: [...NEEDED, 'eks'] });
    typist.type('aws ec2 modify-vpc-attribute --vpc-id $VPC --no-enable-dns-hostnames');
    const [leg] = connectionOf(typist.world(), `node/${nodeOf(typist)}`, `url:https://${EKS}/`, 'tcp').legs;
    const step = leg?.branches[0] === undefined ? null : failingStepOf(leg.branches[0]);
    const lines = step === null ? [] : repairsOf(typist.world(), step).flatMap(({ verbs }) => verbs.map(commandLine));
    expect(lines[0]).toMatch(/^aws ec2 modify-vpc-attribute .*--enable-dns-hostnames/);
  });
});
