import { repair as command, endsIn, repaired } from '../../shell/commands/repair.ts';
import { judgeAt } from '../accept.ts';
import { contextOf } from '../context.ts';
import { isLocked } from '../repair.ts';
import { argumentsOf, type LabWord } from './definition.ts';

/** The repair of a connection by the scenario's terms: what passes goes on passing, what is locked stays. An edit given away is help. */
export const repair: LabWord = {
  name: 'repair',
  summary: command.summary,
  usage: command.usage,
  examples: command.examples,
  complete: ({ world }) => endsIn(world),
  enter(attempt, line) {
    const passing = attempt.accept.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id);
    const output = repaired(attempt.world, argumentsOf(line), {
      holds: (world) => {
        const after = judgeAt(attempt.scenario.accept, contextOf(attempt, world));
        return passing.every((id) => after.find((result) => result.id === id)?.verdict === 'pass');
      },
      locked: (candidate) => isLocked(attempt, candidate),
    });
    const told = output.kind !== 'refused' && output.code === 0;
    return { attempt: told ? { ...attempt, helped: true } : attempt, output, events: told ? [{ k: 'note', b: { repair: 'shown' } }] : [] };
  },
};
