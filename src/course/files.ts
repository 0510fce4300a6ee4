/** Reads content from files; with `stamps.ts` and `open-course.ts` the only places of this layer that touch them. */
import { closeSync, existsSync, fstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { WorldParts } from '../engine/world-of.ts';
import { writeCompiled } from './compile.ts';
import type { Scenario } from './content.ts';
import type { Folder } from './lesson-folder.ts';
import { type Folders, loadFolders } from './load.ts';
import type { Loaded } from './loaded.ts';
import { type Complaint, complaint, type FileProblem, inOrder, problemAt, type Source } from './problem.ts';
import { readScenario } from './scenario-folder.ts';
import { contentFiles, stampsOf, subfolders } from './stamps.ts';
import { type OpenBase, readWorldFile } from './world-file.ts';
import { MAX_BYTES, MAX_PRINTED_BYTES } from './yaml.ts';

/**
 * The course whose `lessons/` and `scenarios/` stand in `root`, with everything that is wrong with them. Paths are told
 * relative to the working directory. `only` keeps the folders whose path begins so; what they name is still opened. Without `standing` no world is made and
 * no key computed: enough for whatever looks at texts.
 */
export function loadCourse(root: string, only: readonly string[] = [], options: { readonly standing?: boolean } = {}): Loaded {
  return courseIn(root)(only, options);
}

/**
 * `loadCourse` for who loads one folder of the course after the other: what belongs to none of them is read once. `onOpen`
 * hears of each world file that a folder names beside its own.
 */
export function courseIn(
  root: string,
  onOpen: (path: string) => void = () => {},
): (only: readonly string[], options?: { readonly standing?: boolean }) => Loaded {
  const top: Folder = { name: 'lessons', path: shown(join(root, 'lessons')), files: filesOf(join(root, 'lessons')) };
  const open = openedOnce(openWithin(root), onOpen);
  return (only, options = {}) => loadWith(top, root, { only, open, ...options });
}

type Wanted = { readonly only: readonly string[]; readonly open: OpenBase; readonly standing?: boolean };

function loadWith(top: Folder, root: string, { only, open, standing = true }: Wanted): Loaded {
  const folders = (name: string) => wantedFolders(root, name, only).map(readFolder);
  const whole = [...subfolders(join(root, 'lessons')), ...subfolders(join(root, 'scenarios'))].every(isWanted(only));
  const all: Folders = { lessons: folders('lessons'), scenarios: folders('scenarios'), top, whole, standing };
  return loadFolders(all, open);
}

/** The folders that `loadCourse` would read, with the size of what they hold. */
export function courseFolders(root: string, only: readonly string[] = []): readonly { readonly path: string; readonly bytes: number }[] {
  const bytes = (path: string): number => contentFiles(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
  const paths = ['lessons', 'scenarios'].flatMap((name) => wantedFolders(root, name, only));
  return paths.map((path) => ({ path: resolve(path), bytes: bytes(path) }));
}

function wantedFolders(root: string, name: string, only: readonly string[]): readonly string[] {
  return subfolders(join(root, name)).filter(isWanted(only));
}

function isWanted(only: readonly string[]): (path: string) => boolean {
  return (path) => only.length === 0 || only.some((prefix) => within(resolve(prefix), path) || within(path, resolve(prefix)));
}

/** The scenario of one folder, wherever it stands, with everything that is wrong with it; null where it cannot be played. Its base may stand anywhere in its pack. */
export function loadScenario(path: string): { readonly scenario: Scenario | null; readonly problems: readonly FileProblem[] } {
  const folder = resolve(path);
  const { content, problems } = readScenario(readFolder(folder), openWithin(packAbove(folder) ?? dirname(folder)));
  return { scenario: problems.length === 0 ? content : null, problems: inOrder(problems) };
}

/** The nearest folder from here upwards that holds `lessons/` or `scenarios/`, or null. */
export function packAbove(from: string): string | null {
  for (let folder = resolve(from); folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(join(folder, 'lessons')) || existsSync(join(folder, 'scenarios'))) return folder;
  return null;
}

/** The parts of the world that a file describes, with everything that is wrong with it. Its base may stand anywhere below its parent folder. */
export function loadWorld(path: string): {
  readonly parts: WorldParts;
  readonly problems: readonly FileProblem[];
  readonly unread: ReadonlySet<string>;
  readonly locate: ReturnType<typeof readWorldFile>['locate'];
} {
  const source = readSource(path, MAX_PRINTED_BYTES);
  if ('refused' in source) {
    const problem = problemAt({ path: shown(path), text: '' }, 0, source.refused);
    return { parts: {}, problems: [problem], unread: new Set(['aws']), locate: (_path, what) => problemAt({ path: shown(path), text: '' }, 0, what) };
  }
  const read = readWorldFile(source, openWithin(dirname(dirname(resolve(path)))));
  return { ...read, problems: inOrder(read.problems) };
}

/** The course of `root` as JSON text for the build, with everything that is wrong with it. */
export function compileCourse(root: string): { readonly json: string; readonly problems: readonly FileProblem[] } {
  const { course, problems } = loadCourse(root);
  return { json: writeCompiled(course, stampsOf(root)), problems };
}

/** A world that many folders build on is the same source for each of them. */
function openedOnce(open: OpenBase, onOpen: (path: string) => void): OpenBase {
  const opened = new Map<string, ReturnType<OpenBase>>();
  return (from, base) => {
    const path = resolve(dirname(resolve(from)), base);
    onOpen(path);
    const found = opened.get(path) ?? open(from, base);
    opened.set(path, found);
    return found;
  };
}

/** Opens bases inside the folder only, wherever links lead. */
function openWithin(root: string): OpenBase {
  return (from, base) => {
    if (isAbsolute(base)) return { refused: OUTSIDE };
    const path = resolve(dirname(resolve(from)), base);
    if (!within(resolve(root), path)) return { refused: OUTSIDE };
    const source = readSource(path);
    if ('refused' in source) return source;
    return within(realpathSync(root), realpathSync(path)) ? { source } : { refused: OUTSIDE };
  };
}

/** A file that a program printed, or what keeps it from being read. */
export function readPrinted(path: string): Source | { readonly problem: FileProblem } {
  const source = readSource(path, MAX_PRINTED_BYTES);
  return 'refused' in source ? { problem: problemAt({ path: shown(path), text: '' }, 0, source.refused) } : source;
}

function readSource(path: string, maxBytes = MAX_BYTES): Source | { readonly refused: Complaint } {
  try {
    return { path: shown(path), text: textOf(firstBytes(path, maxBytes)) };
  } catch (error) {
    return { refused: complaint(UNREADABLE_WHAT, UNREADABLE_HOW, { path: shown(path), code: (error as { readonly code?: string }).code ?? 'EIO' }) };
  }
}

/** No more than shows that a file is too large. */
function firstBytes(path: string, maxBytes: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(Math.min(fstatSync(file).size, maxBytes + 1));
    return bytes.subarray(0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}

/** UTF-8, or UTF-16 with its mark: what `>` of older Windows shells writes. */
function textOf(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

function readFolder(path: string): Folder {
  return { name: path.split(sep).at(-1) ?? path, path: shown(path), files: filesOf(path) };
}

function filesOf(path: string): { readonly [name: string]: Source } {
  const files = contentFiles(path).map((name) => {
    const source = readSource(join(path, name));
    // A file that cannot be read at all is one that is not there: what needs it says so.
    return 'refused' in source ? null : ([name, source] as const);
  });
  return Object.fromEntries(files.filter((file) => file !== null));
}

function within(folder: string, path: string): boolean {
  const way = relative(resolve(folder), resolve(path));
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

function shown(path: string): string {
  const way = relative(process.cwd(), resolve(path));
  const named = way === '' ? '.' : way.startsWith('..') ? resolve(path) : way.split(sep).join('/');
  // A name is the author's text too: no terminal obeys it.
  return named.replace(/[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd');
}

const OUTSIDE = complaint(
  { ko: 'base가 콘텐츠 폴더 밖을 가리킵니다.', en: 'the base lies outside the content folder.' },
  { ko: '폴더 안의 상대 경로로 쓰세요.', en: 'Give a relative path that stays inside.' },
);
const UNREADABLE_WHAT = { ko: '{path} 파일을 읽지 못했습니다({code}).', en: 'the file {path} cannot be read ({code}).' };
const UNREADABLE_HOW = { ko: '경로와 권한을 확인하세요.', en: 'Check its path and its permissions.' };
