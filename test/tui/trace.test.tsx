import { renderToString } from 'ink';
import { describe, expect, it } from 'vitest';
import { connect } from '../../src/engine/connect.ts';
import type { Step } from '../../src/engine/dataplane/step.ts';
import { LANGS } from '../../src/engine/text.ts';
import { worldOf } from '../../src/engine/world-of.ts';
import { front, type Model } from '../../src/tui/model.ts';
import { cells, plain } from '../../src/tui/parts/line.ts';
import { partsOf, stepsOf, stopOf } from '../../src/tui/parts/trace-model.ts';
import { Screen } from '../../src/tui/root.tsx';
import { mapLines } from '../../src/tui/screens/lab/map-lines.ts';
import { diffRows } from '../../src/tui/screens/trace/diff-lines.ts';
import { stepAt } from '../../src/tui/screens/trace/update.ts';
import { conceptOf } from '../../src/tui/screens/trace/words.ts';
import { courseIds, courseParts } from '../support/course-world.ts';
import { attemptOf, COURSE, openLab, said } from './fakes.ts';

const parts = courseParts();
const rules = (parts.aws?.SecurityGroupRules ?? []) as readonly { readonly SecurityGroupRuleId: string }[];
const closed = { ...parts, aws: { ...parts.aws, SecurityGroupRules: rules.filter((rule) => rule.SecurityGroupRuleId !== courseIds.nodePortRule) } };

const called = (from: typeof parts, host = '198.51.100.6') => {
  const { world } = worldOf(from);
  return connect(world, { from: { from: 'outside', address: '203.0.113.9' }, to: { host, port: 32001, protocol: 'tcp' } });
};
const inLab = (from: typeof parts, over: Partial<Model> = {}) => {
  const { connection, world } = called(from);
  return openLab(over, attemptOf({ start: world, world, recent: [connection] }));
};
const stepper = (from: typeof parts, over: Partial<Model> = {}) => {
  const play = inLab(from, over);
  play.press('esc', 't');
  return play;
};
const rowsOf = (model: Model): string[] => renderToString(<Screen model={model} dispatch={() => {}} />, { columns: model.size.columns }).split('\n');

describe('a connection that is answered', () => {
  it('is looked at as a request and a reply', () => {
    const { connection } = called(parts);
    expect(partsOf(connection).map((part) => part.part)).toEqual(['request', 'reply']);
  });

  it('shows all ways that it can take, with their shares', () => {
    const play = stepper(parts, { lang: 'en' });
    expect(rowsOf(play.model()).join('\n')).toContain('way 1/3');
    expect(rowsOf(play.model()).join('\n')).toContain('1/3 of connections');
    play.press(']');
    expect(rowsOf(play.model()).join('\n')).toContain('way 2/3');
  });

  it('marks what the node port changes in the packet', () => {
    const play = stepper(parts, { lang: 'en' });
    const screen = front(play.model());
    const part = partsOf(called(parts).connection)[0];
    if (screen.screen !== 'trace' || part === undefined) throw new Error('The stepper is not open');
    const at = stepsOf(part, { branch: 0, all: false }).findIndex((step) => step.because === 'NODE_PORT_TO_BACKEND');
    play.press(...Array.from({ length: at }, () => 'down'));
    expect(rowsOf(play.model()).join('\n')).toMatch(/packet out.*203\.0\.113\.9:\d+ → ∆192\.168\.\d+\.\d+:9376/);
  });

  it('lists every step on demand, and keeps the hop that is looked at', () => {
    const play = stepper(parts);
    play.press('down', 'down', 'down');
    const here = () =>
      rowsOf(play.model())
        .find((row) => row.includes('▶'))
        ?.replace(/^.*▶\s*\d+\s+/, '')
        .slice(0, 20);
    const before = here();
    play.press('a');
    expect(here()).toBe(before);
  });
});

