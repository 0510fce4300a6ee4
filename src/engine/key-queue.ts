/**
 * The keys that wait for a turn, each once: whatever order they came in, the smallest goes first. So what controllers come to does
 * not depend on what woke them.
 */
export type KeyQueue = { readonly heap: string[]; readonly members: Set<string> };

/** A queue without keys. */
export function emptyKeyQueue(): KeyQueue {
  return { heap: [], members: new Set() };
}

/** Adds the key unless it waits already. */
export function addKey({ heap, members }: KeyQueue, key: string): void {
  if (members.has(key)) return;
  members.add(key);
  let at = heap.length;
  heap.push(key);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if ((heap[parent] as string) <= key) break;
    heap[at] = heap[parent] as string;
    at = parent;
  }
  heap[at] = key;
}

/** Takes the smallest key out, or gives null. */
export function takeKey({ heap, members }: KeyQueue): string | null {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined) return null;
  members.delete(first);
  if (heap.length > 0) sink(heap, last);
  return first;
}

function sink(heap: string[], key: string): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && (heap[child + 1] as string) < (heap[child] as string)) child++;
    if ((heap[child] as string) >= key) break;
    heap[at] = heap[child] as string;
    at = child;
  }
  heap[at] = key;
}
