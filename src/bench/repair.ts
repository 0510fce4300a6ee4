/** A repair among 200 objects: two pods that a policy keeps apart, a group that keeps them apart, a Service that finds none of its pods. */
import { advanceUntilQuiet } from '../engine/settle.ts';
import { objectsOf } from '../engine/store.ts';
import type { World } from '../engine/world.ts';
import { worldOf } from '../engine/world-of.ts';
import { repairEndpoints } from '../shell/repair-report.ts';
import { runLine } from '../shell/run.ts';
import { LEARNER_ORIGIN } from '../shell/session.ts';
import { clusterOf } from './cluster-of.ts';
import { cpuMs, type Measure, median } from './measure.ts';

const GROUP = 'sg-0c100000000000001';
const SHUT = {
  group: `aws ec2 revoke-security-group-ingress --group-id ${GROUP} --security-group-rule-ids sgr-0c100000000000000`,
  selector: `kubectl patch service app-0 -p '{"spec":{"selector":{"app":"none"}}}'`,
  port: `kubectl patch service app-0 --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":80}]'`,
};
const BROKEN: readonly (readonly string[])[] = [[SHUT.group], [SHUT.selector], [SHUT.port], [SHUT.selector, SHUT.port], [SHUT.group, SHUT.port]];

/** The median over several worlds that are broken in one or two ways; each repair is searched for and verified. */
export function repairMeasures(): readonly Measure[] {
  // 150 pods, 3 Deployments, 3 Services, nodes, interfaces, slices: about 200 objects.
  const world = advanceUntilQuiet(worldOf(clusterOf(150)).world);
  const [from] = objectsOf(world.cluster.Pod).filter(({ spec }) => spec.hostNetwork !== true);
  if (from === undefined) throw new Error('the benchmark cluster has no pods');
  const ends = { from: `pod/default/${from.metadata.name}`, to: `ip:${clusterIp(world)}`, protocol: 'tcp' } as const;
  const runs = BROKEN.map((lines) => {
    const broken = lines.reduce((before, line) => runLine({ world: before, origin: LEARNER_ORIGIN, recent: [] }, line).world, world);
    let tried = 0;
    const ms = cpuMs(3, () => {
      const report = repairEndpoints(broken, { ...ends, want: 'reach' });
      if ('wrong' in report || (!report.met && report.search.found === null)) throw new Error(`no repair after ${lines.join('; ')}`);
      tried = report.search.tried;
    });
    return { ms, tried };
  });
  const note = `median of ${runs.length} broken worlds; at most ${Math.round(Math.max(...runs.map(({ ms }) => ms)))} ms, ${Math.max(...runs.map(({ tried }) => tried))} edits tried`;
  return [{ name: 'repair of a connection at 200 objects, verified', value: median(runs.map(({ ms }) => ms)), unit: 'ms CPU', note }];
}

function clusterIp(world: World): string {
  const service = objectsOf(world.cluster.Service).find(({ metadata }) => metadata.name === 'app-0');
  return `${service?.spec.clusterIP}:80`;
}
