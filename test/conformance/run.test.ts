import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Adapter } from '../../src/conformance/adapter.ts';
import { readDisputes, runConformance } from '../../src/conformance/run.ts';
import { dataFolder } from '../support/data-folder.ts';

/** Judges a list of `[id, is it right]`. */
const pairs: Adapter = {
  area: 'sums',
  file: 'pairs.json',
  judge: (cases) => (cases as readonly (readonly [string, boolean])[]).map(([id, ok]) => ({ id, ok, detail: ok ? '' : 'expected more' })),
};

function folderWith(files: Readonly<Record<string, string>>): string {
  const dir = dataFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(dir, path, '..'), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

describe('a folder of cases', () => {
  it('gives one report per file, with the failures that no source disputes apart', () => {
    const dir = folderWith({ 'sums/pairs.json': '[["a",true],["b",false],["c",false]]', 'sums/README.md': '' });
    const disputes = [{ file: 'sums/pairs.json', id: 'c', reason: 'the source says less', source: 'https://example.com' }];
    expect(runConformance(dir, disputes, [pairs])).toEqual([
      {
        name: 'sums/pairs.json',
        passed: 1,
        failed: [{ id: 'b', ok: false, detail: 'expected more' }],
        disputed: [{ id: 'c', ok: false, detail: 'expected more' }],
        unjudged: null,
      },
    ]);
  });

  it('names a file without an adapter, and one that cannot be judged', () => {
    const reports = runConformance(folderWith({ 'sums/pairs.json': '{', 'sums/other.json': '[]' }), [], [pairs]);
    expect(reports.map(({ name, unjudged }) => [name, typeof unjudged])).toEqual([
      ['sums/other.json', 'string'],
      ['sums/pairs.json', 'object'],
    ]);
  });

  it('takes no dispute without a source', () => {
    const path = join(folderWith({ 'disputed.json': '[{"file":"a/b.json","id":"c","reason":"so it is"}]' }), 'disputed.json');
    expect(() => readDisputes(path)).toThrow(/needs a reason and a source/);
  });
});
