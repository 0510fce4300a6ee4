/** The reachability matrix as a screen: its rows in windows of every kind, its marks, an edit that is tried, kept or dropped. */
import { renderToString } from 'ink';
import { describe, expect, it } from 'vitest';
import type { Lang } from '../../src/engine/text.ts';
import type { Model, Size } from '../../src/tui/model.ts';
import { cells } from '../../src/tui/parts/line.ts';
import { Screen } from '../../src/tui/root.tsx';
import { afterLines } from '../support/lines.ts';
import { policyWorld } from '../support/policy-world.ts';
import { attemptOf, openLab, type Screenplay, said } from './fakes.ts';

const rowsOf = (model: Model): string[] => renderToString(<Screen model={model} dispatch={() => {}} />, { columns: model.size.columns }).split('\n');
const WORLD = policyWorld();

function matrix(over: Partial<Model> = {}, attempt = attemptOf({ world: WORLD, start: WORLD })): Screenplay {
  const play = openLab(over, attempt);
  play.press('esc', 'w');
  return play;
}

const SIZES: readonly Size[] = [
  { columns: 60, rows: 18 },
  { columns: 60, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
];
const CLOSED =
  "kubectl apply -f - <<'END'\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: closed, namespace: default}\nspec: {podSelector: {matchLabels: {app: webapp}}}\nEND";

describe.each(['ko', 'en'] satisfies Lang[])('in %s', (lang) => {
  it.each(SIZES)('the matrix has rows exactly as wide as a window of $columns×$rows', (size) => {
    const play = matrix({ lang, size });
    for (const keys of [[], ['down', 'right'], ['v'], ['v'], ['o'], ['/']]) {
      play.press(...keys);
      const rows = rowsOf(play.model());
      expect(rows.length).toBe(size.rows);
      for (const row of rows.slice(1, -1)) expect(cells(row)).toBeLessThanOrEqual(size.columns);
    }
  });

  it('says in words what the marks mean', () => {
    const text = rowsOf(matrix({ lang, size: { columns: 120, rows: 40 } }).model()).join('\n');
    expect(text).toMatch(lang === 'ko' ? /✓\s연결됨/ : /✓\sconnects/);
  });
});

describe('the matrix', () => {
  it('tries a command, marks what it would change, and keeps nothing when it is dropped', () => {
    const play = matrix({ lang: 'en', size: { columns: 160, rows: 50 } });
    play.press('e');
    play.paste(CLOSED);
    play.press('enter');
    const tried = rowsOf(play.model()).join('\n');
    expect(tried).toMatch(/✗ ?∆/);
    expect(tried).toMatch(/Closes: \d+/);
    play.press('n');
    expect(rowsOf(play.model()).join('\n')).not.toMatch(/✗ ?∆/);
    expect(play.model().labs['one-port']?.attempt.inputs).toEqual([]);
  });

  it('tries further commands on top of the first, and carries all of them out', () => {
    const play = matrix({ lang: 'en', size: { columns: 160, rows: 50 } });
    play.press('e');
    play.paste(CLOSED);
    play.press('enter', 'e');
    play.type('kubectl delete netpol closed');
    play.press('enter');
    const tried = rowsOf(play.model()).join('\n');
    expect(tried).toContain('? kubectl delete netpol closed');
    expect(tried).not.toMatch(/✗ ?∆/);
    play.press('y');
    expect(play.model().labs['one-port']?.attempt.inputs).toEqual([CLOSED, 'kubectl delete netpol closed']);
  });

  it('completes the command that is tried', () => {
    const play = matrix({ lang: 'en' });
    play.press('e');
    play.type('kubectl del');
    play.press('tab');
    const front = () => play.model().screens.at(-1);
    expect(front()).toMatchObject({ typing: { editor: { text: 'kubectl delete ' } } });
    play.press('tab');
    expect(rowsOf(play.model()).join('\n')).toContain('▸ ');
    play.press('down', 'enter');
    expect(front()).toMatchObject({ typing: { menu: null } });
    play.press('esc');
    expect(front()).toMatchObject({ typing: null });
  });

  it('carries the command out when it is kept', () => {
    const play = matrix();
    play.press('e');
    play.paste(CLOSED);
    play.press('enter', 'y');
    expect(play.model().labs['one-port']?.attempt.inputs).toEqual([CLOSED]);
    expect(play.model().screens.at(-1)).toMatchObject({ screen: 'reach', tried: null });
  });

  it('marks what the last command has changed', () => {
    const world = afterLines(WORLD, CLOSED);
    const transcript = [{ line: CLOSED, output: said(world, { kind: 'write' }), before: WORLD }];
    const play = matrix({ lang: 'en', size: { columns: 160, rows: 50 } }, attemptOf({ world, transcript }));
    expect(rowsOf(play.model()).join('\n')).toMatch(/✗ ?∆/);
  });

  it('says why a command cannot be tried', () => {
    const play = matrix({ lang: 'en' });
    play.press('e');
    play.type('kubectl delete netpol nobody');
    play.press('enter');
    expect(play.model().notice?.text.en).toContain('NotFound');
    play.press('esc', 'e');
    play.type('kubectl get pods');
    play.press('enter');
    expect(play.model().notice?.text.en).toContain('changes nothing');
  });

  it('opens the connection of the marked cell in the stepper', () => {
    const play = matrix({ lang: 'en' });
    play.press('right', 'enter');
    const front = play.model().screens.at(-1);
    expect(front?.screen === 'trace' && front.connection.origin).toEqual({ from: 'pod', pod: 'default/toolbox' });
  });

  it('filters rows and columns by name, and asks at another port', () => {
    const play = matrix({ lang: 'en', size: { columns: 120, rows: 40 } });
    play.press('/');
    play.type('toolbox > webapp');
    play.press('enter');
    const rows = rowsOf(play.model()).join('\n');
    expect(rows).toContain('default/webapp:9376');
    expect(rows).not.toContain('kube-dns');
    play.press('p');
    play.type('udp/53');
    play.press('enter');
    expect(rowsOf(play.model()).join('\n')).toContain('udp, port 53');
    play.press('p');
    play.type('70000');
    play.press('enter');
    expect(play.model().notice?.tone).toBe('wrong');
  });
});
