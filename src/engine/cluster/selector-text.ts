/** Selectors and label sets as kubectl prints them. */
import type { LabelSelector } from 'kubernetes-types/meta/v1.d.ts';

/** `a=1,b=2` in order of keys, or `<none>`. */
export function showLabels(labels: { readonly [key: string]: string } | undefined): string {
  const entries = Object.entries(labels ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.length === 0 ? '<none>' : entries.map(([key, value]) => `${key}=${value}`).join(',');
}

/** `app=web,tier in (back,front)` in order of keys, or `<none>`. */
export function showSelector(selector: LabelSelector | undefined): string {
  const equal = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => ({ key, text: `${key}=${value}` }));
  const others = (selector?.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
    const list = `(${[...values].sort().join(',')})`;
    if (operator === 'Exists') return { key, text: key };
    if (operator === 'DoesNotExist') return { key, text: `!${key}` };
    return { key, text: `${key} ${operator === 'In' ? 'in' : 'notin'} ${list}` };
  });
  const all = [...equal, ...others].sort((one, other) => (one.key < other.key ? -1 : 1));
  return all.length === 0 ? '<none>' : all.map(({ text }) => text).join(',');
}

/** The first three, and how many more there are: `a,b,c + 2 more...`. */
export function showFirst(items: readonly string[], none: string): string {
  if (items.length === 0) return none;
  return items.length <= 3 ? items.join(',') : `${items.slice(0, 3).join(',')} + ${items.length - 3} more...`;
}
