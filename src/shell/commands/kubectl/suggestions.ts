/** "Did you mean this?" as https://github.com/spf13/cobra finds it: two edits away, or the beginning of a word. */

export function suggestions(typed: string, known: readonly string[]): string[] {
  const found = known.filter((word) => distance(typed.toLowerCase(), word.toLowerCase()) <= 2 || word.toLowerCase().startsWith(typed.toLowerCase()));
  return [...new Set(found)].sort();
}

/** Levenshtein's distance. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_value, index) => index);
  for (let at = 1; at <= one.length; at++) {
    const next = [at];
    for (let to = 1; to <= other.length; to++) {
      const replaced = (row[to - 1] as number) + (one[at - 1] === other[to - 1] ? 0 : 1);
      next.push(Math.min((row[to] as number) + 1, (next[to - 1] as number) + 1, replaced));
    }
    row = next;
  }
  return row[other.length] as number;
}
