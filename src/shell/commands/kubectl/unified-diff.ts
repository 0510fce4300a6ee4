/** The differences of two texts as `diff -u` prints them. https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html */

/** Lines around a change. */
const CONTEXT = 3;

type Edit = { readonly mark: ' ' | '-' | '+'; readonly line: string };

/** The hunks; '' when the texts are equal. */
export function unifiedDiff(before: readonly string[], after: readonly string[]): string {
  const edits = editsOf(before, after);
  const changed = edits.flatMap(({ mark }, index) => (mark === ' ' ? [] : [index]));
  if (changed.length === 0) return '';
  const ranges: { from: number; to: number }[] = [];
  for (const index of changed) {
    const [from, to] = [Math.max(0, index - CONTEXT), Math.min(edits.length, index + CONTEXT + 1)];
    const last = ranges.at(-1);
    if (last !== undefined && from <= last.to) last.to = to;
    else ranges.push({ from, to });
  }
  return ranges.map((range) => hunk(edits, range)).join('');
}

function hunk(edits: readonly Edit[], { from, to }: { readonly from: number; readonly to: number }): string {
  const count = (part: readonly Edit[], without: '+' | '-') => part.filter(({ mark }) => mark !== without).length;
  const [ahead, inside] = [edits.slice(0, from), edits.slice(from, to)];
  const side = (without: '+' | '-') => {
    const [start, length] = [count(ahead, without), count(inside, without)];
    return length === 1 ? String(start + 1) : `${length === 0 ? start : start + 1},${length}`;
  };
  return `@@ -${side('+')} +${side('-')} @@\n${inside.map(({ mark, line }) => `${mark}${line}\n`).join('')}`;
}

/** The shortest edits, by the longest common subsequence. */
function editsOf(before: readonly string[], after: readonly string[]): Edit[] {
  const lengths: number[][] = Array.from({ length: before.length + 1 }, () => Array<number>(after.length + 1).fill(0));
  const at = (one: number, other: number) => (lengths[one] as number[])[other] as number;
  for (let one = before.length - 1; one >= 0; one--) {
    for (let other = after.length - 1; other >= 0; other--) {
      const best = before[one] === after[other] ? at(one + 1, other + 1) + 1 : Math.max(at(one + 1, other), at(one, other + 1));
      (lengths[one] as number[])[other] = best;
    }
  }
  const edits: Edit[] = [];
  let [one, other] = [0, 0];
  while (one < before.length || other < after.length) {
    if (one < before.length && other < after.length && before[one] === after[other]) {
      edits.push({ mark: ' ', line: before[one] as string });
      one += 1;
      other += 1;
    } else if (other >= after.length || (one < before.length && at(one + 1, other) >= at(one, other + 1))) {
      edits.push({ mark: '-', line: before[one] as string });
      one += 1;
    } else {
      edits.push({ mark: '+', line: after[other] as string });
      other += 1;
    }
  }
  return edits;
}
