/** Naming the cause: the learner picks it from a list. A wrong pick costs, and does not block. */
import type { Attempt, Picked } from './attempt-state.ts';
import { START } from './causes.ts';
import type { Diagnosis, Scenario } from './content.ts';
import { shuffled } from './seeded.ts';

/** The list of the part that has arrived last, or of this part; null where nothing is to be named. */
export function diagnosisOf({ diagnoses = [] }: Pick<Scenario, 'diagnoses'>, part: string): Diagnosis | null {
  return diagnoses.find(({ of }) => of === part) ?? null;
}

/** The part of the scenario that the attempt is at: `start`, or the id of the stage that has arrived last. */
export function partOf({ scenario, stage }: Pick<Attempt, 'scenario' | 'stage'>): string {
  return stage === 0 ? START : (scenario.stages?.[stage - 1]?.id ?? START);
}

/** The choices in the order in which a learner with this seed sees them. */
export function shownChoices({ of, choices }: Diagnosis, seed: string): Diagnosis['choices'] {
  return shuffled(choices, [of, seed, 'choices']);
}

/** How many of the causes were found, of how many, and how many picks were wrong. */
export function foundOf({ of, key }: Diagnosis, picked: Picked): { readonly right: number; readonly all: number; readonly wrong: number } {
  const picks = picked[of] ?? [];
  return { right: key.filter((id) => picks.includes(id)).length, all: key.length, wrong: picks.filter((id) => !key.includes(id)).length };
}
