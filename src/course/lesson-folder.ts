/** A lesson from the files of its folder. */
import type { World } from '../engine/world.ts';
import type { Asked } from './asks/definition.ts';
import type { Lesson, Page, Question } from './content.ts';
import { drawVars } from './draw.ts';
import { type LessonFile, lesson as lessonShape } from './format/lesson.ts';
import { type QuestionFile, quiz as quizShape } from './format/quiz.ts';
import { translation as translationShape } from './format/translation.ts';
import { keyOf } from './keys.ts';
import type { FolderDetails } from './loaded.ts';
import { type MarkdownPage, parseMarkdown } from './markdown.ts';
import { complaint, type FilePlace, type FileProblem, placeAt, problemAt, type Source } from './problem.ts';
import { revisionOf } from './revision.ts';
import { say } from './say.ts';
import type { Shape } from './shape.ts';
import { certain, startWorld } from './start.ts';
import { textsOf, textsOfBlock } from './texts.ts';
import { fillVars } from './vars.ts';
import { type OpenBase, type ReadWorld, readWorldFile } from './world-file.ts';
import { nodeAt, parseYaml, unreadableText, type YamlNode } from './yaml.ts';

/** The files of one folder by name. */
export type Folder = { readonly name: string; readonly path: string; readonly files: { readonly [name: string]: Source } };
export type ReadFolder<T> = { readonly content: T | null; readonly details: FolderDetails; readonly problems: readonly FileProblem[] };

/** The lesson, with everything that is wrong with its files. */
export function readLesson(folder: Folder, open: OpenBase, standing = true): ReadFolder<Lesson> {
  const problems: FileProblem[] = [];
  const [, number = '0', id = folder.name] = /^(\d+)-(.+)$/.exec(folder.name) ?? [];
  const meta = readShape(folder, { name: 'lesson.yaml', shape: lessonShape, needed: true }, problems);
  const ko = readPages(folder, 'ko.md', problems);
  const en = readPages(folder, 'en.md', problems);
  const { read, world } = readLessonWorld(folder, { open, standing }, problems);
  const quiz = readShape(folder, { name: 'quiz.yaml', shape: quizShape, needed: false }, problems);
  readShape(folder, { name: 'translation.yaml', shape: translationShape, needed: false }, problems);
  const questions = quiz?.value.questions ?? [];
  const places = quiz === null ? {} : questionPlaces(quiz);
  const keyProblems: FileProblem[] = [];
  const keyed = questions.flatMap((question) =>
    !standing ? [questionOf(question, [])] : withKey(question, { world, place: places[`question/${question.id}`] }, keyProblems),
  );
  repeated(
    questions.map((question) => ({ id: question.id, place: places[`question/${question.id}`] })),
    problems,
  );
  if (meta !== null && ko !== null) problems.push(...strayConcepts(meta, ko.pages));
  const content: Lesson | null =
    meta === null || ko === null || en === null
      ? null
      : {
          id,
          number: Number(number),
          revision: revisionOf(folder),
          title: { ko: ko.title, en: en.title },
          minutes: meta.value.minutes,
          concepts: meta.value.concepts,
          world: read?.parts ?? null,
          pages: pagesOf(ko.pages, en.pages, meta.value.pages ?? {}),
          quiz: keyed,
        };
  const pages = { ko: ko?.pages ?? [], en: en?.pages ?? [] };
  const texts = [
    ...(['ko', 'en'] as const).flatMap((lang) => pageTexts(lang, { folder, read: lang === 'ko' ? ko : en })),
    ...(quiz === null ? [] : textsOf(quiz.source, quiz.node)),
  ];
  const place = { path: `${folder.path}/lesson.yaml`, line: 1, col: 1 };
  const details: FolderDetails = {
    content: `lesson/${id}`,
    place,
    texts,
    places,
    questions,
    keyProblems,
    pages,
    sources: folder.files,
    quotes: meta?.value.quotes ?? [],
  };
  return { content, details, problems };
}

