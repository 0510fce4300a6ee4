import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { newScenario } from '../../src/course/skeleton.ts';
import { openJournal } from '../../src/progress/journal.ts';
import { dataFolder } from '../support/data-folder.ts';
import { program } from '../support/program.ts';

const FILE = 'scenario.yaml';

/** A pack with one scenario of the author's own, under the name of a published one. */
function pack(): string {
  const folder = join(dataFolder(), 'knocking-on-a-closed-door');
  const files = newScenario({ name: 'knocking-on-a-closed-door', kind: 'break-fix', module: 'security-groups', concept: 'any' });
  mkdirSync(folder);
  writeFileSync(join(folder, FILE), Object.values(files)[0] ?? '');
  return folder;
}

function contentsIn(data: string): readonly string[] {
  const journal = openJournal({ dir: data, now: () => 0 });
  const contents = journal.progress().attempts.map(({ content }) => content);
  journal.close();
  return contents;
}

describe('a scenario of one’s own folder', () => {
  it('is judged by `run` like a published one', async () => {
    const folder = pack();
    const { solution } = load(readFileSync(join(folder, FILE), 'utf8')) as { readonly solution: readonly string[] };
    const [line = ''] = solution;
    const typed = line.replace('{sg:web}', 'sg-0aa00000000000001');
    expect((await program(['run', folder, '--lang', 'en'])).stdout).toContain('[fail] The internet connects to port 22 of web');
    const solved = await program(['run', folder, '-c', typed, '--lang', 'en']);
    expect(solved.stdout).toContain('[pass] The internet connects to port 22 of web');
    expect(solved.code).toBe(0);
  });

  it('opens as a lab and is resumed, without touching the progress of the published one of its name', async () => {
    const [folder, data] = [pack(), dataFolder()];
    const play = (line: string) => program(['lab', folder, '--plain', '--lang', 'ko', '--data', data], { stdin: `${line}\nquit\n` });
    expect((await play('aws ec2 create-vpc --cidr-block 10.77.0.0/16')).stdout).toContain('새 시나리오');
    expect((await play('aws ec2 describe-vpcs --query Vpcs[].CidrBlock --output text')).stdout).toContain('10.77.0.0/16');
    expect(contentsIn(data)).toEqual([expect.stringMatching(/^own-knocking-on-a-closed-door-[0-9a-f]{8}$/)]);
  });

  it('is the published scenario where it is that one file by file', async () => {
    const data = dataFolder();
    const copy = join(dataFolder(), 'knocking-on-a-closed-door');
    cpSync('scenarios/knocking-on-a-closed-door', copy, { recursive: true });
    await program(['lab', './scenarios/knocking-on-a-closed-door', '--plain', '--lang', 'en', '--data', data], { stdin: 'quit\n' });
    expect(contentsIn(data)).toEqual(['knocking-on-a-closed-door']);
  });

  it('tells what is wrong with its file, where, and what to do', async () => {
    const folder = pack();
    const text = readFileSync(join(folder, FILE), 'utf8');
    writeFileSync(join(folder, FILE), text.replace('minutes: 5', 'minutes: soon'));
    for (const words of [
      ['run', folder],
      ['lab', folder, '--plain'],
    ]) {
      const { code, stderr } = await program([...words, '--lang', 'en', '--data', dataFolder()]);
      expect(code).toBe(2);
      expect(stderr).toContain(`${folder}/scenario.yaml:6:10: `);
    }
  });

  it('is told apart from a path that is not there and from a folder without a scenario', async () => {
    expect((await program(['run', './nowhere/at-all', '--lang', 'en'])).stderr).toContain('there is no ./nowhere/at-all');
    expect((await program(['run', `${dataFolder()}/`, '--lang', 'ko'])).stderr).toContain('scenario.yaml');
  });
});
