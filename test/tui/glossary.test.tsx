/** The glossary: any term from anywhere, by a part of any of its names, with the lesson that introduces it. */
import { renderToString } from 'ink';
import { describe, expect, it } from 'vitest';
import type { Course, Term } from '../../src/course/content.ts';
import { LANGS } from '../../src/engine/text.ts';
import { front, type Model } from '../../src/tui/model.ts';
import { cells } from '../../src/tui/parts/line.ts';
import { Screen } from '../../src/tui/root.tsx';
import { both, COURSE, openLab } from './fakes.ts';

const term = (id: string, ko: string, en: string, over: Partial<Term> = {}): Term => ({
  id,
  name: both(ko, en),
  first: null,
  definition: both(`${ko}의 뜻입니다.`, `What ${en} means.`),
  insteadOf: [],
  ...over,
});
const glossary = [
  term('eni', '탄력적 네트워크 인터페이스', 'elastic network interface', { first: '탄력적 네트워크 인터페이스(ENI)' }),
  term('route', '라우트', 'route', { insteadOf: ['경로 항목'] }),
  term('route-table', '라우팅 테이블', 'route table'),
];
const [lesson] = COURSE.modules;
const [page] = lesson?.pages ?? [];
if (lesson === undefined || page === undefined) throw new Error('The course has no page');
const about = { ...page, id: 'tables', heading: both('라우팅 테이블', 'Route tables') };
const course: Course = { ...COURSE, glossary, modules: [{ ...lesson, pages: [page, about] }, ...COURSE.modules.slice(1)] };

const rowsOf = (model: Model): string[] => renderToString(<Screen model={model} dispatch={() => {}} />, { columns: model.size.columns }).split('\n');
const text = (model: Model): string => rowsOf(model).join('\n');

describe('the glossary', () => {
  it('opens by a key where nothing is typed, and by a word at the prompt', () => {
    const play = openLab({ course, lang: 'en' });
    play.type('term route table');
    play.press('enter');
    expect(text(play.model())).toContain('What route table means.');
    play.press('esc', 'esc', ';');
    expect(front(play.model()).screen).toBe('glossary');
    play.press('esc');
    expect(front(play.model()).screen).toBe('lab');
  });

  it.each([
    ['ㄹㅇㅌ', '라우트의 뜻입니다.'],
    ['eni', '탄력적 네트워크 인터페이스의 뜻입니다.'],
    ['경로', '라우트의 뜻입니다.'],
    ['table', '라우팅 테이블의 뜻입니다.'],
  ])('finds a term by %s', (typed, meaning) => {
    const play = openLab({ course, lang: 'ko' });
    play.press('esc', ';');
    play.type(typed);
    expect(text(play.model())).toContain(meaning);
  });

  it('leads to the page about the term, and back to the term', () => {
    const play = openLab({ course, lang: 'en' });
    play.press('esc', ';');
    play.type('route t');
    play.press('enter');
    expect(front(play.model())).toMatchObject({ screen: 'lesson', page: 1 });
    play.press('esc');
    expect(front(play.model())).toMatchObject({ screen: 'glossary', editor: { text: 'route t' } });
  });

  it.each(LANGS.flatMap((lang) => [60, 80, 120].map((columns) => ({ lang, columns }))))(
    'fits a window of $columns columns in $lang',
    ({ lang, columns }) => {
      const play = openLab({ course, lang, size: { columns, rows: 24 } });
      play.press('esc', ';');
      for (const words of ['', 'r', 'zzz']) {
        play.type(words);
        const rows = rowsOf(play.model());
        expect(rows.length).toBe(24);
        for (const row of rows.slice(1, -1)) expect(cells(row)).toBe(columns);
      }
    },
  );
});
