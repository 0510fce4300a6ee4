import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFolder } from '../support/data-folder.ts';
import { program } from '../support/program.ts';
import { terminal } from '../support/terminal.ts';

describe('the first minute', () => {
  it.each([
    ['ko_KR.UTF-8', '첫 패킷', '통과 3/3', { cols: 60, rows: 20 }],
    ['en_US.UTF-8', 'The first packet', 'accepted 3/3', { cols: 80, rows: 24 }],
  ])('of a newcomer with locale %s is a packet, a repair and its proof, by Enter alone', async (LANG, title, end, size) => {
    const screen = terminal({ ...size, env: { LANG }, args: ['--data', dataFolder()] });
    await screen.until(title);
    await screen.until(/curl --max-time 2/);
    await screen.press('Enter');
    await screen.until(/authorize-security-group/);
    await screen.press('Enter');
    await screen.until(
      (text) => /curl --max-time 2 http:\S+\s*┃?$/m.test(text) && !/authorize-security-group-ingress --group-id.*\n.*\$ $/.test(text),
    );
    await screen.press('Enter');
    await screen.until(end);
  });

  it('asks for the language only where the locale does not tell it, and only once', async () => {
    const data = dataFolder();
    const args = ['--data', data];
    const first = terminal({ env: { LANG: 'C.UTF-8' }, args });
    await first.until('Choose a language.');
    await first.type('1');
    await first.press('Enter');
    await first.until('첫 패킷');
    await first.press('Escape', 'Escape');
    await first.until('과정');
    first.kill('SIGTERM');
    await first.exited;
    const second = terminal({ env: { LANG: 'C.UTF-8' }, args });
    await second.until('과정');
  });

  it('can be left at once, and gone on with later', async () => {
    const args = ['--data', dataFolder()];
    const first = terminal({ args });
    await first.until('The first packet');
    await first.press('Enter');
    await first.until('accepted 1/3');
    first.kill('SIGTERM');
    await first.exited;
    const second = terminal({ args });
    await second.until('accepted 1/3');
    await second.press('Escape', 'Escape');
    await second.until('Course');
    await second.type('t');
    await second.until('accepted 1/3');
  });

  it('is the same in plain mode, with the lines to type', async () => {
    const typed = ['tour', 'curl --max-time 2 http://198.51.100.6:32001', 'quit'].join('\n');
    const { stdout } = await program(['--plain', '--lang', 'ko', '--data', dataFolder()], { stdin: `${typed}\n` });
    expect(stdout).toContain('처음이면 `tour`를 입력하세요.');
    expect(stdout).toContain('다음: 명령을 적어 두었습니다.');
    expect(stdout).toContain('  aws ec2 authorize-security-group-ingress --group-id sg-');
  });
});

describe('a recording', () => {
  it('is an asciicast of version 2: a header, then output by time, resizes among it', async () => {
    const file = join(dataFolder(), 'session.cast');
    const screen = terminal({ cols: 80, rows: 24, args: ['--data', dataFolder(), '--record', file] });
    await screen.until('The first packet');
    screen.resize(100, 30);
    await screen.until((text) => text.split('\n').length === 30);
    screen.kill('SIGTERM');
    await screen.exited;
    const [head, ...events] = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(head).toMatchObject({ version: 2, width: 80, height: 24 });
    expect(events.every(([at], index) => index === 0 || at >= events[index - 1][0])).toBe(true);
    expect(events.filter(([, code]) => code === 'r').at(-1)?.[2]).toBe('100x30');
    expect(
      events
        .filter(([, code]) => code === 'o')
        .map(([, , data]) => data)
        .join(''),
    ).toContain('\u001b[?1049l');
  });

  it('says where it cannot be written', async () => {
    const { code, stderr } = await program(['--plain', '--record', '/nowhere/session.cast', '--data', dataFolder()]);
    expect(code).toBe(2);
    expect(stderr).toContain('/nowhere/session.cast');
  });
});
