/** The course itself: the terminal UI on a terminal, sentences in plain mode, and a word on how where neither is possible. */

import type { Course } from '../course/content.ts';
import type { Text } from '../engine/text.ts';
import { openJournal } from '../progress/journal.ts';
import { dataFolder } from '../progress/location.ts';
import { JournalError } from '../progress/stream.ts';
import { type Call, complain, type ExitStatus } from './call.ts';
import { LESSON, named, openCourse, SCENARIO } from './course.ts';

/** Opens the course at a place (`lab/NAME`), or where the learner was. */
export async function start(call: Call, place: string | null): Promise<ExitStatus> {
  const { io, options } = call;
  const screen = io.stdin.isTTY === true && io.stdout.isTTY === true && io.env.TERM !== 'dumb';
  if (!screen && options.plain !== true) {
    // Whoever has no screen may not have told a language either.
    io.stderr.write(`${NO_SCREEN.ko}\n${NO_SCREEN.en}\n`);
    return 2;
  }
  const course = await openCourse(call);
  const at = place === null ? null : placeIn(course, place);
  if (at !== null && typeof at !== 'string') return complain(call, at.unknown);
  try {
    const journal = openJournal({ dir: dataFolder({ data: options.data, env: io.env }), now: io.now });
    const lang = options.lang ?? journal.progress().lang ?? call.lang;
    if (options.plain !== true) {
      const { runTui } = await import('../tui/app.tsx');
      const { stdin, stdout, stderr, env, now } = io;
      return await runTui({ course, journal, lang, engine: call.version, ...(at === null ? {} : { at }), stdin, stdout, stderr, env, now });
    }
    const { plain } = await import('./plain/plain.ts');
    try {
      return await plain(call, { course, journal, place: at, lang });
    } finally {
      journal.close();
    }
  } catch (error) {
    if (error instanceof JournalError) return complain(call, error.text);
    throw error;
  }
}

function placeIn(course: Course, place: string): string | { readonly unknown: Text } {
  const [kind = '', name = ''] = place.split('/');
  const part = kind === 'lab' ? named(course.scenarios, name, SCENARIO) : named(course.modules, name, LESSON);
  return 'unknown' in part ? part : `${kind}/${part.id}`;
}

const NO_SCREEN: Text = {
  ko: 'ekslab: 화면을 그릴 터미널이 아닙니다. `ekslab --plain`은 문장으로 진행하고, `ekslab --help`는 다른 명령을 보여 줍니다.',
  en: 'ekslab: there is no terminal to draw on. `ekslab --plain` works in sentences, `ekslab --help` shows the other commands.',
};