describe('a connection that is dropped', () => {
  it('has no reply, and stops where the security group says no', () => {
    const { connection } = called(closed);
    const [request, reply] = partsOf(connection);
    expect(reply).toBeUndefined();
    if (request === undefined) throw new Error('There is no request');
    expect(stopOf(stepsOf(request, { branch: 0, all: true }))?.because).toBe('ENI_SG_RULES_MISMATCH');
  });

  it('shows the code, the rows that lost and a sentence', () => {
    const play = stepper(closed, { lang: 'en' });
    play.press('end');
    const screen = rowsOf(play.model()).join('\n');
    expect(screen).toContain('ENI_SG_RULES_MISMATCH');
    expect(screen).toMatch(/lost +sgr-/);
    expect(screen).toContain('dropped');
  });

  it('marks on the map where it stopped', () => {
    const { connection, world } = called(closed);
    const lines = mapLines(attemptOf({ start: world, world, recent: [connection] }), { lang: 'en', width: 90 }).map(plain);
    expect(lines.filter((row) => row.includes('◀ stopped here')).join('\n')).toMatch(/node0|eni-/);
  });
});

describe('the map', () => {
  const lines = () => {
    const { world } = worldOf(parts);
    return mapLines(attemptOf({ start: world, world }), { lang: 'en', width: 90 })
      .map(plain)
      .join('\n');
  };

  it('calls a subnet public by its route table, and names the gateway', () => {
    expect(lines()).toMatch(/us-west-2a\s+192\.168\.0\.0\/19\s+public → lab/);
    const { world } = worldOf({
      ...parts,
      aws: { ...parts.aws, RouteTables: (parts.aws?.RouteTables ?? []).map((table) => ({ ...table, Routes: [] })) },
    });
    expect(
      mapLines(attemptOf({ start: world, world }), { lang: 'en', width: 90 })
        .map(plain)
        .join('\n'),
    ).toMatch(/192\.168\.0\.0\/19\s+private/);
  });

  it('shows nodes with both addresses, pods on the interface that holds their address, and what is warm', () => {
    expect(lines()).toMatch(/node0 192\.168\.0\.6 \(198\.51\.100\.6\)/);
    expect(lines()).toMatch(/● 192\.168\.0\.41 webapp-/);
    expect(lines()).toContain('4 warm');
  });

  it('shows services with their ports and ready endpoints', () => {
    expect(lines()).toMatch(/svc frontend\s+NodePort 32001 → 10\.100\.0\.31:80 → :9376/);
    expect(lines()).toMatch(/ready 192\.168\.0\.41 · 192\.168\.0\.42 · 192\.168\.64\.7/);
  });
});

describe.each(LANGS)('in %s', (lang) => {
  it.each([80, 100, 120, 160])('the stepper, the map and the short trace have rows of exactly %i cells', (columns) => {
    const size = { columns, rows: columns === 80 ? 24 : 40 };
    for (const from of [parts, closed]) {
      const play = inLab(from, { lang, size });
      const lab = play.model();
      play.press('esc', '2');
      const map = play.model();
      play.press('3');
      const short = play.model();
      play.press('t');
      const first = play.model();
      play.press('end');
      const last = play.model();
      play.press('tab', 'a');
      for (const model of [lab, map, short, first, last, play.model()]) {
        const rows = rowsOf(model);
        expect(rows.length).toBe(size.rows);
        for (const row of rows.slice(1, -1)) expect({ row, cells: cells(row) }).toEqual({ row, cells: columns });
      }
    }
  });
});

