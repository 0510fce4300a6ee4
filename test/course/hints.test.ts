import { describe, expect, it } from 'vitest';
import { enter, openAttempt } from '../../src/course/attempt.ts';
import type { Attempt } from '../../src/course/attempt-state.ts';
import type { Scenario } from '../../src/course/content.ts';
import { hintFor } from '../../src/course/hints.ts';
import { fillPlaceholders } from '../../src/course/placeholder.ts';
import { findRepair, isLocked } from '../../src/course/repair.ts';
import { NODES } from '../support/course-facts.ts';
import { changed, courseFiles, type Files, load } from './fixture.ts';

const scenarioOf = (files: Files) => load(files).course.scenarios[0] as Scenario;
const open = (files: Files = courseFiles()) => openAttempt(scenarioOf(files), { seed: 'test' });
const type = (attempt: Attempt, ...lines: readonly string[]) => lines.reduce((next, line) => enter(next, line).attempt, attempt);
const SELECTOR = `kubectl patch service frontend -p '{"spec":{"selector":{"app":"webapp"}}}'`;

const tell = (attempt: Attempt, line: string) => ([1, 2, 3, 4] as const).map((tier) => hintFor(attempt, { line, tier }));

describe('a hint', () => {
  it('leads from where to look to the object, the field and the edit itself', () => {
    const attempt = type(open(), SELECTOR);
    const [look, object, field, edit] = tell(attempt, 'answers');
    expect(look?.text.en).toContain('socket');
    expect(object?.text.en).toContain('service/default/frontend');
    expect(field?.text.en).toContain('targetPort');
    expect(edit).toMatchObject({ tier: 4 });
    expect(type(attempt, edit?.text.en ?? '').status).toBe('solved');
  });

  it('is an edit that makes its line pass and breaks no other, wherever the learner stands', () => {
    const attempt = open();
    const edit = hintFor(attempt, { line: 'endpoints', tier: 4 });
    const after = type(attempt, edit.text.en);
    expect(after.accept.find((result) => result.id === 'endpoints')?.verdict).toBe('pass');
    expect(after.accept.find((result) => result.id === 'ssh-closed')?.verdict).toBe('pass');
  });

  it('is two edits where a second block lies behind the first', () => {
    const attempt = open();
    const [look, object, field, edit] = tell(attempt, 'answers');
    expect(look?.text.en).toContain('stopped once more');
    expect(object?.text.en).toContain('service/default/frontend');
    expect(field?.text.en).toMatch(/spec\.selector.*targetPort/);
    expect(edit?.text.en.split('\n')).toHaveLength(2);
    expect(type(attempt, ...(edit?.text.en.split('\n') ?? [])).status).toBe('solved');
  });

  it('says so when a few edits are not enough', () => {
    const hints = tell(type(open(), 'kubectl delete service frontend'), 'answers');
    expect(hints[3]?.tier).toBe(3);
    expect(hints[3]?.text.en).toContain('several changes');
  });

  it('of what time alone will mend is to wait: an edit made meanwhile is not what mends it', () => {
    const five = changed('scenario.yaml', ['{service: default/frontend, ready: 3}', '{service: default/frontend, ready: 5}']);
    const slow = {
      template: { spec: { containers: [{ name: 'webapp', readinessProbe: { httpGet: { path: '/', port: 9376 }, initialDelaySeconds: 20 } }] } },
    };
    const patch = `kubectl patch deployment webapp -p '${JSON.stringify({ spec: slow })}'`;
    const lines = [SELECTOR, patch, 'kubectl scale deployment webapp --replicas=5'];
    const ahead = tell(type(open(five), ...lines), 'endpoints');
    expect(ahead.map(({ text }) => text.en)).toEqual(Array(4).fill(expect.stringContaining('`wait`')));
    expect(ahead.at(-1)?.tier).toBe(3);
    const now = type(openAttempt(scenarioOf(five), { seed: 'test', judging: 'now' }), ...lines);
    expect(now.accept.find(({ id }) => id === 'answers')?.verdict).toBe('fail');
    expect(findRepair(now, 'endpoints')).toBeNull();
    expect(tell(now, 'endpoints').map(({ text }) => text.en)).toEqual(Array(4).fill('Time alone makes this line pass.'));
  });

  it('does not touch what is locked', () => {
    const locked = changed('scenario.yaml', ['solution:', 'locked: [service/default/frontend]\nsolution:']);
    expect(hintFor(type(open(locked), SELECTOR), { line: 'answers', tier: 4 }).tier).toBe(3);
  });

  it('does not touch what is locked by a placeholder', () => {
    const locked = changed('scenario.yaml', ['solution:', 'locked: ["securitygroup/{sg-of:node0}"]\nsolution:']);
    const group = (key: string) => ({ object: { plane: 'aws', kind: 'SecurityGroup', key }, verbs: [], field: 'IpPermissions' }) as const;
    const attempt = open(locked);
    const filled = fillPlaceholders(attempt.world, '{sg-of:node0}');
    expect(isLocked(attempt, group(filled.ok ? filled.text : ''))).toBe(true);
    expect(isLocked(attempt, group('sg-0123'))).toBe(false);
  });

  it('is the author’s own in its first three tiers, where there is one', () => {
    const authored = changed('scenario.yaml', ['solution:', 'hints: {answers: [{ko: 포트를 보세요., en: Look at the port.}]}\nsolution:']);
    const [first, second] = tell(type(open(authored), SELECTOR), 'answers');
    expect(first?.text).toEqual({ ko: '포트를 보세요.', en: 'Look at the port.' });
    expect(second?.text.en).toContain('service/default/frontend');
  });

  describe('where no packet shows what is missing', () => {
    const asked = (check: string) => open(changed('scenario.yaml', ['check: {endpoints: {service: default/frontend, ready: 3}}', `check: ${check}`]));
    const texts = (attempt: Attempt) => tell(attempt, 'endpoints').map(({ text }) => text.en);

    it('names the object that comes nearest, the field that differs, and an edit that works', () => {
      const attempt = asked('{exists: {kind: Deployment, namespace: default, name: webapp, where: {spec.replicas: 5}}}');
      const [, object, field, edit] = texts(attempt);
      expect(object).toContain('Deployment default/webapp comes nearest. Conditions met: 2 of 3.');
      expect(field).toContain('spec.replicas: 3 → 5');
      const after = type(attempt, edit ?? '');
      expect(after.accept.find(({ id }) => id === 'endpoints')?.verdict).toBe('pass');
      expect(hintFor(attempt, { line: 'endpoints', tier: 4 }).tier).toBe(4);
    });

    it('takes the object with the id for the one that is meant, whatever it is called', () => {
      const attempt = asked(`{exists: {kind: Subnet, name: somewhere, where: {SubnetId: ${NODES[1].subnet}}}}`);
      const [, object, field, edit] = texts(attempt);
      expect(object).toContain(NODES[1].subnet);
      expect(field).toContain('→ somewhere');
      expect(type(attempt, edit ?? '').accept.find(({ id }) => id === 'endpoints')?.verdict).toBe('pass');
    });

    it('says of a Service which pods it picks, and what would give it as many as are asked for', () => {
      const fewer = type(open(), SELECTOR, 'kubectl scale deployment webapp --replicas=2');
      const [, object, field, edit] = texts(fewer);
      expect(object).toMatch(/selector \(app=webapp\) of service default\/frontend picks: 2\. webapp-/);
      expect(field).toContain('spec.replicas 2');
      expect(type(fewer, ...(edit ?? '').split('\n')).accept.find(({ id }) => id === 'endpoints')?.verdict).toBe('pass');
    });

    it('lists what there are too many of', () => {
      const [, object, , edit] = texts(asked('{exists: {kind: Service, namespace: default, name: frontend, count: 0}}'));
      expect(object).toContain('default/frontend');
      expect(edit).toBe('kubectl delete service frontend');
    });

    it('says which subnet has how many free addresses, and who holds them', () => {
      const [, listed, held] = texts(asked(`{free_ips: {subnet: ${NODES[0].subnet}, least: 8187}}`));
      expect(listed).toMatch(/192\.168\.0\.0\/19: \d+.*192\.168\.64\.0\/19: \d+/);
      expect(held).toMatch(/node0 \d+/);
      expect(texts(asked(`{free_ips: {subnet: ${NODES[0].subnet}, least: 9000}}`))[2]).toContain('It takes a /18 or larger.');
    });
  });

  it('of a line that waits for another sends the learner there', () => {
    const waiting = changed('scenario.yaml', [
      'check: {reaches: {from: internet, to: "node/node0:32001"}}',
      'check: {reaches: {from: internet, to: "node/node0:32001"}}\n    after: [endpoints]',
    ]);
    expect(hintFor(open(waiting), { line: 'answers', tier: 1 }).text.en).toContain('line 1');
  });

  it('goes one tier further each time it is asked for, and tier 4 marks the attempt as assisted', () => {
    let attempt = type(open(), SELECTOR);
    const tiers: unknown[] = [];
    for (let time = 0; time < 4; time += 1) {
      const entered = enter(attempt, 'hint');
      tiers.push(entered.events.find((event) => event.k === 'hint')?.b);
      attempt = entered.attempt;
    }
    expect(tiers).toEqual([1, 2, 3, 4].map((tier) => ({ line: 'answers', tier })));
    expect(attempt.helped).toBe(true);
  });

  it('can be asked for a line by its number or its name', () => {
    expect(enter(open(), 'hint 1').attempt.hints).toEqual({ endpoints: 1 });
    expect(enter(open(), 'hint answers').attempt.hints).toEqual({ answers: 1 });
    expect(enter(open(), 'hint 3').output.notes[0]?.text.en).toBe('This line passes already.');
    expect(enter(open(), 'hint nobody').output.kind).toBe('refused');
  });
});
