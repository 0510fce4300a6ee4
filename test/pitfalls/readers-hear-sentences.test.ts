/** A screen reader gets fragments from a screen that is redrawn: plain mode is the same program in sentences. */
import { describe, expect, it } from 'vitest';
import { builtProgram } from '../support/built-program.ts';
import { usedFolder } from '../support/data-folder.ts';
import { terminal } from '../support/terminal.ts';

const TYPED = ['lab open-the-shop', 'kubectl get nodes', 'map', 'hint', 'curl --max-time 2 http://198.51.100.6:32001', 'trace', 'goal', 'home'];

describe('plain mode', () => {
  it.each(['ko', 'en'])('in %s draws nothing and goes back over nothing that was said', (lang) => {
    const { stdout } = builtProgram(['--plain', '--lang', lang, '--data', usedFolder()], `${TYPED.join('\n')}\n`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escapes, carriage returns and backspaces are what a redraw is made of
    expect(stdout).not.toMatch(/[\u001b\u0008]|\r(?!\n)/);
    expect(stdout).not.toMatch(/[╭╮╰╯┏┓┗┛━┃█░▓]/);
    expect(stdout).toMatch(lang === 'ko' ? /통과 조건/ : /[Aa]ccept/);
  });

  it('is what a terminal gets that is read aloud', async () => {
    const screen = terminal({ env: { INK_SCREEN_READER: 'true' }, args: ['--data', usedFolder()] });
    await screen.until('Sandbox');
    expect(screen.modes().alternate).toBe(false);
    await screen.enter('quit');
    expect(await screen.exited).toMatchObject({ exitCode: 0 });
    expect(screen.bytes()).not.toContain('\u001b[?1049h');
  });
});
