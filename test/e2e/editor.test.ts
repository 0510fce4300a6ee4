/** Manifests in a real terminal: in the editor at the prompt, and in the learner's own. */
import { chmodSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { usedFolder } from '../support/data-folder.ts';
import { terminal } from '../support/terminal.ts';

/** An editor of one act: a shell script that is given the file. */
function editorOf(script: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'ekslab-test-')), 'editor');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

function lab(env: Readonly<Record<string, string | undefined>> = {}) {
  const none = { KUBE_EDITOR: undefined, VISUAL: undefined, EDITOR: undefined };
  return terminal({ args: ['lab', 'two-nodes-one-port', '--data', usedFolder()], env: { ...none, ...env } });
}

describe('a manifest in the terminal', () => {
  it('is written at the prompt with Hangul, and applied with Ctrl-D', async () => {
    const screen = lab();
    await screen.until('Terminal');
    await screen.enter('kubectl apply -f -');
    await screen.until('Write or paste a manifest');
    await screen.enter('kind: ConfigMap');
    await screen.enter('apiVersion: v1');
    await screen.enter('metadata:');
    await screen.type('name: notes');
    await screen.until(/4 +name: notes/);
    await screen.until('no problem found');
    await screen.press('Enter');
    await screen.type('labels: {설명: [');
    await screen.until(/✗ \d+:\d+ this is not YAML/);
    for (let back = 0; back < 14; back++) await screen.press('Backspace');
    await screen.until('no problem found');
    await screen.press('Ctrl-D');
    await screen.until('configmap/notes created');
  });

  it('is an object opened with kubectl edit, and what is changed in it', async () => {
    const screen = lab();
    await screen.until('Terminal');
    await screen.enter('kubectl edit deployment webapp');
    await screen.until('Please edit the object below');
    const text = await screen.until(/replicas: \d/);
    const at = text.split('\n').findIndex((row) => /┃ +\d+ +replicas:/.test(row));
    const from = text.split('\n').findIndex((row) => /┃ +\d+ +apiVersion:/.test(row));
    for (let row = from; row < at; row++) await screen.press('Down');
    await screen.type('\u001b[F');
    await screen.press('Backspace');
    await screen.type('5');
    await screen.until('replicas: 5');
    await screen.press('Ctrl-D');
    await screen.until('deployment.apps/webapp edited');
    await screen.enter('kubectl get deployment webapp');
    await screen.until(/webapp +5\/5/);
  });
});

describe("the learner's own editor", () => {
  it('has the terminal meanwhile, and what it saves stands in the sheet', async () => {
    const screen = lab({
      EDITOR: `${editorOf('trap "" INT; printf "kind: ConfigMap\\napiVersion: v1\\nmetadata:\\n  name: from-outside\\n" > "$2"; echo "own editor: press Enter"; read answer')} --wait`,
    });
    await screen.until('Terminal');
    await screen.enter('edit');
    await screen.until('own editor: press Enter');
    expect(screen.modes().alternate).toBe(false);
    await screen.press('Ctrl-C', 'Enter');
    await screen.until('name: from-outside');
    expect(screen.modes().alternate).toBe(true);
    await screen.press('Ctrl-D');
    await screen.until('configmap/from-outside created');
  });

  it('that fails changes nothing of what was typed', async () => {
    const screen = lab({ VISUAL: editorOf('echo broken > "$1"; exit 3') });
    await screen.until('Terminal');
    await screen.enter('kubectl apply -f -');
    await screen.type('kind: ConfigMap');
    await screen.until('kind: ConfigMap');
    await screen.press('Ctrl-E');
    await screen.until('ended with status 3');
    await screen.until('kind: ConfigMap');
    expect(screen.screen()).not.toContain('broken');
  });

  it('that does not exist leaves the lab as it was', async () => {
    const screen = lab({ KUBE_EDITOR: '/nowhere/editor' });
    await screen.until('Terminal');
    await screen.press('Ctrl-X');
    await screen.type('kind: Pod');
    await screen.press('Ctrl-E');
    await screen.until('ended with status 127');
    await screen.until('kind: Pod');
  });
});

describe('stopping the program', () => {
  it.skipIf(!existsSync('/proc/self/stat'))('by SIGTSTP gives the terminal back, and SIGCONT draws all of it again', async () => {
    const screen = lab();
    await screen.until('Terminal');
    await screen.type('kubectl get po');
    await screen.until('kubectl get po');
    screen.kill('SIGTSTP');
    await screen.until(() => screen.isStopped());
    await screen.until(() => !screen.modes().alternate);
    screen.kill('SIGCONT');
    await screen.until(/Terminal[\s\S]*kubectl get po/);
    expect(screen.modes().alternate).toBe(true);
    await screen.press('Ctrl-Z');
    await screen.until(() => screen.isStopped());
    screen.kill('SIGCONT');
    await screen.enter('ds');
    await screen.until(/NAME +READY/);
  });
});
