/** Pages of which one language was changed without the other: each is held against what both said when they were last found equal. */
import { sha1 } from '../../engine/sha1.ts';
import { LANGS, type Lang, type Text } from '../../engine/text.ts';
import { translation as shape } from '../format/translation.ts';
import type { FolderDetails, Loaded } from '../loaded.ts';
import type { MarkdownPage } from '../markdown.ts';
import { type FilePlace, placeAt, type Source } from '../problem.ts';
import { say } from '../say.ts';
import { nodeAt, parseYaml } from '../yaml.ts';
import type { Finding, Gate } from './gate.ts';

type Hashes = { readonly [L in Lang]: string };
type Recorded = { readonly pages: { readonly [page: string]: Hashes }; readonly placeOf: (page: string) => FilePlace };

export const translations: Gate = {
  name: 'translation',
  promise: { ko: '한 언어만 바뀐 쪽이 없습니다.', en: 'no page was changed in one language alone' },
  run: ({ details }) => lessonsIn(details).flatMap(staleIn),
};

/** The records that are out of date, as they should be. `all` also takes pages of which one language alone was changed. */
export function updatedTranslations({ details }: Loaded, { all }: { readonly all: boolean }): readonly Source[] {
  return lessonsIn(details).flatMap((folder) => {
    const recorded = recordedIn(folder);
    const pages = pairsOf(folder).map(({ id, now }): [string, Hashes] => {
      const before = recorded?.pages[id];
      return [id, before === undefined || all || changedIn(before, now).length === LANGS.length ? now : before];
    });
    const text = recordText(pages);
    const path = recordPath(folder);
    return pages.length === 0 || folder.sources[NAME]?.text === text ? [] : [{ path, text }];
  });
}

const NAME = 'translation.yaml';

function staleIn(folder: FolderDetails): Finding[] {
  const recorded = recordedIn(folder);
  const pairs = pairsOf(folder);
  if (recorded === null)
    return pairs.length === 0 ? [] : [{ content: folder.content, place: { path: recordPath(folder), line: 1, col: 1 }, detail: NO_RECORD }];
  return pairs.flatMap(({ id, now, lines }): Finding[] => {
    const before = recorded.pages[id];
    const of = { content: folder.content };
    if (before === undefined) return [{ ...of, place: recorded.placeOf(id), detail: say(NEW, { id }) }];
    const changed = changedIn(before, now);
    if (changed.length === LANGS.length) return [{ ...of, place: recorded.placeOf(id), detail: say(BOTH, { id }) }];
    return changed.map((lang) => {
      const other = lang === 'ko' ? 'en' : 'ko';
      const place = { path: pathOf(folder, `${other}.md`), line: lines[other], col: 1 };
      return { ...of, place, detail: say(STALE, { id, changed: `${lang}.md`, other: `${other}.md` }) };
    });
  });
}

function changedIn(before: Hashes, now: Hashes): readonly Lang[] {
  return LANGS.filter((lang) => before[lang] !== now[lang]);
}

type Pages = FolderDetails['pages'];
type Pair = { readonly id: string; readonly now: Hashes; readonly lines: { readonly [L in Lang]: number } };

/** The text of `translation.yaml` for pages that say the same in both languages. */
export function translationRecord(pages: Pages): string {
  return recordText(pairsOf({ pages }).map(({ id, now }) => [id, now]));
}

function pairsOf({ pages }: { readonly pages: Pages }): readonly Pair[] {
  return pages.ko.flatMap((ko) => {
    const en = pages.en.find((page) => page.id === ko.id);
    return en === undefined ? [] : [{ id: ko.id, now: { ko: hashOf(ko), en: hashOf(en) }, lines: { ko: ko.line, en: en.line } }];
  });
}

/** What people wrote: what a console block prints is the engine's, and the same in both. */
function hashOf({ heading, blocks }: MarkdownPage): string {
  const written = blocks.map(({ block }) => (block.block === 'console' ? block.lines.map((line) => line.command) : block));
  return sha1(JSON.stringify([heading, written])).slice(0, 8);
}

function recordedIn(folder: FolderDetails): Recorded | null {
  const source = folder.sources[NAME];
  const root = source === undefined ? null : parseYaml(source).root;
  const file = root === null ? undefined : shape.read(root, () => {});
  if (source === undefined || root === null || file === undefined) return null;
  return { pages: file.pages, placeOf: (page) => placeAt(source, nodeAt(root, ['pages', page]).start) };
}

function recordText(pages: readonly (readonly [string, Hashes])[]): string {
  const rows = pages.map(([id, { ko, en }]) => `  ${id}: {ko: "${ko}", en: "${en}"}`);
  return [`# yaml-language-server: $schema=../../schema/translation.json`, 'format: 1', 'pages:', ...rows, ''].join('\n');
}

function lessonsIn(details: readonly FolderDetails[]): readonly FolderDetails[] {
  return details.filter(({ content }) => content.startsWith('lesson/'));
}

function pathOf({ place }: FolderDetails, name: string): string {
  return place.path.replace(/[^/]+$/, name);
}

function recordPath(folder: FolderDetails): string {
  return pathOf(folder, NAME);
}

const NO_RECORD: Text = {
  ko: '두 언어를 견준 기록이 없습니다. 같은 내용이면 `ekslab prove --update`로 만드세요.',
  en: 'nothing records that both languages say the same. If they do, write it with `ekslab prove --update`.',
};
const NEW: Text = {
  ko: '{id} 쪽의 기록이 없습니다. 두 언어가 같으면 `ekslab prove --update`로 더하세요.',
  en: 'page {id} is not recorded. If both languages say the same, add it with `ekslab prove --update`.',
};
const BOTH: Text = {
  ko: '{id} 쪽이 두 언어에서 모두 바뀌었습니다. 내용이 같으면 `ekslab prove --update`로 기록하세요.',
  en: 'page {id} was changed in both languages. If they say the same, record it with `ekslab prove --update`.',
};
const STALE: Text = {
  ko: '{id} 쪽은 {changed}에서만 바뀌었습니다. {other}도 고치거나, 고칠 것이 없으면 `ekslab prove --accept-translation`을 쓰세요.',
  en: 'page {id} was changed in {changed} only. Change {other} too, or type `ekslab prove --accept-translation` where it needs no change.',
};
