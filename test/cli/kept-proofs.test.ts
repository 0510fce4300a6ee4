import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keptProofs } from '../../src/cli/kept-proofs.ts';
import type { GateResult } from '../../src/course/prove/index.ts';

const BOTH = { ko: '약속', en: 'promise' };
const HELD: GateResult = { gate: 'solution', content: 'scenario/one', ok: true, detail: BOTH, where: null };
const BROKEN: GateResult = { ...HELD, ok: false, where: 'scenario.yaml:1:1' };

/** A course of one scenario, whose world begins with that of a lesson. */
function course() {
  const root = mkdtempSync(join(tmpdir(), 'ekslab-test-'));
  const folder = join(root, 'scenarios/one');
  const base = join(root, 'lessons/01-services/world.yaml');
  for (const path of [folder, join(root, 'lessons/01-services')]) mkdirSync(path, { recursive: true });
  writeFileSync(join(folder, 'scenario.yaml'), 'format: 1\n');
  writeFileSync(base, 'aws: {}\n');
  writeFileSync(join(root, 'lessons/concepts.yaml'), 'concepts: []\n');
  const path = join(root, 'data/proofs.json');
  return { root, folder, base, path, open: (program = 'one') => keptProofs(path, { root, program }) };
}

function proved() {
  const made = course();
  const kept = made.open();
  kept.keep(made.folder, { results: [HELD], opened: [made.base] });
  kept.save();
  return made;
}

describe('a folder that kept its promises', () => {
  it('is not proved again while nothing of it has changed', () => {
    const { open, folder } = proved();
    expect(open().of(folder)?.results).toEqual([HELD]);
  });

  it.each<[string, (made: ReturnType<typeof course>) => void]>([
    ['one of its files', ({ folder }) => writeFileSync(join(folder, 'scenario.yaml'), 'format: 1\nminutes: 5\n')],
    ['the number of its files', ({ folder }) => writeFileSync(join(folder, 'world.yaml'), '')],
    ['the world that its own begins with', ({ base }) => writeFileSync(base, 'aws: {Vpc: []}\n')],
    ['what belongs to no folder', ({ root }) => writeFileSync(join(root, 'lessons/concepts.yaml'), 'concepts: [{id: a}]\n')],
  ])('is proved again after a change of %s', (_what, change) => {
    const made = proved();
    change(made);
    expect(made.open().of(made.folder)).toBeNull();
  });

  it('is proved again by another program', () => {
    const { open, folder } = proved();
    expect(open('two').of(folder)).toBeNull();
  });

  it('is proved again where the record of it cannot be read', () => {
    const { open, folder, path } = proved();
    writeFileSync(path, '{"program": "one", "folders": {');
    expect(open().of(folder)).toBeNull();
  });
});

it('a folder with a broken promise is always proved again', () => {
  const { open, folder } = proved();
  const kept = open();
  kept.keep(folder, { results: [HELD, BROKEN], opened: [] });
  kept.save();
  expect(open().of(folder)).toBeNull();
});
