/** What `trace` tells at the prompt, in both languages, held against what the nodes themselves print. */
import { expect } from 'vitest';
import { objectsOf } from '../../src/engine/store.ts';
import type { World } from '../../src/engine/world.ts';
import { entered } from './lines.ts';

/**
 * The lines of a trace. Every row of iptables or of the policy rules that it names stands on a node just so, and both languages
 * name the same rows.
 */
export function traceTold(world: World, from: string, to: string, protocol = 'tcp'): { readonly ko: string; readonly en: string } {
  const { notes } = entered(world, `trace ${from} ${to} --protocol ${protocol}`);
  const told = { ko: notes.map(({ text }) => text.ko).join('\n'), en: notes.map(({ text }) => text.en).join('\n') };
  const rows = rowsOf(told.en, 'decided by');
  expect(rowsOf(told.ko, '결정한 행')).toEqual(rows);
  const printed = objectsOf(world.cluster.Node)
    .flatMap(({ metadata: { name } }) => ['iptables-save', 'ip6tables-save', 'ip rule', 'ip -6 rule'].map((command) => `node ${name} -- ${command}`))
    .map((line) => entered(world, line).stdout.replaceAll('\t', ' '))
    .join('\n');
  for (const row of rows) {
    const [, kept] = /^(?:nat|filter|mangle) \S+: (-A .*)$/.exec(row) ?? /: (\d+: from .*?) \| /.exec(row) ?? [];
    if (kept !== undefined) expect(printed).toContain(`${kept.replaceAll('\t', ' ')}\n`);
  }
  return told;
}

function rowsOf(text: string, label: string): string[] {
  return text.split('\n').flatMap((line) => (line.includes(`${label}: `) ? [line.slice(line.indexOf(`${label}: `) + label.length + 2)] : []));
}
