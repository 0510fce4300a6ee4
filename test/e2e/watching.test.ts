import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newScenario } from '../../src/course/skeleton.ts';
import { dataFolder } from '../support/data-folder.ts';
import { terminal } from '../support/terminal.ts';

const SWITCH = '\u001d';

/** A pack with one scenario; `change` saves as editors do, by a new file in the place of the old one. */
function pack() {
  const folder = join(dataFolder(), 'scenarios/door');
  const file = join(folder, 'scenario.yaml');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, Object.values(newScenario({ name: 'door', kind: 'break-fix', module: 'any', concept: 'any' }))[0] ?? '');
  const change = (from: string, to: string): void => {
    writeFileSync(`${file}~`, readFileSync(file, 'utf8').replace(from, to));
    renameSync(`${file}~`, file);
  };
  return { folder, change };
}

describe('prove --watch on a terminal', () => {
  it.each([
    ['ko', { other: 'A new scenario', title: '열린 문', list: '증명', problem: '정수', left: '통과' }],
    ['en', { other: '새 시나리오', title: 'An open door', list: 'proof', problem: 'whole number', left: 'accepted' }],
  ] as const)("shows the learner's screen, follows what is saved, and is left with 0 (%s)", { timeout: 120_000 }, async (lang, words) => {
    const { folder, change } = pack();
    const { until, type, press, exited } = terminal({ cols: 80, rows: 24, args: ['prove', '--watch', folder, '--lang', lang] });
    await until(words.left);
    await type('\u000c');
    await until(words.other);
    await type('\u000c');
    change('title: {ko: 새 시나리오, en: A new scenario}', 'title: {ko: 열린 문, en: An open door}');
    await until(words.title);
    change('minutes: 5', 'minutes: soon');
    await until(words.problem);
    await type(SWITCH);
    await until((screen) => screen.includes(`┏ ${words.list}`) && /:6:10:/.test(screen.replace(/\s*┃\n┃\s*/g, '')));
    await type(SWITCH);
    expect(await until(words.title)).toContain(words.left);
    change('minutes: soon', 'minutes: 15');
    await until((screen) => !screen.includes(words.problem) && /[✓✗] (약속|깨진 약속|promises)/.test(screen));
    await press('Ctrl-C');
    await press('Ctrl-C');
    expect((await exited).exitCode).toBe(0);
  });

  it.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('prints sentences where screens are not wanted (%j)', { timeout: 120_000 }, async (env) => {
    const { folder } = pack();
    const { until, press, modes, exited } = terminal({ args: ['prove', '--watch', folder, '--lang', 'en'], env });
    const screen = await until('Waiting for files to change.');
    expect(screen).toContain('── en');
    expect(modes().alternate).toBe(false);
    await press('Ctrl-C');
    expect((await exited).exitCode).toBe(0);
  });
});
