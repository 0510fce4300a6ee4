/** The course itself: the terminal UI on a terminal, sentences in plain mode, and a word on how where neither is possible. */

import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Course } from '../course/content.ts';
import { type Brought, sandboxId, withSandboxes } from '../course/sandbox.ts';
import { tourOf } from '../course/tour.ts';
import type { Text } from '../engine/text.ts';
import type { Progress } from '../progress/fold.ts';
import { openJournal } from '../progress/journal.ts';
import { dataFolder } from '../progress/location.ts';
import { JournalError } from '../progress/stream.ts';
import { type Call, complain, type ExitStatus } from './call.ts';
import { LESSON, named, openCourse, openScenario } from './course.ts';
import { hasLocale } from './language.ts';
import { type Recording, record } from './record.ts';
import { isTerminal, wantsSentences } from './terminal.ts';

/** Opens the course at a place (`lab/NAME`), or where the learner was; a newcomer meets the tour first. */
export async function start(call: Call, place: string | null, world?: string): Promise<ExitStatus> {
  const { io, options } = call;
  const plain = options.plain === true || wantsSentences(io);
  if (!plain && !isTerminal(io)) {
    // Whoever has no screen may not have told a language either.
    io.stderr.write(`${NO_SCREEN.ko}\n${NO_SCREEN.en}\n`);
    return 2;
  }
  const brought = world === undefined ? null : await broughtFrom(call, world);
  if (brought === 'refused') return 2;
  const found = await placeIn(call, withSandboxes(await openCourse(call), brought), brought !== null ? `lab/${sandboxId(brought)}` : place);
  if (found === null) return 2;
  if ('unknown' in found) return complain(call, found.unknown);
  const { course, at } = found;
  const recording = recordingOf(call);
  if (recording !== null && 'refused' in recording) return complain(call, recording.refused);
  try {
    return await open({ ...call, options: { ...options, plain } }, course, at);
  } catch (error) {
    if (error instanceof JournalError) return complain(call, error.text);
    throw error;
  } finally {
    recording?.close();
  }
}

async function open(call: Call, course: Course, at: string | null): Promise<ExitStatus> {
  const { io, options } = call;
  const journal = openJournal({ dir: dataFolder({ data: options.data, env: io.env }), now: io.now });
  const learned = journal.progress();
  const lang = options.lang ?? learned.lang ?? call.lang;
  if (options.plain !== true) {
    const { runTui } = await import('../tui/app.tsx');
    const { stdin, stdout, stderr, env, now } = io;
    const known = options.lang !== undefined || learned.lang !== null || hasLocale(env);
    const newcomer = at === null && isNewcomer(learned) && tourOf(course) !== null;
    const first = newcomer ? { first: known ? ('tour' as const) : ('language' as const) } : {};
    const width = options.width === undefined ? {} : { width: options.width };
    return runTui({ course, journal, lang, ...width, engine: call.version, ...(at === null ? first : { at }), stdin, stdout, stderr, env, now });
  }
  const { plain } = await import('./plain/plain.ts');
  try {
    return await plain(call, { course, journal, place: at, lang });
  } finally {
    journal.close();
  }
}

/** The world of a file, for a sandbox; what is wrong with it has been printed where it is refused. */
async function broughtFrom(call: Call, path: string): Promise<Brought | 'refused'> {
  const { loadWorld } = await import('../course/files.ts');
  const { openWorld } = await import('./world.ts');
  if (openWorld(call, path) === null) return 'refused';
  const { parts } = loadWorld(path);
  return { name: basename(path), revision: createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16), parts };
}

/** Nothing has been done or chosen yet. */
function isNewcomer({ place, lang, attempts, lessons }: Progress): boolean {
  return place === null && lang === null && attempts.length === 0 && Object.keys(lessons).length === 0;
}

function recordingOf({ io, options }: Call): Recording | { readonly refused: Text } | null {
  if (options.record === undefined) return null;
  try {
    return record(io, options.record);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const file = options.record;
    return {
      refused: {
        ko: `${file} 파일에 쓸 수 없습니다(${code}). 쓸 수 있는 곳의 파일 이름을 --record에 주세요.`,
        en: `cannot write ${file} (${code}). Give --record a file in a folder that can be written.`,
      },
    };
  }
}

type Found = { readonly course: Course; readonly at: string | null };

/** The place that the words name, with the course that has it; null where what is wrong with its folder has been printed. */
async function placeIn(call: Call, course: Course, place: string | null): Promise<Found | { readonly unknown: Text } | null> {
  if (place === null) return { course, at: null };
  const [, kind = '', name = ''] = /^([a-z]+)\/(.*)$/s.exec(place) ?? [];
  if (kind === 'lab') {
    const opened = await openScenario(call, course, name);
    return opened === null || 'unknown' in opened ? opened : { course: opened.course, at: `lab/${opened.scenario.id}` };
  }
  const lesson = named(course.modules, name, LESSON);
  return 'unknown' in lesson ? lesson : { course, at: `${kind}/${lesson.id}` };
}

const NO_SCREEN: Text = {
  ko: 'ekslab: 화면을 그릴 터미널이 아닙니다. `ekslab --plain`은 문장으로 진행하고, `ekslab --help`는 다른 명령을 보여 줍니다.',
  en: 'ekslab: there is no terminal to draw on. `ekslab --plain` works in sentences, `ekslab --help` shows the other commands.',
};
