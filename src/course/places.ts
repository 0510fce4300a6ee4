/** Where what gates speak of stands in a scenario's file, by name: `accept/ID`, `causes/ID/near_misses/0`, … */
import { type FilePlace, placeAt, type Source } from './problem.ts';
import type { YamlNode } from './yaml.ts';

type Places = { readonly [name: string]: FilePlace };

/** Items by their `id`, keys by themselves, the rest by their number from 0. */
export function placesOf(source: Source, node: YamlNode): Places {
  return Object.fromEntries(namesIn(node, '').map(([name, offset]) => [name, placeAt(source, offset)]));
}

const BY_NUMBER = ['solution', 'near_misses', 'alternates', 'setup'];
const BY_KEY = ['hints', 'vars'];

function namesIn(node: YamlNode, prefix: string): readonly (readonly [string, number])[] {
  if (node.node !== 'mapping') return [];
  return [...node.entries].flatMap(([key, { keyStart, value }]): readonly (readonly [string, number])[] => {
    const name = `${prefix}${key}`;
    if (BY_KEY.includes(key) && value.node === 'mapping') return [...value.entries].map(([member, entry]) => [`${name}/${member}`, entry.keyStart]);
    if (value.node !== 'sequence') return [[name, keyStart]];
    if (BY_NUMBER.includes(key)) return value.items.map((item, index) => [`${name}/${index}`, item.start]);
    if (key === 'concepts') return value.items.map((item) => [`concepts/${item.value}`, item.start]);
    return value.items.flatMap((item) => {
      const id = (item.value as { readonly id?: unknown } | null)?.id;
      const own = typeof id === 'string' ? `${name}/${id}` : null;
      if (own === null) return [];
      return [[own, item.start] as const, ...(key === 'causes' || key === 'stages' ? namesIn(item, `${own}/`) : [])];
    });
  });
}
