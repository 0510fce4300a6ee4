import { describe, expect, it } from 'vitest';
import { enter, openAttempt } from '../../src/course/attempt.ts';
import type { Attempt } from '../../src/course/attempt-state.ts';
import type { Scenario } from '../../src/course/content.ts';
import { changed, load } from './fixture.ts';

const files = changed(
  'scenario.yaml',
  [
    'accept:',
    'predict:\n  line: curl http://{node-public:node0}:32001\n  ask: {ko: "어디를 지납니까?", en: "What does it pass?"}\n  decoys: [amazon-dns]\naccept:',
  ],
  ['check: {blocked: {from: internet, to: "node/node0:22"}}', 'check: {predicts: {right: 3}}'],
);
const scenario = load(files).course.scenarios[0] as Scenario;
const open = () => openAttempt(scenario, { seed: 'test' });
const asked = (attempt: Attempt) => (attempt.prediction.state === 'asked' ? attempt.prediction : null);

describe('a prediction', () => {
  it('is asked for at the start: hops of the engine’s own trace, mixed with what does not occur', () => {
    const ids = asked(open())?.options.map((hop) => hop.id) ?? [];
    expect(ids.some((id) => id.startsWith('security-group@'))).toBe(true);
    expect(ids).toContain('amazon-dns');
    expect(asked(open())?.options).toEqual(asked(open())?.options);
  });

  it('holds back lines that would give it away until it is given', () => {
    const held = enter(open(), 'curl http://198.51.100.6:32001');
    expect([held.output.kind, held.heldBack]).toEqual(['refused', true]);
    expect(held.attempt.recent).toEqual([]);
    expect(enter(held.attempt, 'kubectl get pods').output.kind).toBe('read');
    const skipped = enter(held.attempt, 'predict skip').attempt;
    expect(enter(skipped, 'curl http://198.51.100.6:32001').output.kind).toBe('test');
  });

  it('is right in full when the key is given, and then passes its line', () => {
    const { attempt } = enter(open(), 'predict key');
    expect(attempt.prediction).toMatchObject({ state: 'given' });
    if (attempt.prediction.state === 'given') expect(attempt.prediction.right).toBe(attempt.prediction.key.length);
    expect(attempt.accept.find((result) => result.id === 'ssh-closed')?.verdict).toBe('pass');
    expect(attempt.helped).toBe(true);
  });

  it('is worth as many hops as stand in the right order', () => {
    const { attempt } = enter(open(), 'predict key');
    const key = attempt.prediction.state === 'given' ? attempt.prediction.key : [];
    const wrong = enter(open(), `predict amazon-dns ${key[1]} ${key[0]}`);
    expect(wrong.attempt.prediction).toMatchObject({ right: 1 });
    expect(wrong.events).toContainEqual({ k: 'answer', b: { question: 'predict', given: ['amazon-dns', key[1], key[0]], verdict: 'partial' } });
  });

  it('can be given by the numbers shown', () => {
    const ids = asked(open())?.options.map((hop) => hop.id) ?? [];
    expect(enter(open(), 'predict 2 1').attempt.prediction).toMatchObject({ state: 'given', given: [ids[1], ids[0]] });
  });

  it('names a hop that is not among the choices', () => {
    const entered = enter(open(), 'predict nat-gateway');
    expect(entered.output.notes[0]?.text.en).toContain('nat-gateway');
    expect(entered.attempt.prediction.state).toBe('asked');
  });

  it('can be given again', () => {
    const again = enter(enter(open(), 'predict skip').attempt, 'predict again');
    expect(again.attempt.prediction.state).toBe('asked');
    expect(again.output.notes[0]?.text.en).toBe('What does it pass?');
  });
});
