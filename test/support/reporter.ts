/** Ends a test run with one plain line of the real counts, for people and for programs that read the last line. */
import type { Reporter, TestModule } from 'vitest/node';

type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** A file that does not load has no tests, and still is a failure. */
function countsOf(modules: readonly TestModule[]): Counts {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const module of modules) {
    if (module.errors().length > 0) counts.failed += 1;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed' || state === 'failed') counts[state] += 1;
      else counts.skipped += 1;
    }
  }
  return counts;
}

function lineOf({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The reporter that vitest loads by its path. */
export default function reporter(): Reporter {
  return {
    onTestRunEnd(modules, errors) {
      const counts = countsOf(modules);
      const line = lineOf({ ...counts, failed: counts.failed + errors.length });
      // The default reporter prints its summary in the same turn; what ends the run has to come after it.
      process.once('exit', () => process.stdout.write(`${line}\n`));
    },
  };
}
