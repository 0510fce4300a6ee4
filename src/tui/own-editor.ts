/** The learner's own editor: a file with what was typed, the editor on it, and what it left. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Edited } from './screens/lab/sheet-msg.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Hands the terminal over while something else uses it. */
export type HandOver = <T>(act: () => Promise<T>) => Promise<T>;

/** The editor that is asked for, kubectl's own setting first; null where none is. */
export function editorOf(env: Env): string | null {
  return [env.KUBE_EDITOR, env.VISUAL, env.EDITOR].find((one) => one !== undefined && one.trim() !== '')?.trim() ?? null;
}

/** Lets the editor work on the text. What it did not save, or ended with a failure, leaves the text as it was. */
export async function editedOutside(text: string, env: Env, handOver: HandOver): Promise<Edited> {
  const editor = editorOf(env);
  if (editor === null) return { edited: 'none' };
  const folder = mkdtempSync(join(tmpdir(), 'ekslab-edit-'));
  const file = join(folder, 'manifest.yaml');
  try {
    writeFileSync(file, text === '' ? '' : `${text.replace(/\n$/, '')}\n`);
    const status = await handOver(() => run(editor, file));
    if (status !== '0') return { edited: 'failed', editor, status };
    return { edited: 'saved', text: readFileSync(file, 'utf8') };
  } catch (error) {
    return { edited: 'failed', editor, status: (error as NodeJS.ErrnoException).code ?? String(error) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * As kubectl runs it: through the shell, since the setting may hold arguments (`code --wait`). Ctrl-C is for the
 * editor, not for the shell around it. Gives the exit status, or the signal.
 */
function run(editor: string, file: string): Promise<string> {
  const [command, args] =
    process.platform === 'win32' ? ['cmd', ['/d', '/c', `${editor} "${file}"`]] : ['/bin/sh', ['-c', `trap : INT; ${editor} "$1"`, 'ekslab', file]];
  return new Promise((done, fail) => {
    const child = spawn(command as string, args as string[], { stdio: 'inherit' });
    child.on('error', fail);
    child.on('exit', (code, signal) => done(code === null ? String(signal) : String(code)));
  });
}
