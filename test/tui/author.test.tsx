import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { useSyncExternalStore } from 'react';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Course } from '../../src/course/content.ts';
import { loadCourse } from '../../src/course/files.ts';
import { prove } from '../../src/course/prove/index.ts';
import { CONCEPTS_HEAD, conceptRow, newLesson, newScenario } from '../../src/course/skeleton.ts';
import { LANGS, type Lang } from '../../src/engine/text.ts';
import { placeOfChange } from '../../src/tui/author/place.ts';
import { authorStore, provedOf, shownOf } from '../../src/tui/author/screen.tsx';
import { AuthorRoot } from '../../src/tui/author/view.tsx';
import { loadEngine } from '../../src/tui/engine.ts';
import { lookOf } from '../../src/tui/look.ts';
import type { Size } from '../../src/tui/model.ts';
import { dataFolder } from '../support/data-folder.ts';
import { type LiveScreen, liveElement, liveScreen } from '../support/live-screen.tsx';

const LOOK = lookOf({}, { NO_COLOR: '1' });
const nothing = (): void => {};
const AROUND = { look: LOOK, now: () => 0, edit: () => Promise.reject(new Error('no editor here')), quit: nothing, stop: nothing, crash: nothing };
const FOLDER = 'scenarios/door';

/** An author at a pack with one scenario and one lesson. */
function authoring(lang: Lang = 'ko', size: Size = { columns: 80, rows: 24 }) {
  const root = dataFolder();
  const lesson = newLesson('01-doors', 'doors');
  const files = {
    ...lesson,
    'lessons/concepts.yaml': `${CONCEPTS_HEAD}${conceptRow('doors')}`,
    ...newScenario({ name: 'door', kind: 'break-fix', module: 'doors', concept: 'doors' }),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const store = authorStore(lang, size);
  let ended = false;
  const Live = () => {
    const author = useSyncExternalStore(store.subscribe, store.author);
    return <AuthorRoot author={author} look={LOOK} change={store.change} quit={() => (ended = true)} now={() => 0} />;
  };
  const screen: LiveScreen = liveElement(<Live />, size);
  return {
    screen,
    author: store.author,
    isEnded: () => ended,
    look: (folder = FOLDER, proved = false) => {
      const loaded = loadCourse(root, [join(root, folder)]);
      store.change((author) => shownOf(author, { folder, loaded }, AROUND));
      if (proved) store.change((author) => provedOf(author, folder, prove(loaded)));
    },
    edit: (path: string, from: string, to: string) => {
      const file = join(root, path);
      const text = readFileSync(file, 'utf8');
      if (!text.includes(from)) throw new Error(`${path} has no ${from}:\n${text}`);
      writeFileSync(file, text.replace(from, to));
    },
  };
}

const text = async (screen: LiveScreen): Promise<string> => (await screen.rows()).join('\n');

beforeAll(() => loadEngine());

describe("the author's screen", () => {
  it.each([
    ['ko', { columns: 80, rows: 24 }],
    ['en', { columns: 80, rows: 24 }],
    ['ko', { columns: 120, rows: 40 }],
    ['en', { columns: 60, rows: 18 }],
  ] as const)('is the very screen of a learner but for its last row (%s, %j)', async (lang, size) => {
    const { screen, author, look } = authoring(lang, size);
    look();
    const own = liveScreen(author().preview as NonNullable<ReturnType<typeof author>['preview']>);
    expect((await screen.rows()).slice(0, -1)).toEqual((await own.rows()).slice(0, -1));
  });

  it('says in both languages how the proof stands, and lists it with one key', async () => {
    const { screen, look } = authoring();
    look();
    expect((await screen.rows()).at(-1)).toContain('증명하는 중: door');
    look(FOLDER, true);
    expect((await screen.rows()).at(-1)).toMatch(/✓ 약속 \d+개를 모두 지킵니다\. +\^\] 증명 \^L English/);
    screen.send('\u001d');
    expect(await text(screen)).toContain('✓ [solution] 풀이로 모든 조건을 통과합니다.');
    screen.send('\u000c');
    expect(await text(screen)).toContain('✓ [solution] its solution passes every line');
    screen.send('\u001d');
    const english = await text(screen);
    expect(english).toContain('accepted 1/2');
    expect(english).toMatch(/✓ promises held: \d+, broken: 0 +\^\] proof \^L 한국어/);
    screen.send('\u000c');
    expect(await text(screen)).toContain('통과 1/2');
  });

  it('follows a change, and types again what was typed before it', async () => {
    const { screen, look, edit } = authoring('en');
    look();
    for (const bytes of ['help ping', '\r']) screen.send(bytes);
    expect(await text(screen)).toContain('ping -c 2 192.168.0.41');
    edit(`${FOLDER}/scenario.yaml`, 'en: A new scenario', 'en: An open door');
    look();
    const after = await text(screen);
    expect(after).toContain('An open door');
    expect(after).toContain('ping -c 2 192.168.0.41');
  });

  it.each([
    ['ko', '파일의 문제 1개, 화면은 그 전의 것', '정수'],
    ['en', 'problems in the files: 1, screen as before', 'whole number'],
  ] as const)('keeps what could last be read of broken files, with path, line and column (%s)', async (lang, state, how) => {
    const { screen, look, edit } = authoring(lang);
    look();
    const before = (await screen.rows()).slice(0, 12);
    edit(`${FOLDER}/scenario.yaml`, 'minutes: 5', 'minutes: soon');
    look();
    const rows = await screen.rows();
    expect(rows.slice(0, 12)).toEqual(before);
    expect(rows.at(-1)).toContain(state);
    screen.send('\u001d');
    const list = (await text(screen)).replace(/\s*┃\n┃\s*/g, '');
    expect(list).toMatch(/scenario\.yaml:6:10:/);
    expect(list).toContain(how);
    edit(`${FOLDER}/scenario.yaml`, 'minutes: soon', 'minutes: 6');
    look(FOLDER, true);
    screen.send('\u001b');
    expect((await screen.rows()).at(-1)).toContain('✓');
  });

  it('goes to the page or to the question that was changed', async () => {
    const { screen, look, edit } = authoring('en');
    look('lessons/01-doors');
    expect(await text(screen)).toContain('A new lesson');
    edit('lessons/01-doors/quiz.yaml', 'What happens to a connection', 'What becomes of a connection');
    look('lessons/01-doors');
    expect(await text(screen)).toContain('What becomes of a connection');
    edit('lessons/01-doors/en.md', 'takes a way and permission', 'takes two things');
    look('lessons/01-doors');
    expect(await text(screen)).toContain('takes two things');
    look('lessons/01-doors');
    expect(await text(screen)).toContain('takes two things');
  });

  it('draws no wider and no higher than the window, and says what it waits for', async () => {
    const { screen, isEnded } = authoring('en', { columns: 60, rows: 18 });
    const rows = await screen.rows();
    expect(rows).toHaveLength(18);
    expect(rows.join('\n')).toContain('Waiting for files to change.');
    screen.send('\u001d');
    screen.send('\u0003');
    await screen.rows();
    expect(isEnded()).toBe(true);
  });

  it.each(LANGS)('puts no caret over what it says of the proof (%s)', async (lang) => {
    const { screen, look } = authoring(lang);
    look();
    await screen.rows();
    expect(screen.cursor().y).toBeLessThan(23);
  });
});

