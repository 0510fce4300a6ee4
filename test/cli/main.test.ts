import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFolder } from '../support/data-folder.ts';
import { program } from '../support/program.ts';

const WORLD = 'lessons/08-services/world.yaml';

describe('ekslab without a terminal', () => {
  it('says in both languages how to go on, and exits with 2', async () => {
    const { code, stderr, stdout } = await program(['--data', dataFolder()]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/터미널이 아닙니다.*--plain/);
    expect(stderr).toMatch(/no terminal to draw on.*--plain/);
  });

  it('prints its version and its manual, in the language of the locale', async () => {
    expect((await program(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await program(['--help'], { env: { LANG: 'ko_KR.UTF-8' } })).stdout).toContain('종료 코드');
    expect((await program(['run', '--help', '--lang', 'en'])).stdout).toContain('Usage: ekslab run NAME|PATH');
  });

  it('suggests what was meant', async () => {
    expect(await program(['shel'])).toMatchObject({ code: 2, stderr: 'ekslab: there is no command `shel`. Did you mean `ekslab shell`?\n' });
    expect((await program(['run', 'two-nodes-one-prot'])).stderr).toContain('Did you mean two-nodes-one-port?');
    expect((await program(['lab', 'nothing', '--plain', '--data', dataFolder(), '--lang', 'ko'])).stderr).toContain(
      'nothing 시나리오는 없습니다. 있는 것:',
    );
  });
});

describe('ekslab shell', () => {
  it('runs lines over a world file, keeps what they set, and follows the last one', async () => {
    const lines = ['-c', 'NODE=node0', '-c', 'node $NODE -- ip route | head -n 1'];
    expect(await program(['shell', '-w', WORLD, ...lines])).toEqual({ code: 0, stdout: 'default via 192.168.0.1 dev eth0\n', stderr: '' });
    expect((await program(['shell', '-w', WORLD, '-c', 'false'])).code).toBe(1);
  });

  it('reads lines from standard input, heredocs included, and keeps notes off the pipe', async () => {
    const stdin = 'cat <<EOF | wc -l\none\ntwo\nEOF\nfault\nexit\necho not reached\n';
    const { code, stdout, stderr } = await program(['shell', '-w', WORLD, '-', '--lang', 'en'], { stdin });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '2\n', stderr: '  No fault is in force.\n' });
  });

  it('gives programs what it printed', async () => {
    const { stdout } = await program(['shell', '-w', WORLD, '-c', 'echo a', '-c', 'nonsense-name', '-o', 'json']);
    expect(JSON.parse(stdout)).toEqual({
      format: 1,
      lines: [
        { line: 'echo a', kind: 'read', code: 0, stdout: 'a\n', stderr: '', notes: [] },
        { line: 'nonsense-name', kind: 'refused', code: 127, stdout: '', stderr: 'bash: nonsense-name: command not found\n', notes: [] },
      ],
    });
  });

  it('names everything that is wrong with a world file by path, line and column', async () => {
    const path = join(dataFolder(), 'world.yaml');
    writeFileSync(path, 'format: 1\naws:\n  Vpcs:\n    - VpcIdd: vpc-1\ncluserr: []\n');
    const { code, stderr } = await program(['shell', '-w', path, '-c', 'echo a', '--lang', 'en']);
    expect(code).toBe(2);
    expect(stderr.split('\n').map((line) => line.replace(/^.*world\.yaml/, 'world.yaml'))).toEqual([
      'world.yaml:4:7: there is no member VpcIdd. Did you mean VpcId?',
      'world.yaml:4:7: CidrBlock is missing. Add CidrBlock.',
      'world.yaml:5:1: there is no key cluserr. Did you mean cluster?',
      '',
    ]);
    const korean = await program(['shell', '-w', path, '-c', 'echo a', '--lang', 'ko']);
    expect(korean.stderr).toMatch(/4:7: CidrBlock 멤버가 빠졌습니다\. CidrBlock 멤버를 더하세요\.\n/);
    expect((await program(['shell', '-w', `${path}.not`, '--lang', 'ko'])).stderr).toContain('읽지 못했습니다(ENOENT)');
  });
});

