import { describe, expect, it } from 'vitest';
import { positionOf, search, searchIndex } from '../../src/course/search.ts';
import { courseFiles, load } from './fixture.ts';

const index = searchIndex(load(courseFiles()).course);
const titles = (query: string, lang: 'ko' | 'en' = 'ko') => search(index, query, lang).map(({ kind, title }) => `${kind} ${title[lang]}`);

describe('the search', () => {
  it.each([
    ['어긋난', 'scenario 어긋난 셀렉터'],
    ['ㅅㄹㅌ', 'scenario 어긋난 셀렉터'],
    ['셀ㄹㅌ', 'scenario 어긋난 셀렉터'],
    ['노드 ㅍㅌ', 'page 노드 포트'],
    ['ㄴㄷㅍㅌ', undefined],
    ['kube-proxy', 'page 노드 포트'],
    ['wrong sel', 'scenario 어긋난 셀렉터'],
  ])('finds by syllables, by initial consonants and in the other language: %s', (query, found) => {
    if (found === undefined) expect(titles(query)).toEqual([]);
    else expect(titles(query)).toContain(found);
  });

  it('finds commands by what they do and reasons by their code, in English too', () => {
    expect(titles('curl', 'en')).toContain('command curl');
    expect(search(index, 'ENI_SG_RULES_MISMATCH', 'en')[0]).toMatchObject({ kind: 'reason' });
  });

  it('gives titles that begin with the words first', () => {
    expect(titles('포트')[0]).toBe('concept 포트');
  });

  it('takes Hangul that a file system has taken apart as it takes it whole', () => {
    expect(titles('셀렉터'.normalize('NFD'))).toEqual(titles('셀렉터'));
  });

  it('finds nothing for no words', () => {
    expect(titles('  ')).toEqual([]);
    expect(positionOf('서비스', 'ㅅㅂㅅ')).toBe(0);
    expect(positionOf('서비스', 'ㅂㅅ')).toBe(1);
    expect(positionOf('서비스', 'ㅎ')).toBe(-1);
  });
});
