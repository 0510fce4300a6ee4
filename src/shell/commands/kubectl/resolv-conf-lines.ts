/** /etc/resolv.conf: of a pod as the kubelet writes it, of a node as DHCP gives it. */
import type { Origin } from '../../../engine/connection.ts';
import { settingsAt } from '../../../engine/dns/resolver-settings.ts';
import type { World } from '../../../engine/world.ts';

/** The lines of the file that a resolver at the origin reads. */
export function resolvConfLines(world: World, from: Origin): string {
  const { nameservers, searches, options } = settingsAt(world, from);
  const lines = [
    ...(searches.length > 0 ? [`search ${searches.join(' ')}`] : []),
    ...nameservers.map((address) => `nameserver ${address}`),
    ...(options.length > 0 ? [`options ${options.join(' ')}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
