/** Measuring: medians of CPU time, so that a busy machine and a quiet one print about the same ratios. */

export type Measure = { readonly name: string; readonly value: number; readonly unit: string; readonly note: string };

/** The median of the CPU milliseconds that one run takes, over `rounds` runs after a warm-up. */
export function cpuMs(rounds: number, run: () => void): number {
  run();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    run();
    const used = process.cpuUsage(before);
    times.push((used.user + used.system) / 1000);
  }
  return median(times);
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** How many times a second it runs, measured over at least `ms` of CPU time. */
export function perSecond(ms: number, run: () => void): number {
  run();
  const start = process.cpuUsage();
  let turns = 0;
  for (;;) {
    run();
    turns++;
    const used = process.cpuUsage(start);
    const spent = (used.user + used.system) / 1000;
    if (spent >= ms) return (turns * 1000) / spent;
  }
}

/** The heap in MiB after a collection, when the program was started with `--expose-gc`; else as it is. */
export function heapMiB(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** The table as it is printed. */
export function table(measures: readonly Measure[]): string {
  const shown = measures.map(({ name, value, unit, note }) => [name, `${value < 10 ? value.toFixed(2) : Math.round(value)} ${unit}`, note] as const);
  const widths = [0, 1].map((column) => Math.max(...shown.map((row) => (row[column] as string).length)));
  return shown
    .map(([name, value, note]) => `${name.padEnd(widths[0] as number)}  ${value.padStart(widths[1] as number)}  ${note}`.trimEnd())
    .join('\n');
}
