/** Dual-stack load balancers. https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-ip-address-type.html */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Address, showAddress } from '../../../../src/engine/net/address.ts';
import { objectsOf } from '../../../../src/engine/store.ts';
import type { World } from '../../../../src/engine/world.ts';
import { dualStack, ipv6Cluster, PUBLIC_A, PUBLIC_B } from '../../../support/dual-stack.ts';
import { connectionOf, expectTrace } from '../../../support/expect-trace.ts';
import { afterLines, entered } from '../../../support/lines.ts';

const says = (world: World, line: string) => entered(world, line).stdout.trim();
const LB = `aws elbv2 create-load-balancer --name edge --type network --subnets ${PUBLIC_A} ${PUBLIC_B}`;
const arnOf = (world: World) => says(world, 'aws elbv2 describe-load-balancers --names edge --query LoadBalancers[0].LoadBalancerArn --output text');
const GROUP =
  'aws elbv2 create-target-group --name pods --protocol TCP --port 80 --vpc-id vpc-06000000000000001 --target-type ip --ip-address-type ipv6';
const groupArnOf = (world: World) =>
  says(world, 'aws elbv2 describe-target-groups --names pods --query TargetGroups[0].TargetGroupArn --output text');

describe('a dual-stack load balancer', () => {
  const made = () => afterLines(dualStack(), `${LB} --ip-address-type dualstack`, 'wait 5m');
  const nodesOf = (world: World) => objectsOf(world.aws.NetworkInterface).filter(({ InterfaceType }) => InterfaceType === 'network_load_balancer');

  it('has an IPv6 address on each of its interfaces, and its name gives both families', () => {
    const world = made();
    expect(nodesOf(world).map(({ Ipv6Addresses }) => Ipv6Addresses.length)).toEqual([1, 1]);
    const name = says(world, 'aws elbv2 describe-load-balancers --names edge --query LoadBalancers[0].DNSName --output text');
    const six = says(world, `dig +short ${name} AAAA`).split('\n').sort();
    expect(six).toEqual(
      nodesOf(world)
        .map(({ Ipv6Addresses }) => Ipv6Addresses[0]?.Ipv6Address)
        .sort(),
    );
    expect(says(world, `dig +short ${name} A`).split('\n')).toHaveLength(2);
  });

  it('needs subnets with IPv6 blocks', () => {
    const bare = afterLines(
      dualStack(),
      'aws ec2 create-subnet --vpc-id vpc-06000000000000001 --cidr-block 10.60.99.0/24 --availability-zone us-west-2a',
    );
    const id = says(bare, 'aws ec2 describe-subnets --filters Name=cidr-block,Values=10.60.99.0/24 --query Subnets[0].SubnetId --output text');
    const refused = entered(bare, `aws elbv2 create-load-balancer --name edge --type network --subnets ${id} --ip-address-type dualstack`);
    expect(refused.stderr).toContain('You must specify subnets with an associated IPv6 CIDR block');
  });

  it('becomes one, and IPv4 only again, by SetIpAddressType', () => {
    const four = afterLines(dualStack(), LB, 'wait 5m');
    expect(nodesOf(four).map(({ Ipv6Addresses }) => Ipv6Addresses.length)).toEqual([0, 0]);
    const dual = afterLines(four, `aws elbv2 set-ip-address-type --load-balancer-arn ${arnOf(four)} --ip-address-type dualstack`);
    expect(nodesOf(dual).map(({ Ipv6Addresses }) => Ipv6Addresses.length)).toEqual([1, 1]);
    const again = afterLines(dual, `aws elbv2 set-ip-address-type --load-balancer-arn ${arnOf(four)} --ip-address-type ipv4`);
    expect(nodesOf(again).map(({ Ipv6Addresses }) => Ipv6Addresses.length)).toEqual([0, 0]);
  });

  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html#target-group-ip-address-type
  it('alone takes IPv6 target groups, and those alone take IPv6 targets of the VPC', () => {
    const world = afterLines(dualStack(), LB, GROUP, 'wait 5m');
    const forward = `aws elbv2 create-listener --load-balancer-arn ${arnOf(world)} --protocol TCP --port 80 --default-actions Type=forward,TargetGroupArn=${groupArnOf(world)}`;
    expect(entered(world, forward).stderr).toContain('can only be used with dualstack load balancers');
    const register = (id: string) => entered(world, `aws elbv2 register-targets --target-group-arn ${groupArnOf(world)} --targets Id=${id}`);
    expect(register('10.60.16.9').stderr).toContain("The IP address '10.60.16.9' is not a valid IPv6 address");
    expect(register('2001:db8::9').stderr).toContain('must be within the VPC');
    expect(register('2600:1f14:aaaa:6010::9').code).toBe(0);
  });

  it('says what it does not simulate: IPv6 targets that are instances, and UDP to them', () => {
    const world = dualStack();
    expect(entered(world, GROUP.replace('--target-type ip', '--target-type instance')).stderr).toContain('are not simulated');
    expect(entered(world, GROUP.replace('--protocol TCP', '--protocol UDP')).stderr).toContain('are not simulated');
  });
});