describe('the stepper', () => {
  it('opens on the hop that explains the failure', () => {
    const play = stepper(closed);
    const screen = front(play.model());
    if (screen.screen !== 'trace') throw new Error('The stepper is not open');
    expect(stepAt(screen)?.because).toBe('ENI_SG_RULES_MISMATCH');
  });

  it('goes to the rules of the groups that decided, in the terminal', () => {
    const play = stepper(closed);
    play.press('g', 'enter');
    expect(front(play.model()).screen).toBe('lab');
    expect(play.model().labs['one-port']?.shown.at(-1)?.line).toMatch(/^aws ec2 describe-security-groups --group-ids sg-\w+/);
  });

  it('says that no lesson teaches a concept, and opens the page of one that does', () => {
    const play = stepper(closed);
    play.press('l');
    expect(play.model().notice?.text.en).toMatch(/No lesson/);
    const screen = front(play.model());
    const concept = screen.screen === 'trace' && stepAt(screen) !== null ? conceptOf(stepAt(screen) as Step) : '';
    const [lesson] = COURSE.modules;
    const pages = lesson?.pages.map((page, at) => (at === 1 ? { ...page, concepts: [concept] } : page)) ?? [];
    const taught = { ...COURSE, modules: lesson === undefined ? [] : [{ ...lesson, concepts: [concept], pages }] };
    const again = stepper(closed, { course: taught });
    again.press('l');
    expect(front(again.model())).toMatchObject({ screen: 'lesson', page: 1 });
  });

  it('puts the connection before beside this one: the same mechanism in the same row, marked where it decided differently', () => {
    const [good, bad] = [called(parts), called(closed)];
    const rows = diffRows(bad.connection, good.connection, { world: bad.world, before: good.world, lang: 'en', width: 54 });
    const group = rows.find((row) => plain(row.now).includes('security group'));
    expect([plain(group?.before ?? []).includes('security group'), group?.differs]).toEqual([true, true]);
    expect(rows.find((row) => plain(row.now).includes('network ACL'))?.differs).toBe(false);
    const play = openLab({ lang: 'en' }, attemptOf({ start: bad.world, world: bad.world, recent: [bad.connection, good.connection] }));
    play.press('esc', 't', 'd');
    expect(rowsOf(play.model()).join('\n')).toMatch(/this connection.*203\.0\.113\.9 → 198\.51\.100\.6:32001/);
    expect(rowsOf(play.model()).join('\n')).toMatch(/▶ .*security group.*✗/);
    for (const row of rowsOf(play.model()).slice(1, -1)) expect(cells(row)).toBe(120);
  });

  it('puts the same connection before the last command beside this one, and other connections on demand', () => {
    const [good, bad] = [called(parts), called(closed)];
    const line = 'aws ec2 revoke-security-group-ingress --group-id sg-0a1';
    const transcript = [{ line, before: good.world, output: said(bad.world, { kind: 'write' }) }];
    const recent = [bad.connection, called(parts, '198.51.100.8').connection];
    const play = openLab({ lang: 'en', size: { columns: 160, rows: 40 } }, attemptOf({ start: good.world, world: bad.world, recent, transcript }));
    play.press('esc', 't', 'd');
    const shown = rowsOf(play.model()).join('\n');
    expect(shown).toContain('before: aws ec2 revoke');
    expect(shown).toMatch(/✗ .*timed out.*✓ answered/);
    play.press('n');
    expect(rowsOf(play.model()).join('\n')).toContain('203.0.113.9 → 198.51.100.8:32001');
    play.press('d');
    expect(front(play.model())).toMatchObject({ screen: 'trace', diff: null });
  });

  it('shows the object of a hop over it: going back leads to the same hop', () => {
    const play = stepper(closed, { lang: 'en' });
    play.press('up');
    const before = front(play.model());
    play.press('g');
    expect(front(play.model())).toMatchObject({ screen: 'object', line: expect.stringMatching(/^aws ec2 describe-/) });
    expect(rowsOf(play.model()).join('\n')).toContain('$ aws ec2 describe-');
    play.press('down', 'up', 'esc');
    expect(front(play.model())).toEqual(before);
    play.press('g', 'enter');
    expect(front(play.model()).screen).toBe('lab');
  });
});
