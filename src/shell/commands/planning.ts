/** The planning words as commands of the lab. They read nothing of the world and change nothing in it. */
import type { Text } from '../../engine/text.ts';
import type { Command, Completion, Invocation } from '../command.ts';
import type { Output } from '../output.ts';
import { answered } from '../planning/answers.ts';
import { operandsFor, valuesFor } from '../planning/completions.ts';
import type { PlanningWord } from '../planning/definition.ts';
import { readGiven } from '../planning/given.ts';
import { PLANNING_WORDS } from '../planning/words.ts';
import { output, refused, said } from '../print.ts';
import { structured } from '../structured.ts';
import { manualOf } from './help.ts';

/** A line is answered at once, and a check may look at it again: what takes long belongs to the program. */
const MOST_PODS = 500;

export const planningCommands: readonly Command[] = PLANNING_WORDS.map((word) => {
  const command: Command = {
    name: word.name,
    summary: word.summary,
    details: word.details,
    usage: word.usage.map((usage) => `${word.name} ${usage}`),
    examples: word.examples,
    run: (call) => (call.words.some(({ text }) => text === '--help') ? said(call.world, manualOf(command)) : run(word, call)),
    complete: (call) => complete(word, call),
  };
  return command;
});

function run(word: PlanningWord, { world, words }: Invocation): Output {
  const read = readGiven(
    word,
    words.map(({ text }) => text),
  );
  if ('refused' in read) return refused(world, read.refused);
  const answer = answered(word, { ...read.given, file: null, program: '', mostPods: MOST_PODS, onStep: () => {} });
  if ('wrong' in answer) {
    const notes = answer.wrong.map(({ what, how }) => ({ mark: 'wrong' as const, text: { ko: `${what.ko} ${how.ko}`, en: `${what.en} ${how.en}` } }));
    return output(world, { kind: 'refused', code: 2, notes });
  }
  const planned = answer.planned === null ? [] : [answer.planned];
  const code = answer.yes ? 0 : 1;
  const remarks = answer.remarks.map((text) => ({ mark: 'info' as const, text }));
  if (read.output !== 'text')
    return output(world, { kind: 'lab', code, stdout: structured(answer.value('en'), read.output), notes: remarks, planned });
  const text: Text = { ko: answer.text('ko'), en: answer.text('en') };
  return { ...said(world, ...answer.remarks, text), code, planned };
}

function complete(word: PlanningWord, { words }: Invocation): readonly Completion[] {
  const typed = words.map(({ text }) => text);
  const before = word.flags.find(({ flag, short }) => typed.at(-2) === flag || (short !== undefined && typed.at(-2) === short));
  if (before?.value !== undefined) return valuesFor(before);
  if (typed.at(-2) === '-o') return ['json', 'yaml', 'text'].map((text) => ({ text, about: null }));
  const flags = word.flags.filter(({ flag }) => flag !== '--file').map(({ flag, about }) => ({ text: flag, about }));
  return [...operandsFor(word, typed.slice(0, -1)), ...flags];
}
