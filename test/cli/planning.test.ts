import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planningText } from '../../src/cli/plain/planning.ts';
import { dataFolder } from '../support/data-folder.ts';
import { program } from '../support/program.ts';

const run = (line: string) => program(line.split(' '));
const json = async (line: string) => JSON.parse((await run(`${line} --json`)).stdout);

describe('ekslab max-pods', () => {
  it('counts as the calculator does, and says how', async () => {
    // https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html
    expect((await run('max-pods m5.large --lang en')).stdout).toBe('m5.large  29  (ENIs: 3, secondary addresses of each: 9: 3 * 9 + 2 = 29)\n');
    expect((await run('max-pods m5.large --prefix-delegation --lang ko')).stdout).toContain('m5.large  110');
    const { types } = await json('max-pods m5.24xlarge i3.8xlarge --prefix-delegation --show-max-allowed');
    expect(types.map(({ maxPods }: { maxPods: number }) => maxPods)).toEqual([11_762, 234]);
  });

  it("evaluates nodeadm's expression, and says what nodeadm uses when it drops it", async () => {
    const good = await program(['max-pods', 'm5.large', '--expression', 'max_pods < 20 ? max_pods : 20', '--lang', 'en']);
    expect(good).toMatchObject({ code: 0, stdout: 'm5.large  20  (by the expression; 29 without it)\n' });
    const bad = await program(['max-pods', 'm5.large', '--expression', 'max_pods + x', '--lang', 'ko']);
    expect(bad.code).toBe(2);
    expect(bad.stderr).toContain('nodeadm은 식을 버리고 m5.large 타입에 29 값을 씁니다.');
  });

  it('says everything that is wrong at once, with status 2', async () => {
    const { code, stdout, stderr } = await run('max-pods m5.larg --max-enis -1 --cni-version new --lang en');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n').filter(Boolean)).toEqual([
      'ekslab: There is no instance type `m5.larg`. Did you mean `m5.large`?',
      'ekslab: --max-enis `-1` cannot be used. Give a whole number from 1 to 1000.',
      'ekslab: --cni-version `new` is no version. Write it as `1.19.0`.',
    ]);
  });
});

describe('ekslab subnet-calc', () => {
  it('gives the published example, with its departures from AWS in both languages', async () => {
    const line = 'subnet-calc --subnet /23 --type m5.12xlarge:2:100 --type c5.2xlarge:1:30';
    expect(await json(line)).toMatchObject({ sheet: 'warm-eni', availableIps: 510, usedIps: 351, remainingIps: 159 });
    expect((await run(`${line} --lang en`)).stdout).toContain('AWS reserves 5 addresses of each subnet; the calculator subtracts 2.');
    expect((await run(`${line} --lang ko`)).stdout).toContain('계산기는 2개만 뺍니다');
  });

  it('reads a plan file, and says what of it the sheets do not know', async () => {
    const path = join(dataFolder(), 'plan.yaml');
    writeFileSync(
      path,
      'format: 1\nsubnets: [10.0.0.0/24]\nnodes: [{type: m5.large, count: 3, pods: 20}]\ncni: {WARM_IP_TARGET: 2, MINIMUM_IP_TARGET: 5}\n',
    );
    const { code, stdout, stderr } = await run(`subnet-calc -f ${path} --json --lang en`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'ekslab: the calculator has no MINIMUM_IP_TARGET, so it is not used.\n' });
    expect(JSON.parse(stdout).sheet).toBe('warm-ip');
  });

  it('exits with 1 when the addresses do not suffice, with 2 when a value cannot be used', async () => {
    expect((await run('subnet-calc --subnet /28 --type m5.large:3:20')).code).toBe(1);
    const wrong = await run('subnet-calc --subnet /40 --type m5.large:3:-1 --warm-eni-target 1 --warm-ip-target 2 --lang en');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr.split('\n').filter(Boolean)).toHaveLength(3);
  });
});

