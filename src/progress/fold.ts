/** What the events of a journal amount to: everything that the program needs to bring a learner back to the same place. */
import type { Lang } from '../engine/text.ts';
import type { Body, JournalEvent, Verdict } from './event.ts';

export type Progress = {
  readonly lang: Lang | null;
  /** How the screen looks, as far as the learner chose. */
  readonly look: { readonly colours?: string; readonly glyphs?: string; readonly width?: string };
  /** Where the learner was last: `home`, `lesson/services/nodeport`, `lab/two-nodes-one-port`, `quiz/services/q2`. */
  readonly place: string | null;
  /** By lesson: the page last read, and all that were. */
  readonly lessons: { readonly [lesson: string]: { readonly page: string; readonly seen: readonly string[] } };
  /** By question: the latest answer. */
  readonly answers: { readonly [question: string]: { readonly given: readonly string[]; readonly verdict: Verdict; readonly at: string } };
  /** By question: every answer that was not right, oldest first. What it was mistaken about is read off the course. */
  readonly missed: { readonly [question: string]: readonly (readonly string[])[] };
  /** In the order in which they were opened. */
  readonly attempts: readonly AttemptRecord[];
};

/** An attempt as the journal knows it: replaying its inputs gives it back. */
export type AttemptRecord = {
  readonly id: string;
  readonly content: string;
  readonly revision: string;
  readonly engine: string;
  readonly seed: string;
  readonly inputs: readonly string[];
  /** By acceptance line: the latest verdict; a line that never changed is not here. */
  readonly verdicts: { readonly [line: string]: Verdict };
  /** By acceptance line: how far the ladder of hints went. */
  readonly hints: { readonly [line: string]: 1 | 2 | 3 | 4 };
  /** Whether it can be gone on with: of its content the one used last, and not set aside after an upgrade. */
  readonly open: boolean;
  /** Why it is kept but not continued, or null. */
  readonly kept: string | null;
  /** Whether all its lines have passed at some time: the note `status` says so, since only the attempt knows all its lines. */
  readonly solved: boolean;
  /** Whether a hint of the last tier or the solution had helped by then. */
  readonly assisted: boolean;
};

export const NO_PROGRESS: Progress = { lang: null, look: {}, place: null, lessons: {}, answers: {}, missed: {}, attempts: [] };

/** The progress that the events give; they come in the order of `merge`. */
export function progressOf(events: readonly JournalEvent[]): Progress {
  return events.reduce(after, NO_PROGRESS);
}

/** The progress after one more event. */
export function after(progress: Progress, event: JournalEvent): Progress {
  switch (event.k) {
    case 'open':
      return opened(progress, event.a, event.b);
    case 'input':
      return used(
        attempted(progress, event.a, (attempt) => ({ ...attempt, inputs: [...attempt.inputs, event.b.line] })),
        event.a,
      );
    case 'verdict':
      return attempted(progress, event.a, (attempt) => ({ ...attempt, verdicts: { ...attempt.verdicts, [event.b.line]: event.b.verdict } }));
    case 'hint':
      return attempted(progress, event.a, (attempt) => hinted(attempt, event.b));
    case 'answer':
      return answered(progress, event.b, event.at);
    case 'note':
      return noted(progress, event.a, event.b);
  }
}

function answered(progress: Progress, { question, given, verdict }: Extract<Body, { k: 'answer' }>['b'], at: string): Progress {
  const answers = { ...progress.answers, [question]: { given, verdict, at } };
  if (verdict === 'pass') return { ...progress, answers };
  return { ...progress, answers, missed: { ...progress.missed, [question]: [...(progress.missed[question] ?? []), given] } };
}

function opened(progress: Progress, id: string, b: Extract<Body, { k: 'open' }>['b']): Progress {
  const others = progress.attempts.map((attempt) => (attempt.content === b.content ? { ...attempt, open: false } : attempt));
  const fresh = { id, ...b, inputs: [], verdicts: {}, hints: {}, open: true, kept: null, solved: false, assisted: false };
  return { ...progress, attempts: [...others, fresh] };
}

function attempted(progress: Progress, id: string, change: (attempt: AttemptRecord) => AttemptRecord): Progress {
  return { ...progress, attempts: progress.attempts.map((attempt) => (attempt.id === id ? change(attempt) : attempt)) };
}

/** Of two attempts at one content that went on side by side, the one that was typed into last is the one to go on with. */
function used(progress: Progress, id: string): Progress {
  const now = progress.attempts.find((attempt) => attempt.id === id);
  if (now === undefined || now.open || now.kept !== null) return progress;
  return {
    ...progress,
    attempts: progress.attempts.map((attempt) => (attempt.content === now.content ? { ...attempt, open: attempt.id === id } : attempt)),
  };
}

function hinted(attempt: AttemptRecord, { line, tier }: Extract<Body, { k: 'hint' }>['b']): AttemptRecord {
  const furthest = Math.max(tier, attempt.hints[line] ?? 1) as 1 | 2 | 3 | 4;
  return { ...attempt, hints: { ...attempt.hints, [line]: furthest } };
}

function noted(progress: Progress, id: string, note: { readonly [key: string]: string }): Progress {
  let next = progress;
  if (note.lang === 'ko' || note.lang === 'en') next = { ...next, lang: note.lang };
  if (note.colours !== undefined) next = { ...next, look: { ...next.look, colours: note.colours } };
  if (note.width !== undefined) next = { ...next, look: { ...next.look, width: note.width } };
  if (note.glyphs !== undefined) next = { ...next, look: { ...next.look, glyphs: note.glyphs } };
  if (note.place !== undefined) next = { ...next, place: note.content === undefined ? note.place : `${note.place}/${note.content}` };
  const [kind, lesson, page] = next.place?.split('/') ?? [];
  if (note.place !== undefined && kind === 'lesson' && lesson !== undefined && page !== undefined) next = read(next, lesson, page);
  if (note.lesson !== undefined && note.page !== undefined) next = read(next, note.lesson, note.page);
  if (note.status === 'solved' || note.status === 'assisted')
    next = attempted(next, id, (attempt) => solvedOnce(attempt, note.status === 'assisted'));
  if (note.kept !== undefined) next = attempted(next, id, (attempt) => ({ ...attempt, open: false, kept: note.kept as string }));
  return next;
}

/** The first time counts: what helps afterwards takes nothing away. */
function solvedOnce(attempt: AttemptRecord, assisted: boolean): AttemptRecord {
  return attempt.solved ? attempt : { ...attempt, solved: true, assisted };
}

function read(progress: Progress, lesson: string, page: string): Progress {
  const seen = progress.lessons[lesson]?.seen ?? [];
  return { ...progress, lessons: { ...progress.lessons, [lesson]: { page, seen: seen.includes(page) ? seen : [...seen, page] } } };
}
