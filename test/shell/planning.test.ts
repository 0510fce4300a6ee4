import { describe, expect, it } from 'vitest';
import { LANGS } from '../../src/engine/text.ts';
import { completeLine } from '../../src/shell/complete.ts';
import { LEARNER_ORIGIN } from '../../src/shell/session.ts';
import { emptyWorld } from '../support/empty-world.ts';
import { entered } from '../support/lines.ts';

const world = emptyWorld();
/** Each line is simulated once, however often it is looked at. */
const known = new Map<string, ReturnType<typeof entered>>();
const run = (line: string) => {
  const given = known.get(line) ?? entered(world, line);
  known.set(line, given);
  return given;
};
const said = (line: string, lang: 'ko' | 'en' = 'en') =>
  run(line)
    .notes.map(({ text }) => text[lang])
    .join('\n');
const completions = (line: string) => completeLine({ world, origin: LEARNER_ORIGIN, recent: [] }, line, line.length).items.map(({ text }) => text);

const EXAMPLE = 'subnet-calc --subnet /23 --type m5.12xlarge:2:100 --type c5.2xlarge:1:30';
// The calculator takes 3 ENIs of 10 addresses and 6 for the host network, and has 62 addresses.
const MISJUDGED = 'plan --subnet 10.0.0.0/26 --type m5.large:3:10 --warm-eni-target 0';

describe('the planning words of the lab', () => {
  it('answer as the lab does: in both languages below the line, changing nothing of the world', () => {
    const { kind, stdout, code, world: after } = run(EXAMPLE);
    expect({ kind, stdout, code }).toEqual({ kind: 'lab', stdout: '', code: 0 });
    expect(after.revision).toBe(world.revision);
    // https://github.com/aws/aws-eks-best-practices/blob/main/latest/bpg/networking/subnet-calc/subnet-calc.xlsx
    expect(said(EXAMPLE)).toContain('available 510, used 351, remaining 159, pods 230');
    expect(said(EXAMPLE, 'ko')).toContain('쓴 주소 351개, 남은 주소 159개');
    expect(said('max-pods m5.large')).toContain('m5.large  29');
    expect(said('cidr info 10.0.0.0/26')).toContain('10.0.0.2  reserved for DNS');
  });

  it('name lines as they are typed here, and as they are typed at a real prompt there', () => {
    for (const lang of LANGS) expect(said(EXAMPLE, lang)).not.toContain('ekslab');
    expect(said('cidr info')).toBe('`info` takes one block. For instance `cidr info 10.0.0.0/24`.');
  });

  it('keep their tables within 72 cells, since notes are set in', () => {
    for (const lang of LANGS) {
      for (const row of said(MISJUDGED, lang).split('\n').slice(0, 24)) expect(row.length, row).toBeLessThanOrEqual(72);
    }
  });

  it('print JSON and YAML as output, for pipes', () => {
    const { stdout, notes, code } = run(`${MISJUDGED} -o json`);
    expect(notes).toEqual([]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ format: 1, pods: { wanted: 30, running: 29, noAddress: 1 } });
    expect(run(`${EXAMPLE} --output=yaml | grep remainingIps`).stdout).toBe('remainingIps: 159\n');
    expect(JSON.parse(run('cidr overlap 10.0.0.0/16 10.0.1.0/24 --json').stdout).overlaps).toHaveLength(1);
  });

  it.each([
    ['plan --subnet 10.0.0.0/26 --typ m5.large:1:1', 'plan has no option `--typ`. Did you mean --type?'],
    ['plan --prefix-delegation=yes', 'plan has no option `--prefix-delegation=yes`. Did you mean --prefix-delegation?'],
    ['plan --subnet', 'Option --subnet lacks its value, CIDR.'],
    ['plan 10.0.0.0/26', 'plan takes no `10.0.0.0/26` without an option. See `help plan`.'],
    ['max-pods', 'max-pods needs more words. See `help max-pods`.'],
    ['max-pods m5.large -o table', '-o takes one of text, json, yaml.'],
    ['plan -f plan.yaml', 'This shell has no files. Write the plan with `--subnet` and `--type`.'],
    ['plan --subnet 10.0.0.0/16 --type m5.large:50:20', 'The plan has 1000 pods. Up to 500 are simulated here.'],
    [`${MISJUDGED} --because resrved`, '--because: there is no rule `resrved`. Did you mean reserved?'],
  ])('refuse `%s` and say why', (line, text) => {
    const { kind, code, notes } = run(line);
    expect({ kind, code, marks: notes.map(({ mark }) => mark) }).toEqual({ kind: 'refused', code: 2, marks: ['wrong'] });
    expect(said(line)).toContain(text);
    expect(said(line, 'ko')).toMatch(/[가-힣]/);
  });

  it('say everything that is wrong with the values at once', () => {
    expect(run('plan --subnet 10.0.0.0/40 --warm-eni-target x').notes).toHaveLength(3);
  });

  it('are in the help and complete their flags, types and rules', () => {
    expect(said('help')).toContain('subnet-calc');
    expect(said('help plan')).toContain('--because RULE');
    expect(said('plan --help', 'ko')).toBe(said('help plan', 'ko'));
    expect(completions('subnet-c')).toEqual(['subnet-calc']);
    expect(completions('plan --warm')).toEqual(['--warm-eni-target', '--warm-ip-target', '--warm-prefix-target']);
    expect(completions('plan --type m5.la')).toEqual(['m5.large:']);
    expect(completions('plan --because h')).toEqual(['host-network']);
    expect(completions('cidr s')).toEqual(['split']);
    expect(completions('max-pods m5.la')).toEqual(['m5.large']);
    expect(completions('plan -')).not.toContain('--file');
  });

  it('hand on what the models answered', () => {
    expect(run(EXAMPLE).planned).toEqual([
      { inSheet: true, sheet: { usedIps: 351, remainingIps: 159, totalPods: 230 }, pods: null, rules: [], named: [] },
    ]);
    expect(run(`for n in 5 10; do plan --subnet 10.0.0.0/26 --type m5.large:3:$n --warm-eni-target 0; done`).planned).toMatchObject([
      { rules: [] },
      { pods: { noAddress: 1 }, rules: ['reserved', 'primary-addresses'] },
    ]);
    expect(run('plan --subnet 10.0.0.0/27 --subnet 10.0.0.32/27 --type m5.large:1:1').planned).toMatchObject([{ inSheet: false }]);
  });
});

describe('--because', () => {
  it.each([
    ['--because reserved --because primary-addresses', 0, 'Right, because of reserved, primary-addresses.', '맞습니다.'],
    ['--because primary-addresses', 1, 'Right so far. More reasons: 1.', '1개 더 있습니다.'],
    ['--because reserved --because primary-addresses --because limits', 1, 'Not a reason with this input: limits.', '까닭이 아닌 규칙: limits'],
  ])('`%s` exits with %i and says so', (flags, code, en, ko) => {
    expect(run(`${MISJUDGED} ${flags}`).code).toBe(code);
    expect(said(`${MISJUDGED} ${flags}`)).toContain(en);
    expect(said(`${MISJUDGED} ${flags}`, 'ko')).toContain(ko);
  });

  it('names the missing limits where pods are above max-pods, and nothing where both models agree', () => {
    expect(said('plan --subnet 10.0.0.0/24 --type m5.large:1:40 --because limits')).toContain('Right, because of limits.');
    expect(said('plan --subnet 10.0.0.0/24 --type m5.large:1:10 --because limits')).toContain('there is nothing to name');
  });
});