/** A YAML file of a folder read by its shape; null when it is missing or too broken to be read. */
export function readShape<T>(
  folder: Folder,
  { name, shape, needed }: { readonly name: string; readonly shape: Shape<T>; readonly needed: boolean },
  problems: FileProblem[],
): { readonly value: T; readonly source: Source; readonly node: YamlNode } | null {
  const source = folder.files[name];
  if (source === undefined) {
    if (needed) problems.push({ path: `${folder.path}/${name}`, line: 1, col: 1, ...complaint(NO_FILE_WHAT, NO_FILE_HOW, { name }) });
    return null;
  }
  const { root, problems: unread } = parseYaml(source);
  problems.push(...unread);
  const value = root === null ? undefined : shape.read(root, (offset, what) => problems.push(problemAt(source, offset, what)));
  return root === null || value === undefined ? null : { value, source, node: root };
}

/** Says of each id that occurs again that it does. */
export function repeated(ids: readonly { readonly id: string; readonly place: FilePlace | undefined }[], problems: FileProblem[]): void {
  const seen = new Set<string>();
  for (const { id, place } of ids) {
    if (seen.has(id) && place !== undefined) problems.push({ ...place, ...complaint(TWICE_WHAT, TWICE_HOW, { id }) });
    seen.add(id);
  }
}

type Pages = { readonly title: string; readonly titleLine: number; readonly pages: readonly MarkdownPage[] };

function readPages(folder: Folder, name: string, problems: FileProblem[]): Pages | null {
  const source = folder.files[name];
  if (source === undefined) {
    problems.push({ path: `${folder.path}/${name}`, line: 1, col: 1, ...complaint(NO_FILE_WHAT, NO_FILE_HOW, { name }) });
    return null;
  }
  const unreadable = unreadableText(source);
  const { markdown, problems: found } = parseMarkdown(source);
  problems.push(...unreadable, ...found);
  return unreadable.length > 0 ? null : markdown;
}

/** Pages by id: a page that one language lacks is left out, and the gate of parity says so. */
function pagesOf(
  ko: readonly MarkdownPage[],
  en: readonly MarkdownPage[],
  concepts: { readonly [page: string]: readonly string[] },
): readonly Page[] {
  return ko.flatMap((page) => {
    const other = en.find((one) => one.id === page.id);
    if (other === undefined) return [];
    const body = { ko: page.blocks.map(({ block }) => block), en: other.blocks.map(({ block }) => block) };
    return [{ id: page.id, heading: { ko: page.heading, en: other.heading }, concepts: concepts[page.id] ?? [], body }];
  });
}

/** What `pages` says must be of this lesson: its pages, its concepts. */
function strayConcepts(
  { value, source, node }: { readonly value: LessonFile; readonly source: Source; readonly node: YamlNode },
  pages: readonly MarkdownPage[],
) {
  const ids = pages.map((page) => page.id);
  return Object.entries(value.pages ?? {}).flatMap(([page, concepts]): FileProblem[] => {
    const place = placeAt(source, nodeAt(node, ['pages', page]).start);
    if (!ids.includes(page)) return [{ ...place, ...complaint(NO_PAGE_WHAT, CHOOSE_HOW, { id: page, known: ids }) }];
    const stray = concepts.filter((concept) => !value.concepts.includes(concept));
    return stray.map((concept) => ({ ...place, ...complaint(NO_CONCEPT_WHAT, CHOOSE_HOW, { id: concept, known: value.concepts }) }));
  });
}

const NO_PAGE_WHAT = { ko: '{id} 쪽이 이 레슨에 없습니다.', en: 'this lesson has no page {id}.' };
const NO_CONCEPT_WHAT = { ko: '{id} 개념이 이 레슨의 concepts에 없습니다.', en: 'concept {id} is not among the concepts of this lesson.' };
const CHOOSE_HOW = { ko: '{known} 중에서 고르세요.', en: 'Choose one of {known}.' };

function pageTexts(lang: 'ko' | 'en', { folder, read }: { readonly folder: Folder; readonly read: Pages | null }) {
  if (read === null) return [];
  const path = `${folder.path}/${lang}.md`;
  const title = { form: 'title' as const, lang, text: read.title, place: { path, line: read.titleLine, col: 3 } };
  const pages = read.pages.flatMap((page) => [
    { form: 'heading' as const, lang, text: page.heading, place: { path, line: page.line, col: 4 } },
    ...page.blocks.flatMap((block) => textsOfBlock(block, { lang, path })),
  ]);
  return [title, ...pages];
}

