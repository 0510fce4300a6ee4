/**
 * Each type of Service of the course, deployed from one's own YAML, and reached from each place that it should be and from no other.
 * Expected: https://kubernetes.io/docs/concepts/services-networking/service/ and .../dns-pod-service/, the controller's NLB guide.
 */
import { describe, expect, it } from 'vitest';
import { running } from '../shell/load-balancer-controller/scenes.ts';
import { type Typist, typistAt } from './typist.ts';

const apply = (typist: Typist, yaml: string): void => {
  typist.type(`kubectl apply -f - <<'EOF'\n${yaml.trim()}\nEOF`);
  typist.type('wait 30s');
};

/** The worked example with a pod on each node and a plain instance in the VPC, which is no node. */
function place(): Typist {
  const typist = typistAt(running());
  apply(
    typist,
    `
apiVersion: v1
kind: Pod
metadata: {name: near}
spec:
  nodeName: node0
  containers: [{name: box, image: nicolaka/netshoot, command: [sleep, infinity]}]
---
apiVersion: v1
kind: Pod
metadata: {name: far}
spec:
  nodeName: node1
  containers: [{name: box, image: nicolaka/netshoot, command: [sleep, infinity]}]`,
  );
  const query = 'Subnets[0].SubnetId';
  typist.type(`SUBNET=$(aws ec2 describe-subnets --filters Name=cidr-block,Values=192.168.0.0/19 --query "${query}" --output text)`);
  typist.type(
    'IMAGE=$(aws ssm get-parameter --name /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64 --query Parameter.Value --output text)',
  );
  typist.type(
    'VM=$(aws ec2 run-instances --image-id $IMAGE --instance-type t3.micro --subnet-id $SUBNET --query "Instances[0].InstanceId" --output text)',
  );
  typist.type('wait 60s');
  return typist;
}

const FROM = {
  'a pod on the same node': (url: string) => `kubectl exec near -- curl -s -m 3 ${url}`,
  'a pod on another node': (url: string) => `kubectl exec far -- curl -s -m 3 ${url}`,
  'a node': (url: string) => `node node0 -- curl -s -m 3 ${url}`,
  'an instance of the VPC': (url: string) => `node $VM -- curl -s -m 3 ${url}`,
  'the internet': (url: string) => `curl -s -m 3 ${url}`,
} as const;
type From = keyof typeof FROM;
const EVERYWHERE = Object.keys(FROM) as From[];
const PODS: readonly From[] = ['a pod on the same node', 'a pod on another node'];

/** From where the URL answers; what fails says why in both languages. */
function answersFrom(typist: Typist, url: string): From[] {
  return EVERYWHERE.filter((from) => {
    const done = typist.tries(FROM[from](url));
    if (done.code === 0) return true;
    expect(done.notes.map(({ text }) => text.ko).join(), `${from} ${url}`).toMatch(/[가-힣]/);
    expect(done.notes.map(({ text }) => text.en).join(), `${from} ${url}`).toMatch(/[a-z]/);
    return false;
  });
}

const service = (name: string, spec: string, more = '') => `
apiVersion: v1
kind: Service
metadata:
  name: ${name}${more}
spec:
${spec}`;

describe('a ClusterIP Service', () => {
  it('is reached by address from pods and nodes only, and by name from pods only', () => {
    const typist = place();
    apply(typist, service('inside', '  selector: {app: webapp}\n  ports: [{name: http, port: 80, targetPort: 9376}]'));
    const address = typist.type("kubectl get service inside -o jsonpath='{.spec.clusterIP}'");
    expect(answersFrom(typist, `http://${address}`)).toEqual([...PODS, 'a node']);
    expect(answersFrom(typist, 'http://inside')).toEqual(PODS);
    expect(answersFrom(typist, `http://${address}:9376`)).toEqual([]);
  });

  it('maps each of several ports to its own, a named one by the name that the pod gives it', () => {
    const typist = place();
    apply(
      typist,
      `
apiVersion: v1
kind: Pod
metadata: {name: shop, labels: {app: shop}}
spec:
  containers: [{name: shop, image: ekslab/backend:1, ports: [{name: web, containerPort: 9376}]}]
---
${service('shop', '  selector: {app: shop}\n  ports: [{name: http, port: 80, targetPort: web}, {name: https, port: 443, targetPort: 9377}]').trim()}`,
    );
    expect(typist.type('kubectl exec far -- curl -s http://shop')).toMatch(/on port 9376$/);
    expect(typist.type('kubectl exec far -- curl -s http://shop:443')).toMatch(/on port 9377$/);
    expect(typist.type('kubectl exec far -- dig +short SRV _http._tcp.shop.default.svc.cluster.local')).toMatch(
      / 80 shop\.default\.svc\.cluster\.local\.$/,
    );
  });
});

