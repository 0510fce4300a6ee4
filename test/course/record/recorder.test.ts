import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { enter, openAttempt } from '../../../src/course/attempt.ts';
import type { Attempt } from '../../../src/course/attempt-state.ts';
import { loadCourse, loadWorld } from '../../../src/course/files.ts';
import { fillPlaceholders } from '../../../src/course/placeholder.ts';
import { prove } from '../../../src/course/prove/index.ts';
import { withSandboxes } from '../../../src/course/sandbox.ts';
import { CONCEPTS_HEAD } from '../../../src/course/skeleton.ts';
import { dataFolder } from '../../support/data-folder.ts';

const NODES = 'sg-0de50000000000001';
const CLOSE = `aws ec2 revoke-security-group-ingress --group-id ${NODES} --protocol tcp --port 30000-32767 --cidr 0.0.0.0/0`;
const OPEN = `aws ec2 authorize-security-group-ingress --group-id ${NODES} --protocol tcp --port 32001 --cidr 0.0.0.0/0`;

/** Free play in the world of the lesson on Services. */
function sandbox(): Attempt {
  const { parts } = loadWorld('lessons/08-services/world.yaml');
  const course = { modules: [], scenarios: [], concepts: {}, misconceptions: {}, glossary: [] };
  const [scenario] = withSandboxes(course, { name: 'services', revision: '0123456789abcdef', parts }).scenarios;
  if (scenario === undefined) throw new Error('there is no sandbox');
  return openAttempt(scenario, { seed: 'a' });
}

/** What the last of the lines gave. Placeholders are filled in, as a learner would type the address. */
function playing(...lines: readonly string[]) {
  const [last = '', ...before] = lines.toReversed();
  const typed = (attempt: Attempt, line: string) => {
    const filled = fillPlaceholders(attempt.world, line);
    return enter(attempt, filled.ok ? filled.text : line);
  };
  return typed(
    before.toReversed().reduce((attempt, line) => typed(attempt, line).attempt, sandbox()),
    last,
  );
}

const said = (...lines: readonly string[]): string =>
  playing(...lines)
    .output.notes.map(({ text }) => `${text.ko} ${text.en}`)
    .join('\n');
const CALL = 'curl -m 3 http://{node-public:node0}:32001';

describe('the recorder', () => {
  const text = playing('kubectl get nodes', CLOSE, CALL, 'mark start', OPEN, CALL, 'mark goal').output.stdout;

  it('takes what was typed before the start as the setup, what came after it as the solution, and ids by their names', () => {
    const { world, solution } = load(text) as { readonly world: { readonly setup: readonly string[] }; readonly solution: readonly string[] };
    expect(world.setup.at(-1)).toBe(CLOSE.replace(NODES, '{sg:nodes}'));
    expect(solution).toEqual([OPEN.replace(NODES, '{sg:nodes}')]);
    expect(world.setup).not.toContain('kubectl get nodes');
  });

  it('proposes the connection that was tested and changed', () => {
    const { accept } = load(text) as { readonly accept: readonly unknown[] };
    expect(accept).toEqual([
      {
        id: 'line-1',
        text: { ko: '인터넷에서 node0 노드의 32001번 포트에 연결된다', en: 'The internet connects to port 32001 of node node0' },
        check: { reaches: { from: 'internet', to: 'node/node0:32001' } },
      },
    ]);
  });

  it('writes a scenario that proves once its marks are filled in', () => {
    const folder = join(dataFolder(), 'scenarios/recorded');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'scenario.yaml'), text.replaceAll('fill-in', 'node-port'));
    mkdirSync(join(folder, '../../lessons'));
    writeFileSync(
      join(folder, '../../lessons/concepts.yaml'),
      `${CONCEPTS_HEAD}  - {id: node-port, later: true, name: {ko: 노드 포트, en: Node port}}\n`,
    );
    const broken = prove(loadCourse(join(folder, '../..'), [folder])).filter(({ ok }) => !ok);
    expect(broken.map(({ gate, where, detail }) => `${where} [${gate}] ${detail.en}`)).toEqual([]);
  });

  it('proposes what came to exist, and what may no longer connect', () => {
    const made = playing('mark start', 'kubectl create deployment shop --image=nginx', CALL, CLOSE, CALL, 'mark goal').output.stdout;
    const { accept } = load(made) as { readonly accept: readonly { readonly check: object }[] };
    expect(accept.map(({ check }) => check)).toEqual([
      { blocked: { from: 'internet', to: 'node/node0:32001' } },
      { exists: { kind: 'Deployment', namespace: 'default', name: 'shop' } },
    ]);
  });

  it('hands the text over with the file that it is to be written to', () => {
    const { file, output } = playing(CLOSE, 'mark start', OPEN, CALL, 'mark goal mine.yaml');
    expect(output.stdout).toBe('');
    expect(file).toEqual({ path: 'mine.yaml', text: expect.stringContaining('format: 1\n') });
  });

  it('says what is missing: a start, a change, a line before the start, something that can be checked', () => {
    expect(said('mark goal')).toContain('Set the start first');
    expect(said('mark start', 'kubectl get nodes', 'mark goal')).toContain('Nothing has changed since');
    expect(said(CLOSE, 'mark start', 'undo', OPEN, 'mark goal')).toContain('Lines before `mark start` were taken back.');
    expect(said(CLOSE, 'mark start', OPEN, 'mark goal')).toContain('There is no line to propose.');
    expect(said('mark', 'mark everything')).toContain('`mark goal FILE`');
  });

  it('refuses lines that cannot be played again, and says which', () => {
    expect(said(`SG=${NODES}`, CLOSE, 'mark start', OPEN.replace(NODES, '$SG'), CALL, 'mark goal')).toContain('cannot be played again');
  });
});
