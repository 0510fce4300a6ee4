/** Designs that pass, side by side once the scenario is solved: the learner's first, the least of each measure marked. */
import { renderToString } from 'ink';
import { describe, expect, it } from 'vitest';
import { replay } from '../../src/course/attempt.ts';
import { LANGS } from '../../src/engine/text.ts';
import { front, type Model } from '../../src/tui/model.ts';
import { cells } from '../../src/tui/parts/line.ts';
import { Screen } from '../../src/tui/root.tsx';
import { courseFiles, load } from '../course/fixture.ts';
import { openLab } from './fakes.ts';

const { course } = load(courseFiles());
const [scenario] = course.scenarios;
if (scenario === undefined) throw new Error('The course has no scenario');

const rowsOf = (model: Model): string[] => renderToString(<Screen model={model} dispatch={() => {}} />, { columns: model.size.columns }).split('\n');
const solved = replay(scenario, 's', scenario.solution);

describe('the designs', () => {
  it('wait until every line has passed', () => {
    const play = openLab({ lang: 'en' }, replay(scenario, 's', []));
    play.press('esc', 'v');
    expect(front(play.model()).screen).toBe('lab');
  });

  it('stand beside the learner’s own, with the least of each measure marked and the lines of the chosen one below', () => {
    const play = openLab({ lang: 'en', size: { columns: 120, rows: 40 } }, solved);
    play.press('esc', 'v');
    const rows = rowsOf(play.model());
    expect(rows.find((row) => row.includes('yours'))).toMatch(/▸yours\s+the solution\s+Both at once/);
    expect(rows.find((row) => row.includes('edits '))).toMatch(/edits\s+2\s+2\s+●1/);
    expect(rows.join('\n')).toContain('No fewer can solve it: par is 1.');
    play.press('right', 'right');
    expect(rowsOf(play.model()).join('\n')).toContain('What was typed: Both at once');
  });

  it.each(LANGS.flatMap((lang) => [60, 80, 120].map((columns) => ({ lang, columns }))))(
    'fit a window of $columns columns in $lang',
    ({ lang, columns }) => {
      const play = openLab({ lang, size: { columns, rows: 24 } }, solved);
      play.press('esc', 'v');
      const rows = rowsOf(play.model());
      expect(rows.length).toBe(24);
      for (const row of rows.slice(1, -1)) expect(cells(row)).toBe(columns);
    },
  );
});
