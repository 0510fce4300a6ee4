/** Where the course speaks of a term: the page that introduces it first. */

import { once } from '../engine/once.ts';
import type { Block, Course, Lesson, Page, Term } from './content.ts';

export type TermPage = { readonly lesson: Lesson; readonly page: number };

const MOST = 4;

/** Pages about the term, best first: its name in the heading, its form at first mention, then how often it is named. */
export function pagesOfTerm(course: Course, term: Term): readonly TermPage[] {
  const known = knownOf(course);
  const found = known.get(term.id) ?? ranked(course, term);
  known.set(term.id, found);
  return found;
}

const knownOf = once((_course: Course) => new Map<string, readonly TermPage[]>());

function ranked({ modules }: Course, term: Term): readonly TermPage[] {
  const scored = modules.flatMap((lesson) => lesson.pages.map((page, index) => ({ lesson, page: index, score: scoreOf(page, term) })));
  return scored
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST)
    .map(({ lesson, page }) => ({ lesson, page }));
}

function scoreOf(page: Page, { name, first }: Term): number {
  const text = textOf(page.body.ko);
  const heading = page.heading.ko.includes(name.ko) || wordOf(name.en).test(page.heading.en) ? 20 : 0;
  const introduces = first !== null && text.includes(first) ? 30 : 0;
  return heading + introduces + Math.min(6, text.split(name.ko).length - 1);
}

/** A word of its own: NAT is not in "nation". */
function wordOf(name: string): RegExp {
  return new RegExp(`(?<![A-Za-z])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}s?(?![A-Za-z])`, 'i');
}

function textOf(blocks: readonly Block[]): string {
  return blocks.flatMap((block) => ('text' in block ? [block.text] : block.block === 'list' ? block.items : [])).join('\n');
}
