import { said } from '../../shell/print.ts';
import { fillPlaceholders } from '../placeholder.ts';
import { plain } from '../say.ts';
import { done, type LabWord } from './definition.ts';

/** The lines of the solution, for this world. */
export const solution: LabWord = {
  name: 'solution',
  summary: { ko: '풀이를 보여 줍니다. 도움을 받은 것으로 남습니다.', en: 'Shows the solution. The attempt counts as assisted.' },
  usage: ['solution'],
  examples: ['solution'],
  complete: () => [],
  enter(attempt) {
    const lines = attempt.scenario.solution.map((line) => {
      const filled = fillPlaceholders(attempt.world, line);
      return plain(filled.ok ? filled.text : line);
    });
    return { ...done({ ...attempt, helped: true }, said(attempt.world, ...lines)), events: [{ k: 'note', b: { solution: 'shown' } }] };
  },
};
