/** An EKS cluster of the IPv6 family. https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html */
import { beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../src/engine/connect.ts';
import { objectAt, objectsOf } from '../../src/engine/store.ts';
import type { World } from '../../src/engine/world.ts';
import { ALLOW_PREFIX, ASSIGN_IPV6, CREATE_CLUSTER, CREATE_NODES, dualStack, ipv6Cluster, PRIVATE_A, PRIVATE_B } from '../support/dual-stack.ts';
import { expectTrace } from '../support/expect-trace.ts';
import { afterLines, entered } from '../support/lines.ts';

const says = (world: World, line: string) => entered(world, line).stdout.trim();
const STANDS = 'aws eks wait cluster-active --name six';

describe('the control plane of an IPv6 cluster', () => {
  let world: World;
  beforeAll(() => {
    world = afterLines(dualStack(), CREATE_CLUSTER, STANDS);
  });

  it('has a /108 of unique local addresses for its Services, and no IPv4 block', () => {
    const network = JSON.parse(says(world, 'aws eks describe-cluster --name six --query cluster.kubernetesNetworkConfig'));
    expect(network.serviceIpv6Cidr).toMatch(/^fd[0-9a-f]{2}:[0-9a-f]{1,4}:[0-9a-f]{1,4}::\/108$/);
    expect(Object.keys(network).sort()).toEqual(['ipFamily', 'serviceIpv6Cidr']);
  });

  // https://docs.aws.amazon.com/eks/latest/userguide/deploy-ipv6-cluster.html: kube-dns has fd30:3087:b6c2::a
  it('gives the API server the first address of the block and DNS the tenth', () => {
    const block = objectAt(world.aws.EksCluster, 'six')?.kubernetesNetworkConfig.serviceIpv6Cidr?.replace('/108', '');
    expect(says(world, 'kubectl get svc kubernetes -o jsonpath={.spec.clusterIP}')).toBe(`${block}1`);
    expect(says(world, 'kubectl get svc kube-dns -n kube-system -o jsonpath={.spec.clusterIP}')).toBe(`${block}a`);
  });

  // https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html#cluster-endpoint-ipv6
  it('has a dual-stack endpoint that is open to both families', () => {
    const cluster = objectAt(world.aws.EksCluster, 'six');
    expect(cluster?.endpoint).toMatch(/^https:\/\/[0-9A-F]{32}\.[a-z0-9]{3}\.eks-cluster\.us-west-2\.api\.aws$/);
    expect(cluster?.resourcesVpcConfig.publicAccessCidrs).toEqual(['0.0.0.0/0', '::/0']);
    const host = cluster?.endpoint.replace('https://', '');
    expect(says(world, `dig +short ${host} AAAA`)).toMatch(/:/);
    expect(says(world, `dig +short ${host} A`)).toMatch(/^\d+\.\d+\.\d+\.\d+/);
  });

  // https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html#node-subnet-reqs
  it('has interfaces with an IPv4 and an IPv6 address each, and the latter stand behind `kubernetes`', () => {
    const enis = objectsOf(world.aws.NetworkInterface).filter(({ Description }) => Description === 'Amazon EKS six');
    expect(enis.map((eni) => [eni.PrivateIpAddresses.length, eni.Ipv6Addresses.length])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    const slice = objectAt(world.cluster.EndpointSlice, 'default/kubernetes');
    expect(slice?.addressType).toBe('IPv6');
    expect(slice?.endpoints?.flatMap(({ addresses }) => addresses).sort()).toEqual(enis.map((eni) => eni.Ipv6Addresses[0]?.Ipv6Address).sort());
  });

  it('takes no IPv4 block for Services, neither for itself nor for a Service', () => {
    const both = entered(dualStack(), CREATE_CLUSTER.replace('ipFamily=ipv6', 'ipFamily=ipv6,serviceIpv4Cidr=10.100.0.0/16'));
    expect(both.stderr).toContain('InvalidParameterException');
    const four = entered(world, `kubectl apply -f - <<EOF\n${JSON.stringify(serviceOf({ ipFamilies: ['IPv4'] }))}\nEOF`);
    expect(four.stderr).toContain('spec.ipFamilies[0]: Invalid value: "IPv4": not configured on this cluster');
    const dual = entered(world, `kubectl apply -f - <<EOF\n${JSON.stringify(serviceOf({ ipFamilyPolicy: 'RequireDualStack' }))}\nEOF`);
    expect(dual.stderr).toContain('this cluster is not configured for dual-stack services');
  });

  it('runs the VPC CNI in IPv6 mode with prefixes', () => {
    const env = says(
      world,
      "kubectl get ds aws-node -n kube-system -o jsonpath='{range .spec.template.spec.containers[0].env[*]}{.name}={.value} {end}'",
    );
    for (const setting of ['ENABLE_IPv6=true', 'ENABLE_IPv4=false', 'ENABLE_PREFIX_DELEGATION=true']) expect(env).toContain(setting);
  });
});

function serviceOf(spec: object) {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'probe' }, spec: { selector: { app: 'web' }, ports: [{ port: 80 }], ...spec } };
}

