import { describe, expect, it } from 'vitest';
import { worldOf } from '../../src/engine/world-of.ts';
import { completeLine } from '../../src/shell/complete.ts';
import { LEARNER_ORIGIN, type Session } from '../../src/shell/session.ts';
import { courseParts } from '../support/course-world.ts';

const session: Session = { world: worldOf(courseParts()).world, origin: LEARNER_ORIGIN, recent: [], variables: { NODE: 'node0' } };

/** The line after each candidate, with the cursor at the bar. */
function completed(typed: string): string[] {
  const [before, after = ''] = typed.split('|>') as [string, string?];
  const { from, items } = completeLine(session, before + after, before.length);
  return items.map(({ text }) => before.slice(0, from) + text);
}

describe('completion', () => {
  it('at the beginning of a command offers the commands', () => {
    expect(completed('kub')).toEqual(['kubectl']);
    expect(completed('kubectl get pods | gr')).toEqual(['kubectl get pods | grep']);
    expect(completed('A=$(cur')).toEqual(['A=$(curl']);
    expect(completed('for i in 1 2; do ech')).toEqual(['for i in 1 2; do echo']);
  });

  it('within a command asks the command, with the words before the cursor only', () => {
    expect(completed('help wa')).toEqual(['help wait']);
    expect(completed('fault stop kube-proxy no|> and more')).toEqual(['fault stop kube-proxy node0', 'fault stop kube-proxy node1']);
    expect(completed('node node0 -- ip ru')).toEqual(['node node0 -- ip rule']);
    expect(completed('fault ')).toContain('fault stop');
  });

  it('knows variables, and keeps an open quote', () => {
    expect(completed('node $NODE -- iptables-save -t n')).toEqual(['node $NODE -- iptables-save -t nat']);
    expect(completed(`fault stop "kube-`)).toEqual([`fault stop "kube-proxy`]);
  });

  it('offers nothing for what does not exist, and nothing behind a comment', () => {
    expect(completed('nonsense-name ')).toEqual([]);
    expect(completed('echo a )')).toEqual([]);
  });

  it('never changes the world, whatever is typed', () => {
    const { world } = session;
    for (const line of ['kubectl delete po', 'aws ec2 delete-', 'curl http', 'kubectl get pods -o ', 'wait ', 'undo'])
      completeLine(session, line, line.length);
    expect(session.world).toBe(world);
  });
});
