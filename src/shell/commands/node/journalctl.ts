/** `journalctl` on a node: the last line of what keeps it out of its cluster, or cuts it off. https://man7.org/linux/man-pages/man1/journalctl.1.html */
import { objectAt } from '../../../engine/store.ts';
import type { World } from '../../../engine/world.ts';
import type { Output } from '../../output.ts';
import { output } from '../../print.ts';

/** The units in which a node's way into its cluster stands: nodeadm first, then the kubelet. */
const UNITS: { readonly [unit: string]: string } = { kubelet: 'kubelet', 'nodeadm-config': 'nodeadm', 'nodeadm-run': 'nodeadm' };

/** What the unit has written last; other units and older lines are not simulated, and the lab says so. */
export function journalctl(world: World, InstanceId: string, words: readonly string[]): Output {
  const unit = unitOf(words);
  const known = unit === null ? null : UNITS[unit.replace(/\.service$/, '')];
  if (known === undefined)
    return output(world, { kind: 'read', stdout: '-- No entries --\n', notes: [{ mark: 'not-simulated', text: OTHER_UNITS }] });
  const host = objectAt(world.hosts.Host, InstanceId);
  const line = host?.registration?.line ?? (host?.heartbeat?.state === 'lost' ? host.heartbeat.line : undefined);
  const shown = line !== undefined && (known === null || line.startsWith(`${known}:`)) ? `${line}\n` : '-- No entries --\n';
  return output(world, { kind: 'read', stdout: shown, notes: [{ mark: 'not-simulated', text: LAST_LINE }] });
}

function unitOf(words: readonly string[]): string | null {
  const at = words.findIndex((word) => word === '-u' || word === '--unit' || word === '-xeu' || word === '-eu');
  if (at >= 0) return words[at + 1] ?? null;
  return words.find((word) => word.startsWith('--unit='))?.slice('--unit='.length) ?? null;
}

const OTHER_UNITS = {
  ko: '노드의 저널은 kubelet, nodeadm-config, nodeadm-run 유닛만 시뮬레이션합니다.',
  en: 'Of the journal of a node only the units kubelet, nodeadm-config and nodeadm-run are simulated.',
};
const LAST_LINE = {
  ko: '노드가 클러스터에 등록하지 못하거나 API 서버에 닿지 못하는 동안의 마지막 줄만 시뮬레이션합니다.',
  en: 'Only the last line is simulated, while the node cannot register with its cluster or reach its API server.',
};