describe('nodes that do not come up', () => {
  it('fail as a group where the subnets assign no IPv6 addresses', () => {
    const world = afterLines(dualStack(), ALLOW_PREFIX, CREATE_CLUSTER, STANDS, CREATE_NODES, 'wait 2m');
    const [status, code, ids] = JSON.parse(
      says(
        world,
        'aws eks describe-nodegroup --cluster-name six --nodegroup-name ng --query nodegroup.[status,health.issues[0].code,health.issues[0].resourceIds]',
      ),
    );
    expect([status, code, ids]).toEqual(['CREATE_FAILED', 'Ec2SubnetMissingIpv6Assignment', [PRIVATE_A, PRIVATE_B]]);
  });

  // https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html#cni-iam-role-create-ipv6-policy
  it('stay NotReady where aws-node may not ask for the prefix', () => {
    const world = afterLines(dualStack(), ...ASSIGN_IPV6, CREATE_CLUSTER, STANDS, CREATE_NODES, 'wait 5m');
    expect(says(world, 'kubectl get nodes --no-headers | grep -c NotReady')).toBe('2');
    expect(says(world, 'kubectl get events -n kube-system')).toContain('failed to call ec2:AssignIpv6Addresses due to missing permissions');
  });

  // https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/config.go (getNodeIp)
  it('do not register when launched without an IPv6 address of their own', () => {
    const off = [PRIVATE_A, PRIVATE_B].map((id) => `aws ec2 modify-subnet-attribute --subnet-id ${id} --no-assign-ipv6-address-on-creation`);
    const third = 'aws eks update-nodegroup-config --cluster-name six --nodegroup-name ng --scaling-config minSize=3,maxSize=3,desiredSize=3';
    const world = ipv6Cluster(...off, third, 'wait 3m');
    expect(objectsOf(world.cluster.Node)).toHaveLength(2);
    expect(objectsOf(world.hosts.Host).flatMap(({ registration }) => registration?.rung ?? [])).toEqual(['address']);
  });
});

