/** What an author sees of content that is being written: the learner's own screen, and what the gates say of it. */
import type { Course } from '../../course/content.ts';
import { type FileProblem, showPlace, showProblem } from '../../course/problem.ts';
import type { GateResult } from '../../course/prove/index.ts';
import type { Lang, Text } from '../../engine/text.ts';
import type { Size } from '../model.ts';
import type { Store } from '../store.ts';

/** Content as it was read, and the learner's screen of it. */
export type Previewed = { readonly course: Course; readonly store: Store };

export type Report = {
  /** What is wrong with the files: while there is something, the preview is of the files as they were before. */
  readonly problems: readonly FileProblem[];
  /** What the gates say; null while they are asked. */
  readonly results: readonly GateResult[] | null;
};

export type Author = {
  readonly size: Size;
  /** Of what stands around the learner's screen while there is none; else it is that screen's. */
  readonly lang: Lang;
  /** The learner's screen of the content that could last be read; null before anything was. */
  readonly preview: Store | null;
  /** By folder, the last one of each: what was typed there is typed again. */
  readonly previews: { readonly [folder: string]: Previewed };
  /** The folder that was looked at last, as its path is told. */
  readonly folder: string | null;
  /** By folder, every one that has been looked at. */
  readonly reports: { readonly [folder: string]: Report };
  /** Whether the list of what the gates say has the screen. */
  readonly listed: boolean;
  readonly scroll: number;
};

/** Before any folder has been looked at. */
export function nothingYet(lang: Lang, size: Size): Author {
  return { size, lang, preview: null, previews: {}, folder: null, reports: {}, listed: false, scroll: 0 };
}

export type Finding = { readonly ok: boolean; readonly where: string | null; readonly text: Text };

const NO_REPORT: Report = { problems: [], results: [] };

/** What there is to say of the folder that was looked at last. */
export function reportOf({ folder, reports }: Author): Report {
  return reports[folder ?? ''] ?? NO_REPORT;
}

/** What is broken, first, and of that what was looked at last; then what holds of that. */
export function findingsOf(author: Author): readonly Finding[] {
  const { [author.folder ?? '']: last = NO_REPORT, ...others } = author.reports;
  const found = [last, ...Object.values(others)].flatMap(findingsIn);
  return [...found.filter(({ ok }) => !ok), ...findingsIn(last).filter(({ ok }) => ok)];
}

/** Files that cannot be read are told before any gate is asked; a gate that had nothing to look at then has found nothing. */
function findingsIn({ problems, results }: Report): readonly Finding[] {
  if (results === null) return problems.map(readingProblem);
  const said = problems.length === 0 ? results : results.filter(({ ok }) => !ok);
  return said.map(({ ok, gate, detail, where, content }) => ({
    ok,
    where: ok ? null : (where ?? content),
    text: { ko: `[${gate}] ${detail.ko}`, en: `[${gate}] ${detail.en}` },
  }));
}

function readingProblem(problem: FileProblem): Finding {
  const place = showPlace(problem);
  const rest = (lang: Lang): string => showProblem(problem, lang).slice(place.length + 2);
  return { ok: false, where: place, text: { ko: rest('ko'), en: rest('en') } };
}
