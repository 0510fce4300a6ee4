/** The log: what each line led to, newest line first, with who did it and why. */
import type { Attempt, Entry } from '../../../course/attempt-state.ts';
import type { Change } from '../../../engine/change.ts';
import { fill, type Lang } from '../../../engine/text.ts';
import { changesOf } from '../../parts/changed.ts';
import { inline } from '../../parts/inline.ts';
import { EMPTY, type Line, line, printable, span } from '../../parts/line.ts';
import { titleOf } from '../../parts/object-name.ts';
import { wrap } from '../../parts/wrap.ts';
import { labTexts as T } from './texts.ts';

const SHOWN = 20;

type Options = { readonly lang: Lang; readonly width: number };

/** The lines of the log; only the lines that changed something or were meant to. */
export function logLines(attempt: Attempt, options: Options): Line[] {
  const telling = attempt.transcript
    .filter((entry) => entry.output.kind === 'write' || entry.output.kind === 'wait')
    .slice(-SHOWN)
    .reverse();
  if (telling.length === 0) return wrap(inline(fill(T.emptyLog, options.lang)), options.width);
  return telling.flatMap((entry, at) => [...(at === 0 ? [] : [EMPTY]), ...entryLines(entry, options)]);
}

function entryLines(entry: Entry, { lang, width }: Options): Line[] {
  const [first = ''] = entry.line.split('\n');
  const head = line(span('$ ', 'dim'), span(printable(first), 'code'));
  const changes = changesOf(entry);
  if (changes === null) return [head, line(span(`  ${fill(T.logGone, lang)}`, 'dim'))];
  if (changes.length === 0) return [head, line(span(`  ${fill(T.logNothing, lang)}`, 'dim'))];
  return [head, ...changes.flatMap((change) => changeLines(change, entry, { lang, width }))];
}

function changeLines(change: Change, entry: Entry, { lang, width }: Options): Line[] {
  const mark = change.before === null ? span('  + ', 'good') : change.after === null ? span('  - ', 'bad') : span('  ∆ ', 'changed');
  const because = change.because === null ? [] : [span(`  ${printable(change.because[lang])}`, 'dim')];
  return wrap([mark, span(titleOf(entry.output.world, change.ref)), span(`  ${change.by} ${change.verb}`, 'dim'), ...because], width, { hang: 6 });
}
