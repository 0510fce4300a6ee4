/** Playing a scenario's own lines as a learner would type them. */
import { enter, openAttempt } from '../attempt.ts';
import type { Attempt } from '../attempt-state.ts';
import type { Scenario } from '../content.ts';
import type { FolderDetails, Loaded } from '../loaded.ts';
import { fillPlaceholders } from '../placeholder.ts';
import { pickVars, withVars } from '../vars.ts';

export type Played = { readonly attempt: Attempt; readonly outputs: readonly Attempt['transcript'][number]['output'][] };

/** The attempt after the lines, their placeholders filled in as they come. */
export function play(scenario: Scenario, seed: string, lines: readonly string[]): Played {
  return lines.reduce<Played>(
    (played, line) => {
      const filled = fillPlaceholders(played.attempt.world, line);
      const { attempt, output } = enter(played.attempt, filled.ok ? filled.text : line);
      return { attempt, outputs: [...played.outputs, output] };
    },
    { attempt: openAttempt(scenario, { seed }), outputs: [] },
  );
}

/** The lines as this seed writes them. */
export function linesFor(scenario: Scenario, seed: string, pick: (filled: Scenario) => readonly string[]): readonly string[] {
  return pick(withVars(scenario, seed));
}

/** Seeds that between them choose every value of every pool. */
export function seedsFor(scenario: Scenario): readonly string[] {
  const open = new Set(Object.entries(scenario.vars).flatMap(([name, pool]) => pool.map((value) => `${name}=${value}`)));
  const seeds = ['prove'];
  for (let number = 0; number < 200; number += 1) {
    const seed = number === 0 ? 'prove' : `prove-${number}`;
    const before = open.size;
    for (const [name, value] of Object.entries(pickVars(scenario, seed))) open.delete(`${name}=${value}`);
    if (open.size < before && number > 0) seeds.push(seed);
    if (open.size === 0) break;
  }
  return seeds;
}

/** Every scenario with what is known of its folder. */
export function scenariosOf({ course, details }: Loaded): readonly { readonly scenario: Scenario; readonly details: FolderDetails }[] {
  return course.scenarios.flatMap((scenario) => {
    const own = details.find((one) => one.content === `scenario/${scenario.id}`);
    return own === undefined ? [] : [{ scenario, details: own }];
  });
}

/** The lines of the acceptance list that do not pass; those that wait for another to pass first are not counted. */
export function failingLines({ accept }: Attempt): readonly string[] {
  return accept.filter((result) => result.verdict !== 'pass' && result.verdict !== 'not-evaluated').map((result) => result.id);
}
