import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { dataFolder } from '../support/data-folder.ts';
import { program } from '../support/program.ts';

const WORLD = 'lessons/08-services/world.yaml';

function file(name: string, text: string | Uint8Array): string {
  const path = join(dataFolder(), name);
  writeFileSync(path, text);
  return path;
}

async function shell(world: string, ...lines: string[]) {
  return program(['shell', '-w', world, ...lines.flatMap((line) => ['-c', line]), '--lang', 'en']);
}

const LISTS = ['vpcs', 'subnets', 'route-tables', 'internet-gateways', 'security-groups', 'security-group-rules', 'network-acls'];
const DESCRIBE = [...LISTS, 'network-interfaces', 'instances'].map((list) => `aws ec2 describe-${list}`);

describe('ekslab import', () => {
  it('makes a world of what the real tools print, in which they print the same', async () => {
    const printed = (await shell(WORLD, ...DESCRIBE)).stdout;
    const manifests = (await shell(WORLD, 'kubectl get namespaces,nodes,deployments,replicasets,daemonsets,pods,services -A -o yaml')).stdout;
    const aws = file('aws.json', printed);
    const kubernetes = file('kubernetes.yaml', manifests);
    const world = join(dataFolder(), 'world.yaml');
    const { code, stdout, stderr } = await program(['import', '--aws', aws, '--kubernetes', kubernetes, '--to', world, '--lang', 'en']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr.split('\n').filter((line) => !/not simulated/.test(line))).toEqual(['']);
    const again = await shell(world, ...LISTS.map((list) => `aws ec2 describe-${list}`));
    expect(again.stderr).toBe('');
    expect(again.stdout).toBe((await shell(WORLD, ...LISTS.map((list) => `aws ec2 describe-${list}`))).stdout);
    const pods = 'kubectl get pods -A -o custom-columns=NAME:.metadata.name,IP:.status.podIP,NODE:.spec.nodeName';
    expect((await shell(world, pods)).stdout).toBe((await shell(WORLD, pods)).stdout);
  });

  it('prints YAML, and JSON where it is asked for', async () => {
    const aws = file('aws.json', '{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "OwnerId": "123456789012"}]}');
    expect((await program(['import', '--aws', aws])).stdout).toMatch(/^format: 1\naccount: '123456789012'\n/);
    expect(JSON.parse((await program(['import', '--aws', aws, '-o', 'json'])).stdout)).toMatchObject({
      format: 1,
      aws: { Vpcs: [{ VpcId: 'vpc-1' }] },
    });
  });

  it('lists what is not simulated, in both languages', async () => {
    const aws = file('aws.json', '{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}],\n "Volumes": [{"VolumeId": "vol-1"}]}');
    expect((await program(['import', '--aws', aws, '--lang', 'en'])).stderr).toMatch(/aws\.json:2:2: Volumes: not simulated\. Left out: 1\.\n$/);
    expect((await program(['import', '--aws', aws, '--lang', 'ko'])).stderr).toMatch(
      /aws\.json:2:2: Volumes 목록은 시뮬레이션하지 않습니다\. 1개를 뺐습니다\.\n$/,
    );
  });

  it('reads what older Windows shells write', async () => {
    const aws = file('aws.json', Buffer.from('\uFEFF{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}]}', 'utf16le'));
    expect(await program(['import', '--aws', aws])).toMatchObject({ code: 0, stderr: '' });
  });

  it('tells all that is wrong with all files, each with its place', async () => {
    const broken = file('broken.json', '{"Vpcs": [\n');
    const foreign = file('foreign.yaml', 'name: nothing\n');
    const { code, stdout, stderr } = await program(['import', '--aws', broken, `${broken}.not`, '--kubernetes', foreign, '--lang', 'en']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/broken\.json:2:1: this is not JSON/);
    expect(stderr).toMatch(/broken\.json\.not:1:1: the file .* cannot be read \(ENOENT\)/);
    expect(stderr).toMatch(/foreign\.yaml:1:1: this is no Kubernetes manifest/);
  });

  it('without files, or with nowhere to write, says what to do', async () => {
    expect(await program(['import', '--lang', 'en'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Name files with `--aws` or `--kubernetes`'),
    });
    const aws = file('aws.json', '{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}]}');
    expect(await program(['import', '--aws', aws, '--to', join(dataFolder(), 'no', 'world.yaml'), '--lang', 'ko'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('쓰지 못했습니다(ENOENT)'),
    });
  });
});

describe('ekslab export', () => {
  it('writes a world file that stands as the world does', async () => {
    const world = join(dataFolder(), 'world.yaml');
    expect(await program(['export', '-w', WORLD, '--to', world])).toEqual({ code: 0, stdout: '', stderr: '' });
    const lines = [...DESCRIBE, 'kubectl get pods,services,nodes -A -o wide', 'curl -s http://198.51.100.6:32001'];
    expect(await shell(world, ...lines)).toEqual(await shell(WORLD, ...lines));
    expect(load((await program(['export', '-w', world])).stdout)).toEqual(load(readFileSync(world, 'utf8')));
  });

  it('writes lines that build the network in an empty account, and names what they cannot', async () => {
    const { code, stdout, stderr } = await program(['export', '-w', WORLD, '--format', 'aws-cli', '--lang', 'en']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^VPC1=\$\(aws ec2 create-vpc --cidr-block 192\.168\.0\.0\/16 .*--query Vpc\.VpcId --output text\)\n/);
    expect(stderr).toMatch(/not written: Instance \(i-/);
    const empty = file('empty.yaml', 'format: 1\n');
    const built = await program(['shell', '-w', empty, '-', '--lang', 'en'], {
      stdin: `${stdout}aws ec2 describe-subnets --query 'Subnets[].CidrBlock' --output text\n`,
    });
    expect(built.code).toBe(0);
    expect(built.stdout).toMatch(/192\.168\.0\.0\/19\t192\.168\.64\.0\/19\n$/);
  });

  it('writes manifests that kubectl applies', async () => {
    const { stdout } = await program(['export', '-w', WORLD, '--format', 'kubernetes']);
    expect(stdout).toMatch(/^---\napiVersion: /);
    expect(stdout).not.toMatch(/uid:|resourceVersion|status:|kind: (Node|ReplicaSet|EndpointSlice)\n/);
    const bare = (await program(['export', '-w', WORLD])).stdout.replace(/\ncluster:[\s\S]*$/, '\n');
    const applied = await program(['shell', '-w', file('bare.yaml', bare), '-', '--lang', 'en'], {
      stdin: `kubectl apply -f - <<'EOF'\n${stdout}EOF\nkubectl get services -n default -o name\n`,
    });
    expect(applied.stderr.replace(/^ {2}Stored, but not simulated: spec\.revisionHistoryLimit\.\n/gm, '')).toBe('');
    expect(applied.stdout).toMatch(/service\/frontend\n$/);
  });

  it('refuses a format that there is not', async () => {
    expect(await program(['export', '-w', WORLD, '--format', 'terraform', '--lang', 'en'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('takes one of world, aws-cli, kubernetes'),
    });
  });
});
