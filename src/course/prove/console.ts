/** Console blocks run: what a lesson prints is what the engine prints. */
import { once } from '../../engine/once.ts';
import type { Lang, Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import type { Output } from '../../shell/output.ts';
import { runLine } from '../../shell/run.ts';
import { LEARNER_ORIGIN, type Session } from '../../shell/session.ts';
import type { Lesson } from '../content.ts';
import type { FolderDetails, Loaded } from '../loaded.ts';
import type { FilePlace, Source } from '../problem.ts';
import { say } from '../say.ts';
import { startWorld } from '../start.ts';
import type { Finding, Gate } from './gate.ts';

/** So many rows of what is really printed are told. */
const SHOWN_ROWS = 8;

export const consoleBlocks: Gate = {
  name: 'console',
  promise: { ko: '콘솔 블록은 엔진이 찍는 그대로입니다.', en: 'console blocks print what the engine prints' },
  run: (loaded, { langs }) =>
    lessonsOf(loaded).flatMap(({ lesson, details }) =>
      langs.flatMap((lang) =>
        transcriptOf(lesson, details, lang).flatMap(({ place, command, output, printed }): readonly Finding[] =>
          printed === null
            ? [{ content: details.content, place, detail: NO_WORLD }]
            : printed === output
              ? []
              : [{ content: details.content, place, detail: say(DIFFERS, { command, printed: firstRows(printed) }) }],
        ),
      ),
    ),
};

/** The Markdown files whose console blocks are out of date, as they should be. */
export function updatedConsole(loaded: Loaded): readonly Source[] {
  return lessonsOf(loaded).flatMap(({ lesson, details }) =>
    (['ko', 'en'] as const).flatMap((lang) => {
      const source = details.sources[`${lang}.md`];
      if (source === undefined) return [];
      const text = rewritten(source.text, transcriptOf(lesson, details, lang));
      return text === source.text ? [] : [{ ...source, text }];
    }),
  );
}

/** So many connections are remembered from line to line. */
const REMEMBERED = 200;

/** Words of the lab have no output of a real tool: what they say is what a console block shows of them. */
const LAB_WORD = /^\s*(trace|fault|why|log|wait|help)\b/;

function printedBy(command: string, output: Output, lang: Lang): string {
  const own = `${output.stdout}${output.stderr}`.trimEnd();
  return own === '' && LAB_WORD.test(command) ? output.notes.map((note) => note.text[lang]).join('\n') : own;
}

function firstRows(printed: string): string {
  const rows = printed.split('\n');
  return rows.length > SHOWN_ROWS ? [...rows.slice(0, SHOWN_ROWS), '...'].join('\n') : printed === '' ? '-' : printed;
}

type Ran = { readonly place: FilePlace; readonly command: string; readonly output: string; readonly printed: string | null };

function transcriptOf(lesson: Lesson, details: FolderDetails, lang: Lang): readonly Ran[] {
  let session = lesson.world === null ? null : openedIn(startWorld(lesson.world).world);
  const path = `${details.place.path.replace(/[^/]+$/, `${lang}.md`)}`;
  return details.pages[lang].flatMap(({ blocks }) =>
    blocks.flatMap(({ block, line }) => {
      if (block.block !== 'console') return [];
      let row = line + 1;
      return block.lines.map(({ command, output }): Ran => {
        const place = { path, line: row, col: 1 };
        row += command.split('\n').length + (output === '' ? 0 : output.split('\n').length);
        if (session === null) return { place, command, output, printed: null };
        const ran = ranIn(session, command);
        session = ran.session;
        return { place, command, output: output.trimEnd(), printed: printedBy(command, ran.output, lang) };
      });
    }),
  );
}

const openedIn = once((world: World): Session => ({ world, origin: LEARNER_ORIGIN, recent: [] }));

type Run = { readonly output: Output; readonly session: Session };

/** Both languages type the same lines: as far as they agree these run once. */
const runs = once((_session: Session) => new Map<string, Run>());

function ranIn(session: Session, command: string): Run {
  const known = runs(session).get(command);
  if (known !== undefined) return known;
  const output = runLine(session, command);
  const run = { output, session: after(session, output) };
  runs(session).set(command, run);
  return run;
}

/** Variables and the last connections go on from line to line, as at a prompt. */
function after(session: Session, { world, variables = session.variables ?? {}, connections }: Output): Session {
  return { ...session, world, variables, recent: [...connections.toReversed(), ...session.recent].slice(0, REMEMBERED) };
}

/** Lines are replaced from the last to the first, so that the numbers of those before stay true. */
function rewritten(text: string, transcript: readonly Ran[]): string {
  const rows = text.split('\n');
  for (const { place, command, output, printed } of transcript.toReversed()) {
    if (printed === null || printed === output) continue;
    const below = place.line - 1 + command.split('\n').length;
    rows.splice(below, outputRows(rows, below), ...(printed === '' ? [] : printed.split('\n')));
  }
  return rows.join('\n');
}

function outputRows(rows: readonly string[], from: number): number {
  const end = rows.findIndex((row, index) => index >= from && (row.startsWith('$ ') || row.startsWith('```')));
  return (end === -1 ? rows.length : end) - from;
}

function lessonsOf({ course, details }: Loaded) {
  return course.modules.flatMap((lesson) => {
    const own = details.find((one) => one.content === `lesson/${lesson.id}`);
    return own === undefined ? [] : [{ lesson, details: own }];
  });
}

const NO_WORLD: Text = { ko: '콘솔 블록이 있지만 world.yaml이 없습니다.', en: 'there is a console block and no world.yaml' };
const DIFFERS: Text = {
  ko: '`{command}` 출력이 다릅니다. `prove --update`로 고치세요.\n{printed}',
  en: '`{command}` prints something else. Mend it with `prove --update`.\n{printed}',
};
