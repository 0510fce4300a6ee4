/** The planner's screen by what it means: glyphs counted against numbers, in windows of every kind, in both languages. */
import { renderToString } from 'ink';
import { describe, expect, it } from 'vitest';
import type { Lang } from '../../src/engine/text.ts';
import type { Model, Size } from '../../src/tui/model.ts';
import { cells } from '../../src/tui/parts/line.ts';
import { Screen } from '../../src/tui/root.tsx';
import { gridOf } from '../../src/tui/screens/planner/map-lines.ts';
import { FIRST_INPUT, moved, SLIDERS, typedInto } from '../../src/tui/screens/planner/sliders.ts';
import { open, type Screenplay } from './fakes.ts';

const rowsOf = (model: Model): string[] => renderToString(<Screen model={model} dispatch={() => {}} />, { columns: model.size.columns }).split('\n');

/** The planner on its first plan, simulated once for all. */
const STANDING = (() => {
  const play = open();
  play.press('p');
  return play.model().planner;
})();

function planner(over: Partial<Model> = {}): Screenplay {
  const play = open({ planner: STANDING, ...over });
  play.press('p');
  return play;
}

const SIZES: readonly Size[] = [
  { columns: 60, rows: 18 },
  { columns: 60, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 100, rows: 30 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
];

describe.each(['ko', 'en'] satisfies Lang[])('in %s', (lang) => {
  it.each(SIZES)('every pane has rows exactly as wide as a window of $columns×$rows', (size) => {
    const play = planner({ lang, size });
    for (const keys of [[], ['tab'], ['tab'], ['tab'], ['tab', 'enter', '4']]) {
      play.press(...keys);
      const rows = rowsOf(play.model());
      expect(rows.length).toBe(size.rows);
      for (const row of rows.slice(1, -1)) expect(cells(row)).toBeLessThanOrEqual(size.columns);
      // The tab row of a narrow window ends in spaces, which Ink leaves out.
      for (const row of rows.slice(size.columns < 100 ? 2 : 1, -1)) expect(cells(row)).toBe(size.columns);
    }
  });

  it('says in numbers what it draws', () => {
    const rows = rowsOf(planner({ lang, size: { columns: 120, rows: 40 } }).model());
    const map = rows.filter((row) => /10\.0\.0\.\d+\/28/.test(row)).map((row) => row.slice(row.search(/10\.0\.0\.\d+\/28/) + 13));
    expect(map).toHaveLength(16);
    const drawn = (glyph: string) => map.join('').split(glyph).length - 1;
    const counts = planned(rows);
    expect({ '✗': drawn('✗'), '◆': drawn('◆'), '●': drawn('●'), '+': drawn('+'), '·': drawn('·') }).toEqual(counts);
    expect(counts).toEqual({ '✗': 5, '◆': 9, '●': 30, '+': 51, '·': 161 });
  });
});

/** The legend's own numbers. */
function planned(rows: readonly string[]): Record<string, number> {
  const legend = rows.join(' ');
  return Object.fromEntries(
    ['✗', '◆', '●', '+', '·'].map((glyph) => [
      glyph,
      Number(new RegExp(`\\${glyph} [^\\d✗◆●+·]*?(\\d+)`).exec(legend.slice(legend.lastIndexOf('✗ ')))?.[1]),
    ]),
  );
}

describe('the differences to the calculator', () => {
  it.each(SIZES)('can all be read in a window of $columns×$rows', (size) => {
    const play = planner({ lang: 'en', size });
    const shows = (tab: string) => play.model().screens.some((screen) => screen.screen === 'planner' && screen.tab === tab);
    while (!shows('why')) play.press('tab');
    const shown = rowsOf(play.model()).join('\n');
    for (const { free } of play.model().planner.planned?.comparison?.differences ?? [])
      expect(shown).toMatch(new RegExp(` \\${free > 0 ? '+' : ''}${free}  `));
  });
});

describe('the sliders', () => {
  it('change the simulation at a key', () => {
    const play = planner({ lang: 'en' });
    play.press('right');
    expect(play.model().planner.input.pods).toBe(11);
    expect(play.model().planner.planned?.pods).toMatchObject({ wanted: 33, running: 33 });
  });

  it('take a number that is typed, one key at a time or together', () => {
    const play = planner();
    play.press('4', '0', 'enter');
    expect(play.model().planner.input.pods).toBe(40);
    play.store.dispatch({ msg: 'stroke', stroke: { stroke: 'text', text: '12' }, at: 1 });
    play.press('enter');
    expect(play.model().planner.input.pods).toBe(12);
  });

  it('say what is wrong with a number, and keep what was there', () => {
    const play = planner({ lang: 'en' });
    play.press('9', '9', '9', 'enter');
    expect(play.model().notice?.text.en).toBe('Give a whole number from 0 to 250.');
    play.press('esc');
    expect(play.model().planner.input.pods).toBe(10);
  });

  it('say why a plan cannot be simulated, in both languages', () => {
    const play = planner({ lang: 'en', size: { columns: 120, rows: 40 } });
    play.press('down', 'down', 'enter', ...'m5.lrge', 'enter');
    expect(rowsOf(play.model()).join('\n')).toMatch(/There is no instance type m5\.lrge\. Did you mean/);
    play.press('L');
    expect(rowsOf(play.model()).join('\n')).toMatch(/`?m5\.lrge`? 인스턴스 타입은 없습니다/);
  });

  it('go to their ends and no further, and a target below zero is not set', () => {
    for (const slider of SLIDERS) {
      const least = Array.from({ length: 300 }).reduce<typeof FIRST_INPUT>((input) => moved(input, slider, -10), FIRST_INPUT);
      const most = Array.from({ length: 300 }).reduce<typeof FIRST_INPUT>((input) => moved(input, slider, 10), FIRST_INPUT);
      expect(moved(least, slider, -1)).toEqual(least);
      expect(moved(most, slider, 1)).toEqual(most);
    }
    expect(moved({ ...FIRST_INPUT, warmIp: 0 }, 'warmIp', -1).warmIp).toBeNull();
    expect(typedInto({ ...FIRST_INPUT, warmIp: 5 }, 'warmIp', '-')).toMatchObject({ warmIp: null });
  });
});

describe('pods that are taken away', () => {
  it('leave addresses that rest until time is let pass', () => {
    const play = planner({ lang: 'en', size: { columns: 120, rows: 40 } });
    play.press('right', 'left');
    expect(play.model().planner.planned).toMatchObject({ cooling: true, pods: { running: 30 } });
    expect(rowsOf(play.model()).join('\n')).toMatch(/~ cooling 3/);
    play.press('w');
    expect(play.model().planner.planned).toMatchObject({ cooling: false, pods: { running: 30 } });
  });
});

describe('the map of a larger subnet', () => {
  it.each([
    [256, { width: 60, height: 16 }, { scale: 1, across: 16, rows: 16 }],
    [256, { width: 60, height: 8 }, { scale: 1, across: 32, rows: 8 }],
    [1024, { width: 60, height: 16 }, { scale: 2, across: 32, rows: 16 }],
    [65_536, { width: 100, height: 30 }, { scale: 64, across: 64, rows: 16 }],
  ])('of %i addresses fits %j', (addresses, { width, height }, grid) => {
    expect(gridOf(addresses, width, height)).toMatchObject(grid);
  });

  it('says how many addresses a cell is', () => {
    const play = planner({ lang: 'en', size: { columns: 80, rows: 24 } });
    play.press('down', 'down', 'down', '2', '0', 'enter', 'tab');
    expect(rowsOf(play.model()).join('\n')).toMatch(/a cell = \d+ addresses, a row = \/\d+/);
  });
});
