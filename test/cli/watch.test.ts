import { EventEmitter, once } from 'node:events';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Call, Io } from '../../src/cli/call.ts';
import { watchFolders } from '../../src/cli/watch.ts';
import { newScenario } from '../../src/course/skeleton.ts';
import { dataFolder } from '../support/data-folder.ts';

const told = (results: readonly { readonly ok: boolean; readonly where?: string | null }[]): string =>
  `broken: ${results
    .filter(({ ok }) => !ok)
    .map(({ where }) => where)
    .join()};`;

/** A pack with one scenario, watched; `until` waits for what is printed. */
function watched(poll?: number) {
  const root = dataFolder();
  const folder = join(root, 'scenarios/door');
  const file = join(folder, 'scenario.yaml');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, Object.values(newScenario({ name: 'door', kind: 'break-fix', module: 'any', concept: 'any' }))[0] ?? '');
  const printed = new EventEmitter();
  let text = '';
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      printed.emit('text');
      done();
    },
  });
  const call = { io: { stdout } as unknown as Io, root, compiled: null, version: '0', lang: 'en', options: {} } as Call;
  const ended = new AbortController();
  const status = watchFolders(call, { root, paths: [folder], poll, signal: ended.signal, told });
  const until = async (wanted: string): Promise<string> => {
    while (!text.includes(wanted)) await once(printed, 'text');
    const said = text;
    text = '';
    return said;
  };
  // As editors do: a new file in the place of the old one.
  const change = (from: string, to: string): void => {
    writeFileSync(`${file}~`, readFileSync(file, 'utf8').replace(from, to));
    renameSync(`${file}~`, file);
  };
  return { until, change, end: () => ended.abort(), status };
}

describe('prove --watch', () => {
  it('shows the start of a scenario as a learner reads it, in both languages, within 80 columns', async () => {
    const { until, end, status } = watched();
    const text = await until('Waiting for files to change.');
    expect(text).toContain('── ko ──');
    expect(text).toContain('인터넷에서 web의 22번 포트에 연결된다');
    expect(text).toContain('[fail] The internet connects to port 22 of web');
    expect(Math.max(...text.split('\n').map((row) => stringWidth(row)))).toBeLessThanOrEqual(80);
    end();
    expect(await status).toBe(0);
  });

  it.each([undefined, 0.1])('proves again what changes, and goes on after a file that cannot be read (poll %s)', async (poll) => {
    const { until, change, end, status } = watched(poll);
    await until('Waiting for files to change.');
    change('title: {ko: 새 시나리오, en: A new scenario}', 'title: {ko: 열린 문, en: An open door}');
    expect(await until('── en')).toContain('열린 문');
    change('minutes: 5', 'minutes: soon');
    expect(await until('scenario.yaml:')).toMatch(/broken: \S*scenario\.yaml:6:10/);
    change('minutes: soon', 'minutes: 15');
    expect(await until('An open door')).toContain('── en');
    end();
    expect(await status).toBe(0);
  });
});
