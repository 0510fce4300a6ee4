/** Every screen, in both languages, in windows of every kind: each row exactly as wide as the window, never more rows than fit. */
import { renderToString } from 'ink';
import { describe, expect, it } from 'vitest';
import type { Lang } from '../../src/engine/text.ts';
import type { Model, Size } from '../../src/tui/model.ts';
import { isAmbiguous } from '../../src/tui/parts/glyphs.ts';
import { cells } from '../../src/tui/parts/line.ts';
import { Screen } from '../../src/tui/root.tsx';
import { attemptOf, both, COURSE, open, openLab } from './fakes.ts';

const SIZES: readonly Size[] = [
  { columns: 60, rows: 18 },
  { columns: 80, rows: 24 },
  { columns: 100, rows: 30 },
  { columns: 120, rows: 40 },
  { columns: 160, rows: 50 },
];

const lesson = COURSE.modules[0];
if (lesson === undefined) throw new Error('The course has no lesson');

const pressed =
  (...keys: readonly string[]) =>
  (over: Partial<Model>) => {
    const play = open(over);
    play.press(...keys);
    return play.model();
  };
const quizAt =
  (at: number, ...keys: readonly string[]) =>
  (over: Partial<Model>) => {
    const play = open(over);
    play.store.dispatch({ msg: 'go', place: { place: 'quiz', lesson, at } });
    play.press(...keys);
    return play.model();
  };
const labWith =
  (typed: string, ...keys: readonly string[]) =>
  (over: Partial<Model>) => {
    const play = openLab(over);
    play.type(typed);
    play.press(...keys);
    return play.model();
  };
const manifest =
  (text: string, ...keys: readonly string[]) =>
  (over: Partial<Model>) => {
    const play = openLab(over);
    play.press('ctrl-x');
    play.paste(text);
    play.press(...keys);
    return play.model();
  };
const predicting = (over: Partial<Model>) => {
  const options = Array.from({ length: 12 }, (_, at) => ({
    id: `hop${at}`,
    text: both(`${at}번째 홉: 노드의 커널이 목적지 주소를 바꾼다`, `hop ${at}: the kernel of the node changes the destination address`),
  }));
  const play = openLab(over, attemptOf({ prediction: { state: 'asked', ask: both('어떤 길을 지납니까?', 'Which way does it take?'), options } }));
  play.press('esc', 'p', 'down', ' ');
  return play.model();
};

const SCREENS: Readonly<Record<string, (over: Partial<Model>) => Model>> = {
  home: pressed(),
  'home, folded': pressed('left'),
  lesson: pressed('enter'),
  'lesson, last page': pressed('enter', 'right'),
  'lab, empty': labWith(''),
  'search, nothing typed': pressed('/'),
  'search, by initial consonants': pressed('/', 'ㅅ', 'ㅂ'),
  timeline: labWith('kubectl get pods', 'enter', 'ctrl-o'),
  welcome: (over) => ({ ...open(over).model(), screens: [open(over).model().screens[0], { screen: 'welcome' }] }),
  'lab, a long line being typed': labWith(
    'aws ec2 authorize-security-group-ingress --group-id sg-0a1b2c3d4e5f60718 --protocol tcp --port 32001 --cidr 한글이 섞인 긴 줄',
  ),
  'lab, after a line': labWith('kubectl get pods', 'enter'),
  'lab, menu': labWith('aws --p', 'tab'),
  'lab, manifest': labWith('kubectl apply -f -', 'enter'),
  'lab, manifest with a problem': manifest(
    'kind: Service\nspec:\n  prots: 한글이 섞인 아주 긴 값은 창보다 넓어서 옆으로 밀려야 합니다. 그래도 테두리는 그대로입니다.\n',
  ),
  'lab, manifest with its fields': manifest('kind: Service\nspec:\n  ', 'tab'),
  'lab, search': labWith('kubectl', 'enter', 'ctrl-r', 'k'),
  'lab, search in the output': labWith('kubectl get pods', 'enter', 'ctrl-s', 'p', 'o'),
  'lab, looking at what was found': labWith('kubectl get pods', 'enter', 'ctrl-s', 'p', 'o', 'enter'),
  'lab, task': labWith('', 'esc'),
  'lab, map': labWith('', 'esc', '2'),
  'lab, map on the whole screen': labWith('', 'esc', '2', 'z'),
  'lab, trace': labWith('', 'esc', '3'),
  'lab, log': labWith('', 'esc', '4'),
  'lab, prediction': predicting,
  'single choice': quizAt(0),
  'single choice, answered': quizAt(0, 'enter'),
  'multiple choice': quizAt(1, ' '),
  order: quizAt(2, ' '),
  'order, answered': quizAt(2, ' ', 'enter'),
  match: quizAt(3, '1'),
  'match, answered': quizAt(3, '1', '2', 'enter'),
  number: quizAt(4, '7'),
  'number, answered': quizAt(4, '7', 'enter'),
  'end of the questions': quizAt(5, 'x', 'enter', 'enter'),
  settings: pressed('s'),
  help: pressed('?'),
  'help of the lab': labWith('', '?'),
};

