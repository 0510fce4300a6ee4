/** Putting options in order by moving them: those taken stand above, in order; the rest below. */

export type Ordering = {
  readonly taken: readonly string[];
  readonly rest: readonly string[];
  /** The row of the cursor: taken ones first. */
  readonly at: number;
};

/** All options below, none taken. */
export function orderingOf(options: readonly string[]): Ordering {
  return { taken: [], rest: options, at: 0 };
}

/** The option under the cursor. */
export function optionAt({ taken, rest, at }: Ordering): string | undefined {
  return at < taken.length ? taken[at] : rest[at - taken.length];
}

/** The cursor so many rows on, within the list. */
export function moved(ordering: Ordering, by: number): Ordering {
  const last = ordering.taken.length + ordering.rest.length - 1;
  return { ...ordering, at: Math.max(0, Math.min(last, ordering.at + by)) };
}

/** The option under the cursor taken as the next one, or put back; the cursor stays on its row, so that taking goes quickly. */
export function toggled(ordering: Ordering): Ordering {
  const option = optionAt(ordering);
  if (option === undefined) return ordering;
  const { taken, rest, at } = ordering;
  if (at < taken.length) return moved({ taken: taken.filter((id) => id !== option), rest: [...rest, option], at }, 0);
  return moved({ taken: [...taken, option], rest: rest.filter((id) => id !== option), at: at + 1 }, 0);
}

/** The taken option under the cursor one place up or down; the cursor goes with it. */
export function shifted(ordering: Ordering, by: -1 | 1): Ordering {
  const { taken, at } = ordering;
  const to = at + by;
  if (at >= taken.length || to < 0 || to >= taken.length) return ordering;
  const order = [...taken];
  [order[at], order[to]] = [order[to] as string, order[at] as string];
  return { ...ordering, taken: order, at: to };
}