describe('a NodePort Service', () => {
  it('opens its port on every node, to whom the security group lets in', () => {
    const typist = place();
    apply(typist, service('open', '  type: NodePort\n  selector: {app: webapp}\n  ports: [{port: 80, targetPort: 9376, nodePort: 32100}]'));
    for (const node of ['192.168.0.6', '192.168.64.8']) {
      expect(answersFrom(typist, `http://${node}:32100`)).toEqual([...PODS, 'a node', 'an instance of the VPC']);
    }
    expect(answersFrom(typist, 'http://198.51.100.6:32100')).toContain('the internet');
    expect(answersFrom(typist, 'http://192.168.0.6:80')).toEqual([]);
  });
});

describe('a LoadBalancer Service', () => {
  it.each(['instance', 'ip'])('in %s mode is reached from everywhere by the name of its load balancer', (mode) => {
    const typist = place();
    const prefix = 'service.beta.kubernetes.io/aws-load-balancer';
    const annotations = `\n  annotations: {${prefix}-scheme: internet-facing, ${prefix}-nlb-target-type: ${mode}}`;
    apply(
      typist,
      service(
        'shown',
        '  type: LoadBalancer\n  loadBalancerClass: service.k8s.aws/nlb\n  selector: {app: webapp}\n  ports: [{port: 80, targetPort: 9376}]',
        annotations,
      ),
    );
    typist.type('wait 5m');
    const host = typist.type("kubectl get service shown -o jsonpath='{.status.loadBalancer.ingress[0].hostname}'");
    expect(answersFrom(typist, `http://${host}`)).toEqual(EVERYWHERE);
  });
});

describe('an ExternalName Service', () => {
  it('is an alias that pods resolve; its ports mean nothing', () => {
    const typist = place();
    apply(typist, service('partner', '  type: ExternalName\n  externalName: www.example.com\n  ports: [{port: 8080}]'));
    expect(typist.type('kubectl exec far -- dig +short partner.default.svc.cluster.local')).toBe('www.example.com.\n198.51.100.80');
    const { notes } = typist.tries('kubectl exec far -- curl -s -m 3 http://partner:8080');
    expect(notes.length).toBeGreaterThan(0);
    expect(typist.type('node node0 -- iptables-save')).not.toContain('default/partner');
  });
});

describe('a headless Service', () => {
  it('has the addresses of its pods for its name, and no rules', () => {
    const typist = place();
    apply(typist, service('direct', '  clusterIP: None\n  selector: {app: webapp}\n  ports: [{port: 80, targetPort: 9376}]'));
    const addresses = typist.type('kubectl exec near -- dig +short direct.default.svc.cluster.local').split('\n').sort();
    expect(addresses).toEqual(['192.168.0.41', '192.168.0.42', '192.168.64.7']);
    expect(answersFrom(typist, 'http://direct:9376')).toEqual(PODS);
    expect(answersFrom(typist, 'http://direct')).toEqual([]);
    expect(typist.type('node node0 -- iptables-save')).not.toContain('default/direct');
  });

  it('gives each pod of a StatefulSet a name of its own, which outlives the pod', () => {
    const typist = place();
    apply(
      typist,
      `
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: ekslab/webapp:1}]}
---
${service('web', '  clusterIP: None\n  selector: {app: web}\n  ports: [{port: 9376}]').trim()}`,
    );
    typist.type('wait 60s');
    const address = () => typist.type('kubectl exec near -- dig +short web-0.web.default.svc.cluster.local');
    expect(address()).toBe(typist.type("kubectl get pod web-0 -o jsonpath='{.status.podIP}'"));
    expect(typist.type('kubectl exec near -- curl -s http://web-1.web:9376')).toMatch(/^web-1 saw client/);
    typist.type('kubectl delete pod web-0');
    typist.type('wait 60s');
    expect(address()).toBe(typist.type("kubectl get pod web-0 -o jsonpath='{.status.podIP}'"));
  });
});

describe('a Service without a selector', () => {
  it('sends to what its own EndpointSlice lists', () => {
    const typist = place();
    const spec = '  ports: [{name: http, port: 80}]';
    apply(
      typist,
      `${service('outsider', spec).trim()}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: outsider-1, labels: {kubernetes.io/service-name: outsider}}
addressType: IPv4
ports: [{name: http, port: 80, protocol: TCP}]
endpoints: [{addresses: ["198.51.100.80"]}]`,
    );
    expect(answersFrom(typist, 'http://outsider')).toEqual(PODS);
    typist.type('kubectl delete endpointslice outsider-1');
    typist.type('wait 1s');
    expect(typist.tries('kubectl exec near -- curl -s http://outsider').code).toBe(7);
  });
});
