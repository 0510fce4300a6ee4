import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { program } from '../support/program.ts';

const OPENED = `aws ec2 authorize-security-group-ingress --group-id $(aws ec2 describe-security-groups --filters Name=group-name,Values=nodes --query 'SecurityGroups[0].GroupId' --output text) --protocol tcp --port 32001 --cidr 0.0.0.0/0`;

describe('ekslab run', () => {
  it('judges the scenario as it stands when nothing is typed', async () => {
    const { code, stdout } = await program(['run', 'open-the-shop', '--lang', 'en']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^\[(fail|not evaluated)\] /);
  });

  it('prints what was typed and what it printed, then the acceptance list', async () => {
    const { code, stdout } = await program(['run', 'two-nodes-one-port', '-c', 'kubectl get service frontend -o name', '--lang', 'ko']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^\$ kubectl get service frontend -o name\nservice\/frontend\n\n\[통과\] /);
    expect(stdout).toContain('[실패]');
  });

  it('says below a line that no packet explains what was expected and what was found', async () => {
    const { stdout } = await program(['run', 'closed-for-the-public', '--lang', 'en']);
    expect(stdout).toContain('[fail] 2 nodes have joined the cluster\n  Expected: Node: 2. Found: Node: 0.\n');
  });

  it('gives programs the lines, the verdicts and their reasons', async () => {
    const solved = await program([
      'run',
      'open-the-shop',
      '-c',
      'kubectl expose deployment webapp --name frontend --type NodePort --port 80 --target-port 9376',
      '-o',
      'json',
    ]);
    expect(solved.code).toBe(1);
    const expected = JSON.parse(solved.stdout);
    expect(expected).toMatchObject({ format: 1, scenario: 'open-the-shop', status: 'open', lines: [{ kind: 'write', code: 0 }] });
    expect(expected.accept.map(({ verdict }: { verdict: string }) => verdict)).toContain('fail');
  });

  it('solves a scenario by its own solution', async () => {
    const { solution } = load(readFileSync('scenarios/knocking-on-a-closed-door/scenario.yaml', 'utf8')) as { solution: string[] };
    const solved = await program(['run', 'knocking-on-a-closed-door', ...solution.flatMap((line) => ['-c', line]), '--lang', 'en']);
    expect(solved.stdout).not.toContain('[fail]');
    expect(solved.code).toBe(0);
  });

  it('reads lines from standard input behind the ones that are given', async () => {
    const stdin = 'SG=sg-1\necho $SG\n';
    const { stdout } = await program(['run', 'two-nodes-one-port', '-c', 'echo first', '-'], { stdin });
    expect(stdout).toMatch(/^\$ echo first\nfirst\n\$ SG=sg-1\n\$ echo \$SG\nsg-1\n/);
  });

  it('runs a substitution inside a line', async () => {
    const { stdout } = await program(['run', 'open-the-shop', '-c', OPENED, '-o', 'json']);
    expect(JSON.parse(stdout).lines[0]).toMatchObject({ kind: 'write', code: 0 });
  });
});
