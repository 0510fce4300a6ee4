/** A terminal in a small cluster: types kubectl lines and keeps the world. */
import { settle } from '../../src/engine/settle.ts';
import type { World } from '../../src/engine/world.ts';
import { worldOf } from '../../src/engine/world-of.ts';
import type { Command } from '../../src/shell/command.ts';
import { makeKubectl } from '../../src/shell/commands/kubectl.ts';
import type { Output } from '../../src/shell/output.ts';
import { courseParts } from '../support/course-world.ts';

export type Lab = { readonly world: () => World; readonly type: (line: string, stdin?: string) => Output };

/** The course's worked example, where controllers answer each line. */
export function lab(programs: readonly Command[] = []): Lab {
  return labOf(worldOf(courseParts()).world, programs);
}

/** Namespaces and the given manifests, and no controller at work. */
export function still(...manifests: readonly object[]): Lab {
  const { world, problems } = worldOf({ cluster: manifests, now: Date.UTC(2026, 0, 15, 9) }, { settle: false });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return labOf(world, [], false);
}

function labOf(start: World, programs: readonly Command[], settling = true): Lab {
  const kubectl = makeKubectl(programs);
  let world = start;
  return {
    world: () => world,
    type: (line, stdin = '') => {
      const output = kubectl.run({ world, origin: { from: 'outside', address: '203.0.113.9' }, words: wordsOf(line), stdin, recent: [] });
      world = settling ? settle(output.world, world.revision) : output.world;
      return output;
    },
  };
}

/** The words of a line behind `kubectl`; single quotes keep a word together. */
export function wordsOf(line: string): { readonly text: string; readonly start: number; readonly end: number }[] {
  const words = [...line.matchAll(/(?:[^\s']|'(?:[^']|'\\'')*')+/g)].map((match) => ({
    text: match[0].replaceAll(/'((?:[^']|'\\'')*)'/g, (_quoted, inner: string) => inner.replaceAll("'\\''", "'")),
    start: match.index,
    end: match.index + match[0].length,
  }));
  return words[0]?.text === 'kubectl' ? words.slice(1) : words;
}
