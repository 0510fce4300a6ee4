/** However the program ends, the terminal is as it was, and what went wrong can be read. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { dataFolder, usedFolder } from '../support/data-folder.ts';
import { type Terminal, terminal } from '../support/terminal.ts';

const PROGRAM = new URL('../../bin/ekslab.js', import.meta.url).pathname;
const lab = (env: Readonly<Record<string, string>> = {}) => terminal({ args: ['lab', 'two-nodes-one-port', '--data', usedFolder()], env });

/** Code that is loaded into the program and does its harm on a signal. */
const harm = (code: string) => ({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(`process.on('SIGUSR2',()=>{${code}})`)}` });

async function left(screen: Terminal): Promise<void> {
  await screen.until(() => !screen.modes().alternate);
  // The main screen, a cursor that is seen, and pastes without marks.
  const end = screen.bytes().slice(-4000);
  for (const sequence of ['\u001b[?1049l', '\u001b[?25h', '\u001b[?2004l']) expect(end).toContain(sequence);
}

describe('the terminal is given back', () => {
  it.each([
    ['an error that nobody caught', "throw new Error('boom')", 1],
    ['a promise that nobody waited for', "Promise.reject(new Error('boom'))", 1],
    ['process.exit in the middle', 'process.exit(3)', 3],
  ] as const)('after %s', async (_what, code, status) => {
    const screen = lab(harm(code));
    await screen.until('Terminal');
    screen.kill('SIGUSR2');
    expect(await screen.exited).toMatchObject({ exitCode: status });
    await left(screen);
    if (status !== 1) return;
    // Below the shell's own lines: the sentence, then the stack.
    await screen.until(/ekslab stopped\. Your work is saved in [\s\S]*Error: boom/);
  });

  it('after an interrupt from outside', async () => {
    const screen = lab();
    await screen.until('Terminal');
    screen.kill('SIGINT');
    expect(await screen.exited).toMatchObject({ exitCode: 130 });
    await left(screen);
  });

  it('while a manifest is written', async () => {
    const screen = lab();
    await screen.until('Terminal');
    await screen.enter('kubectl apply -f -');
    await screen.until('Write or paste a manifest');
    screen.kill('SIGTERM');
    expect(await screen.exited).toMatchObject({ exitCode: 143 });
    await left(screen);
  });
});

describe('keys that come before the first frame', () => {
  it('are not written into it', async () => {
    const screen = terminal({ args: ['--data', usedFolder()] });
    await screen.type('\u000c\u000c');
    await screen.until('Course');
    await screen.until((text) => !text.includes('^L'));
    expect(screen.screen()).not.toContain('^L');
  });
});

describe('a reader that has read enough', () => {
  it.each([
    ['keys', ''],
    ['--plain', 'help\n'.repeat(500)],
  ])('ends `ekslab %s` without a word', (words, input) => {
    const command = `node ${PROGRAM} ${words} --lang en --data ${dataFolder()} | head -1`;
    const { stdout, stderr } = spawnSync('/bin/sh', ['-c', command], { input, encoding: 'utf8' });
    expect(stdout.split('\n').length).toBe(2);
    expect(stderr).toBe('');
  });
});