function readLessonWorld(
  folder: Folder,
  { open, standing }: { readonly open: OpenBase; readonly standing: boolean },
  problems: FileProblem[],
): { readonly read: ReadWorld | null; readonly world: World | null } {
  const source = folder.files['world.yaml'];
  if (source === undefined) return { read: null, world: null };
  const read = readWorldFile(source, open);
  problems.push(...read.problems);
  if (!standing) return { read, world: null };
  const started = startWorld(read.parts);
  problems.push(...certain(started.problems, read.unread).map((problem) => read.locate(problem.path, problem)));
  return { read, world: read.problems.length + started.problems.length > 0 ? null : started.world };
}

function questionPlaces({
  source,
  node,
  value,
}: {
  readonly source: Source;
  readonly node: YamlNode;
  readonly value: { readonly questions: readonly QuestionFile[] };
}) {
  const list = nodeAt(node, ['questions']).node;
  const items = list.node === 'sequence' ? list.items : [];
  const ids = items.map((item) => (item.value as { readonly id?: unknown } | null)?.id);
  return Object.fromEntries(
    value.questions.flatMap((question) => {
      const item = items[ids.lastIndexOf(question.id)] ?? node;
      const codes = (question.options ?? []).flatMap((option, index) =>
        option.misconception === undefined
          ? []
          : [[`misconception/${question.id}/${option.id}`, placeAt(source, nodeAt(item, ['options', index, 'misconception']).node.start)] as const],
      );
      return [[`question/${question.id}`, placeAt(source, item.start)] as const, ...codes];
    }),
  );
}

/** So many times a question with variables is drawn: the seed picks one of them. */
const RENDERINGS = 6;

/** The question with its key, in each of its renderings; none when one of them has no key. */
function withKey(
  file: QuestionFile,
  { world, place }: { readonly world: World | null; readonly place: FilePlace | undefined },
  problems: FileProblem[],
): readonly Question[] {
  const pools = file.vars ?? {};
  const count = Object.keys(pools).length === 0 ? 1 : RENDERINGS;
  const rendered = new Map<string, Question>();
  for (let number = 1; number <= count; number += 1) {
    const { vars, problems: undrawn } = drawVars({ id: file.id, vars: pools }, `${number}`);
    const filled = fillVars(file, vars);
    const [first] = undrawn;
    const asked: Asked =
      first === undefined ? keyOf(filled, world) : { ok: false, why: say(VARIABLE, { name: first.name, ko: first.what.ko, en: first.what.en }) };
    if (!asked.ok) {
      if (place !== undefined)
        problems.push({ ...place, what: say(NO_KEY_WHAT, { id: file.id, ko: asked.why.ko, en: asked.why.en }), how: say(NO_KEY_HOW) });
      return [];
    }
    rendered.set(JSON.stringify(vars), questionOf(filled, asked.key));
  }
  const [question, ...others] = rendered.values();
  return question === undefined ? [] : [others.length === 0 ? question : { ...question, renderings: others }];
}

function questionOf(file: QuestionFile, key: readonly string[]): Question {
  const options = (file.options ?? []).map(({ id, text, why, misconception }) => ({ id, text, why, misconception: misconception ?? null }));
  const items = (file.items ?? []).map(({ id, text }) => ({ id, text }));
  const source = file.typed === undefined ? null : { url: file.typed.url, why: file.typed.why };
  const { id, kind, stem, concepts } = file;
  return { id, kind, stem, options, items, key, why: file.why ?? null, source, concepts };
}

const VARIABLE = { ko: '{name} 변수: {ko}', en: 'variable {name}: {en}' };
const NO_FILE_WHAT = { ko: '{name} 파일이 없습니다.', en: 'the file {name} is missing.' };
const NO_FILE_HOW = { ko: '그 파일을 만드세요.', en: 'Create it.' };
const TWICE_WHAT = { ko: '{id} id가 두 번 나옵니다.', en: 'id {id} stands here twice.' };
const TWICE_HOW = { ko: '다른 id를 쓰세요.', en: 'Choose another id.' };
const NO_KEY_WHAT = { ko: '{id} 문제의 정답을 구하지 못했습니다. {ko}', en: 'question {id} has no key: {en}' };
const NO_KEY_HOW = { ko: '조건이나 월드를 고치세요.', en: 'Correct its conditions or the world.' };