describe('an IPv6 cluster with nodes', () => {
  const web = 'kubectl create deployment web --image=nginx:1.29 --replicas=4';
  let world: World;
  beforeAll(() => {
    world = ipv6Cluster(
      web,
      'kubectl expose deployment web --port=80',
      'kubectl run probe --image=nicolaka/netshoot:v0.13 -- sleep infinity',
      'wait 1m',
    );
  });
  const podIPs = (selector: string) => says(world, `kubectl get pods -A -l ${selector} -o jsonpath='{.items[*].status.podIP}'`).split(' ');

  it('knows nodes by IPv6 addresses, which pods of the host network share; they keep an IPv4 address', () => {
    const nodes = objectsOf(world.cluster.Node);
    const internal = nodes.map(({ status }) => status.addresses?.filter(({ type }) => type === 'InternalIP').map(({ address }) => address));
    expect(internal.map((each) => each?.length)).toEqual([1, 1]);
    for (const [address] of internal as string[][]) expect(address).toMatch(/^2600:1f14:aaaa:601[01]:/);
    expect(podIPs('k8s-app=kube-proxy').sort()).toEqual(internal.flat().sort());
    for (const { metadata } of nodes) expect(says(world, `node ${metadata.name} -- ip -4 addr show eth0`)).toMatch(/inet 10\.60\.1[67]\./);
  });

  it('takes one /80 for the primary ENI of each node, no further ENI, and 110 pods on an m5.large', () => {
    const enis = objectsOf(world.aws.NetworkInterface).filter(({ Attachment }) => Attachment !== undefined);
    expect(enis).toHaveLength(2);
    for (const { Ipv6Prefixes = [], PrivateIpAddresses, Ipv4Prefixes } of enis) {
      expect(Ipv6Prefixes.map(({ Ipv6Prefix }) => Ipv6Prefix.split('/')[1])).toEqual(['80']);
      expect([PrivateIpAddresses.length, Ipv4Prefixes.length]).toEqual([1, 0]);
    }
    expect(says(world, "kubectl get nodes -o jsonpath='{.items[*].status.allocatable.pods}'")).toBe('110 110');
  });

  // https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/ipamd/datastore/data_store.go (getUnusedIP), and the output of deploy-ipv6-cluster
  it('gives out the addresses of a prefix from its first one on', () => {
    for (const { Ipv6Prefixes = [] } of objectsOf(world.aws.NetworkInterface)) {
      const first = Ipv6Prefixes[0]?.Ipv6Prefix.replace('/80', '');
      if (first !== undefined) expect(objectsOf(world.cluster.Pod).map(({ status }) => status.podIP)).toContain(first);
    }
  });

  // data_store.go (AddIPv6CidrToStore): the whole prefix counts, under IPv6Cidrs
  it('tells the prefix and its pods by introspection', () => {
    const [node] = objectsOf(world.cluster.Node);
    const told = JSON.parse(says(world, `node ${node?.metadata.name} -- curl -s http://localhost:61679/v1/enis`));
    const [eni] = Object.values(told.ENIs) as { AvailableIPv4Cidrs: object; IPv6Cidrs: Record<string, { IsPrefix: boolean; IPAddresses: object }> }[];
    const [cidr] = Object.values(eni?.IPv6Cidrs ?? {});
    expect([told.TotalIPs, eni?.AvailableIPv4Cidrs, cidr?.IsPrefix]).toEqual([281474976710656, {}, true]);
    expect(Object.keys(cidr?.IPAddresses ?? {})).toHaveLength(told.AssignedIPs);
  });

  it('lists both families in nslookup', () => {
    expect(says(world, 'kubectl exec probe -- nslookup both.example.com')).toMatch(/Address: 198\.51\.100\.80\n.*\nAddress: 2001:db8::80/);
    expect(says(world, 'kubectl exec probe -- nslookup kubernetes.default')).toMatch(/Name:\tkubernetes\.default\.svc\.cluster\.local\nAddress: fd/);
  });

  it('gives a pod one address of the VPC, which is IPv6, and the tenth Service address as its name server', () => {
    for (const { status } of objectsOf(world.cluster.Pod)) expect(status.podIPs?.map(({ ip = '' }) => ip.includes(':'))).toEqual([true]);
    const dns = objectAt(world.cluster.Service, 'kube-system/kube-dns')?.spec.clusterIP;
    expect(says(world, 'kubectl exec probe -- cat /etc/resolv.conf')).toContain(`nameserver ${dns}`);
  });

  it('finds a Service by AAAA and reaches all of its pods, which see the caller', () => {
    const clusterIP = says(world, 'kubectl get svc web -o jsonpath={.spec.clusterIP}');
    expect(says(world, 'kubectl exec probe -- dig +short web.default.svc.cluster.local AAAA')).toBe(clusterIP);
    expect(says(world, 'kubectl exec probe -- dig +short web.default.svc.cluster.local A')).toBe('');
    expectTrace(world, 'pod/default/probe', 'svc/default/web:80')
      .answers()
      .sees(podIPs('run=probe')[0] as string);
    expect(says(world, 'kubectl exec probe -- curl -s -o /dev/null -w "%{http_code}" http://web')).toBe('200');
  });

  it('sends IPv6 out as it is by the egress-only gateway, and lets nobody in by it', () => {
    const own = podIPs('run=probe')[0] as string;
    expectTrace(world, 'pod/default/probe', 'ip:[2001:db8::80]:80').answers().passes('egress-only-internet-gateway').sees(own);
    expectTrace(world, 'internet:2001:db8::80', `ip:[${podIPs('app=web')[0]}]:80`).fails('timed-out', 'EIGW_REJECTS_UNSOLICITED');
  });

  it('sends IPv4 out with the IPv4 address of the node, without NAT64', () => {
    const node = objectAt(world.cluster.Pod, 'default/probe')?.spec.nodeName as string;
    const four = /inet (10\.60\.\d+\.\d+)/.exec(says(world, `node ${node} -- ip -4 addr show eth0`))?.[1] as string;
    expectTrace(world, 'pod/default/probe', 'ip:10.60.0.20:80').says('EGRESS_SNAT');
    const { connection } = connect(world, { from: { from: 'pod', pod: 'default/probe' }, to: { host: '198.51.100.80', port: 80, protocol: 'tcp' } });
    expect(JSON.stringify(connection.legs[0]?.branches[0]?.request.map(({ params }) => params))).toContain(four);
    expect(connection.outcome.outcome).toBe('answered');
  });

  // https://man7.org/linux/man-pages/man3/getaddrinfo.3.html (AI_ADDRCONFIG), RFC 6724
  it('prefers IPv6 where a name has both', () => {
    const { connection } = connect(world, {
      from: { from: 'pod', pod: 'default/probe' },
      to: { host: 'both.example.com', port: 80, protocol: 'tcp' },
    });
    expect([...new Set(connection.lookup?.steps.map(({ query }) => query.type))].sort()).toEqual(['A', 'AAAA']);
    expect(connection.legs).toHaveLength(1);
    expect(says(world, 'kubectl exec probe -- curl -s http://both.example.com')).toContain('2600:1f14:aaaa:');
  });

  it('takes the other family when curl is told to', () => {
    expect(says(world, 'kubectl exec probe -- curl -4 -s http://both.example.com')).toContain('198.51.100.60');
    expect(says(world, 'kubectl exec probe -- curl -6 -s http://both.example.com')).toContain('2600:1f14:aaaa:');
    expect(entered(world, 'kubectl exec probe -- curl -4 http://web').stderr).toContain('curl: (6) Could not resolve host: web');
  });

  it('serves a node port at the IPv6 address of a node alone', () => {
    const open = afterLines(world, 'kubectl expose deployment web --name=door --type=NodePort --port=80', 'wait 10s');
    const port = says(open, 'kubectl get svc door -o jsonpath={.spec.ports[0].nodePort}');
    const [node] = objectsOf(open.cluster.Node);
    const six = node?.status.addresses?.find(({ type }) => type === 'InternalIP')?.address;
    const four = /inet (10\.60\.\d+\.\d+)/.exec(says(open, `node ${node?.metadata.name} -- ip -4 addr show eth0`))?.[1];
    expectTrace(open, 'pod/default/probe', `ip:[${six}]:${port}`).answers();
    const { connection } = connect(open, {
      from: { from: 'pod', pod: 'default/probe' },
      to: { host: four as string, port: Number(port), protocol: 'tcp' },
    });
    expect(connection.outcome.outcome).not.toBe('answered');
  });

  it('enforces a NetworkPolicy by IPv6 addresses', () => {
    const policy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'web-in' },
      spec: {
        podSelector: { matchLabels: { app: 'web' } },
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: { matchLabels: { run: 'probe' } } }] }],
      },
    };
    const guarded = afterLines(
      world,
      'aws eks create-addon --cluster-name six --addon-name vpc-cni --resolve-conflicts OVERWRITE --configuration-values \'{"enableNetworkPolicy":"true"}\'',
      'wait 3m',
      'kubectl run other --image=nicolaka/netshoot:v0.13 -- sleep infinity',
      `kubectl apply -f - <<EOF\n${JSON.stringify(policy)}\nEOF`,
      'wait 1m',
    );
    const target = `ip:[${podIPs('app=web')[0]}]:80`;
    expectTrace(guarded, 'pod/default/probe', target).answers();
    const { connection } = connect(guarded, {
      from: { from: 'pod', pod: 'default/other' },
      to: { host: podIPs('app=web')[0] as string, port: 80, protocol: 'tcp' },
    });
    expect(connection.outcome.outcome).toBe('timed-out');
  });
});

// https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html: "we recommend that you attach it to a CNI IAM role"
it('lets aws-node ask with the role of its add-on, so that the role of the node need not', () => {
  const trust = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Federated: 'oidc' }, Action: 'sts:AssumeRoleWithWebIdentity' }],
  });
  const world = afterLines(
    dualStack(),
    `aws iam create-role --role-name cni --assume-role-policy-document '${trust}'`,
    ALLOW_PREFIX.replace('--role-name node', '--role-name cni'),
    ...ASSIGN_IPV6,
    CREATE_CLUSTER,
    STANDS,
    'aws eks create-addon --cluster-name six --addon-name vpc-cni --resolve-conflicts OVERWRITE --service-account-role-arn arn:aws:iam::111122223333:role/cni',
    CREATE_NODES,
    'wait 10m',
  );
  expect(says(world, 'aws eks describe-nodegroup --cluster-name six --nodegroup-name ng --query nodegroup.status --output text')).toBe('ACTIVE');
});
