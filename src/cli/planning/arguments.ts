/** The planning words on the command line, from their own records. `--json` is `-o json`. */
import type { Command } from 'commander';
import type { Given, PlanningWord } from '../../shell/planning/definition.ts';
import { PLANNING_WORDS } from '../../shell/planning/words.ts';
import type { Options } from '../call.ts';

export type PlanningRequest = {
  readonly ask: 'planning';
  readonly word: PlanningWord;
  readonly given: Pick<Given, 'operands' | 'values'>;
  readonly options: Options;
};

type Raw = { readonly [option: string]: unknown };

/** Adds the planning words to the program. */
export function addPlanning(program: Command, ask: (request: PlanningRequest) => void, options: () => Options): void {
  for (const word of PLANNING_WORDS) {
    const command = program.command(word.name);
    if (word.operands !== null) command.argument(`<${word.operands.name}...>`);
    for (const { flag, short, value, many } of word.flags) {
      const flags = `${short === undefined ? '' : `${short}, `}${flag}${value === undefined ? '' : ` <${value.toLowerCase()}>`}`;
      if (many === true) command.option(flags, '', collect, []);
      else command.option(flags);
    }
    command.option('--json').action((...called: readonly unknown[]) => {
      const [operands, raw] = word.operands === null ? [[], called[0] as Raw] : [called[0] as readonly string[], called[1] as Raw];
      const given = { operands, values: valuesIn(word, raw) };
      ask({ ask: 'planning', word, given, options: raw.json === true ? { ...options(), output: 'json' } : options() });
    });
  }
}

function valuesIn({ flags }: PlanningWord, raw: Raw): Given['values'] {
  return Object.fromEntries(
    flags.flatMap(({ flag }) => {
      const value = raw[camelled(flag)];
      if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
      return [[flag, value === true ? [] : Array.isArray(value) ? value : [value as string]]];
    }),
  );
}

/** Commander's name of an option: `--warm-ip-target` is warmIpTarget. */
function camelled(flag: string): string {
  return flag.slice(2).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}
