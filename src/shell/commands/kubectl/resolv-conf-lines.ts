/** /etc/resolv.conf of a pod, as the kubelet writes it. */
import type { Pod } from '../../../engine/cluster/pod.ts';
import { settingsAt } from '../../../engine/dns/resolver-settings.ts';
import type { World } from '../../../engine/world.ts';

export function resolvConfLines(world: World, pod: Pod): string {
  const { nameservers, searches, options } = settingsAt(world, { from: 'pod', pod: `${pod.metadata.namespace}/${pod.metadata.name}` });
  const lines = [
    ...(searches.length > 0 ? [`search ${searches.join(' ')}`] : []),
    ...nameservers.map((address) => `nameserver ${address}`),
    ...(options.length > 0 ? [`options ${options.join(' ')}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
