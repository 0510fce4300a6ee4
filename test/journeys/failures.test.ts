import { describe, expect, it } from 'vitest';
import { endpointLine, NEEDED, nodesOf, statusOf } from './networks.ts';
import type { Typist } from './typist.ts';

const BOTH = 'public and private';
const ISSUE = 'aws eks describe-nodegroup --cluster-name demo --nodegroup-name ng --query "nodegroup.health.issues[0].code" --output text';

function instanceOf(typist: Typist): string {
  const query = 'Reservations[0].Instances[0].InstanceId';
  return typist.type(`aws ec2 describe-instances --filters Name=tag:eks:nodegroup-name,Values=ng --query "${query}" --output text`);
}

/** What the node says on its way into the cluster. */
function journal(typist: Typist, unit: string): string {
  return typist.type(`node ${instanceOf(typist)} -- journalctl -u ${unit}`);
}

/** What the events of aws-node say of its image. */
function pullFailure(typist: Typist): string {
  return /Failed to pull image .*/.exec(typist.type('kubectl describe pod -n kube-system -l k8s-app=aws-node'))?.[0] ?? '';
}

const without = (service: string) => nodesOf({ topology: 'private', access: BOTH, endpoints: NEEDED.filter((each) => each !== service) });

describe('a private cluster without the endpoint of', () => {
  it('ec2: nodeadm cannot describe its instance, and the node does not join', () => {
    const typist = without('ec2');
    expect(journal(typist, 'nodeadm-run')).toMatch(
      /DescribeInstances.*Post \\"https:\/\/ec2\.us-west-2\.amazonaws\.com\/\\": dial tcp [\d.]+:443: i\/o timeout/,
    );
    typist.type('wait 15m');
    expect([statusOf(typist), typist.type(ISSUE)]).toEqual(['CREATE_FAILED', 'NodeCreationFailure']);
  });

  it.each([
    ['ecr.api', 'pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials'],
    ['ecr.dkr', 'failed to do request: Head "https://602401143452.dkr.ecr.us-west-2.amazonaws.com/v2/amazon-k8s-cni/manifests/'],
    [
      's3',
      'failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://prod-us-west-2-starport-layer-bucket.s3.us-west-2.amazonaws.com/',
    ],
  ])('%s: the node joins and stays NotReady, for want of the image of aws-node', (service, message) => {
    const typist = without(service);
    expect(typist.type('kubectl get nodes --no-headers')).toMatch(/NotReady.*\n.*NotReady/);
    expect(typist.type('kubectl get pods -n kube-system -l k8s-app=aws-node --no-headers')).toMatch(/ImagePullBackOff|ErrImagePull/);
    expect(pullFailure(typist)).toContain(message);
    typist.type(endpointLine(service));
    typist.type('wait 10m');
    expect(typist.type('kubectl get nodes --no-headers')).not.toContain('NotReady');
    expect(statusOf(typist)).toBe('ACTIVE');
  });

  it('sts: the nodes join all the same, since only roles of service accounts need it', () => {
    expect(statusOf(without('sts'))).toBe('ACTIVE');
  });
});