const rowsOf = (model: Model): string[] => renderToString(<Screen model={model} dispatch={() => {}} />, { columns: model.size.columns }).split('\n');

describe.each(['ko', 'en'] satisfies Lang[])('in %s', (lang) => {
  describe.each(SIZES)('a window of $columns×$rows', (size) => {
    it.each(Object.keys(SCREENS))('shows %s in rows exactly as wide as the window', (name) => {
      const model = SCREENS[name]?.({ lang, size }) as Model;
      const rows = rowsOf(model);
      expect(rows.length).toBe(size.rows);
      // Ink leaves out spaces at the end of a row: only the first and the last row end in some.
      for (const [at, row] of rows.entries()) {
        if (at === 0 || at === rows.length - 1) expect(cells(row)).toBeLessThanOrEqual(size.columns);
        else expect({ at, row, cells: cells(row) }).toEqual({ at, row, cells: size.columns });
      }
    });
  });
});

describe('a wrong answer', () => {
  const size = { columns: 100, rows: 40 };

  it('names the belief behind it, what holds instead, and where that shows', () => {
    const rows = rowsOf(quizAt(0, '3', 'enter')({ lang: 'en', size })).join('\n');
    expect(rows).toContain('Mistaken belief: A security group needs a rule for the reply');
    expect(rows).toContain('A security group remembers connections.');
    expect(rows).toContain('Where it shows: See the reply in the trace.');
  });

  it('is counted: the end of the questions names the most frequent beliefs', () => {
    const play = open({ lang: 'ko', size });
    play.store.dispatch({ msg: 'go', place: { place: 'quiz', lesson, at: 0 } });
    play.press('3', 'enter', 'r', '3', 'enter');
    play.store.dispatch({ msg: 'go', place: { place: 'quiz', lesson, at: 5 } });
    play.press('x', 'enter', 'enter');
    const rows = rowsOf(play.model()).join('\n');
    expect(rows).toContain('답에서 자주 드러난 오해');
    expect(rows).toContain('보안 그룹은 응답에도 규칙이 필요하다 (2번)');
  });
});

describe('a window that is too small', () => {
  it('says so in both languages, and the work is there when it grows', () => {
    const play = openLab({ size: { columns: 50, rows: 15 } });
    const rows = rowsOf(play.model()).join('\n');
    expect(rows).toContain('60×18');
    expect(rows).toContain('Enlarge the window');
    expect(rows).toContain('키우세요');
    play.store.dispatch({ msg: 'resize', size: { columns: 80, rows: 24 } });
    expect(rowsOf(play.model()).join('\n')).toContain('노드 둘, 포트 하나');
  });
});

describe('a terminal that draws symbols in two cells', () => {
  it.each(Object.keys(SCREENS))('is sent none of them on %s, but for the ruler', (name) => {
    const look = { colours: 'none', depth: 'many', ascii: false, width: 'wide' } as const;
    const rows = rowsOf(SCREENS[name]?.({ lang: 'ko', size: { columns: 80, rows: 24 }, look }) as Model);
    const drawn = rows.filter((row) => [...row].some(isAmbiguous));
    expect(drawn.every((row) => /^\W+[가나] [─│▶]/.test(row) && cells(row) + 16 <= 80)).toBe(true);
    expect(drawn).toHaveLength(name === 'settings' ? 2 : 0);
  });
});

describe('the ASCII set', () => {
  it('leaves no symbol of ours on the screen and moves nothing', () => {
    const size = { columns: 100, rows: 30 };
    const fancy = rowsOf(openLab({ size, lang: 'en' }).model());
    const ascii = rowsOf(openLab({ size, lang: 'en', look: { colours: 'none', depth: 'many', ascii: true, width: 'narrow' } }).model());
    expect(ascii.join('')).toMatch(/^[\x20-\x7e가-힣]*$/);
    expect(ascii.map((row) => cells(row))).toEqual(fancy.map((row) => cells(row)));
  });
});
