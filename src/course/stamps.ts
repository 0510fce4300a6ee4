/** What a compiled course depends on: cheap to look at, so that starting need not read the content itself. */
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Each content file of `root` with its time and size. */
export function stampsOf(root: string): { readonly [path: string]: string } {
  const tops = ['lessons', 'scenarios'].map((name) => join(root, name));
  const folders = tops.flatMap((top) => [top, ...subfolders(top)]);
  const files = folders.flatMap((folder) => contentFiles(folder).map((name) => join(folder, name)));
  return Object.fromEntries(files.map((path) => [relative(root, path).split(sep).join('/'), stampOf(path)]));
}

/** Each content folder at or below the paths with the times and sizes of its files, as one text. */
export function contentStamps(paths: readonly string[]): ReadonlyMap<string, string> {
  const folders = paths
    .flatMap((path) => [path, ...subfolders(path)])
    .filter((folder) => contentFiles(folder).some((name) => CONTENT.includes(name)));
  return new Map(
    folders.map((folder) => [
      folder,
      contentFiles(folder)
        .map((name) => `${name} ${stampIfThere(join(folder, name))}`)
        .join('\n'),
    ]),
  );
}

const CONTENT: readonly string[] = ['lesson.yaml', 'scenario.yaml'];

/** The Markdown and YAML files of a folder by name, sorted; none where there is no folder. */
export function contentFiles(path: string): readonly string[] {
  const files = entriesOf(path).filter((entry) => entry.isFile() && /\.(md|yaml)$/.test(entry.name));
  return files.map((entry) => entry.name).sort();
}

/** The folders of a folder, sorted. */
export function subfolders(path: string): readonly string[] {
  return entriesOf(path)
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(path, entry.name))
    .sort();
}

/** An editor may have taken the file away since it was listed. */
function stampIfThere(path: string): string {
  try {
    return stampOf(path);
  } catch {
    return '';
  }
}

function stampOf(path: string): string {
  const { mtimeMs, size } = statSync(path);
  return `${Math.trunc(mtimeMs)} ${size}`;
}

function entriesOf(path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
}
