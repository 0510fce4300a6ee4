import { describe, expect, it } from 'vitest';
import { advance } from '../../../src/engine/settle.ts';
import { objectsOf } from '../../../src/engine/store.ts';
import { courseIds } from '../../support/course-world.ts';
import { afterLines, entered } from '../../support/lines.ts';
import { applied, curled, hostOf, ingress, notes, running, warnings } from './scenes.ts';

const SECOND = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: second}
spec:
  selector: {matchLabels: {app: second}}
  template:
    metadata: {labels: {app: second}}
    spec: {containers: [{name: web, image: 'ekslab/webapp:1', env: [{name: PORT, value: '9376'}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: second}
spec: {type: NodePort, selector: {app: second}, ports: [{port: 80, targetPort: 9376}]}`;

const world = applied(running(), SECOND);

describe('an Ingress', () => {
  it.each(['instance', 'ip'])('sends each path to its Service, with targets of type %s', (type) => {
    const annotations = [`alb.ingress.kubernetes.io/target-type: ${type}`];
    const paths = [
      ['/webapp1', 'frontend'],
      ['/webapp2', 'second'],
    ] as const;
    const made = applied(world, ingress({ annotations, paths }));
    const host = hostOf(made, 'Ingress', 'shop');
    // The pods see a node or an interface of the load balancer; who asked stands in the header.
    expect(curled(made, `http://${host}/webapp1`)).toMatch(/^webapp-\S+ saw client 192\.168\.\S+ \(X-Forwarded-For: 203\.0\.113\./);
    expect(curled(made, `http://${host}/webapp2/images`)).toMatch(/^second-/);
    expect(curled(made, `-o /dev/null -w '%{http_code}' http://${host}/webapp3`)).toBe('404');
  });

  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html (HTTP 504, ten seconds)
  it('waits ten seconds for a silent target before it gives 504, and a client with less patience sees no response', () => {
    const made = applied(world, ingress({ annotations: ['alb.ingress.kubernetes.io/target-type: ip'], paths: [['/webapp1', 'frontend']] }));
    const host = hostOf(made, 'Ingress', 'shop');
    const managed = objectsOf(made.aws.SecurityGroupRule).filter(({ Description }) => Description === 'elbv2.k8s.aws/targetGroupBinding=shared');
    const closed = afterLines(
      made,
      'kubectl scale deployment aws-load-balancer-controller -n kube-system --replicas=0',
      'wait 1m',
      ...managed.map(
        ({ GroupId, SecurityGroupRuleId }) =>
          `aws ec2 revoke-security-group-ingress --group-id ${GroupId} --security-group-rule-ids ${SecurityGroupRuleId}`,
      ),
    );
    const patient = entered(closed, `curl -s -o /dev/null -w '%{http_code} %{time_total}' http://${host}/webapp1`);
    expect(patient.stdout).toBe('504 10.000000');
    expect(patient.world.now - closed.now).toBe(10_000);
    expect(entered(closed, `curl -sS -m 3 http://${host}/webapp1`)).toMatchObject({
      code: 28,
      stderr: 'curl: (28) Operation timed out after 3001 milliseconds with 0 bytes received\n',
    });
  });

  it('shows curl -v the load balancer only: the connection to the target is not its own', () => {
    const made = applied(world, ingress({ annotations: ['alb.ingress.kubernetes.io/target-type: ip'], paths: [['/webapp1', 'frontend']] }));
    const host = hostOf(made, 'Ingress', 'shop');
    const { stderr } = entered(made, `curl -sv http://${host}/webapp1`);
    const [, address] = /^\* {3}Trying (\S+):80\.\.\.$/m.exec(stderr) ?? [];
    expect(stderr.match(/Trying/g)).toHaveLength(1);
    expect(stderr).toContain(`* Connected to ${host} (${address}) port 80\n`);
    expect(stderr).not.toContain('Trying 192.168.');
  });

  it('shares one load balancer with another of its group, rules in group order', () => {
    const group = (order: number) => ['alb.ingress.kubernetes.io/group.name: shop', `alb.ingress.kubernetes.io/group.order: '${order}'`];
    const one = applied(world, ingress({ name: 'one', annotations: group(20), paths: [['/', 'frontend']] }));
    const both = applied(one, ingress({ name: 'two', annotations: group(10), paths: [['/second', 'second']] }));
    expect(objectsOf(both.aws.LoadBalancer)).toHaveLength(1);
    const host = hostOf(both, 'Ingress', 'two');
    expect(host).toBe(hostOf(both, 'Ingress', 'one'));
    expect([curled(both, `http://${host}/second`), curled(both, `http://${host}/other`)].map((answer) => answer.split('-')[0])).toEqual([
      'second',
      'webapp',
    ]);
    const left = advance(afterLines(both, 'kubectl delete ingress two'), 60_000);
    expect(curled(left, `http://${host}/second`)).toMatch(/^webapp-/);
    expect(objectsOf(afterLines(left, 'kubectl delete ingress one').aws.LoadBalancer)).toEqual([]);
  });

  it('answers by the rules of hosts', () => {
    const text = ingress({ annotations: ['alb.ingress.kubernetes.io/target-type: ip'], paths: [['/', 'frontend']] }).replace(
      '- http:',
      '- host: shop.example.com\n    http:',
    );
    const made = applied(world, text);
    const host = hostOf(made, 'Ingress', 'shop');
    expect(curled(made, `-H 'Host: shop.example.com' http://${host}/`)).toMatch(/^webapp-/);
    expect(curled(made, `-o /dev/null -w '%{http_code}' http://${host}/`)).toBe('404');
  });
});

