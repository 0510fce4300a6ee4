import { fillVars, type Vars } from './vars.ts';
import type { YamlNode } from './yaml.ts';

/** The tree of a file with variables filled in, every value still where it stands. */
export function fillNode(node: YamlNode, vars: Vars): YamlNode {
  if (node.node === 'scalar') return { ...node, value: fillVars(node.value, vars) };
  if (node.node === 'sequence') {
    const items = node.items.map((item) => fillNode(item, vars));
    return { ...node, items, value: items.map(({ value }) => value) };
  }
  const entries = new Map([...node.entries].map(([key, entry]) => [key, { ...entry, value: fillNode(entry.value, vars) }]));
  return { ...node, entries, value: Object.fromEntries([...entries].map(([key, { value }]) => [key, value.value])) };
}
