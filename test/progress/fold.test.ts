import { describe, expect, it } from 'vitest';
import type { Body, JournalEvent } from '../../src/progress/event.ts';
import { progressOf } from '../../src/progress/fold.ts';

const OPEN: Body = { k: 'open', b: { content: 'two-nodes-one-port', revision: 'r1', engine: '0.1.0', seed: 's' } };

function progressAfter(...bodies: readonly (readonly [attempt: string, body: Body])[]) {
  const at = (index: number): string => new Date(index * 1000).toISOString();
  return progressOf(bodies.map(([a, body], index): JournalEvent => ({ stream: 's', seq: index + 1, a, at: at(index), ...body })));
}

describe('what a journal amounts to', () => {
  it('an empty journal is no progress', () => {
    expect(progressAfter()).toEqual({ lang: null, look: {}, place: null, lessons: {}, answers: {}, missed: {}, attempts: [] });
  });

  it('the last place and language stand', () => {
    const progress = progressAfter(
      ['', { k: 'note', b: { lang: 'ko' } }],
      ['', { k: 'note', b: { place: 'lesson/services/clusterip' } }],
      ['', { k: 'note', b: { place: 'lab', content: 'two-nodes-one-port' } }],
      ['', { k: 'note', b: { lang: 'fr' } }],
      ['', { k: 'note', b: { colours: 'light' } }],
      ['', { k: 'note', b: { glyphs: 'ascii' } }],
    );
    expect(progress).toMatchObject({
      lang: 'ko',
      place: 'lab/two-nodes-one-port',
      lessons: { services: { page: 'clusterip', seen: ['clusterip'] } },
    });
  });

  it('pages read twice count once, and the last one is where the lesson goes on', () => {
    const pages = ['intro', 'nodeport', 'intro'].map((page) => ['', { k: 'note', b: { place: `lesson/services/${page}` } }] as const);
    expect(progressAfter(...pages).lessons).toEqual({ services: { page: 'intro', seen: ['intro', 'nodeport'] } });
  });

  it('answers that were not right stay known, whatever is answered later', () => {
    const answer = (given: string, verdict: 'pass' | 'fail') => ['', { k: 'answer', b: { question: 'ports/q1', given: [given], verdict } }] as const;
    const { answers, missed } = progressAfter(answer('a', 'fail'), answer('c', 'fail'), answer('b', 'pass'));
    expect(answers['ports/q1']).toMatchObject({ given: ['b'], verdict: 'pass' });
    expect(missed).toEqual({ 'ports/q1': [['a'], ['c']] });
  });

  it('an attempt holds its inputs in order and the latest verdict of each line', () => {
    const { attempts } = progressAfter(
      ['a1', OPEN],
      ['a1', { k: 'input', b: { line: 'curl x' } }],
      ['a1', { k: 'verdict', b: { line: 'answers', verdict: 'fail' } }],
      ['a1', { k: 'input', b: { line: 'kubectl get svc' } }],
      ['a1', { k: 'verdict', b: { line: 'answers', verdict: 'partial' } }],
    );
    expect(attempts).toMatchObject([
      { id: 'a1', inputs: ['curl x', 'kubectl get svc'], verdicts: { answers: 'partial' }, open: true, solved: false },
    ]);
  });

  it('an attempt is solved once it says so, and stays so when a line fails later', () => {
    const verdict = (is: 'pass' | 'fail') => ['a1', { k: 'verdict', b: { line: 'one', verdict: is } }] as const;
    const status = (is: string) => ['a1', { k: 'note', b: { status: is } }] as const;
    expect(progressAfter(['a1', OPEN], verdict('pass')).attempts[0]).toMatchObject({ solved: false });
    expect(progressAfter(['a1', OPEN], verdict('pass'), status('solved'), verdict('fail')).attempts[0]).toMatchObject({
      solved: true,
      assisted: false,
    });
    expect(progressAfter(['a1', OPEN], status('assisted')).attempts[0]).toMatchObject({ solved: true, assisted: true });
    expect(progressAfter(['a1', OPEN], status('solved'), status('assisted')).attempts[0]).toMatchObject({ solved: true, assisted: false });
  });

  it('the ladder of hints stands where it went furthest', () => {
    const hint = (tier: 2 | 4) => ['a1', { k: 'hint', b: { line: 'one', tier } }] as const;
    expect(progressAfter(['a1', OPEN], hint(4), hint(2)).attempts[0]?.hints).toEqual({ one: 4 });
  });

  it('only the latest attempt of a content is open, and none that was set aside', () => {
    const both = progressAfter(['a1', OPEN], ['a2', OPEN]);
    expect(both.attempts.map(({ id, open }) => [id, open])).toEqual([
      ['a1', false],
      ['a2', true],
    ]);
    expect(progressAfter(['a1', OPEN], ['a1', { k: 'note', b: { kept: 'verdict differs' } }]).attempts[0]).toMatchObject({
      open: false,
      kept: 'verdict differs',
    });
  });

  it('a question keeps its latest answer', () => {
    const answer = (given: string, verdict: 'pass' | 'fail') =>
      ['', { k: 'answer', b: { question: 'services/q1', given: [given], verdict } }] as const;
    expect(progressAfter(answer('a', 'fail'), answer('b', 'pass')).answers).toMatchObject({ 'services/q1': { given: ['b'], verdict: 'pass' } });
  });
});
