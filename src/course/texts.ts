/** The texts of a content file with what each is: read off the tree, so that none is forgotten. */
import type { Form, WrittenText } from './loaded.ts';
import type { PlacedBlock } from './markdown.ts';
import { type FilePlace, placeAt, type Source } from './problem.ts';
import type { YamlNode } from './yaml.ts';

/** Every `{ko, en}` of a YAML file. What it is follows from the keys above it. */
export function textsOf(source: Source, node: YamlNode, path: readonly string[] = []): readonly WrittenText[] {
  if (node.node === 'sequence') return node.items.flatMap((item) => textsOf(source, item, path));
  if (node.node !== 'mapping') return [];
  const [ko, en] = [node.entries.get('ko')?.value, node.entries.get('en')?.value];
  if (node.entries.size === 2 && typeof ko?.value === 'string' && typeof en?.value === 'string') {
    const form = formOf(path);
    return [
      { form, lang: 'ko', text: ko.value.trim(), place: placeAt(source, textStart(source, ko.start)) },
      { form, lang: 'en', text: en.value.trim(), place: placeAt(source, textStart(source, en.start)) },
    ];
  }
  return [...node.entries].flatMap(([key, entry]) => (key === 'world' ? [] : textsOf(source, entry.value, [...path, key])));
}

/** The texts of one block of a page. Console blocks are the engine's own words. */
export function textsOfBlock({ block, line }: PlacedBlock, at: { readonly lang: 'ko' | 'en'; readonly path: string }): readonly WrittenText[] {
  const place: FilePlace = { path: at.path, line, col: 1 };
  const one = (form: Form, text: string): WrittenText => ({ form, lang: at.lang, text, place });
  switch (block.block) {
    case 'paragraph':
      return [one('prose', block.text)];
    case 'note':
      return [one('note', block.text)];
    case 'predict':
      return [one('question', block.question)];
    case 'list':
      return block.items.map((item) => one('list', item));
    case 'diagram':
      return block.lines.map((text, index) => ({ ...one('diagram', text), place: { ...place, line: line + 1 + index } }));
    case 'console':
      return [];
  }
}

/** The first character of the text itself, behind a quote. */
function textStart(source: Source, start: number): number {
  return /['"]/.test(source.text[start] ?? '') ? start + 1 : start;
}

function formOf(path: readonly string[]): Form {
  const last = path.at(-1) ?? '';
  if (path.includes('guide')) return 'story';
  if (last === 'text') return path.includes('accept') ? 'accept' : 'option';
  return FORMS[last] ?? 'hint';
}

const FORMS: { readonly [key: string]: Form | undefined } = {
  title: 'title',
  story: 'story',
  ask: 'ask',
  stem: 'stem',
  why: 'why',
  name: 'name',
  cause: 'option',
  sign: 'why',
};
