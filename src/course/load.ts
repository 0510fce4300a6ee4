/** A whole course from the files of its folders. */
import { once } from '../engine/once.ts';
import type { Course, Lesson, Scenario } from './content.ts';
import { concepts as conceptsShape } from './format/concepts.ts';
import { glossary as glossaryShape } from './format/glossary.ts';
import { misconceptions as misconceptionsShape } from './format/misconceptions.ts';
import { type Folder, type ReadFolder, readLesson, readShape, repeated } from './lesson-folder.ts';
import type { FolderDetails, Loaded } from './loaded.ts';
import { complaint, type FileProblem, inOrder, placeAt, showPlace } from './problem.ts';
import { readScenario } from './scenario-folder.ts';
import { textsOf } from './texts.ts';
import type { OpenBase } from './world-file.ts';
import { nodeAt } from './yaml.ts';

export type Folders = {
  readonly lessons: readonly Folder[];
  readonly scenarios: readonly Folder[];
  readonly top: Folder /** Whether these are all. */;
  readonly whole: boolean;
  /** Whether worlds are made to stand and keys computed; texts need neither. */
  readonly standing?: boolean;
};

/** The course, with everything that is wrong with any file, in the order in which a reader meets it. */
export function loadFolders({ lessons, scenarios, top, whole, standing = true }: Folders, open: OpenBase): Loaded {
  const problems: FileProblem[] = [];
  const readLessons = lessons.map((folder) => readLesson(folder, open, standing));
  const readScenarios = scenarios.map((folder) => readScenario(folder, open, standing));
  for (const read of [...readLessons, ...readScenarios]) problems.push(...read.problems);
  for (const { name, path } of [...lessons, ...scenarios]) {
    if (!FOLDER_NAME.test(name)) problems.push({ path, line: 1, col: 1, ...complaint(NAME_WHAT, NAME_HOW) });
  }
  const modules = contents(readLessons).toSorted((one, other) => one.number - other.number || (one.id < other.id ? -1 : 1));
  const {
    concepts: { names, ...concepts },
    misconceptions: { known, ...misconceptions },
    glossary,
    problems: ofTop,
  } = readTop(top);
  problems.push(...ofTop);
  const course = { modules, scenarios: contents(readScenarios), concepts: names, misconceptions: known, glossary: glossary.terms };
  problems.push(
    ...repeatedIds(readLessons),
    ...repeatedIds(readScenarios),
    ...(whole ? strayScenarios(course.scenarios, { modules, read: readScenarios }) : []),
  );
  const folders = [...readLessons, ...readScenarios].map((read) => read.details);
  const details = whole ? [...folders, topDetails(top, [...misconceptions.texts, ...glossary.texts])] : folders;
  return { course, problems: inOrder(distinct(problems)), details, ...concepts, misconceptions: misconceptions.listed, whole };
}

/** What belongs to no folder of its own. */
const readTop = once((top: Folder) => {
  const problems: FileProblem[] = [];
  return {
    concepts: readConcepts(top, problems),
    misconceptions: readMisconceptions(top, problems),
    glossary: readGlossary(top, problems),
    problems,
  };
});

function contents<T>(read: readonly ReadFolder<T>[]): T[] {
  return read.flatMap(({ content }) => (content === null ? [] : [content]));
}

/** Two folders whose names differ by their numbers alone are one id. */
function repeatedIds(read: readonly ReadFolder<unknown>[]): FileProblem[] {
  const seen = new Map<string, string>();
  return read.flatMap(({ details: { content, place } }) => {
    const before = seen.get(content);
    seen.set(content, before ?? place.path);
    return before === undefined ? [] : [{ ...place, ...complaint(TWICE_WHAT, TWICE_HOW, { content, before }) }];
  });
}

function strayScenarios(
  scenarios: readonly Scenario[],
  { modules, read }: { readonly modules: readonly Lesson[]; readonly read: readonly ReadFolder<Scenario>[] },
): FileProblem[] {
  const known = modules.map((lesson) => lesson.id);
  if (known.length === 0) return [];
  return scenarios.flatMap((scenario) => {
    const details = read.find((one) => one.content === scenario)?.details;
    if (known.includes(scenario.module) || details === undefined) return [];
    return [{ ...(details.places.module ?? details.place), ...complaint(NO_MODULE_WHAT, NO_MODULE_HOW, { module: scenario.module, known }) }];
  });
}

