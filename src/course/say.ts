import { fillTemplate, type Params, type Text } from '../engine/text.ts';

/** A text with its holes filled in, in both languages at once. */
export function say(text: Text, params: Params = {}): Text {
  return { ko: fillTemplate(text.ko, params), en: fillTemplate(text.en, params) };
}

/** A text that is the same in both languages: names, addresses, what a tool prints. */
export function plain(text: string): Text {
  return { ko: text, en: text };
}
