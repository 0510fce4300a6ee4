import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFolder } from '../support/data-folder.ts';
import { program } from '../support/program.ts';

const play = (data: string, words: readonly string[], ...lines: readonly string[]) =>
  program([...words, '--plain', '--lang', 'en', '--data', data], { stdin: `${lines.join('\n')}\nquit\n` });

describe('the sandbox', () => {
  it('begins in an empty account, and goes on where it was left', async () => {
    const data = dataFolder();
    await play(data, ['sandbox'], 'aws ec2 create-vpc --cidr-block 10.77.0.0/16');
    const { stdout } = await play(data, ['sandbox'], 'aws ec2 describe-vpcs --query Vpcs[].CidrBlock --output text');
    expect(stdout).toContain('10.77.0.0/16');
  });

  it('shares a world as one file, from which another learner goes on', async () => {
    const file = join(dataFolder(), 'mine.yaml');
    const first = await play(dataFolder(), ['lab', 'sandbox-services'], 'kubectl create namespace mine', `share world ${file}`);
    expect(first.stdout).toContain(`Saved to ${file}.`);
    const other = await play(dataFolder(), ['sandbox', '-w', file], 'kubectl get namespace mine', 'share manifests');
    expect(other.stdout).toMatch(/^mine +Active/m);
    expect(other.stdout).toContain('kind: Service');
    const data = dataFolder();
    const { stdout } = await play(data, ['sandbox'], 'kubectl get namespace mine');
    expect(stdout).not.toMatch(/^mine +Active/m);
  });

  it('prints what was built as aws commands', async () => {
    const file = join(dataFolder(), 'build.sh');
    const { stdout } = await play(dataFolder(), ['sandbox'], 'aws ec2 create-vpc --cidr-block 10.77.0.0/16', `share aws ${file}`, 'share aws');
    expect(readFileSync(file, 'utf8')).toContain('aws ec2 create-vpc --cidr-block 10.77.0.0/16');
    expect(stdout).toContain(readFileSync(file, 'utf8'));
  });

  it('says what is wrong with a world that does not stand, and where a file cannot be written', async () => {
    const { code, stderr } = await play(dataFolder(), ['sandbox', '-w', '/nowhere/world.yaml']);
    expect(code).toBe(2);
    expect(stderr).toContain('/nowhere/world.yaml');
    const { stdout } = await play(dataFolder(), ['sandbox'], 'share world /nowhere/mine.yaml', 'share everything');
    expect(stdout).toContain('Cannot write /nowhere/mine.yaml (ENOENT).');
    expect(stdout).toContain('Write `share world`');
  });

  it('stands in the course map, and is never what to go on with', async () => {
    const { stdout } = await play(dataFolder(), []);
    expect(stdout).toMatch(/^Sandbox\n {2}lab sandbox-empty {3}An empty account$/m);
  });
});
