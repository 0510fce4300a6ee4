/** Plain mode: the whole path in sentences, line by line, without redrawing. For screen readers, logs and pipes. */
import { createInterface } from 'node:readline';
import type { Course } from '../../course/content.ts';
import type { Lang } from '../../engine/text.ts';
import type { Journal } from '../../progress/journal.ts';
import { needsMore } from '../../shell/parse.ts';
import { openIn } from '../../tui/attempts.ts';
import { type Call, type ExitStatus, print } from '../call.ts';
import { type Around, placeOf, type Spot } from './spot.ts';
import { open, plainStep, spotText } from './step.ts';

export type Plain = { readonly course: Course; readonly journal: Journal; readonly place: string | null; readonly lang: Lang };

/** Runs until `quit` or the end of the input. */
export async function plain(call: Call, { course, journal, place, lang: start }: Plain): Promise<ExitStatus> {
  let lang = start;
  const around = (): Around => ({
    course,
    lang,
    progress: journal.progress(),
    seed: journal.stream,
    open: (scenario) => {
      const { attempt, name, notice } = openIn(journal, call.version, scenario);
      if (notice !== null) print(call, notice[lang]);
      return { attempt, name };
    },
  });
  for (const notice of journal.notices) print(call, notice[lang]);
  const first = startAt(place ?? journal.progress().place, around());
  let [spot, open, shown] = [first.spot, '', ''];
  print(call, first.said);
  const enterSpot = (): void => {
    const at = placeOf(spot);
    if (at === shown) return;
    shown = at;
    if (journal.progress().place !== at) journal.append('', { k: 'note', b: { place: at } });
    print(call, `\n${spotText(spot, around())}`);
  };
  const ask = createInterface({ input: call.io.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  const { isTTY } = call.io.stdin;
  const prompt = (): void => void call.io.stdout.write(open !== '' ? '> ' : promptOf(spot));
  enterSpot();
  prompt();
  for await (const typed of ask) {
    // What comes from a pipe is not echoed by a terminal; a log has to show it all the same.
    if (!isTTY) call.io.stdout.write(`${typed}\n`);
    const line = (open === '' ? typed : `${open}\n${typed}`).normalize('NFC');
    open = spot.at === 'lab' && needsMore(line) ? line : '';
    if (open === '') {
      const step = plainStep(spot, line, around());
      if (step === null) break;
      for (const { attempt, body } of step.events) journal.append(attempt, body);
      const chosen = journal.progress().lang;
      if (chosen !== null && step.events.some(({ body }) => body.k === 'note' && 'lang' in body.b)) {
        lang = chosen;
        shown = '';
      }
      print(call, step.said);
      spot = step.spot;
      enterSpot();
    }
    prompt();
  }
  if (!isTTY) call.io.stdout.write('\n');
  ask.close();
  return 0;
}

/** The prompt of a place; `try$` while what is typed is only tried. */
function promptOf(spot: Spot): string {
  if (spot.at !== 'lab') return 'ekslab> ';
  return spot.attempt.trial === null ? '$ ' : 'try$ ';
}

/** The place that a text names, as far as the course still has it; else the course itself. */
function startAt(place: string | null, around: Around): { readonly spot: Spot; readonly said: string } {
  const [word, name, part] = place?.split('/') ?? [];
  const home: Spot = { at: 'home' };
  if (name === undefined || (word !== 'lesson' && word !== 'quiz' && word !== 'lab')) return { spot: home, said: '' };
  const { spot, said } = open(home, { word, name }, around);
  if (spot.at === 'lesson' && part !== undefined) return { said, spot: { ...spot, page: indexOf(spot.lesson.pages, part, spot.page) } };
  if (spot.at === 'quiz' && part !== undefined) return { said, spot: { ...spot, question: indexOf(spot.lesson.quiz, part, spot.question) } };
  return { spot, said };
}

function indexOf(parts: readonly { readonly id: string }[], id: string, otherwise: number): number {
  const index = parts.findIndex((part) => part.id === id);
  return index < 0 ? otherwise : index;
}
