/** `ekslab run`: plays lines of a scenario without a screen, and judges what they did. */
import { enter, openAttempt } from '../course/attempt.ts';
import type { Attempt } from '../course/attempt-state.ts';
import type { Output } from '../shell/output.ts';
import { info } from '../shell/print.ts';
import { structured } from '../shell/structured.ts';
import { saved } from '../tui/save.ts';
import { acceptanceOf, acceptanceValue } from './acceptance.ts';
import { type Call, complain, type ExitStatus, print } from './call.ts';
import { openCourse, openScenario } from './course.ts';
import { readLines } from './lines.ts';
import { transcriptOf, transcriptValue } from './transcript.ts';

export type RunOptions = { readonly scenario: string; readonly lines: readonly string[]; readonly stdin: boolean; readonly seed: string | undefined };

type Played = { readonly line: string; readonly output: Output };

/** 0 when every acceptance line passes, 1 when one does not, 2 when there is no such scenario or its folder is broken. */
export async function run(call: Call, { scenario: name, lines, stdin, seed }: RunOptions): Promise<ExitStatus> {
  const opened = await openScenario(call, await openCourse(call), name);
  if (opened === null) return 2;
  if ('unknown' in opened) return complain(call, opened.unknown);
  const { scenario } = opened;
  const format = call.options.output ?? 'text';
  let attempt = openAttempt(scenario, { seed: seed ?? scenario.id });
  const played: Played[] = [];
  for (const line of [...lines, ...(stdin ? await readLines(call.io.stdin) : [])]) {
    const entered = enter(attempt, line);
    attempt = entered.attempt;
    const told = entered.file === undefined ? [] : [info(saved(entered.file))];
    const output: Output = { ...entered.output, notes: [...entered.output.notes, ...told] };
    played.push({ line, output });
    if (format === 'text') print(call, transcriptOf(line, output, call.lang));
  }
  if (format === 'text') print(call, `${played.length > 0 ? '\n' : ''}${acceptanceOf(attempt.scenario, attempt.accept, call.lang)}`);
  else print(call, structured(valueOfRun(attempt, played, call), format));
  return attempt.accept.every(({ verdict }) => verdict === 'pass') ? 0 : 1;
}

function valueOfRun({ scenario, seed, status, accept }: Attempt, played: readonly Played[], { lang }: Call) {
  return {
    scenario: scenario.id,
    revision: scenario.revision,
    seed,
    status,
    lines: played.map(({ line, output }) => transcriptValue(line, output, lang)),
    accept: acceptanceValue(scenario, accept, lang),
  };
}
