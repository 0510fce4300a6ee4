/** Which of kube-proxy's rows are in the kernel of a node. */
import { lookup, objectAt, objectsOf, objectsUnder } from '../store.ts';
import type { World } from '../world.ts';
import { rulesHeld } from './host.ts';
import type { ProxyRules } from './proxy-rules.ts';

/** All rows in the kernel of an instance: the current ones, those of when kube-proxy stopped, or none. */
export function effectiveRules(world: World, InstanceId: string): readonly ProxyRules[] {
  switch (rulesHeld(objectAt(world.hosts.Host, InstanceId))) {
    case 'now':
      return objectsOf(world.hosts.ProxyRules);
    case 'then':
      return frozenRules(world, InstanceId);
    default:
      return [];
  }
}

/** The rows of the Services that hold the address: as cluster IP, external IP or load balancer IP. */
export function rulesForAddress(world: World, InstanceId: string, address: string): readonly ProxyRules[] {
  return rulesFound(world, InstanceId, [
    ['byClusterIP', address],
    ['byExternalIP', address],
  ]);
}

/** The rows of the Services that hold the node port. */
export function rulesForNodePort(world: World, InstanceId: string, nodePort: number): readonly ProxyRules[] {
  return rulesFound(world, InstanceId, [['byNodePort', String(nodePort)]]);
}

type Question = readonly [index: 'byClusterIP' | 'byExternalIP' | 'byNodePort', value: string];

function rulesFound(world: World, InstanceId: string, questions: readonly Question[]): readonly ProxyRules[] {
  switch (rulesHeld(objectAt(world.hosts.Host, InstanceId))) {
    case 'now':
      return questions.flatMap(([index, value]) => lookup(world.hosts.ProxyRules, index, value));
    case 'then':
      return frozenRules(world, InstanceId).filter((rules) => rules.ports.some((port) => questions.some((question) => holds(port, question))));
    default:
      return [];
  }
}

function holds(port: ProxyRules['ports'][number], [index, value]: Question): boolean {
  if (index === 'byClusterIP') return port.clusterIPs.includes(value);
  if (index === 'byExternalIP') return port.externalIPs.includes(value) || port.loadBalancerIPs.includes(value);
  return String(port.nodePort) === value;
}

function frozenRules(world: World, InstanceId: string): ProxyRules[] {
  return objectsUnder(world.hosts.FrozenProxyRules, `${InstanceId}/`).map(({ rules }) => rules);
}
