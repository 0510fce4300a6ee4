/**
 * An immutable map from string keys to values, sorted by key, that shares structure between versions.
 *
 * It is a treap whose priorities are hashes of the keys, so its shape depends on the keys alone, not on the order of
 * insertion: two versions of the same content are compared by skipping the parts that they share.
 */
export type PersistentMap<V> = Node<V> | null;

type Node<V> = {
  readonly key: string;
  readonly value: V;
  readonly priority: number;
  readonly size: number;
  readonly left: Node<V> | null;
  readonly right: Node<V> | null;
};

/** What one key holds in two versions; `undefined` where it is absent. */
export type Difference<V> = { readonly key: string; readonly before: V | undefined; readonly after: V | undefined };

/** How many keys the map has. */
export function sizeOf<V>(map: PersistentMap<V>): number {
  return map === null ? 0 : map.size;
}

/** The value at the key, or undefined. */
export function get<V>(map: PersistentMap<V>, key: string): V | undefined {
  let node = map;
  while (node !== null) {
    if (key === node.key) return node.value;
    node = key < node.key ? node.left : node.right;
  }
  return undefined;
}

/** The map with the value at the key. */
export function put<V>(map: PersistentMap<V>, key: string, value: V): PersistentMap<V> {
  return insert(map, key, value, hash(key));
}

/** The map without the key; the same map when it was not there. */
export function remove<V>(map: PersistentMap<V>, key: string): PersistentMap<V> {
  if (map === null) return null;
  if (key === map.key) return merge(map.left, map.right);
  if (key < map.key) {
    const left = remove(map.left, key);
    return left === map.left ? map : withChildren(map, left, map.right);
  }
  const right = remove(map.right, key);
  return right === map.right ? map : withChildren(map, map.left, right);
}

/** Builds a map from pairs; of equal keys the last wins. */
export function from<V>(pairs: Iterable<readonly [string, V]>): PersistentMap<V> {
  let map: PersistentMap<V> = null;
  for (const [key, value] of pairs) map = put(map, key, value);
  return map;
}

/** The pairs in ascending order of key (by UTF-16 code units), from the first key that is at least `start`. */
export function* entries<V>(map: PersistentMap<V>, start = ''): Generator<readonly [string, V]> {
  const path: Node<V>[] = [];
  let node = map;
  for (;;) {
    while (node !== null) {
      if (node.key >= start) {
        path.push(node);
        node = node.left;
      } else node = node.right;
    }
    const next = path.pop();
    if (next === undefined) return;
    yield [next.key, next.value];
    node = next.right;
  }
}

/** The values in ascending order of key. */
export function values<V>(map: PersistentMap<V>): V[] {
  const list: V[] = [];
  collect(map, list);
  return list;
}

/** The keys in ascending order. */
export function keys<V>(map: PersistentMap<V>): string[] {
  return [...entries(map)].map(([key]) => key);
}

/** The pairs whose key starts with the prefix, in ascending order; costs what it yields. */
export function* withPrefix<V>(map: PersistentMap<V>, prefix: string): Generator<readonly [string, V]> {
  for (const pair of entries(map, prefix)) {
    if (!pair[0].startsWith(prefix)) return;
    yield pair;
  }
}

/** The values whose key starts with the prefix, in ascending order of key; costs what it finds. */
export function valuesWithPrefix<V>(map: PersistentMap<V>, prefix: string): V[] {
  const found: V[] = [];
  collectPrefix(map, prefix, found);
  return found;
}

/** The keys at which two versions differ (by `===`), in ascending order; costs what differs, not what there is. */
export function differences<V>(before: PersistentMap<V>, after: PersistentMap<V>): Difference<V>[] {
  const found: Difference<V>[] = [];
  compare(before, after, found);
  return found;
}

function compare<V>(before: PersistentMap<V>, after: PersistentMap<V>, found: Difference<V>[]): void {
  if (before === after) return;
  const { key } = higher(before, after) as Node<V>;
  compare(below(before, key), below(after, key), found);
  const [old, young] = [get(before, key), get(after, key)];
  if (old !== young) found.push({ key, before: old, after: young });
  compare(beyond(before, key), beyond(after, key), found);
}

function higher<V>(one: Node<V> | null, other: Node<V> | null): Node<V> | null {
  if (one === null) return other;
  return other === null || above(one, other) ? one : other;
}

/** What comes before the key. */
function below<V>(map: Node<V> | null, key: string): Node<V> | null {
  if (map === null) return null;
  if (key === map.key) return map.left;
  if (key < map.key) return below(map.left, key);
  const right = below(map.right, key);
  return right === map.right ? map : withChildren(map, map.left, right);
}

/** What comes after the key. */
function beyond<V>(map: Node<V> | null, key: string): Node<V> | null {
  if (map === null) return null;
  if (key === map.key) return map.right;
  if (key > map.key) return beyond(map.right, key);
  const left = beyond(map.left, key);
  return left === map.left ? map : withChildren(map, left, map.right);
}

/** A key that is there already is met where a new one would come to stand: nodes of higher priority are the same above both. */
function insert<V>(map: Node<V> | null, key: string, value: V, priority: number): Node<V> {
  if (map === null) return { key, value, priority, size: 1, left: null, right: null };
  if (map.priority > priority || (map.priority === priority && map.key < key)) {
    if (key < map.key) {
      const left = insert(map.left, key, value, priority);
      return left === map.left ? map : withChildren(map, left, map.right);
    }
    const right = insert(map.right, key, value, priority);
    return right === map.right ? map : withChildren(map, map.left, right);
  }
  if (key !== map.key) return withChildren({ key, value, priority, size: 1, left: null, right: null }, below(map, key), beyond(map, key));
  return value === map.value ? map : { key: map.key, value, priority, size: map.size, left: map.left, right: map.right };
}

function merge<V>(left: Node<V> | null, right: Node<V> | null): Node<V> | null {
  if (left === null) return right;
  if (right === null) return left;
  return above(left, right) ? withChildren(left, left.left, merge(left.right, right)) : withChildren(right, merge(left, right.left), right.right);
}

function withChildren<V>(node: Node<V>, left: Node<V> | null, right: Node<V> | null): Node<V> {
  const size = 1 + (left === null ? 0 : left.size) + (right === null ? 0 : right.size);
  return { key: node.key, value: node.value, priority: node.priority, size, left, right };
}

function above<V>(one: Node<V>, other: Node<V>): boolean {
  return one.priority > other.priority || (one.priority === other.priority && one.key < other.key);
}

function collectPrefix<V>(map: Node<V> | null, prefix: string, list: V[]): void {
  let node = map;
  while (node !== null) {
    if (node.key.startsWith(prefix)) {
      collectPrefix(node.left, prefix, list);
      list.push(node.value);
      node = node.right;
    } else node = node.key < prefix ? node.right : node.left;
  }
}

function collect<V>(map: Node<V> | null, list: V[]): void {
  if (map === null) return;
  collect(map.left, list);
  list.push(map.value);
  collect(map.right, list);
}

/** FNV-1a with a final mix, so that keys that differ in their last character only do not make a list of the tree. */
function hash(key: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) value = Math.imul(value ^ key.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  // 31 bits: what engines hold as a small integer.
  return (value ^ (value >>> 16)) >>> 1;
}
