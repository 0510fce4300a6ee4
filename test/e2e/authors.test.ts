import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** The commands of the guide in their order, each with the rows that it prints. */
function commandsOf(guide: string): readonly { readonly words: readonly string[]; readonly prints: readonly string[] }[] {
  const text = readFileSync(join(ROOT, 'docs', guide), 'utf8');
  return [...text.matchAll(/^```console\n\$ ekslab (.+)\n([^`]*(?:`[^`]+`[^`]*)*?)^```$/gm)].map(([, line = '', output = '']) => ({
    words: line.split(' '),
    prints: output.split('\n').filter((row) => row !== ''),
  }));
}

describe.each([
  ['authors.md', 'en'],
  ['authors.ko.md', 'ko'],
])('the guide for authors, %s', (guide, lang) => {
  it('leads from an empty folder to a proven scenario by the commands that it names', { timeout: 240_000 }, () => {
    const pack = mkdtempSync(join(tmpdir(), 'guide-'));
    const scenario = join(pack, 'scenarios/open-the-door/scenario.yaml');
    const change = (from: string, to: string): void => writeFileSync(scenario, readFileSync(scenario, 'utf8').replace(from, to));
    try {
      const commands = commandsOf(guide);
      expect(commands.length).toBe(6);
      for (const [index, { words, prints }] of commands.entries()) {
        // The third step breaks the solution and puts it back.
        if (index === 3) change('--protocol tcp --port 22 ', '--protocol tcp --port 23 ');
        const { stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'bin/ekslab.js'), '--lang', lang, ...words], {
          cwd: pack,
          encoding: 'utf8',
        });
        for (const row of prints) expect(`${stdout}${stderr}`).toContain(row);
        if (index === 3) change('--protocol tcp --port 23 ', '--protocol tcp --port 22 ');
      }
    } finally {
      rmSync(pack, { recursive: true, force: true });
    }
  });
});
