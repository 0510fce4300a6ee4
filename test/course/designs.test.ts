import { describe, expect, it } from 'vitest';
import { enter, replay } from '../../src/course/attempt.ts';
import { heldAddresses, openPorts } from '../../src/course/exposure.ts';
import { stepsOf } from '../../src/course/steps.ts';
import { courseFiles, load } from './fixture.ts';

const [scenario] = load(courseFiles()).course.scenarios;
if (scenario === undefined) throw new Error('The course has no scenario');

const saidAfter = (lines: readonly string[], line: string): string =>
  enter(replay(scenario, 's', lines), line)
    .output.notes.map(({ text }) => text.en)
    .join('\n');

describe('designs that pass', () => {
  it('are shown only to whom has solved the scenario', () => {
    expect(saidAfter([], 'designs')).toBe('Other designs are shown once every line passes.');
  });

  it('stand beside the own one, with edits, addresses, ways across zones, cost and open ports', () => {
    const text = saidAfter([...scenario.solution], 'designs');
    const [head = '', own = '', solution = '', alternate = ''] = text.split('\n');
    expect(head).toMatch(/DESIGN\s+EDITS\s+ADDRESSES\s+CROSS-AZ\s+USD\/HOUR\s+OPEN PORTS/);
    expect(own).toMatch(/^yours\s+2\s+\d+\s+\d+\/\d+\s+\d+\.\d+\s+\d+$/);
    expect(solution).toMatch(/^the solution\s+2\s/);
    expect(alternate).toMatch(/^Both at once\s+1\s/);
    expect(text).toContain('There is a design with 1. No fewer can solve it: par is 1.');
  });

  it('say so where the shown solution has helped, and a shown solution solves nothing', () => {
    expect(replay(scenario, 's', ['solution']).status).toBe('open');
    expect(saidAfter(['solution', ...scenario.solution], 'designs')).toContain('This counts as solved with help.');
  });
});

describe('what a design is weighed by', () => {
  const { start } = replay(scenario, 's', []);
  it('counts a port once however many rules open it, and only where a public address shows it', () => {
    const twice = replay(scenario, 's', [
      'aws ec2 authorize-security-group-ingress --group-id {sg} --protocol tcp --port 22 --cidr 0.0.0.0/0'.replace(
        '{sg}',
        String([...JSON.stringify(start.aws.NetworkInterface).matchAll(/sg-[0-9a-f]+/g)][0]),
      ),
    ]).world;
    expect(openPorts(twice)).toBeGreaterThan(openPorts(start));
    expect(heldAddresses(start)).toBeGreaterThan(0);
  });
});

describe('the steps of a line', () => {
  const scaled = replay(scenario, 's', ['kubectl scale deployment webapp --replicas=2']);
  const [entry] = scaled.transcript;
  const steps = entry === undefined ? null : stepsOf(entry);

  it('begin with what was typed, and go on with what each controller made of it', () => {
    const makers = steps?.map(({ change }) => change.by.replace(/^.*:/, '')) ?? [];
    expect(steps?.[0]).toMatchObject({ change: { verb: 'patch' }, fields: [{ path: 'spec.replicas', before: '3', after: '2' }] });
    const order = ['deployment-controller', 'replicaset-controller'].map((name) => makers.indexOf(name));
    expect(order.every((at, index) => at > (order[index - 1] ?? 0))).toBe(true);
    expect(steps?.slice(1).every(({ change }) => /[가-힣]/.test(change.because?.ko ?? ''))).toBe(true);
  });

  it('are printed by `steps`, and behind every line while it is on', () => {
    expect(saidAfter(['kubectl scale deployment webapp --replicas=2'], 'steps')).toContain('spec.replicas: 3 → 2');
    expect(saidAfter(['steps on'], 'kubectl scale deployment webapp --replicas=2')).toContain('replicaset-controller: delete Pod');
    expect(saidAfter(['steps on', 'steps off'], 'kubectl scale deployment webapp --replicas=2')).not.toContain('replicaset-controller');
  });
});
