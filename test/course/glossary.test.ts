import { describe, expect, it } from 'vitest';
import type { Term } from '../../src/course/content.ts';
import { inAlphabet, lookUp } from '../../src/course/glossary.ts';

const ENI: Term = {
  id: 'eni',
  name: { ko: '탄력적 네트워크 인터페이스', en: 'elastic network interface' },
  first: '탄력적 네트워크 인터페이스(ENI)',
  definition: { ko: '가상 네트워크 카드입니다.', en: 'A virtual network card.' },
  insteadOf: ['탄력 인터페이스'],
};
const POD: Term = { ...ENI, id: 'pod', name: { ko: '파드', en: 'pod' }, first: null, insteadOf: [] };

describe('a term', () => {
  it.each([
    'ENI',
    'eni',
    ' Elastic  network interface ',
    '탄력적 네트워크 인터페이스',
    '탄력적 네트워크 인터페이스(ENI)',
    '탄력 인터페이스',
    `${'탄력적'.normalize('NFD')} 네트워크 인터페이스`,
  ])('is found by its names in both languages, its acronym and the word that it replaces: %s', (word) => {
    expect(lookUp([POD, ENI], word)?.id).toBe('eni');
  });

  it('is not found by a part of its name', () => {
    expect(lookUp([POD, ENI], 'network')).toBeNull();
  });

  it('stands in the alphabet of each language', () => {
    expect(inAlphabet([POD, ENI], 'en').map(({ id }) => id)).toEqual(['eni', 'pod']);
    expect(inAlphabet([POD, ENI], 'ko').map(({ id }) => id)).toEqual(['eni', 'pod']);
  });
});
