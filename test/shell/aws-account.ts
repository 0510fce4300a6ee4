/** Lines of `aws` typed into the account of the course's worked example. */
import { readAws } from '../../src/engine/aws/read.ts';
import { commit } from '../../src/engine/change.ts';
import { beginInput } from '../../src/engine/input.ts';
import type { World } from '../../src/engine/world.ts';
import type { Completion, Word } from '../../src/shell/command.ts';
import { aws } from '../../src/shell/commands/aws.ts';
import { expandWord } from '../../src/shell/expand.ts';
import type { Output } from '../../src/shell/output.ts';
import { parse, wordsBeingTyped } from '../../src/shell/parse.ts';
import { courseAws } from '../support/course-aws.ts';
import { emptyWorld } from '../support/empty-world.ts';

const SCOPE = { variables: {}, substitute: () => '' };
const LAPTOP = { from: 'outside', address: '203.0.113.9' } as const;

/** The world of the worked example, its AWS plane only. */
export function courseAccount(): World {
  const start = emptyWorld();
  return commit(start, { by: 'lab', verb: 'load', because: null }, readAws(start, courseAws()).effects).world;
}

/** The words of a line after `aws`, split as the shell splits them. */
export function wordsOf(line: string): readonly Word[] {
  const parsed = parse(line);
  const stage = parsed.ok ? parsed.script[0]?.stages[0] : undefined;
  if (stage === undefined || !('words' in stage)) throw new Error(`Expected a command but found ${line}`);
  return stage.words.flatMap((word) => expandWord(word, SCOPE)).slice(1);
}

/** What a line gives in the world. */
export function type(line: string, world: World = courseAccount()): Output {
  return aws.run({ world: beginInput(world), origin: LAPTOP, words: wordsOf(line), stdin: '', recent: [] });
}

/** The candidates for the last word of a line. */
export function completions(line: string, world: World = courseAccount()): readonly Completion[] {
  const raw = wordsBeingTyped(line);
  const words = (raw ?? []).flatMap((word) => expandWord(word, SCOPE));
  const current: Word = { text: '', start: line.length, end: line.length };
  const open = line.endsWith(' ') ? [...words, current] : words;
  const all = aws.complete({ world, origin: LAPTOP, words: open.slice(1), stdin: '', recent: [] });
  const typed = open.at(-1)?.text ?? '';
  return all.filter((each) => each.text.startsWith(typed));
}