describe('nodes do not join', () => {
  it('where public subnets give them no public address', () => {
    const off = ['$A', '$B'].map((id) => `aws ec2 modify-subnet-attribute --subnet-id ${id} --no-map-public-ip-on-launch`);
    const typist = nodesOf({ topology: 'public', access: 'public', before: off });
    expect([statusOf(typist), typist.type(ISSUE)]).toEqual(['CREATE_FAILED', 'Ec2SubnetInvalidConfiguration']);
  });

  it('where publicAccessCidrs lack the address of the NAT gateway, until it is added', () => {
    const typist = nodesOf({ topology: BOTH, access: 'public', more: ',publicAccessCidrs=198.51.100.0/24' });
    expect(statusOf(typist)).toBe('CREATING');
    const endpoint = typist.type('aws eks describe-cluster --name demo --query cluster.endpoint --output text');
    const { ko, en } = typist.says(`trace instance/${instanceOf(typist)} url:${endpoint}/`);
    const nat = typist.type('echo $NAT_IP');
    for (const text of [ko, en])
      expect(text).toMatch(new RegExp(`publicAccessCidrs.*${nat.replaceAll('.', '\\.')}|${nat.replaceAll('.', '\\.')}.*publicAccessCidrs`));
    typist.type('aws eks update-cluster-config --name demo --resources-vpc-config publicAccessCidrs=198.51.100.0/24,$NAT_IP/32');
    typist.type('wait 8m');
    expect(statusOf(typist)).toBe('ACTIVE');
    expect(typist.tries('kubectl get nodes').stderr).toMatch(/i\/o timeout/);
  });

  it('where private subnets have neither a NAT gateway nor endpoints', () => {
    const typist = nodesOf({ topology: 'private', access: BOTH, endpoints: [] });
    expect(journal(typist, 'nodeadm-run')).toContain('i/o timeout');
    const { ko, en } = typist.says(`trace instance/${instanceOf(typist)} url:https://ec2.us-west-2.amazonaws.com/`);
    for (const text of [ko, en]) expect(text).toContain(typist.type('echo $MAIN'));
  });

  it('where the group of the endpoints does not let them in on 443', () => {
    const typist = nodesOf({
      topology: 'private',
      access: BOTH,
      before: ['aws ec2 revoke-security-group-ingress --group-id $SG --protocol tcp --port 443 --cidr 10.0.0.0/16'],
    });
    expect(journal(typist, 'nodeadm-run')).toMatch(/dial tcp 10\.0\.\d\.\d+:443: i\/o timeout/);
    const { ko, en } = typist.says(`trace instance/${instanceOf(typist)} url:https://ec2.us-west-2.amazonaws.com/`);
    for (const text of [ko, en]) expect(text).toContain(typist.type('echo $SG'));
  });

  it('where DNS hostnames are off: private DNS names of endpoints, and of the cluster, are answered with public addresses', () => {
    const off = ['aws ec2 modify-vpc-attribute --vpc-id $VPC --no-enable-dns-hostnames'];
    const typist = nodesOf({ topology: 'private', access: BOTH, between: off });
    expect(journal(typist, 'nodeadm-run')).toMatch(/dial tcp 52\.94\.[\d.]+:443: i\/o timeout/);
    const id = instanceOf(typist);
    expect(typist.type(`node ${id} -- dig +short ec2.us-west-2.amazonaws.com`)).toMatch(/^52\.94\./);
    typist.type('aws ec2 modify-vpc-attribute --vpc-id $VPC --enable-dns-hostnames');
    expect(typist.type(`node ${id} -- dig +short ec2.us-west-2.amazonaws.com`)).toMatch(/^10\.0\.\d\.\d+\n10\.0\.\d\.\d+$/);
    typist.type('wait 5m');
    expect(statusOf(typist)).toBe('ACTIVE');
  });

  it('where DNS resolution is off: nothing answers a name at all', () => {
    const off = ['hostnames', 'support'].map((what) => `aws ec2 modify-vpc-attribute --vpc-id $VPC --no-enable-dns-${what}`);
    const typist = nodesOf({ topology: BOTH, access: 'private', between: off });
    expect(journal(typist, 'nodeadm-run')).toContain('lookup ec2.us-west-2.amazonaws.com');
  });

  it('where the cluster security group no longer admits itself: the interfaces of the API server drop them', () => {
    const typist = nodesOf({
      topology: BOTH,
      access: 'private',
      between: [
        'CLUSTER_SG=$(aws eks describe-cluster --name demo --query cluster.resourcesVpcConfig.clusterSecurityGroupId --output text)',
        'aws ec2 revoke-security-group-ingress --group-id $CLUSTER_SG --protocol=-1 --source-group $CLUSTER_SG',
      ],
    });
    expect(journal(typist, 'kubelet')).toMatch(/dial tcp 10\.0\.\d\.\d+:443: i\/o timeout/);
    const endpoint = typist.type('aws eks describe-cluster --name demo --query cluster.endpoint --output text');
    const { ko, en } = typist.says(`trace instance/${instanceOf(typist)} url:${endpoint}/`);
    for (const text of [ko, en]) expect(text).toContain(typist.type('echo $CLUSTER_SG'));
  });
});
