/** The page that shows all views in one language, as Markdown. */
import type { Lang, Text } from '../engine/text.ts';
import type { View } from './views.ts';

const TITLE: Text = { ko: '화면', en: 'Screens' };
const INTRO: Text = {
  ko: '`npm run screens`로 프로그램이 직접 만든 화면입니다. 그림마다 같은 이름의 텍스트 파일(`.txt`)이 있습니다.',
  en: 'Made by the program itself with `npm run screens`. Each picture has a text file of the same name (`.txt`) beside it.',
};
const OTHER: Text = { ko: '[English](screens.md)', en: '[한국어](screens.ko.md)' };

/** A title, the way to the other language, and each view under its own heading. */
export function pageOf(views: readonly View[], lang: Lang): string {
  const parts = views.map(({ name, title }) => `## ${title[lang]}\n\n![${title[lang]}](screens/${name}.${lang}.svg)`);
  return `${[`# ${TITLE[lang]}`, OTHER[lang], INTRO[lang], ...parts].join('\n\n')}\n`;
}
