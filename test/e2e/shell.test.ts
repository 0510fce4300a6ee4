import { describe, expect, it } from 'vitest';
import { terminal } from '../support/terminal.ts';

const WORLD = 'lessons/08-services/world.yaml';

describe('ekslab shell at a prompt', () => {
  it('runs lines, completes words, goes on with a heredoc, and leaves by exit with the status of the last line', async () => {
    const screen = terminal({ args: ['shell', '-w', WORLD], cols: 100, rows: 30 });
    await screen.until(/`help` lists.*\n\$$/s);
    await screen.enter('kubectl get service frontend -o name');
    await screen.until(/^service\/frontend$/m);
    await screen.type('node node0 -- iptables-s');
    await screen.press('Tab');
    await screen.until('node node0 -- iptables-save');
    await screen.type(' -t nat | grep -c KUBE-MARK-MASQ');
    await screen.press('Enter');
    await screen.until(/^\d+$/m);
    await screen.enter('cat <<EOF | wc -l');
    await screen.until(/^>$/m);
    await screen.enter('one');
    await screen.enter('EOF');
    await screen.until(/^1\n\$$/m);
    await screen.enter('false');
    await screen.enter('exit');
    expect(await screen.exited).toMatchObject({ exitCode: 1 });
  });

  it('drops the line at Ctrl-C, and leaves at Ctrl-D', async () => {
    const screen = terminal({ args: ['shell', '-w', WORLD], cols: 100, rows: 30 });
    await screen.until(/^\$$/m);
    await screen.type('kubectl delete service frontend');
    await screen.press('Ctrl-C');
    await screen.until(/\^C\n\$$/);
    await screen.enter('echo still here');
    await screen.until(/^still here$/m);
    await screen.press('Ctrl-D');
    expect(await screen.exited).toMatchObject({ exitCode: 0 });
    expect(screen.screen()).not.toContain('deleted');
  });
});
