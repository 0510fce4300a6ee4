/** Counts as Go leaves them out of a status: with `omitempty` a zero is not written. */
export function withoutZeros<T extends { readonly [name: string]: number }>(counts: T): Partial<T> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0)) as Partial<T>;
}
