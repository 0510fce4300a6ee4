/** A scenario from the files of its folder. */
import type { Scenario } from './content.ts';
import { type ScenarioFile, scenario as shape } from './format/scenario.ts';
import { type Folder, type ReadFolder, readShape, repeated } from './lesson-folder.ts';
import type { FolderDetails } from './loaded.ts';
import { complaint, type FilePlace, type FileProblem, placeAt, type Source } from './problem.ts';
import { revisionOf } from './revision.ts';
import { certain, startWorld } from './start.ts';
import { textsOf } from './texts.ts';
import { fillVars, pickVars } from './vars.ts';
import { type OpenBase, readWorldNode } from './world-file.ts';
import { nodeAt, type YamlNode } from './yaml.ts';

type Read = { readonly value: ScenarioFile; readonly source: Source; readonly node: YamlNode };

/** The scenario, with everything that is wrong with its file. */
export function readScenario(folder: Folder, open: OpenBase): ReadFolder<Scenario> {
  const problems: FileProblem[] = [];
  const id = /^(?:\d+-)?(.+)$/.exec(folder.name)?.[1] ?? folder.name;
  const place = { path: `${folder.path}/scenario.yaml`, line: 1, col: 1 };
  const read = readShape(folder, { name: 'scenario.yaml', shape, needed: true }, problems);
  const places = read === null ? {} : placesOf(read);
  const details: FolderDetails = {
    content: `scenario/${id}`,
    place,
    places,
    texts: read === null ? [] : textsOf(read.source, read.node),
    questions: [],
    keyProblems: [],
    pages: { ko: [], en: [] },
    sources: folder.files,
    quotes: read?.value.quotes ?? [],
  };
  // What the shape has refused cannot be looked at further.
  if (read === null || problems.length > 0) return { content: null, details, problems };
  checkNames(read, problems);
  const content = build(id, { folder, read }, { open, problems });
  return { content, details, problems };
}

function build(
  id: string,
  { folder, read }: { readonly folder: Folder; readonly read: Read },
  { open, problems }: { readonly open: OpenBase; readonly problems: FileProblem[] },
): Scenario {
  const { value: file, source } = read;
  const world = readWorldNode({ source, node: file.world }, open);
  problems.push(...world.problems);
  const vars = pickVars({ id, vars: file.vars ?? {} }, 'load');
  const started = startWorld(fillVars(world.parts, vars));
  problems.push(...certain(started.problems, world.unread).map((problem) => world.locate(problem.path, problem)));
  return {
    id,
    revision: revisionOf(folder),
    module: file.module,
    kind: file.kind,
    title: file.title,
    minutes: file.minutes,
    concepts: file.concepts,
    story: file.story,
    world: world.parts,
    predict: file.predict === undefined ? null : { line: file.predict.line, ask: file.predict.ask, decoys: file.predict.decoys ?? [] },
    accept: file.accept.map((line) => ({ id: line.id, text: line.text, check: line.check, after: line.after ?? [] })),
    ...(file.guide === undefined ? {} : { guide: file.guide.map(({ until, text, line }) => ({ until, text, line: line ?? null })) }),
    hints: file.hints ?? {},
    locked: file.locked ?? [],
    solution: file.solution,
    alternates: file.alternates ?? [],
    nearMisses: file.near_misses ?? [],
    vars: file.vars ?? {},
  };
}

/** Lines of the acceptance list are named in several places: each name must be one of them. */
function checkNames({ value: file, source, node }: Read, problems: FileProblem[]): void {
  const ids = file.accept.map((line) => line.id);
  const named = (id: string, path: readonly (string | number)[], known: readonly string[] = ids) => {
    if (!known.includes(id)) problems.push({ ...placeAt(source, nodeAt(node, path).start), ...complaint(NO_LINE_WHAT, NO_LINE_HOW, { id, ids }) });
  };
  for (const [index, line] of file.accept.entries())
    for (const [at, id] of (line.after ?? []).entries()) named(id, ['accept', index, 'after', at], ids.slice(0, index));
  for (const [index, step] of (file.guide ?? []).entries()) named(step.until, ['guide', index, 'until']);
  for (const id of Object.keys(file.hints ?? {})) named(id, ['hints', id]);
  for (const [index, miss] of (file.near_misses ?? []).entries())
    for (const [at, id] of miss.fails.entries()) named(id, ['near_misses', index, 'fails', at]);
  repeated(
    file.accept.map((line, index) => ({ id: line.id, place: placeAt(source, nodeAt(node, ['accept', index, 'id']).start) })),
    problems,
  );
}

function placesOf({ value: file, source, node }: Read): { readonly [name: string]: FilePlace } {
  const at = (...path: (string | number)[]): FilePlace => placeAt(source, nodeAt(node, path).start);
  return {
    ...Object.fromEntries(file.accept.map((line, index) => [`accept/${line.id}`, at('accept', index)])),
    ...Object.fromEntries(file.solution.map((_, index) => [`solution/${index}`, at('solution', index)])),
    ...Object.fromEntries((file.near_misses ?? []).map((_, index) => [`near_misses/${index}`, at('near_misses', index)])),
    ...Object.fromEntries((file.alternates ?? []).map((_, index) => [`alternates/${index}`, at('alternates', index)])),
    ...Object.fromEntries(Object.keys(file.hints ?? {}).map((id) => [`hints/${id}`, at('hints', id)])),
    ...Object.fromEntries(file.concepts.map((id, index) => [`concepts/${id}`, at('concepts', index)])),
    module: at('module'),
    predict: at('predict'),
  };
}

const NO_LINE_WHAT = { ko: '{id} 통과 조건이 없습니다.', en: 'there is no acceptance line {id}.' };
const NO_LINE_HOW = { ko: '앞에 나온 {ids} 중에서 고르세요.', en: 'Name one that stands before it: {ids}.' };
