/** Inline `code` and *emphasis* of a text, as spans. */
import { type Line, type Span, span, type Tone } from './line.ts';

const MARK = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s](?:[^*]*[^*\s])?)\*/g;

/** The text with `code` and *emphasis* as spans of their own; the rest has the given tone. */
export function inline(text: string, tone: Tone = 'plain'): Line {
  const spans: Span[] = [];
  let at = 0;
  for (const match of text.matchAll(MARK)) {
    if (match.index > at) spans.push(span(text.slice(at, match.index), tone));
    if (match[1] !== undefined) spans.push(span(match[1], 'code'));
    else spans.push(span((match[2] ?? match[3]) as string, 'emphasis'));
    at = match.index + match[0].length;
  }
  if (at < text.length) spans.push(span(text.slice(at), tone));
  return spans;
}
