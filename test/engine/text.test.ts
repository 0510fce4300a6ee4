import { describe, expect, it } from 'vitest';
import { fill, fillTemplate, holesOf } from '../../src/engine/text.ts';

describe('a text with holes', () => {
  it('is filled in the language asked for', () => {
    const text = { ko: '{n}개', en: '{n} pods' };
    expect(fill(text, 'ko', { n: 3 })).toBe('3개');
    expect(fill(text, 'en', { n: 3 })).toBe('3 pods');
  });

  it('joins a list with commas', () => {
    expect(fillTemplate('groups: {sgs}', { sgs: ['sg-1', 'sg-2'] })).toBe('groups: sg-1, sg-2');
  });

  it('chooses the Korean particle by the sound of the value', () => {
    expect(fillTemplate('{name:을/를} {cidr:으로/로}', { name: 'NAT', cidr: '10.0.0.0/24' })).toBe('NAT를 10.0.0.0/24로');
  });

  it('chooses the particle of a list by its last item', () => {
    expect(fillTemplate('{names:이/가}', { names: ['web', 'db'] })).toBe('web, db가');
  });

  it('throws when a hole has no value', () => {
    expect(() => fillTemplate('{missing}', {})).toThrow('{missing}');
  });

  it('leaves braces alone that are no holes', () => {
    expect(fillTemplate('{"a": 1} {.spec} {}', {})).toBe('{"a": 1} {.spec} {}');
  });

  it('names its holes once each, sorted, whatever particle they carry', () => {
    expect(holesOf('{b:을/를} {a} {b}')).toEqual(['a', 'b']);
  });
});
