import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gates } from '../src/course/prove/index.ts';
import { parseYaml } from '../src/course/yaml.ts';

const ROOT = join(import.meta.dirname, '..');

function itemsOf(path: string, list: string): readonly unknown[] {
  const { root } = parseYaml({ path, text: readFileSync(join(ROOT, path), 'utf8') });
  return (root?.value as { readonly [list: string]: readonly unknown[] } | undefined)?.[list] ?? [];
}

function folders(top: string): readonly string[] {
  return readdirSync(join(ROOT, top), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${top}/${entry.name}`);
}

const questions = folders('lessons').flatMap((folder) =>
  readdirSync(join(ROOT, folder)).includes('quiz.yaml') ? itemsOf(`${folder}/quiz.yaml`, 'questions') : [],
);

/** What stands behind each noun that a README counts. */
const REAL: { readonly [noun: string]: number } = {
  lessons: folders('lessons').length,
  scenarios: folders('scenarios').length,
  questions: questions.length,
  misconceptions: itemsOf('lessons/misconceptions.yaml', 'misconceptions').length,
  terms: itemsOf('lessons/glossary.yaml', 'terms').length,
  concepts: itemsOf('lessons/concepts.yaml', 'concepts').length,
  promises: gates.length,
};
const NOUNS: { readonly [korean: string]: string } = {
  레슨: 'lessons',
  시나리오: 'scenarios',
  문제: 'questions',
  오해: 'misconceptions',
  용어: 'terms',
  개념: 'concepts',
  약속: 'promises',
};

/** What a text counts: `48 scenarios`, `시나리오 48개`. */
function counted(text: string): readonly { readonly noun: string; readonly says: number }[] {
  const english = [...text.matchAll(/\b(\d[\d,]*) (lessons|scenarios|questions|misconceptions|terms|concepts|promises)\b/g)];
  const korean = [...text.matchAll(/(레슨|시나리오|문제|오해|용어|개념|약속) (\d[\d,]*)개/g)];
  return [
    ...english.map(([, number = '', noun = '']) => ({ noun, says: Number(number.replaceAll(',', '')) })),
    ...korean.map(([, noun = '', number = '']) => ({ noun: NOUNS[noun] ?? noun, says: Number(number.replaceAll(',', '')) })),
  ];
}

describe('a figure of the content', () => {
  it('is read in both languages', () => {
    expect(counted('It holds 48 scenarios and 1,300 questions.')).toEqual([
      { noun: 'scenarios', says: 48 },
      { noun: 'questions', says: 1300 },
    ]);
    expect(counted('시나리오 48개')).toEqual([{ noun: 'scenarios', says: 48 }]);
  });

  it.each(['README.md', 'README.ko.md', 'src/course/README.md'])('in %s claims no more than there is, and not much less', (path) => {
    for (const { noun, says } of counted(readFileSync(join(ROOT, path), 'utf8'))) {
      const real = REAL[noun] ?? 0;
      expect({ noun, says, holds: says <= real && says >= real * 0.8 }, `there are ${real}`).toEqual({ noun, says, holds: true });
    }
  });
});
