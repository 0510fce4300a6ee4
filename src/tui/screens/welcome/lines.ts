/** The one question that is asked before the first packet, in both languages at once: which of them to go on in. */
import { LANGS, type Lang } from '../../../engine/text.ts';
import { framed } from '../../parts/frame.ts';
import { EMPTY, type Line, line, span } from '../../parts/line.ts';

const NAMES: { readonly [L in Lang]: string } = { ko: '한국어', en: 'English' };

/** The question in its frame. */
export function welcomePane(lang: Lang, width: number, height: number): Line[] {
  const choices = LANGS.map((one, at) =>
    line(span(one === lang ? '▸ ' : '  ', 'accent'), span(`${at + 1} `, 'dim'), span(NAMES[one], one === lang ? 'selected' : 'plain')),
  );
  const lines = [EMPTY, line(span('언어를 고르세요.', 'strong')), line(span('Choose a language.', 'strong')), EMPTY, ...choices];
  return framed({ title: line(span('ekslab', 'strong')), width, height, focused: true }, lines);
}