type Tagged = { readonly Tags: readonly { readonly Key: string; readonly Value: string }[] };
type Named = { readonly SubnetId: string };
const role = 'kubernetes.io/role/elb';
const paths = [['/', 'frontend']] as const;
const untag = (subnet: object) => ({ ...subnet, Tags: (subnet as Tagged).Tags.filter(({ Key }) => Key !== role) });

describe('what goes wrong with subnets', () => {
  it('is a tag of another value, and the right one repairs it', () => {
    const wrong = (subnet: object) => ({
      ...subnet,
      Tags: [...untag(subnet).Tags, { Key: role, Value: '1' }, { Key: 'kubernetes.io/cluster/other', Value: 'owned' }],
    });
    const made = applied(running({ subnets: wrong }), ingress({ paths }));
    expect(warnings(made, 'shop')).toEqual([
      "FailedBuildModel: Failed build model due to couldn't auto-discover subnets: unable to resolve at least one subnet. Evaluated 2 subnets: 2 are tagged for other clusters, and 0 have insufficient available IP addresses",
    ]);
    expect(notes(made)).toContain(`${courseIds.subnets[0]}: tagged for another cluster (other) only`);
    expect(notes(made, 'ko')).toContain('다른 클러스터(other)의 태그만 있음');
    const tagged = advance(
      afterLines(made, `aws ec2 create-tags --resources ${courseIds.subnets.join(' ')} --tags Key=kubernetes.io/cluster/lab,Value=shared`),
      180_000,
    );
    expect(curled(tagged, `http://${hostOf(tagged, 'Ingress', 'shop')}/`)).toMatch(/^webapp-/);
  });

  it('is one zone only', () => {
    const oneZone = (subnet: object) => ((subnet as Named).SubnetId === courseIds.subnets[0] ? subnet : untag(subnet));
    const made = applied(running({ subnets: oneZone }), ingress({ paths }));
    expect(warnings(made, 'shop')).toEqual([
      "FailedBuildModel: Failed build model due to couldn't auto-discover subnets: subnets count less than minimal required count: 1 < 2",
    ]);
    expect(notes(made)).toContain(`${courseIds.subnets[1]}: has no role tag kubernetes.io/role/elb`);
  });

  it('is no tag at all for nobody: routes to the internet gateway are looked at instead', () => {
    const made = applied(running({ subnets: untag }), ingress({ paths }));
    expect(curled(made, `http://${hostOf(made, 'Ingress', 'shop')}/`)).toMatch(/^webapp-/);
  });

  it('is a /28 that has not eight addresses left', () => {
    const lines = [
      `aws ec2 create-subnet --vpc-id ${courseIds.vpc} --cidr-block 192.168.200.0/28 --availability-zone us-west-2a --tag-specifications 'ResourceType=subnet,Tags=[{Key=${role},Value=1}]'`,
    ];
    const narrow = afterLines(running({ subnets: untag }), ...lines);
    const full = Array.from(
      { length: 4 },
      () =>
        `aws ec2 create-network-interface --subnet-id ${objectsOf(narrow.aws.Subnet).find(({ CidrBlock }) => CidrBlock === '192.168.200.0/28')?.SubnetId}`,
    );
    const made = applied(afterLines(narrow, ...full), ingress({ paths }));
    expect(warnings(made, 'shop').join()).toContain(
      'Evaluated 1 subnets: 0 are tagged for other clusters, and 1 have insufficient available IP addresses',
    );
    expect(notes(made)).toContain('has 7 free addresses; 8 are needed');
  });
});
