/** A lab is where things may be broken: whatever was torn down is shown as the wreck it is, and `undo` brings it back. */
import { describe, expect, it } from 'vitest';
import { enter, openAttempt } from '../../src/course/attempt.ts';
import type { Attempt } from '../../src/course/attempt-state.ts';
import { openCourse } from '../../src/course/open-course.ts';
import { digest } from '../../src/engine/digest.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const { course } = await openCourse(ROOT, `${ROOT}dist/course.json`);
const scenario = course.scenarios.find(({ id }) => id === 'two-nodes-one-port');
if (scenario === undefined) throw new Error('The scenario is not there');

const HAVOC = [
  'kubectl delete deployment --all',
  'kubectl delete service --all',
  'kubectl delete daemonset aws-node -n kube-system',
  'kubectl delete deployment coredns -n kube-system',
  'kubectl delete node node0',
  "for id in $(aws ec2 describe-instances --query 'Reservations[].Instances[].InstanceId' --output text); do aws ec2 terminate-instances --instance-ids $id; done",
  'kubectl delete namespace prod',
];

function typed(attempt: Attempt, line: string): Attempt {
  return enter(attempt, line).attempt;
}
const verdicts = ({ accept }: Attempt) => accept.map(({ id, verdict }) => `${id} ${verdict}`);

describe('a lab that was torn down', () => {
  it('is a wreck, and comes back whole, line by line', () => {
    const start = openAttempt(scenario, { seed: 'havoc' });
    const states = [start];
    for (const line of HAVOC) states.push(typed(states.at(-1) as Attempt, line));
    const wreck = states.at(-1) as Attempt;
    expect(wreck.transcript.filter(({ output }) => output.kind === 'write')).toHaveLength(HAVOC.length);
    expect(verdicts(wreck)).not.toEqual(verdicts(start));
    let back = wreck;
    for (const before of states.slice(0, -1).reverse()) {
      back = typed(back, 'undo');
      expect(digest(back.world)).toBe(digest(before.world));
      expect(verdicts(back)).toEqual(verdicts(before));
    }
    for (const after of states.slice(1)) {
      back = typed(back, 'redo');
      expect(digest(back.world)).toBe(digest(after.world));
    }
    expect(digest(typed(back, 'reset').world)).toBe(digest(start.world));
  });

  it('can still be asked: every question has an answer, if only that nothing is there', () => {
    const wreck = HAVOC.reduce(typed, openAttempt(scenario, { seed: 'havoc' }));
    for (const line of [
      'kubectl get all -A',
      'kubectl get nodes',
      'aws ec2 describe-instances',
      'curl --max-time 2 http://198.51.100.6:32001',
      'trace',
      'hint',
      'goal',
    ]) {
      const { output } = enter(wreck, line);
      expect({ line, said: output.stdout + output.stderr + output.notes.length }).not.toEqual({ line, said: '0' });
    }
  });
});
