/** One page of a lesson: its heading, its blocks as far as they are shown, and where in the lesson it stands. */
import type { Block, Lesson } from '../../../course/content.ts';
import { fill, type Lang } from '../../../engine/text.ts';
import type { LessonScreen, Model } from '../../model.ts';
import { blockLines, MEASURE, spaced } from '../../parts/blocks.ts';
import { type Frame, framed, inside } from '../../parts/frame.ts';
import { inline } from '../../parts/inline.ts';
import { EMPTY, type Line, line, span } from '../../parts/line.ts';
import { progressBar } from '../../parts/progress-bar.ts';
import { clampScroll, moreMark } from '../../parts/window.ts';
import { wrap } from '../../parts/wrap.ts';
import { lessonOf } from '../../places.ts';
import { lessonTexts as T } from './texts.ts';

export type LessonProps = {
  readonly screen: LessonScreen;
  readonly lesson: Lesson;
  readonly lang: Lang;
  readonly width: number;
  readonly height: number;
};

/** The page in its frame, scrolled. */
export function lessonPane(props: LessonProps): Line[] {
  const { screen, lesson, lang } = props;
  const page = lesson.pages[screen.page];
  const title = page === undefined ? EMPTY : line(span(fill(page.heading, lang), 'strong'));
  const frame: Frame = { title, width: props.width, height: props.height, focused: false };
  const { width, height } = inside(frame);
  const lines = page === undefined ? [] : pageLines(page.body[lang], screen.passed, { lang, width });
  const room = height - 2;
  const scroll = clampScroll(screen.scroll, lines.length, room);
  const shown = Array.from({ length: room }, (_, row) => lines[scroll + row] ?? EMPTY);
  return framed({ ...frame, note: line(span(moreMark(scroll, lines.length, room), 'accent')) }, [...shown, EMPTY, footLine(props)]);
}

/** How far the page in front can be scrolled. */
export function lessonScrollLimit(model: Pick<Model, 'course' | 'lang' | 'size'>, screen: LessonScreen): number {
  const page = lessonOf(model.course, screen.lesson)?.pages[screen.page];
  if (page === undefined) return 0;
  const { width, height } = inside({ width: model.size.columns, height: model.size.rows - 2 });
  return Math.max(0, pageLines(page.body[model.lang], screen.passed, { lang: model.lang, width }).length - (height - 2));
}

function pageLines(blocks: readonly Block[], passed: number, { lang, width }: { readonly lang: Lang; readonly width: number }): Line[] {
  const shown: Line[][] = [];
  let asked = 0;
  for (const block of blocks) {
    if (block.block !== 'predict') {
      shown.push(blockLines(block, width, { note: fill(T.note, lang) }));
      continue;
    }
    asked += 1;
    shown.push(
      wrap([span('◆ ', 'accent'), span(`${fill(T.predict, lang)}  `, 'accent'), ...inline(block.question, 'strong')], Math.min(width, MEASURE), {
        hang: 2,
      }),
    );
    if (asked > passed) {
      shown.push([line(span(`  ${fill(T.reveal, lang)}`, 'dim'))]);
      break;
    }
  }
  return spaced(shown);
}

function footLine({ screen, lesson, lang, width }: LessonProps): Line {
  const n = lesson.pages.length;
  const count = span(`  ${fill(T.page, lang, { n, page: screen.page + 1 })}`, 'dim');
  const last = screen.page + 1 === n && width >= 76 ? span(`   ${fill(T.lastPage, lang)}`, 'dim') : span('');
  return [...progressBar(screen.page + 1, n, 12), count, last];
}