describe('what is wrong with a world file', () => {
  const wrong = async (text: string, lang = 'en') => {
    const path = join(dataFolder(), 'world.yaml');
    writeFileSync(path, text);
    const { code, stderr } = await program(['shell', '-w', path, '-c', 'echo a', '--lang', lang]);
    return {
      code,
      lines: stderr
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(/^.*world\.yaml:/, '')),
    };
  };

  it('is told at once: keys that do not exist and objects that cannot be', async () => {
    const { code, lines } = await wrong('falts: []\naws:\n  Vpcs: [{CidrBlock: 10.0.0.0/33}]\ncluster: [{apiVersion: v1, kind: Servise}]\n');
    expect(code).toBe(2);
    expect(lines).toEqual([
      '1:1: there is no key falts. Did you mean faults?',
      '3:11: 10.0.0.0/33 is not a CIDR block. Write an address and a prefix length, for instance 10.0.0.0/16.',
      '4:28: kind Servise is not simulated. Did you mean Service?',
    ]);
  });

  it('leaves out what may only follow from a part that cannot be read', async () => {
    const { lines } = await wrong(
      'aws:\n  Vpcs: {}\n  Subnets: [{VpcId: vpc-1, CidrBlock: 10.0.0.0/24}]\nfaults:\n  - {fault: not-ready, pod: a/b}\n',
    );
    expect(lines).toEqual(['2:9: a mapping (`key: value`) does not fit here. Write a list (`- item`).']);
  });

  it('is told in Korean too, the real texts inside as they are', async () => {
    const { lines } = await wrong(
      'cluster:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: a, image: b}], containr: []}}\n',
      'ko',
    );
    expect(lines[0]).toBe('2:94: API 서버가 거부합니다(unknown field "spec.containr"). `kubectl explain pod`에서 필드를 확인하세요.');
  });
});

describe('ekslab trace', () => {
  const trace = (to: string, ...more: string[]) => program(['trace', '-w', WORLD, '--from', 'internet', '--to', to, '--lang', 'en', ...more]);

  it('exits with 0 when every branch connects, and shows each with its reply', async () => {
    const { code, stdout } = await trace('node/node0:32001');
    expect(code).toBe(0);
    expect(stdout.match(/^Branch \d\/3 \(1\/3\)/gm)).toHaveLength(3);
    expect(stdout.match(/^ {2}Reply$/gm)).toHaveLength(3);
    expect(stdout).toMatch(/It always connects\.\n$/);
  });

  it('exits with 1 where a security group drops the packet, and names the rules that lost', async () => {
    const { code, stdout } = await trace('node/node1:22');
    expect(code).toBe(1);
    expect(stdout).toContain('No inbound rule of security group');
    expect(stdout).toMatch(/lost: sg-\w+: sgr-\w+ tcp 30000-32767 0\.0\.0\.0\/0/);
    expect(stdout).toMatch(/No reply\nIt does not connect\.\n$/);
  });

  it('gives programs every step with its packets', async () => {
    const value = JSON.parse((await trace('node/node0:32001', '-o', 'json')).stdout);
    expect(value.format).toBe(1);
    const [branch] = value.legs[0].branches;
    expect(branch).toMatchObject({ verdict: 'answered', share: { of: 1, outOf: 3 } });
    expect(branch.request[0].in).toMatchObject({ destination: '198.51.100.6:32001', protocol: 'tcp' });
    expect(branch.request.at(-1)).toMatchObject({ verdict: 'deliver', because: expect.any(String), text: expect.any(String) });
  });

  it('refuses what is no endpoint, and what does not exist', async () => {
    expect(await trace('somewhere')).toMatchObject({ code: 2, stderr: expect.stringContaining('--to `somewhere` is not an endpoint') });
    expect(await trace('pod/default/nobody')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--to: pod/default/nobody is not in this world'),
    });
  });
});

describe('ekslab conformance', () => {
  it('names a folder without cases', async () => {
    expect(await program(['conformance', dataFolder(), '--lang', 'en'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('holds no files of cases'),
    });
  });
});
