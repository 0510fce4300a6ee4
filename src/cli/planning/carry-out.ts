/** A planning word asked on the command line: its file is read, and its answer printed as it was asked for. */

import { MOST } from '../../engine/planning/plan.ts';
import { progressOf } from '../../engine/planning/plan-run.ts';
import { answered } from '../../shell/planning/answers.ts';
import type { Answer } from '../../shell/planning/definition.ts';
import { grouped } from '../../shell/planning/table.ts';
import { structured } from '../../shell/structured.ts';
import { type Call, complain, type ExitStatus, print } from '../call.ts';
import type { PlanningRequest } from './arguments.ts';
import { readPlanFile } from './plan-file.ts';

/** 0 yes, 1 no, 2 when what was given cannot be used: then everything that is wrong with it is said at once. */
export function carryOutPlanning(call: Call, { word, given }: PlanningRequest): ExitStatus {
  const path = given.values['--file']?.at(-1);
  const file = path === undefined ? null : readPlanFile(call, path);
  if (path !== undefined && file === null) return 2;
  const onStep = progressOn(call);
  const answer = answered(word, { ...given, file: file?.plan ?? null, program: 'ekslab ', mostPods: MOST.pods, onStep: onStep.told });
  onStep.ended();
  if ('wrong' in answer) {
    for (const { what, how, path: at } of answer.wrong) {
      if (at !== undefined && file !== null) call.io.stderr.write(`${file.locate(at, { what, how })}\n`);
      else complain(call, { ko: `${what.ko} ${how.ko}`, en: `${what.en} ${how.en}` });
    }
    return 2;
  }
  return printed(call, answer);
}

function printed(call: Call, { text, value, yes, remarks }: Answer): ExitStatus {
  for (const remark of remarks) call.io.stderr.write(`ekslab: ${remark[call.lang]}\n`);
  const format = call.options.output ?? 'text';
  print(call, format === 'text' ? text(call.lang) : structured(value(call.lang), format));
  return yes ? 0 : 1;
}

/** A long plan says on a terminal how far it is. */
function progressOn({ io, lang }: Call) {
  let shown = io.now();
  const draws = io.stderr.isTTY === true;
  let drawn = false;
  return {
    told: (run: Parameters<typeof progressOf>[0]): void => {
      if (!draws || io.now() - shown < 250) return;
      shown = io.now();
      drawn = true;
      const { done, all } = progressOf(run);
      io.stderr.write(`\r${PROGRESS[lang]} ${grouped(done)}/${grouped(all)}`);
    },
    ended: (): void => {
      if (drawn) io.stderr.write('\r\u001b[K');
    },
  };
}

const PROGRESS = { ko: '시뮬레이션 중', en: 'simulating' };
