/**
 * One health check: connections from the nodes of the load balancers to a target.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
import { matchesCode } from '../../aws/elbv2/health-check.ts';
import type { Observation } from '../../aws/elbv2/target-health.ts';
import { addressOfTarget } from '../../aws/elbv2/targets.ts';
import { crossesZones } from '../../aws/elbv2/usable-targets.ts';
import { interfacesOfBalancer, type LoadBalancer } from '../../aws/load-balancer.ts';
import type { NetworkInterface } from '../../aws/network-interface.ts';
import type { Target, TargetGroup } from '../../aws/target-group.ts';
import { connect } from '../../connect.ts';
import type { Outcome } from '../../connection.ts';
import { showAddress } from '../../net/address.ts';
import { remembered } from '../../remembered.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';

type Checked = { readonly group: TargetGroup; readonly target: Target; readonly zone: string };

const PASSED: Observation = { found: 'passed' };
const REFUSED: Observation = { found: 'failed', Reason: 'Target.FailedHealthChecks', Description: 'Health checks failed' };
const SILENT: Observation = { found: 'failed', Reason: 'Target.Timeout', Description: 'Request timed out' };

/** What the checks find: every node that would send to the target has to reach it. */
export function checkTarget(world: World, balancers: readonly LoadBalancer[], checked: Checked): Observation {
  const { TargetGroupArn, HealthCheckPort, HealthCheckProtocol, HealthCheckPath, Matcher } = checked.group;
  const { Id, Port } = checked.target;
  const arns = balancers.map(({ LoadBalancerArn }) => LoadBalancerArn);
  const config = [TargetGroupArn, HealthCheckPort, HealthCheckProtocol, HealthCheckPath, Matcher?.HttpCode, Id, Port, checked.zone, ...arns];
  return remembered(world, config.join(' '), () => check(world, balancers, checked));
}

function check(world: World, balancers: readonly LoadBalancer[], checked: Checked): Observation {
  for (const balancer of balancers) {
    for (const node of nodesThatSend(world, balancer, checked)) {
      const found = checkFrom(world, node, { ...checked, ofHttp: balancer.Type === 'application' });
      if (found.found !== 'passed') return found;
    }
  }
  return PASSED;
}

function nodesThatSend(world: World, balancer: LoadBalancer, { group, zone }: Checked): readonly NetworkInterface[] {
  const nodes = interfacesOfBalancer(world, balancer);
  if (zone === 'all' || crossesZones(balancer, group)) return nodes;
  return nodes.filter((eni) => objectAt(world.aws.Subnet, eni.SubnetId)?.AvailabilityZone === zone);
}

function checkFrom(world: World, node: NetworkInterface, { group, target, ofHttp }: Checked & { readonly ofHttp: boolean }): Observation {
  const host = hostOf(world, group, target);
  if (host === null) return REFUSED;
  const port = group.HealthCheckPort === 'traffic-port' ? target.Port : Number(group.HealthCheckPort);
  const call = { from: { from: 'interface', NetworkInterfaceId: node.NetworkInterfaceId }, to: { host, port, protocol: 'tcp' } } as const;
  const asks = group.HealthCheckProtocol !== 'TCP';
  const http = { method: 'GET', path: group.HealthCheckPath ?? '/', host: `${host}:${port}` };
  const { outcome } = connect(world, asks ? { ...call, http } : call).connection;
  const found = asks ? judged(outcome, group) : outcome.outcome === 'answered' ? PASSED : REFUSED;
  // "Applies only to Application Load Balancers": an NLB tells no more than that checks failed.
  return found.found === 'failed' && !ofHttp ? REFUSED : found;
}

/** An ALB behind an NLB is checked at one of its nodes. */
function hostOf(world: World, group: TargetGroup, target: Target): string | null {
  if (group.TargetType !== 'alb') {
    const address = addressOfTarget(world, group, target);
    return address === null ? null : showAddress(address);
  }
  const balancer = objectAt(world.aws.LoadBalancer, target.Id);
  const [node] = balancer === undefined ? [] : interfacesOfBalancer(world, balancer);
  return node?.PrivateIpAddresses[0]?.PrivateIpAddress ?? null;
}

function judged(outcome: Outcome, group: TargetGroup): Observation {
  if (outcome.outcome === 'timed-out') return SILENT;
  const response = outcome.outcome === 'answered' || outcome.outcome === 'http-status' ? outcome.response : null;
  if (response === null) return REFUSED;
  if (matchesCode(group.Matcher?.HttpCode ?? '200', response.status)) return PASSED;
  return { found: 'failed', Reason: 'Target.ResponseCodeMismatch', Description: `Health checks failed with these codes: [${response.status}]` };
}
