import { describe, expect, it } from 'vitest';
import { judge } from '../../src/course/accept.ts';
import type { AcceptLine } from '../../src/course/content.ts';
import { typeLines } from '../../src/course/start.ts';
import type { World } from '../../src/engine/world.ts';
import { worldOf } from '../../src/engine/world-of.ts';
import { courseParts } from '../support/course-world.ts';

const { world: start } = worldOf(courseParts());
const line = (id: string, name: string, args: AcceptLine['check']['args'], after: readonly string[] = []): AcceptLine => ({
  id,
  text: { ko: id, en: id },
  check: { name, args },
  after,
});
const judged = (lines: readonly AcceptLine[], world: World) => judge(lines, { world, start, recent: [], prediction: { state: 'none' } });

describe('the acceptance list', () => {
  const three = line('three', 'endpoints', { service: 'frontend', ready: 3 });
  const answers = line('answers', 'reaches', { from: 'internet', to: 'node/node0:32001' }, ['three']);

  it('does not evaluate a line before those that it comes after', () => {
    const { world } = typeLines(start, ['kubectl scale deployment webapp --replicas=2']);
    expect(judged([three, answers], world).map(({ verdict }) => verdict)).toEqual(['fail', 'not-evaluated']);
    expect(judged([three, answers], world)[1]?.why?.en).toBe('Line 1 must pass first.');
  });

  const SLOW = `kubectl patch deployment webapp -p '{"spec":{"template":{"spec":{"containers":[{"name":"webapp","readinessProbe":{"httpGet":{"path":"/","port":9376},"initialDelaySeconds":20}}]}}}}'`;

  it('says of a line that will come true by itself when it will', () => {
    const five = line('five', 'endpoints', { service: 'frontend', ready: 5 });
    const { world } = typeLines(start, [SLOW, 'kubectl scale deployment webapp --replicas=5']);
    const [result] = judged([five], world);
    expect(result).toMatchObject({ verdict: 'pending', actual: { en: expect.not.stringContaining('5') } });
    expect(result?.help?.en).toMatch(/^This changes in \d+ s\. Wait for it with `wait`\.$/);
    const seconds = Math.ceil(((result?.dueAt ?? 0) - world.now) / 1000);
    expect(judged([five], typeLines(world, [`wait ${seconds}s`]).world)[0]?.verdict).toBe('pass');
    expect(judged([five], typeLines(world, [`wait ${seconds - 1}s`]).world)[0]?.verdict).toBe('pending');
  });

  it('does not call pending what waiting will not mend', () => {
    const { world } = typeLines(start, [SLOW, 'kubectl scale deployment webapp --replicas=5']);
    expect(judged([line('nine', 'endpoints', { service: 'frontend', ready: 9 })], world)[0]?.verdict).toBe('fail');
  });
});
