/** A green light without learning: what only looks right fails, with the packet that proves it. */
import { describe, expect, it } from 'vitest';
import { replay } from '../../src/course/attempt.ts';
import { courseFiles, load } from '../course/fixture.ts';

const [scenario] = load(courseFiles()).course.scenarios;
if (scenario === undefined) throw new Error('The course has no scenario');

const SELECTOR = `kubectl patch service frontend -p '{"spec":{"selector":{"app":"webapp"}}}'`;
const GROUP = 'aws ec2 authorize-security-group-ingress --group-id {sg} --protocol -1 --cidr 0.0.0.0/0';

const verdicts = (...lines: readonly string[]) => {
  const start = replay(scenario, 's', []);
  const group = String(JSON.stringify(start.world.aws.NetworkInterface).match(/sg-[0-9a-f]+/)?.[0]);
  const attempt = replay(
    scenario,
    's',
    lines.map((line) => line.replace('{sg}', group)),
  );
  return Object.fromEntries(attempt.accept.map((result) => [result.id, result]));
};

describe('a line is red', () => {
  it('where the right pods are selected and nothing listens on the port', () => {
    const { endpoints, answers } = verdicts(SELECTOR);
    expect([endpoints?.verdict, answers?.verdict]).toEqual(['pass', 'fail']);
    expect(answers?.witness).not.toBeNull();
  });

  it('where an object has the right name in the wrong place', () => {
    const copy = `kubectl create -f - <<EOF
apiVersion: v1
kind: Service
metadata: {name: frontend, namespace: kube-system}
spec: {selector: {app: webapp}, ports: [{port: 80, targetPort: 9376}]}
EOF`;
    expect(verdicts(copy).endpoints?.verdict).toBe('fail');
  });

  it('where everything was opened to make one thing work', () => {
    const opened = verdicts(
      GROUP,
      `kubectl patch svc frontend -p '{"spec":{"selector":{"app":"webapp"},"ports":[{"port":80,"targetPort":9376,"nodePort":32001}]}}'`,
    );
    expect([opened.answers?.verdict, opened['ssh-closed']?.verdict]).toEqual(['pass', 'fail']);
  });

  it('where the solution was looked at, or the words of the lab were typed, and nothing was done', () => {
    for (const line of ['solution', 'hint', 'goal', 'timeline', `try ${SELECTOR}`])
      expect(replay(scenario, 's', [line]).accept.some(({ verdict }) => verdict === 'fail')).toBe(true);
    expect(replay(scenario, 's', ['solution']).status).toBe('open');
  });
});
