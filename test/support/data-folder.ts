/** A data folder of its own for a test, gone when the test is over. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty folder that the test may fill. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ekslab-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
