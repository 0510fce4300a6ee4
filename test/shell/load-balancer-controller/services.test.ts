import { describe, expect, it } from 'vitest';
import { advance } from '../../../src/engine/settle.ts';
import { objectsOf } from '../../../src/engine/store.ts';
import { controllerManifests, controllerWorld } from '../../support/controller-world.ts';
import { afterLines, entered } from '../../support/lines.ts';
import { courseWorld } from '../../support/world-of.ts';
import { applied, curled, hostOf, notes, running, service, warnings } from './scenes.ts';

const world = running();

describe('a Service of type LoadBalancer', () => {
  it('is reached from the internet through node ports, and kube-proxy hides the client', () => {
    const made = applied(world, service('instance'));
    expect(curled(made, `http://${hostOf(made, 'Service', 'web')}`)).toMatch(/^webapp-\S+ saw client 192\.168\.(0\.6|64\.8)$/);
    expect(objectsOf(made.aws.TargetGroup)[0]).toMatchObject({ TargetType: 'instance', Protocol: 'TCP' });
  });

  it('is reached from the internet at its pods, which see a node of the load balancer', () => {
    const made = applied(world, service('ip'));
    const [balancer] = objectsOf(made.aws.LoadBalancer);
    const nodes = objectsOf(made.aws.NetworkInterface).filter(({ InterfaceType }) => InterfaceType === 'network_load_balancer');
    const [, client] = /saw client (\S+)$/.exec(curled(made, `http://${balancer?.DNSName}`)) ?? [];
    expect(nodes.map((eni) => eni.PrivateIpAddresses[0]?.PrivateIpAddress)).toContain(client);
    expect(objectsOf(made.aws.TargetGroup)[0]?.Targets.map(({ TargetHealth }) => TargetHealth.State)).toEqual(['healthy', 'healthy', 'healthy']);
  });

  it('shows the address of the client to its pods once the attribute says so', () => {
    const made = applied(
      world,
      service('ip', '    service.beta.kubernetes.io/aws-load-balancer-target-group-attributes: preserve_client_ip.enabled=true'),
    );
    expect(curled(made, `http://${hostOf(made, 'Service', 'web')}`)).toMatch(/saw client 203\.0\.113\./);
  });

  it('takes its load balancer, groups and rules along when it is deleted', () => {
    const gone = afterLines(applied(world, service('ip')), 'kubectl delete service web');
    expect(objectsOf(gone.aws.LoadBalancer)).toEqual([]);
    expect(objectsOf(gone.aws.TargetGroup)).toEqual([]);
    expect(objectsOf(gone.aws.SecurityGroup).map(({ GroupId }) => GroupId)).toEqual(objectsOf(world.aws.SecurityGroup).map(({ GroupId }) => GroupId));
    expect(objectsOf(gone.aws.SecurityGroupRule)).toEqual(objectsOf(world.aws.SecurityGroupRule));
  });

  it('gets targets as pods come and go', () => {
    const made = applied(world, service('ip'));
    const scaled = advance(afterLines(made, 'kubectl scale deployment webapp --replicas=5'), 60_000);
    const living = (objectsOf(scaled.aws.TargetGroup)[0]?.Targets ?? []).filter(({ drainingSince }) => drainingSince === undefined);
    expect(living).toHaveLength(5);
  });
});

describe('what goes wrong with a Service', () => {
  it('is told by an event when an annotation has a value that cannot be', () => {
    const made = applied(world, service('ip', '    service.beta.kubernetes.io/aws-load-balancer-healthcheck-interval: 10s'));
    expect(warnings(made, 'web')).toEqual([
      'FailedBuildModel: Failed build model due to failed to parse int32 annotation, service.beta.kubernetes.io/aws-load-balancer-healthcheck-interval: 10s: strconv.ParseInt: parsing "10s": invalid syntax',
    ]);
    expect(hostOf(made, 'Service', 'web')).toBe('<pending>');
  });

  it('is told by the lab when an annotation only looks like one, about which the controller is silent', () => {
    const made = applied(world, service('ip', '    service.beta.kubernetes.io/aws-load-balancer-schema: internal'));
    expect(warnings(made, 'web')).toEqual([]);
    expect(notes(made)).toContain('Did you mean service.beta.kubernetes.io/aws-load-balancer-scheme?');
  });

  it('is the answer of AWS when the role of the controller may not do it', () => {
    const denied = advance(controllerWorld([], { manifests: controllerManifests([], null) }), 60_000);
    const made = applied(denied, service('ip'));
    expect(warnings(made, 'web').join()).toMatch(
      /^FailedBuildModel: Failed build model due to operation error Elastic Load Balancing v2: DescribeLoadBalancers, https response error StatusCode: 403, RequestID: \S+, api error AccessDenied: User: arn:aws:sts::111122223333:assumed-role\/\S+ is not authorized to perform: elasticloadbalancing:DescribeLoadBalancers/,
    );
  });

  it('is a class that comes too late: a Service whose type changes is left to the cloud provider', () => {
    const made = afterLines(world, `kubectl patch service frontend -p '{"spec":{"type":"LoadBalancer"}}'`);
    expect(hostOf(made, 'Service', 'frontend')).toBe('<pending>');
    expect(notes(made)).toContain('Service default/frontend has no loadBalancerClass');
    expect(notes(made, 'ko')).toContain('서비스 default/frontend에는 loadBalancerClass가 없어');
  });

  it('is a cluster without the controller, where the legacy provider would make a Classic Load Balancer', () => {
    const made = applied(courseWorld(), service('instance'));
    expect(hostOf(made, 'Service', 'web')).toBe('<pending>');
    expect(notes(made)).toContain('Classic Load Balancer');
  });

  it('is a controller without a ready pod: its webhook lets no new Service in', () => {
    const stopped = advance(afterLines(world, 'kubectl scale deployment aws-load-balancer-controller -n kube-system --replicas=0'), 60_000);
    const { stderr } = entered(stopped, `kubectl apply -f - <<'EOF'${service('ip')}\nEOF`);
    expect(stderr).toContain('no endpoints available for service "aws-load-balancer-webhook-service"');
  });

  it('is a security group of the pods that lost the rule, until the controller looks again', () => {
    const made = applied(world, service('ip'));
    const rule = objectsOf(made.aws.SecurityGroupRule).find(({ Description }) => Description === 'elbv2.k8s.aws/targetGroupBinding=shared');
    const closed = advance(
      afterLines(made, `aws ec2 revoke-security-group-ingress --group-id ${rule?.GroupId} --security-group-rule-ids ${rule?.SecurityGroupRuleId}`),
      60_000,
    );
    expect(curled(closed, `http://${hostOf(closed, 'Service', 'web')}`)).toMatch(/^curl: \(28\)/);
    const repaired = advance(afterLines(closed, 'kubectl scale deployment webapp --replicas=4'), 120_000);
    expect(curled(repaired, `http://${hostOf(repaired, 'Service', 'web')}`)).toMatch(/saw client/);
  });
});
