/** What completion offers at the end of a line of kubectl. */
import type { World } from '../../src/engine/world.ts';
import { kubectl } from '../../src/shell/commands/kubectl.ts';
import { wordsOf } from './kubectl-lab.ts';

export function completionsOf(world: World, line: string): string[] {
  const words = [...wordsOf(line), ...(line.endsWith(' ') ? [{ text: '', start: line.length, end: line.length }] : [])];
  return kubectl.complete({ world, origin: { from: 'outside', address: '203.0.113.9' }, words, stdin: '', recent: [] }).map(({ text }) => text);
}
