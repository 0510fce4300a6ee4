/** A planning word: one record, from which come the lab's command, the entry point of the program, their help and completion. */
import type { Plan } from '../../engine/planning/plan.ts';
import type { PlanRun } from '../../engine/planning/plan-run.ts';
import type { Lang, Text } from '../../engine/text.ts';
import type { Planned } from './planned.ts';

export type Flag = {
  readonly flag: `--${string}`;
  /** `-f`. */
  readonly short?: `-${string}`;
  /** What its value is called; absent where it takes none. */
  readonly value?: string;
  /** Whether each further one is added to those before, instead of taking their place. */
  readonly many?: true;
  readonly about: Text;
};

/** What was typed: values stay texts, since each word reads them all before it says what is wrong. */
export type Given = {
  readonly operands: readonly string[];
  /** By flag; a switch that is on has no values. */
  readonly values: { readonly [flag: string]: readonly string[] };
  /** The plan of the file that was named; only the program has files. */
  readonly file: Plan | null;
  /** What stands before the word where it was typed: nothing in the lab, `ekslab ` at a real prompt. */
  readonly program: '' | 'ekslab ';
  /** So many pods are simulated at most. */
  readonly mostPods: number;
  /** Told now and then how far a long simulation is. */
  readonly onStep: (run: PlanRun) => void;
};

/** Something wrong with what was typed. With a path it stands in the plan file, there. */
export type Wrong = { readonly what: Text; readonly how: Text; readonly path?: readonly (string | number)[] };

export type Answer = {
  readonly text: (lang: Lang) => string;
  /** For programs: JSON and YAML. The shapes stand in `src/cli/README.md`. */
  readonly value: (lang: Lang) => object;
  /** Whether what was asked about holds: exit status 0, else 1. */
  readonly yes: boolean;
  /** What of the input was left aside. */
  readonly remarks: readonly Text[];
  /** What the models said, where they were asked. */
  readonly planned: Planned | null;
};

export type Answered = Answer | { readonly wrong: readonly Wrong[] };

export type PlanningWord = {
  readonly name: 'max-pods' | 'subnet-calc' | 'plan' | 'cidr';
  /** Behind the name, as a man page's synopsis. */
  readonly usage: readonly string[];
  readonly summary: Text;
  readonly details: Text;
  /** What a file that it reads holds; absent where it reads none. Only the program has files. */
  readonly file?: Text;
  readonly examples: readonly string[];
  /** What stands behind the name without a flag: nothing, or at least so many words. */
  readonly operands: { readonly name: string; readonly least: number } | null;
  readonly flags: readonly Flag[];
};

/** The last value of a flag. */
export function lastOf({ values }: Given, flag: Flag['flag']): string | undefined {
  return values[flag]?.at(-1);
}

/** Every value of a flag. */
export function allOf({ values }: Given, flag: Flag['flag']): readonly string[] {
  return values[flag] ?? [];
}

/** Whether a switch is on. */
export function isGiven({ values }: Given, flag: Flag['flag']): boolean {
  return values[flag] !== undefined;
}
