import { describe, expect, it } from 'vitest';
import { elements } from '../../../src/engine/dataplane/elements.ts';
import { PATH } from '../../../src/engine/dataplane/path.ts';
import { holesOf, LANGS } from '../../../src/engine/text.ts';

const reasons = Object.entries(elements).flatMap(([element, { reasons: own }]) =>
  Object.entries(own).map(([code, reason]) => ({ element, code, reason })),
);

describe('the reasons of the elements', () => {
  it('have the same holes in both languages', () => {
    for (const { element, code, reason } of reasons) expect(holesOf(reason.ko), `${element} ${code}`).toEqual(holesOf(reason.en));
  });

  it('name a concept', () => {
    for (const { element, code, reason } of reasons) expect(reason.concept, `${element} ${code}`).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
  });

  it('leave no particle to chance after a hole', () => {
    const bare = /\}`?(을|를|이|가|은|는|과|와|으로|로|이나|나)(?=[ .,?]|$)/;
    for (const { element, code, reason } of reasons) expect(reason.ko, `${element} ${code}`).not.toMatch(bare);
  });

  it('keep to the register and the marks of the course', () => {
    const forbidden = /에 의해|되어[지집진져]|당신|여러분|그것|성공적으로|수행(하|합|해|한)|(을|를) 통해|만약|동일한|의미합니다|[—–;]|[“”‘’…·]| {2}/;
    for (const { element, code, reason } of reasons) {
      expect(reason.ko, `${element} ${code}`).not.toMatch(forbidden);
      expect(reason.ko, `${element} ${code}`).toMatch(/니다\.$/);
      expect(reason.en, `${element} ${code}`).not.toMatch(/[—–;“”‘’…]|n't\b|\be\.g\.|\bplease\b|\bsimply\b/i);
    }
  });

  it('stay short: at most two sentences in each language', () => {
    for (const { element, code, reason } of reasons) {
      for (const lang of LANGS) expect(reason[lang].split(/\. /).length, `${element} ${code} ${lang}`).toBeLessThanOrEqual(2);
    }
  });

  it('have a code in the style of Reachability Analyzer', () => {
    for (const { code } of reasons) expect(code).toMatch(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/);
  });
});

describe('the path table', () => {
  it('uses every element and has an element at every place', () => {
    const used = new Set(Object.values(PATH).flat());
    expect([...used].sort()).toEqual(Object.keys(elements).sort());
    for (const [place, list] of Object.entries(PATH)) expect(list.length, place).toBeGreaterThan(0);
  });

  it('knows each element by its own name', () => {
    for (const [name, element] of Object.entries(elements)) expect(element.name).toBe(name);
  });
});
