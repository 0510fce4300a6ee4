/** A data folder of its own for a test, gone when the test is over. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openJournal } from '../../src/progress/journal.ts';

/** An empty folder that the test may fill. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ekslab-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder of a learner who has been here before: the program opens the course, not the tour. */
export function usedFolder(): string {
  const dir = dataFolder();
  const journal = openJournal({ dir, now: () => Date.parse('2026-03-02T09:00:00Z') });
  journal.append('', { k: 'note', b: { place: 'home' } });
  journal.close();
  return dir;
}
