/**
 * `npm run bench`: what things cost, as ratios and CPU time of one run on one machine. Nothing here is a test.
 * `npm run bench -- --quick` leaves out the largest clusters.
 */
import { resolve } from 'node:path';
import { loadCourse, loadWorld } from '../course/files.ts';
import { prove } from '../course/prove/index.ts';
import { connect } from '../engine/connect.ts';
import { learner } from '../engine/principal.ts';
import { restore } from '../engine/restore.ts';
import { advanceUntilQuiet, settle, settleAll } from '../engine/settle.ts';
import { lookup, objectsOf } from '../engine/store.ts';
import type { World } from '../engine/world.ts';
import { worldOf } from '../engine/world-of.ts';
import { write } from '../engine/write.ts';
import { runLine } from '../shell/run.ts';
import { LEARNER_ORIGIN } from '../shell/session.ts';
import { awsMeasures } from './aws.ts';
import { clusterOf } from './cluster-of.ts';
import { commandMeasures } from './command.ts';
import { fleetMeasures } from './fleet.ts';
import { cpuMs, heapMiB, type Measure, perSecond, table } from './measure.ts';
import { reachMeasures } from './reach.ts';
import { repairMeasures } from './repair.ts';
import { screenMeasures } from './screen.ts';
import { serviceMeasures } from './services.ts';
import { pathMeasures } from './vpc-paths.ts';

const ROOT = resolve(import.meta.dirname, '..');
const quick = process.argv.includes('--quick');
const measures: Measure[] = [];

/** NodePort 32001 of node0 in the course's world. */
const NODE_PORT = { host: '198.51.100.6', port: 32_001, protocol: 'tcp' } as const;

function add(name: string, value: number, unit: string, note = ''): void {
  measures.push({ name, value, unit, note });
}

const course = advanceUntilQuiet(worldOf(loadWorld(`${ROOT}/lessons/08-services/world.yaml`).parts).world);

for (const measure of await screenMeasures(ROOT)) measures.push(measure);
for (const measure of await commandMeasures()) measures.push(measure);

add(
  'connections per second (course world, from the internet)',
  perSecond(500, () => connect(course, { from: LEARNER_ORIGIN, to: NODE_PORT })),
  '/s',
);
add(
  'typed line to settled world (kubectl get)',
  cpuMs(20, () => runLine(session(course), 'kubectl get pods -o wide')),
  'ms CPU',
);
add(
  'typed line to settled world (kubectl scale)',
  cpuMs(10, () => runLine(session(course), 'kubectl scale deployment webapp --replicas=4')),
  'ms CPU',
);
add(
  '10,000 single verbs, each settled',
  cpuMs(1, () => singleVerbs(course, 10_000)),
  'ms CPU',
);

const sizes = quick ? [50, 500] : [50, 500, 5_000, 10_000];
const costs: number[] = [];
for (const pods of sizes) {
  const before = heapMiB();
  let world = course;
  const whole = timed(() => {
    world = advanceUntilQuiet(worldOf(clusterOf(pods)).world);
  });
  add(`${pods} pods: placed and settled from nothing`, whole, 'ms CPU', `${Math.round((whole / pods) * 100) / 100} ms a pod`);
  add(`${pods} pods: heap`, heapMiB() - before, 'MiB');
  const changed = relabel(world);
  const one = cpuMs(5, () => relabel(world));
  costs.push(one);
  add(`${pods} pods: one pod leaves its Service, settled`, one, 'ms CPU', `${Math.round((one / (costs[0] as number)) * 100) / 100}x of the smallest`);
  if (pods <= 5_000)
    add(
      `${pods} pods: settled from nothing again, nothing to do`,
      cpuMs(1, () => settleAll(world)),
      'ms CPU',
    );
  add(
    `${pods} pods: undo of that change`,
    cpuMs(5, () => restore(changed, world)),
    'ms CPU',
  );
  add(
    `${pods} pods: connections per second`,
    perSecond(300, () => connect(world, { from: LEARNER_ORIGIN, to: { ...NODE_PORT, host: publicAddress(world), port: 30_000 } })),
    '/s',
  );
}

for (const measure of awsMeasures(quick)) measures.push(measure);
for (const measure of fleetMeasures(quick)) measures.push(measure);
for (const measure of pathMeasures(quick)) measures.push(measure);
for (const measure of reachMeasures(quick)) measures.push(measure);
for (const measure of repairMeasures()) measures.push(measure);
for (const measure of serviceMeasures(quick)) measures.push(measure);

/** Once, and from the files: what a proof has played it keeps, so that a second one of the same course costs little. */
function proofMs(only: readonly string[] = []): { readonly ms: number; readonly note: string } {
  const before = process.cpuUsage();
  const loaded = loadCourse(ROOT, only);
  prove(loaded);
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, note: `${loaded.course.scenarios.length} scenarios, ${loaded.course.modules.length} modules, one thread` };
}

const one = proofMs([`${ROOT}/scenarios/two-nodes-one-port`]);
add('proof of one scenario, its files read', one.ms, 'ms CPU', one.note);
if (!quick) {
  const whole = proofMs();
  add('proof of the whole course, its files read', whole.ms, 'ms CPU', whole.note);
}
add('memory of this process', process.memoryUsage().rss / 2 ** 20, 'MiB RSS');

process.stdout.write(`${table(measures)}\n`);

function session(world: World) {
  return { world, origin: LEARNER_ORIGIN, recent: [] };
}

function timed(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const used = process.cpuUsage(start);
  return (used.user + used.system) / 1000;
}

function relabel(world: World): World {
  const [pod] = lookup(world.cluster.Pod, 'byLabel', 'default/app=app-0');
  if (pod === undefined) throw new Error('the benchmark cluster has no pod of app-0');
  return labelled(world, pod.metadata.name, 'aside');
}

function labelled(world: World, name: string, app: string): World {
  const { world: next, answer } = write(world, {
    plane: 'cluster',
    verb: 'patch',
    patchType: 'merge',
    kind: 'Pod',
    namespace: 'default',
    name,
    manager: 'kubectl-label',
    as: learner(world.account),
    body: { metadata: { labels: { app } } },
  });
  if (!answer.ok) throw new Error(answer.error.message);
  return settle(next, world.revision);
}

/** One annotation of one pod, so many times: the fixed cost of a write. */
function singleVerbs(world: World, count: number): World {
  let next = world;
  for (let index = 0; index < count; index++) {
    const before = next.revision;
    const written = write(next, {
      plane: 'cluster',
      verb: 'patch',
      patchType: 'merge',
      kind: 'Pod',
      namespace: 'default',
      name: 'toolbox',
      manager: 'kubectl-annotate',
      as: learner(world.account),
      body: { metadata: { annotations: { turn: String(index) } } },
    });
    next = settle(written.world, before);
  }
  return next;
}

function publicAddress(world: World): string {
  for (const { PrivateIpAddresses } of objectsOf(world.aws.NetworkInterface)) {
    for (const { Association } of PrivateIpAddresses) if (Association !== undefined) return Association.PublicIp;
  }
  throw new Error('the benchmark cluster has no public address');
}
