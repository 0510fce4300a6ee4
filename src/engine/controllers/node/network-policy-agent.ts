/**
 * The network policy agent, a container of aws-node: switched on by its argument, it puts its programs on the veth pairs
 * of the node. They stay in the kernel when it stops. https://github.com/aws/aws-network-policy-agent#readme
 */
import { same } from '../../canonical.ts';
import type { Pod } from '../../cluster/pod.ts';
import type { Host, PolicyAgent } from '../../hosts/host.ts';
import { CLUSTER_NETWORK_POLICIES, cniVersionOf, isBefore, NETWORK_POLICIES } from '../../policy/cni-version.ts';
import { objectAt } from '../../store.ts';
import { type Controller, NOTHING } from '../controller.ts';
import { serviceAccount } from '../identities.ts';
import { daemonPod, daemonRuns, instancesOfFault, instancesOfPod, sandboxesOf } from './daemon.ts';

/** Keys: instances. */
export const networkPolicyAgent: Controller = {
  name: 'aws-eks-nodeagent',
  identity: serviceAccount('kube-system', 'aws-node'),
  manager: 'aws-eks-nodeagent',
  watches: {
    cluster: { Pod: (change, world) => instancesOfPod(world, change, 'aws-node') },
    hosts: { Host: ({ ref, before, after }) => (concernsAgent(before as Host | null, after as Host | null) ? [ref.key] : []) },
    lab: { Fault: (change, world) => instancesOfFault(world, change, 'aws-node') },
  },
  reconcile: (world, key) => {
    const host = objectAt(world.hosts.Host, key);
    if (host === undefined || !daemonRuns(world, host, 'aws-node')) return NOTHING;
    const agent = agentOf(daemonPod(world, host, 'aws-node'));
    if (same(agent ?? undefined, host.policyAgent)) return NOTHING;
    const { policyAgent: _before, ...bare } = host;
    const object: Host = agent === null ? bare : { ...bare, policyAgent: agent };
    const because =
      agent === null
        ? { ko: '네트워크 정책이 꺼졌습니다.', en: 'Network policies are switched off.' }
        : { ko: '네트워크 정책을 적용합니다.', en: 'Network policies are enforced.' };
    return { acts: [{ plane: 'hosts', ref: { plane: 'hosts', kind: 'Host', key }, object, verb: 'policy-agent' }], because };
  },
};

function concernsAgent(before: Host | null, after: Host | null): boolean {
  if (before === null || after === null || before.nodeName !== after.nodeName || before.policyAgent !== after.policyAgent) return true;
  if (before.kubelet.sandboxes === after.kubelet.sandboxes) return false;
  const [old, young] = [sandboxesOf(before, 'aws-node'), sandboxesOf(after, 'aws-node')];
  return old.length !== young.length || old.some((sandbox, index) => sandbox !== young[index]);
}

/** How the pod of aws-node runs its agent; null where it is not there or not switched on. */
export function agentOf(pod: Pod | undefined): PolicyAgent | null {
  const container = pod?.spec.containers.find(({ name }) => name === 'aws-eks-nodeagent' || name === 'aws-network-policy-agent');
  if (container?.args?.includes('--enable-network-policy=true') !== true) return null;
  const settings = [...(container.env ?? []), ...(pod?.spec.containers.find(({ name }) => name === 'aws-node')?.env ?? [])];
  const mode = settings.find(({ name }) => name === 'NETWORK_POLICY_ENFORCING_MODE')?.value;
  const version = cniVersionOf(pod);
  if (isBefore(version, NETWORK_POLICIES)) return null;
  return { mode: mode === 'strict' ? 'strict' : 'standard', ...(isBefore(version, CLUSTER_NETWORK_POLICIES) ? {} : { tiers: true }) };
}