describe('ekslab plan', () => {
  it('answers by the simulation, and explains each difference to the calculator', async () => {
    const value = await json('plan --subnet 10.0.0.0/24 --type m5.large:3:20');
    expect(value).toMatchObject({
      format: 1,
      pods: { wanted: 60, running: 60 },
      subnets: [{ cidr: '10.0.0.0/24', free: 161, counts: { reserved: 5, primary: 9, used: 60 } }],
      comparison: { calculator: { usedIps: 96, remainingIps: 158 }, simulation: { used: 90, free: 161 } },
    });
    expect(value.comparison.differences.map(({ because, free }: { because: string; free: number }) => [because, free])).toEqual([
      ['reserved', -3],
      ['host-network', 6],
      ['primary-addresses', -30],
      ['eni-limit', 30],
    ]);
  });

  it('exits with 1 when pods find no place, and says which and why in both languages', async () => {
    const line = 'plan --subnet 10.0.0.0/26 --type m5.large:1:40';
    expect((await run(`${line} --lang en`)).stdout).toContain('Pods running: 27 of 40. (Pending, above max-pods: 13)');
    expect(await run(`${line} --lang ko`)).toMatchObject({ code: 1, stdout: expect.stringContaining('파드 40개 중 27개가 실행됩니다.') });
  });

  it('reads a file, which flags change, and says path, line and column of what is wrong with it', async () => {
    const path = join(dataFolder(), 'plan.yaml');
    writeFileSync(path, 'format: 1\nsubnets: [10.0.0.0/24]\nnodes:\n  - {type: m5.large, count: 2, pods: 5}\ncni: {WARM_IP_TARGET: 2}\n');
    expect((await json(`plan -f ${path}`)).pods.running).toBe(10);
    expect((await json(`plan -f ${path} --type t3.small:1:3`)).pods.running).toBe(3);
    writeFileSync(
      path,
      'format: 1\nsubnets: [10.0.0.0/24]\nnodes:\n  - {type: m4.large, count: 0, pods: 5}\ncni: {ENABLE_PREFIX_DELEGATION: true}\n',
    );
    const { code, stderr } = await run(`plan -f ${path} --subnet 10.0.0.0/33 --lang en`);
    expect(code).toBe(2);
    expect(
      stderr
        .split('\n')
        .filter(Boolean)
        .map((text) => text.replace(/^.*plan\.yaml/, 'plan.yaml')),
    ).toEqual([
      expect.stringMatching(/^plan\.yaml:4:\d+: The count of nodes cannot be `0`\./),
      expect.stringMatching(/^plan\.yaml:4:\d+: Type m4\.large is not Nitro/),
      'ekslab: `10.0.0.0/33` is no CIDR block. Write it as `10.0.0.0/24` or `2001:db8::/56`.',
    ]);
    writeFileSync(path, 'format: 1\nsubnet: [10.0.0.0/24]\n');
    expect((await run(`plan -f ${path} --lang en`)).stderr).toMatch(/plan\.yaml:2:1: there is no key subnet\. Did you mean subnets\?/);
  });

  it('without subnets and nodes says what is missing', async () => {
    expect((await run('plan --lang ko')).stderr).toBe(
      'ekslab: 서브넷이 없습니다. `--subnet 10.0.0.0/24`처럼 더하세요.\nekslab: 노드가 없습니다. `--type m5.large:3:20`처럼 더하세요.\n',
    );
  });
});

describe('ekslab cidr', () => {
  it.each([
    ['cidr split 10.0.0.0/22 --into /24', 0, 'Left over', false],
    ['cidr split 10.0.0.0/24 --count 3', 0, 'Left over: 10.0.0.192/26', true],
    ['cidr split 2001:db8::/56 --into 58', 0, '2001:db8:0:40::/58', true],
    ['cidr fit 10.0.0.0/24 /25 /26 --used 10.0.0.0/26', 0, '10.0.0.64/26', true],
    ['cidr fit 10.0.0.0/25 10.0.1.0/25 /24', 1, 'not in one aligned block', true],
    ['cidr fit 10.0.0.0/26 2x/26', 1, 'too few addresses', true],
    ['cidr overlap 10.0.0.0/16 10.1.0.0/16 ::/0', 0, 'No blocks overlap.', true],
    ['cidr overlap 10.0.0.0/16 10.0.128.0/20', 1, '10.0.0.0/16 contains 10.0.128.0/20.', true],
    ['cidr info 10.0.0.5/24', 0, 'host bits cleared', true],
    ['cidr info 10.0.0.0/24', 0, '10.0.0.2  reserved for DNS', true],
    ['cidr info 10.0.0.0/15', 0, 'the block is too large', true],
    ['cidr info 255.255.255.0/24', 0, 'next block            none', true],
  ])('`%s` exits with %i', async (line, code, text, there) => {
    const ran = await run(`${line} --lang en`);
    expect(ran.code).toBe(code);
    expect(ran.stdout.includes(text)).toBe(there);
    expect((await run(`${line} --lang ko`)).stdout).toMatch(/[가-힣]/);
  });

  it.each(['10.0.0.0', '10.0.0.999/24', '10.0.0.0/33', '2001:db8::/129', 'fe80::1%eth0/64', 'vpc', '010.0.0.0/8'])('%s is no block', async (text) => {
    for (const lang of ['ko', 'en']) {
      const { code, stdout, stderr } = await run(`cidr info ${text} --lang ${lang}`);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`\`${text}\``);
    }
  });

  it('refuses options of another operation', async () => {
    expect((await run('cidr info 10.0.0.0/24 --into 25 --lang en')).stderr).toContain('`cidr info` has no option --into.');
    expect((await run('cidr splitt 10.0.0.0/24')).code).toBe(2);
  });
});

describe('plain mode', () => {
  it('takes the same words as the command line', async () => {
    const line = 'plan --subnet 10.0.0.0/24 --type m5.large:1:5';
    expect(planningText(line, 'ko')).toBe((await run(`${line} --lang ko`)).stdout);
    expect(planningText('plan --help', 'en')).toContain('Usage: ekslab plan');
    expect(planningText('cidr info nothing', 'en')).toContain('is no CIDR block');
    expect(planningText('lesson services', 'en')).toBeNull();
  });
});
