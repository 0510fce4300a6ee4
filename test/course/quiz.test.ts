import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lesson, Question } from '../../src/course/content.ts';
import { mistakenAbout } from '../../src/course/mistaken.ts';
import { grade, longestInOrder, misconceptionsIn, shownOptions } from '../../src/course/quiz.ts';

const text = (word: string) => ({ ko: word, en: word });

function question(parts: Partial<Question>): Question {
  const options = ['a', 'b', 'c', 'd'].map((id) => ({ id, text: text(id), why: text(`why ${id}`), misconception: id === 'd' ? 'wrong-idea' : null }));
  return { id: 'q', kind: 'single', stem: text('?'), options, items: [], key: ['a'], why: null, source: null, concepts: ['c'], ...parts };
}

describe('an answer', () => {
  it.each([
    ['single', ['b'], ['b'], 'pass', 1],
    ['single', ['b'], ['a'], 'fail', 0],
    ['single', ['b'], ['b', 'a'], 'fail', 0],
    ['single', ['b'], [], 'fail', 0],
    ['multiple', ['a', 'b'], ['b', 'a'], 'pass', 2],
    ['multiple', ['a', 'b'], ['a'], 'partial', 1],
    ['multiple', ['a', 'b'], ['a', 'b', 'c'], 'partial', 1],
    ['multiple', ['a', 'b'], ['a', 'c'], 'fail', 0],
    ['multiple', ['a', 'b'], ['a', 'b', 'c', 'd'], 'fail', 0],
    ['order', ['a', 'b', 'c'], ['a', 'b', 'c'], 'pass', 3],
    ['order', ['a', 'b', 'c'], ['a', 'c', 'b'], 'partial', 2],
    ['order', ['a', 'b', 'c'], ['a', 'd', 'b', 'c'], 'partial', 3],
    ['order', ['a', 'b', 'c'], [], 'fail', 0],
    ['match', ['a', 'a', 'b'], ['a', 'a', 'b'], 'pass', 3],
    ['match', ['a', 'a', 'b'], ['a', 'b', 'b'], 'partial', 2],
    ['number', ['65536'], ['65,536'], 'pass', 1],
    ['number', ['3'], [' 3 '], 'pass', 1],
    ['number', ['3'], [''], 'fail', 0],
    ['number', ['3'], ['three'], 'fail', 0],
    ['address', ['10.100.0.31'], [' 10.100.0.31'], 'pass', 1],
    ['address', ['10.100.0.31'], ['10.100.0.3'], 'fail', 0],
    ['address', ['192.168.0.0/19'], ['192.168.0.0/19'], 'pass', 1],
    ['address', ['2001:db8::1'], ['2001:0db8:0:0::1'], 'pass', 1],
  ] as const)('to a %s question with key %j: %j is worth %s', (kind, key, given, verdict, right) => {
    expect(grade(question({ kind, key }), given)).toMatchObject({ verdict, right });
  });

  it('is explained option by option, with the misconception behind a wrong one', () => {
    const { why } = grade(question({ key: ['a'], why: text('the rule') }), ['d']);
    expect(why).toEqual([
      { option: null, right: true, text: text('the rule'), misconception: null },
      { option: 'a', right: true, text: text('why a'), misconception: null },
      { option: 'd', right: false, text: text('why d'), misconception: 'wrong-idea' },
    ]);
  });

  it('says the value where there are no options', () => {
    expect(grade(question({ kind: 'number', key: ['3'] }), ['4']).why.at(-1)?.text.en).toBe('The answer is 3.');
  });
});

describe('a misconception', () => {
  const options = ['a', 'b', 'c'].map((id) => ({ id, text: text(id), why: text(id), misconception: id === 'c' ? null : `belief-${id}` }));

  it.each([
    ['single', ['c'], ['a'], ['belief-a']],
    ['multiple', ['a', 'c'], ['a', 'b'], ['belief-b']],
    ['multiple', ['c'], ['a', 'b'], ['belief-a', 'belief-b']],
    ['match', ['a', 'b'], ['a', 'a'], ['belief-a']],
    ['match', ['a', 'b'], ['a', 'b'], []],
    ['order', ['a', 'c'], ['c', 'a'], []],
    ['number', ['3'], ['4'], []],
  ] as const)('is read off a %s answer: with key %j, %j gives away %j', (kind, key, given, codes) => {
    expect(misconceptionsIn(question({ kind, key, options }), given)).toEqual(codes);
  });

  it('counts once for each answer that gives it away, the most frequent first', () => {
    const lesson = {
      id: 'ports',
      quiz: [question({ id: 'q1', key: ['c'], options }), question({ id: 'q2', key: ['a'], options })],
    } as unknown as Lesson;
    const missed = { 'ports/q1': [['a'], ['b']], 'ports/q2': [['b']], 'gone/q3': [['a']] };
    expect(mistakenAbout([lesson], missed)).toEqual([
      { code: 'belief-b', times: 2 },
      { code: 'belief-a', times: 1 },
    ]);
  });
});

describe('the options of a question', () => {
  it('are all shown, in an order that the seed decides', () => {
    const orders = ['1', '2', '3', '4', '5'].map((seed) => shownOptions(question({}), seed).map((option) => option.id));
    for (const order of orders) expect([...order].sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(new Set(orders.map((order) => order.join())).size).toBeGreaterThan(1);
    expect(shownOptions(question({}), '1')).toEqual(shownOptions(question({}), '1'));
  });
});

describe('the longest part in order', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 });

  it('is the same from either side, and no longer than either', () => {
    fc.assert(
      fc.property(words, words, (one, other) => {
        expect(longestInOrder(one, other)).toBe(longestInOrder(other, one));
        expect(longestInOrder(one, other)).toBeLessThanOrEqual(Math.min(one.length, other.length));
      }),
    );
  });

  it('is all of a list that was only added to', () => {
    fc.assert(
      fc.property(words, words, (one, other) => {
        expect(longestInOrder(one, [...other, ...one])).toBe(one.length);
      }),
    );
  });
});
