import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { dataFolder, usedFolder } from '../support/data-folder.ts';
import { type TerminalOptions, terminal } from '../support/terminal.ts';

const PROGRAM = new URL('../../bin/ekslab.js', import.meta.url).pathname;
const RESTORED = ['\u001b[?1049l', '\u001b[?25h'];

function start(args: readonly string[] = [], options: TerminalOptions = {}) {
  return terminal({ ...options, args: [...args, '--data', usedFolder()] });
}

function piped(args: readonly string[], options: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {}) {
  const env = { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '', ...options.env };
  return spawnSync(process.execPath, [PROGRAM, ...args, '--data', dataFolder()], { input: options.input ?? '', env, encoding: 'utf8' });
}

describe('the program in a terminal', () => {
  it('opens in the language of the locale, and L switches it', async () => {
    const korean = start([], { env: { LANG: 'ko_KR.UTF-8' } });
    await korean.until('과정');
    await korean.type('L');
    await korean.until('Course');
    const english = start([], { env: { LANG: 'C.UTF-8' } });
    await english.until('Course');
  });

  it('draws also where the environment says CI', async () => {
    await start([], { env: { CI: 'true' } }).until('Course');
  });

  it('follows the size of the window, and says so when it is too small', async () => {
    const screen = start(['lab', 'two-nodes-one-port']);
    await screen.until('Terminal');
    for (const [cols, rows] of [
      [80, 24],
      [60, 18],
      [160, 50],
    ] as const) {
      screen.resize(cols, rows);
      await screen.until((text) => text.split('\n').length === rows && text.split('\n')[0]?.includes('ekslab') === true);
    }
    screen.resize(59, 17);
    await screen.until(/창을 60×18 이상으로.*59×17/s);
    await screen.until(/at least 60×18/);
    screen.resize(120, 40);
    await screen.until('Terminal');
  });

  it('puts the cursor behind Hangul that is typed, where an input method draws', async () => {
    const screen = start(['lab', 'two-nodes-one-port']);
    await screen.until('Terminal');
    await screen.type('echo 한글 입력');
    const text = await screen.until('echo 한글 입력');
    const row = text.split('\n').findIndex((line) => line.includes('echo 한글 입력'));
    // Border, blank, `$ `, then `echo ` and four Hangul of two cells with a blank between them.
    await screen.until(() => screen.cursor().x === 2 + 2 + 5 + 9 && screen.cursor().y === row);
    await screen.press('Enter');
    await screen.until(/^┃ 한글 입력 /m);
  });

  it('runs a manifest that is pasted with its heredoc', async () => {
    const screen = start(['lab', 'two-nodes-one-port']);
    await screen.until('Terminal');
    await screen.paste("cat <<'EOF' | grep kind\nkind: Pod\nname: $NAME\nEOF\n");
    await screen.press('Enter');
    await screen.until(/^┃ kind: Pod /m);
  });

  it('shows the same without colour when NO_COLOR is set', async () => {
    const screen = start([], { env: { NO_COLOR: '1' } });
    await screen.until('Course');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal
    expect(screen.bytes()).not.toMatch(/\u001b\[[0-9;]*(3[0-9]|4[0-9]|9[0-7])[0-9;]*m/);
  });
});

describe('leaving', () => {
  it('takes two presses of Ctrl-C, and restores the terminal', async () => {
    const screen = start();
    await screen.until('Course');
    await screen.press('Ctrl-C');
    await screen.until('Ctrl-C');
    await screen.press('Ctrl-C');
    expect(await screen.exited).toMatchObject({ exitCode: 0 });
    expect(screen.modes().alternate).toBe(false);
    for (const sequence of RESTORED) expect(screen.bytes().slice(-60)).toContain(sequence);
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('by %s restores the terminal and exits with %i', async (signal, code) => {
    const screen = start(['lab', 'two-nodes-one-port']);
    await screen.until('Terminal');
    screen.kill(signal);
    expect(await screen.exited).toMatchObject({ exitCode: code });
    expect(screen.modes().alternate).toBe(false);
    for (const sequence of RESTORED) expect(screen.bytes().slice(-60)).toContain(sequence);
  });

  it('by kill -9 loses nothing: the next start is at the same place, with the same lines', async () => {
    const data = ['--data', dataFolder()];
    const first = terminal({ args: ['lab', 'two-nodes-one-port', ...data] });
    await first.until('Terminal');
    await first.enter('fault stop kube-proxy node1');
    await first.until('has stopped');
    first.kill('SIGKILL');
    await first.exited;
    const second = terminal({ args: data });
    const text = await second.until('has stopped');
    expect(text).toContain('Two nodes, one port');
    expect(text).toContain('$ fault stop kube-proxy node1');
    await second.enter('fault');
    await second.until(/\$ fault +┃\n┃ +· Process kube-proxy on node node1 has stopped\. /);
  });

  it('quits two terminals that were open at once without losing a line of either', async () => {
    const data = ['--data', usedFolder()];
    const [one, two] = [terminal({ args: [...data] }), terminal({ args: ['lab', 'open-the-shop', ...data] })];
    await one.until('Course');
    await two.until('Terminal');
    await two.enter('echo from-two');
    await two.until(/^┃ from-two/m);
    for (const screen of [one, two]) screen.kill('SIGTERM');
    await Promise.all([one.exited, two.exited]);
    await terminal({ args: ['lab', 'open-the-shop', ...data] }).until(/^┃ from-two/m);
  });
});

describe('without a terminal to draw on', () => {
  it('a pipe gets one sentence in each language and exit status 2', () => {
    const { status, stderr, stdout } = piped([]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/--plain.*\n.*--plain/);
    expect(stderr).not.toContain('    at ');
  });

  it.each([{ TERM: 'dumb' }, { INK_SCREEN_READER: 'true' }])(
    'a terminal that cannot be redrawn, or is read aloud, gets sentences: %o',
    async (env) => {
      const sentences = start([], { env });
      // The course is longer than the screen: its end is what stands there.
      await sentences.until('Sandbox');
      await sentences.enter('lesson services');
      await sentences.until('page 1 of');
      await sentences.enter('quit');
      expect(await sentences.exited).toMatchObject({ exitCode: 0 });
      expect(sentences.bytes()).not.toContain('\u001b[?1049h');
    },
  );

  it('plain mode walks through a pipe to its end', () => {
    const { status, stdout } = piped(['--plain'], {
      input: 'lab two-nodes-one-port\nfault stop kube-proxy node1\nhome\n',
      env: { LANG: 'ko_KR.UTF-8' },
    });
    expect(status).toBe(0);
    expect(stdout).toContain('통과 조건');
    expect(stdout).toContain('node1 노드의 kube-proxy 프로세스를 멈췄습니다.');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a log holds none
    expect(stdout).not.toMatch(/\u001b/);
  });
});