describe('an NLB in front of IPv6 pods', () => {
  const controller = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'aws-load-balancer-controller', namespace: 'kube-system' },
    spec: {
      selector: { matchLabels: { app: 'lbc' } },
      template: {
        metadata: { labels: { app: 'lbc' } },
        spec: {
          serviceAccountName: 'aws-load-balancer-controller',
          containers: [{ name: 'lbc', image: 'public.ecr.aws/eks/aws-load-balancer-controller:v2.14.1', args: ['--cluster-name=six'] }],
        },
      },
    },
  };
  const account = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name: 'aws-load-balancer-controller',
      namespace: 'kube-system',
      annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/AmazonEKSLoadBalancerControllerRole' },
    },
  };
  const bindings = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'targetgroupbindings.elbv2.k8s.aws' },
    spec: {
      group: 'elbv2.k8s.aws',
      scope: 'Namespaced',
      names: { kind: 'TargetGroupBinding', listKind: 'TargetGroupBindingList', plural: 'targetgroupbindings', singular: 'targetgroupbinding' },
      versions: [{ name: 'v1beta1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
    },
  };
  const PREFIX = 'service.beta.kubernetes.io/aws-load-balancer';
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', annotations: { [`${PREFIX}-scheme`]: 'internet-facing', [`${PREFIX}-nlb-target-type`]: 'ip' } },
    spec: { type: 'LoadBalancer', loadBalancerClass: 'service.k8s.aws/nlb', selector: { app: 'web' }, ports: [{ port: 80 }] },
  };
  const apply = (...objects: object[]) => `kubectl apply -f - <<EOF\n${objects.map((each) => JSON.stringify(each)).join('\n---\n')}\nEOF`;
  let world: World;
  beforeAll(() => {
    world = ipv6Cluster(
      apply(bindings, account, controller),
      'kubectl create deployment web --image=nginx:1.29 --replicas=2',
      'wait 3m',
      apply(service),
      'wait 3m',
    );
  });

  // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/ (ip-address-type)
  it('is not made while the Service does not ask for dual stack', () => {
    expect(objectsOf(world.aws.LoadBalancer)).toEqual([]);
    expect(says(world, 'kubectl get events')).toContain('unsupported IPv6 configuration, lb not dual-stack');
  });

  it('takes IPv4 and IPv6, and the pods see the IPv6 address of its interface', () => {
    const dual = afterLines(world, `kubectl annotate svc web ${PREFIX}-ip-address-type=dualstack`, 'wait 8m');
    const host = says(dual, 'kubectl get svc web -o jsonpath={.status.loadBalancer.ingress[0].hostname}');
    const own = objectsOf(dual.aws.NetworkInterface)
      .filter(({ InterfaceType }) => InterfaceType === 'network_load_balancer')
      .flatMap(({ Ipv6Addresses }) => Ipv6Addresses.map(({ Ipv6Address }) => Ipv6Address));
    for (const client of ['internet', 'internet:2001:db8::80'])
      expectTrace(dual, client, `url:http://${host}/`).answers().says('ELBV2_FORWARDS_TO_TARGET');
    const seen = connectionOf(dual, 'internet', `url:http://${host}/`).legs.flatMap(({ branches }) =>
      branches.map(({ delivered }) => delivered?.saw.address),
    );
    expect(seen.length).toBeGreaterThan(0);
    for (const address of seen) expect(own).toContain(showAddress(address as Address));
  });
});