describe('the place of a change', () => {
  const page = (id: string, words: string) => ({ id, title: { ko: words, en: words }, blocks: { ko: [], en: [] } });
  const course = (pages: readonly object[], quiz: readonly object[] = []): Course =>
    ({ modules: [{ id: 'doors', pages, quiz }], scenarios: [], concepts: [], misconceptions: [] }) as unknown as Course;
  const [one, two] = [page('one', 'a'), page('two', 'b')];

  it('is the page that is not as it was, not one that only moved', () => {
    expect(placeOfChange(course([one, two]), null, null)).toBe('lesson/doors/one');
    expect(placeOfChange(course([one, page('two', 'c')]), course([one, two]), 'lesson/doors/one')).toBe('lesson/doors/two');
    expect(placeOfChange(course([two, one]), course([one, two]), 'lesson/doors/two')).toBe('lesson/doors/two');
  });

  it('is the question where no page changed', () => {
    const before = course(
      [one],
      [
        { id: 'q1', stem: 'a' },
        { id: 'q2', stem: 'b' },
      ],
    );
    expect(
      placeOfChange(
        course(
          [one],
          [
            { id: 'q1', stem: 'a' },
            { id: 'q2', stem: 'c' },
          ],
        ),
        before,
        'lesson/doors/one',
      ),
    ).toBe('quiz/doors/q2');
  });

  it('is nowhere where there is nothing to read', () => {
    expect(placeOfChange(course([]), null, null)).toBeNull();
  });
});
