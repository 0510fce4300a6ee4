/** Where a learner's progress lies: `--data`, `EKSLAB_DATA`, or the platform's folder for data of a user. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import envPaths from 'env-paths';

export type Asked = { readonly data: string | undefined; readonly env: Readonly<Record<string, string | undefined>> };

/**
 * The data folder as an absolute path. On Linux the XDG Base Directory Specification rules: `$XDG_DATA_HOME`, else
 * `~/.local/share`; a relative `$XDG_DATA_HOME` is invalid and ignored.
 */
export function dataFolder({ data, env }: Asked): string {
  const asked = data ?? env.EKSLAB_DATA;
  if (asked !== undefined && asked !== '') return resolve(asked.replace(/^~(?=\/|$)/, homedir()));
  const xdg = env.XDG_DATA_HOME;
  if (xdg?.startsWith('/')) return join(xdg, 'ekslab');
  return envPaths('ekslab', { suffix: '' }).data;
}
