import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadWorld } from '../../src/course/files.ts';
import { showProblem } from '../../src/course/problem.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder with these files, and what loading one of them gives; paths are told relative to the folder. */
function load(files: { readonly [path: string]: string }, path: string) {
  const root = mkdtempSync(join(tmpdir(), 'world-file-'));
  folders.push(root);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    if (text.startsWith('->')) symlinkSync(text.slice(2), join(root, name));
    else writeFileSync(join(root, name), text);
  }
  const { parts, problems, locate } = loadWorld(join(root, path));
  const told = (problem: (typeof problems)[number]) => ({ ...problem, path: relative(root, problem.path) });
  return {
    parts,
    problems: problems.map((problem) => showProblem(told(problem), 'en')),
    locate: (where: (string | number)[]) => told(locate(where, { what: { ko: '', en: '' }, how: { ko: '', en: '' } })),
  };
}

const BASE = `account: "111122223333"
seed: base
aws:
  Vpcs:
    - {VpcId: vpc-1, CidrBlock: 192.168.0.0/16}
    - {VpcId: vpc-2, CidrBlock: 10.0.0.0/16}
cluster:
  - {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: ClusterIP}}
setup: [kubectl get pods]
`;

describe('a world file', () => {
  it('gives the parts of a world', () => {
    expect(load({ 'w/world.yaml': BASE }, 'w/world.yaml').parts).toMatchObject({
      account: '111122223333',
      seed: 'base',
      aws: { Vpcs: [{ VpcId: 'vpc-1' }, { VpcId: 'vpc-2' }] },
      setup: ['kubectl get pods'],
    });
  });

  it('reads moments as text or as milliseconds', () => {
    expect(load({ 'w.yaml': 'now: 2026-01-05T09:00:00Z\n' }, 'w.yaml').parts.now).toBe(Date.UTC(2026, 0, 5, 9));
    expect(load({ 'w.yaml': 'now: 12\n' }, 'w.yaml').parts.now).toBe(12);
  });

  it('adds to its base, and an object with the same identity takes the place of the base’s', () => {
    const own = `base: ../base/world.yaml
seed: own
aws:
  Vpcs: [{VpcId: vpc-2, CidrBlock: 10.9.0.0/16}, {VpcId: vpc-3, CidrBlock: 10.3.0.0/16}]
cluster:
  - {apiVersion: v1, kind: Service, metadata: {name: web, namespace: default}, spec: {type: NodePort}}
setup: [kubectl get svc]
`;
    const { parts, problems } = load({ 'base/world.yaml': BASE, 'own/world.yaml': own }, 'own/world.yaml');
    expect(problems).toEqual([]);
    expect(parts).toMatchObject({
      account: '111122223333',
      seed: 'own',
      aws: { Vpcs: [{ VpcId: 'vpc-1' }, { VpcId: 'vpc-2', CidrBlock: '10.9.0.0/16' }, { VpcId: 'vpc-3' }] },
      cluster: [{ kind: 'Service', spec: { type: 'NodePort' } }],
      setup: ['kubectl get pods', 'kubectl get svc'],
    });
  });

  it('knows in which file each part of the joined world stands', () => {
    const own = 'base: ../base/world.yaml\naws:\n  Vpcs:\n    - {VpcId: vpc-3, CidrBlock: 10.3.0.0/16}\n';
    const { locate } = load({ 'base/world.yaml': BASE, 'own/world.yaml': own }, 'own/world.yaml');
    expect(locate(['aws', 'Vpcs', 1, 'CidrBlock'])).toMatchObject({ path: 'base/world.yaml', line: 6, col: 22 });
    expect(locate(['aws', 'Vpcs', 2, 'CidrBlock'])).toMatchObject({ path: 'own/world.yaml', line: 4, col: 22 });
    expect(locate(['cluster', 0, 'spec'])).toMatchObject({ path: 'base/world.yaml', line: 8 });
  });

  it.each([
    ['base: /etc/passwd\n', 'own/world.yaml:1:1: the base lies outside the content folder.'],
    ['base: ../../../etc/passwd\n', 'own/world.yaml:1:1: the base lies outside the content folder.'],
    ['base: link.yaml\n', 'own/world.yaml:1:1: the base lies outside the content folder.'],
    ['base: missing.yaml\n', 'cannot be read (ENOENT)'],
    ['base: world.yaml\n', 'own/world.yaml:1:1: a world that is a base has a base itself.'],
    ['base: ../other/world.yaml\n', 'other/world.yaml:1:1: a world that is a base has a base itself.'],
  ])('refuses %j', (text, expected) => {
    const { problems } = load(
      { 'own/world.yaml': text, 'own/link.yaml': '->/etc/hostname', 'other/world.yaml': 'base: ../own/world.yaml\n' },
      'own/world.yaml',
    );
    expect(problems.join('\n')).toContain(expected);
  });

  it('says everything that is wrong, in both files, in order', () => {
    const own = 'base: base.yaml\nregoin: us-west-2\naccount: 111122223333\nfaults: [{fault: not-ready}]\n';
    const { problems } = load({ 'x/own.yaml': own, 'x/base.yaml': 'sede: a\naws: []\n' }, 'x/own.yaml');
    expect(problems).toEqual([
      'x/base.yaml:1:1: there is no key sede. Did you mean seed?',
      'x/base.yaml:2:6: a list (`- item`) does not fit here. Write a mapping (`key: value`).',
      'x/own.yaml:2:1: there is no key regoin. Did you mean region?',
      'x/own.yaml:3:10: a number or a truth value does not fit here. Write text.',
      'x/own.yaml:4:10: the fault does not say what it befalls. Give `pod` for not-ready, `process` and `node` for process-stopped, `zone` for zone-down.',
    ]);
  });

  it('that does not exist is a problem, not a crash', () => {
    expect(load({}, 'nowhere.yaml').problems[0]).toContain('cannot be read (ENOENT)');
  });

  it('that is too large is not read to its end', () => {
    expect(load({ 'w.yaml': `seed: ${'x'.repeat(68_000_000)}\n` }, 'w.yaml').problems[0]).toContain('larger than 64 MiB');
  });
});
