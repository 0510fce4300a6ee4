/** What a typed command costs until its checked frame stands: run, settled, judged, every pane of the lab drawn anew. */
import { openAttempt } from '../course/attempt.ts';
import type { AcceptLine, Scenario } from '../course/content.ts';
import { NO_PROGRESS } from '../progress/fold.ts';
import { enterIn } from '../tui/attempts.ts';
import { loadEngine } from '../tui/engine.ts';
import { type Lab, labOf, type Model } from '../tui/model.ts';
import { plain } from '../tui/parts/line.ts';
import { labLayout } from '../tui/screens/lab/layout.ts';
import { tabPane, terminalPane } from '../tui/screens/lab/pane.ts';
import { startModel } from '../tui/start.ts';
import { statusOf } from '../tui/status.ts';
import { clusterOf } from './cluster-of.ts';
import { cpuMs, type Measure } from './measure.ts';

const SIZE = { columns: 120, rows: 40 };
const ROUNDS = 15;

/** A command on clusters of two sizes, and the larger against the smaller. */
export async function commandMeasures(): Promise<readonly Measure[]> {
  await loadEngine();
  const [small, large] = [50, 500].map((pods) => ({ pods, ms: costOf(pods) })) as [{ pods: number; ms: number }, { pods: number; ms: number }];
  return [small, large].map(({ pods, ms }) => ({
    name: `${pods} pods: a command typed until its checked frame`,
    value: ms,
    unit: 'ms CPU',
    note: pods === large.pods ? `${(ms / small.ms).toFixed(2)}x of ${small.pods} pods` : 'run, settled, 5 lines judged, all panes drawn',
  }));
}

function costOf(pods: number): number {
  const scenario = scenarioOf(pods);
  let attempt = openAttempt(scenario, { seed: 'bench' });
  const model = startModel({
    course: { modules: [], scenarios: [scenario], concepts: [] } as unknown as Model['course'],
    learned: NO_PROGRESS,
    folder: '',
    seed: 'bench',
    lang: 'en',
    size: SIZE,
    look: { colours: 'dark', depth: 'many', ascii: false, width: 'narrow' },
  });
  let turn = 0;
  return cpuMs(ROUNDS, () => {
    turn++;
    const line = turn % 2 === 0 ? 'kubectl scale deployment app-0 --replicas=49' : 'kubectl scale deployment app-0 --replicas=50';
    const { attempt: after, output } = enterIn(attempt, line);
    if (output.code !== 0) throw new Error(output.stderr);
    attempt = after;
    drawn(model, labOf(attempt, 'bench', [{ line, output }]));
  });
}

/** Everything that a frame of the lab is made of. */
function drawn(model: Model, lab: Lab): number {
  const shown: Model = { ...model, labs: { [lab.scenario]: lab }, screens: [model.screens[0], { screen: 'lab', scenario: lab.scenario }] };
  const { panes, terminal } = labLayout(SIZE, lab);
  const lines = [statusOf(shown), ...panes.flatMap((pane) => tabPane({ lab, lang: 'en' }, pane))];
  const below = terminal === null ? [] : terminalPane({ lab, lang: 'en' }, terminal).lines;
  return [...lines, ...below].reduce((sum, one) => sum + plain(one).length, 0);
}

function scenarioOf(pods: number): Scenario {
  const text = { ko: '-', en: '-' };
  const line = (id: string, name: string, args: AcceptLine['check']['args']): AcceptLine => ({ id, text, check: { name, args }, after: [] });
  return {
    id: `bench-${pods}`,
    revision: 'r1',
    module: 'bench',
    kind: 'build',
    title: text,
    minutes: 1,
    concepts: [],
    story: text,
    world: clusterOf(pods),
    predict: null,
    accept: [
      line('endpoints', 'endpoints', { service: 'default/app-0', ready: 50 }),
      line('node0', 'reaches', { from: 'internet', to: 'node/node0:30000' }),
      line('node1', 'reaches', { from: 'internet', to: 'node/node1:30000' }),
      line('service', 'reaches', { from: 'node/node0', to: 'svc/default/app-0:80' }),
      line('closed', 'dropped', { from: 'internet', to: ['node/node0:10250'] }),
    ],
    hints: {},
    locked: [],
    solution: [],
    alternates: [],
    nearMisses: [],
    vars: {},
  };
}
