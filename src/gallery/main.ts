/**
 * `npm run screens`: starts the program in a terminal for each view and language and writes what it shows to `docs/screens/`,
 * as pictures and as text, with one page in each language that holds them all.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadCourse } from '../course/files.ts';
import type { Lang } from '../engine/text.ts';
import { openJournal } from '../progress/journal.ts';
import { type Grid, textOf } from './grid.ts';
import { pageOf } from './page.ts';
import { svgOf } from './svg.ts';
import { openTerminal } from './terminal.ts';
import { VIEWS, type View } from './views.ts';

const ROOT = resolve(import.meta.dirname, '..');
const TO = join(ROOT, 'docs/screens');
const { course: COURSE } = loadCourse(ROOT);
const LANGS: readonly Lang[] = ['ko', 'en'];
const SIZE = { columns: 120, rows: 36 };

const wanted = process.argv.slice(2);
const views = VIEWS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
mkdirSync(TO, { recursive: true });
for (const view of views) {
  for (const lang of LANGS) {
    const grid = await shown(view, lang);
    writeFileSync(join(TO, `${view.name}.${lang}.svg`), svgOf(grid, view.title[lang]));
    writeFileSync(join(TO, `${view.name}.${lang}.txt`), `${textOf(grid)}\n`);
    process.stdout.write(`${view.name}.${lang}\n`);
  }
}
for (const lang of LANGS) writeFileSync(join(ROOT, `docs/screens${lang === 'ko' ? '.ko' : ''}.md`), pageOf(VIEWS, lang));

async function shown(view: View, lang: Lang): Promise<Grid> {
  const home = mkdtempSync(join(tmpdir(), 'ekslab-screens-'));
  if (view.first !== true) beenHere(join(home, '.local/share/ekslab'));
  const { columns, rows } = { ...SIZE, ...view };
  const terminal = openTerminal({
    program: join(ROOT, 'bin/ekslab.js'),
    args: ['--data', '~/.local/share/ekslab', '--lang', lang, ...view.args],
    columns,
    rows,
    env: { ...environment(), HOME: home },
  });
  try {
    await view.drive(terminal);
    return terminal.grid();
  } catch (cause) {
    throw new Error(`The view ${view.name} was not reached in ${lang}.`, { cause });
  } finally {
    terminal.end();
    rmSync(home, { recursive: true, force: true });
  }
}

/** A learner who has read the first two lessons and answered a part of their questions. */
function beenHere(dir: string): void {
  mkdirSync(dir, { recursive: true });
  const journal = openJournal({ dir, now: () => Date.now() });
  for (const [index, lesson] of COURSE.modules.slice(0, 2).entries()) {
    for (const { id } of lesson.pages) journal.append('', { k: 'note', b: { place: `lesson/${lesson.id}/${id}` } });
    for (const { id } of lesson.quiz.slice(0, 14 - 6 * index))
      journal.append('', { k: 'answer', b: { question: `${lesson.id}/${id}`, given: [], verdict: 'pass' } });
  }
  journal.append('', { k: 'note', b: { place: 'home' } });
  journal.close();
}

/** What a person's shell sets, without what a CI or a bare terminal would change. */
function environment(): Record<string, string> {
  const { CI: _ci, NO_COLOR: _bare, FORCE_COLOR: _force, LC_ALL: _all, ...env } = process.env as Record<string, string>;
  return { ...env, TERM: 'xterm-256color', LANG: 'en_US.UTF-8' };
}