type Concepts = Pick<Loaded, 'concepts' | 'conceptsPlace'> & { readonly names: Course['concepts'] };

function readConcepts(top: Folder, problems: FileProblem[]): Concepts {
  const read = readShape(top, { name: 'concepts.yaml', shape: conceptsShape, needed: false }, problems);
  if (read === null) return { concepts: [], conceptsPlace: null, names: {} };
  const concepts = read.value.concepts.map(({ id, later }, index) => {
    const place = placeAt(read.source, nodeAt(read.node, ['concepts', index, 'id']).start);
    return { id, place, later: later ?? false };
  });
  return { concepts, conceptsPlace: placeAt(read.source, 0), names: Object.fromEntries(read.value.concepts.map(({ id, name }) => [id, name])) };
}

type Misconceptions = {
  readonly known: Course['misconceptions'];
  readonly listed: Loaded['misconceptions'];
  readonly texts: FolderDetails['texts'];
};

function readMisconceptions(top: Folder, problems: FileProblem[]): Misconceptions {
  const read = readShape(top, { name: 'misconceptions.yaml', shape: misconceptionsShape, needed: false }, problems);
  if (read === null) return { known: {}, listed: [], texts: [] };
  const listed = read.value.misconceptions.map(({ id, later, formerly }, index) => {
    const place = placeAt(read.source, nodeAt(read.node, ['misconceptions', index, 'id']).start);
    return { id, place, later: later ?? false, formerly: formerly ?? [] };
  });
  repeated(listed, problems);
  const known = Object.fromEntries(read.value.misconceptions.map(({ id, name, refutation, shows }) => [id, { name, refutation, shows }]));
  return { known, listed, texts: textsOf(read.source, read.node) };
}

function readGlossary(top: Folder, problems: FileProblem[]): { readonly terms: Course['glossary']; readonly texts: FolderDetails['texts'] } {
  const read = readShape(top, { name: 'glossary.yaml', shape: glossaryShape, needed: false }, problems);
  if (read === null) return { terms: [], texts: [] };
  repeated(
    read.value.terms.map(({ id }, index) => ({ id, place: placeAt(read.source, nodeAt(read.node, ['terms', index, 'id']).start) })),
    problems,
  );
  const terms = read.value.terms.map(({ id, name, definition, first, instead_of }) => ({
    id,
    name,
    definition,
    first: first ?? null,
    insteadOf: instead_of ?? [],
  }));
  return { terms, texts: textsOf(read.source, read.node) };
}

/** What belongs to no single folder: its texts are looked at like any others. */
function topDetails(top: Folder, texts: FolderDetails['texts']): FolderDetails {
  const place = { path: `${top.path}/concepts.yaml`, line: 1, col: 1 };
  return { content: 'course', place, texts, places: {}, questions: [], keyProblems: [], pages: { ko: [], en: [] }, sources: top.files, quotes: [] };
}

/** A base that several scenarios share says what is wrong with it once. */
function distinct(problems: readonly FileProblem[]): readonly FileProblem[] {
  return [...new Map(problems.map((problem) => [`${showPlace(problem)} ${problem.what.en}`, problem])).values()];
}

const FOLDER_NAME = /^(\d+-)?[a-z0-9]+(-[a-z0-9]+)*$/;
const NAME_WHAT = { ko: '폴더의 이름이 id가 되지 못합니다.', en: 'the name of the folder is no id.' };
const NAME_HOW = {
  ko: '`node-port-path`처럼 소문자와 숫자, 하이픈으로 지으세요.',
  en: 'Name it like `node-port-path`: lower case, digits and hyphens.',
};
const TWICE_WHAT = { ko: '{content} 콘텐츠가 이미 있습니다({before}).', en: '{content} exists already ({before}).' };
const TWICE_HOW = { ko: '폴더의 이름을 바꾸세요.', en: 'Rename the folder.' };
const NO_MODULE_WHAT = { ko: '{module} 레슨이 없습니다.', en: 'there is no lesson {module}.' };
const NO_MODULE_HOW = { ko: '{known} 중에서 고르세요.', en: 'Choose one of {known}.' };
