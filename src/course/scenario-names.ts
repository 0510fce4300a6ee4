/** Names in a scenario's file that name something in the same file: acceptance lines, causes, stages. */
import { START } from './causes.ts';
import type { PartFile, ScenarioFile } from './format/scenario.ts';
import { repeated } from './lesson-folder.ts';
import { complaint, type FileProblem, placeAt, type Source } from './problem.ts';
import { nodeAt, type YamlNode } from './yaml.ts';

type Read = { readonly value: ScenarioFile; readonly source: Source; readonly node: YamlNode };
type Path = readonly (string | number)[];
type Named = { readonly path: Path; readonly id: string; readonly known: readonly string[] };

/** Everything that names what is not there, or is there twice. */
export function strayNames({ value: file, source, node }: Read): readonly FileProblem[] {
  const at = (path: Path) => placeAt(source, nodeAt(node, path).start);
  const problems: FileProblem[] = [];
  for (const { part, path, before } of partsOf(file)) {
    for (const { path: place, id, known } of namesIn(part, path, before)) {
      if (!known.includes(id)) problems.push({ ...at(place), ...complaint(NO_LINE_WHAT, NO_LINE_HOW, { id, ids: known }) });
    }
    const own = (part.accept ?? []).map(({ id }, index) => ({ id, place: at([...path, 'accept', index, 'id']) }));
    repeated([...before.map((id) => ({ id, place: undefined })), ...own], problems);
    repeated(
      (part.causes ?? []).map(({ id }, index) => ({ id, place: at([...path, 'causes', index, 'id']) })),
      problems,
    );
    if (part.solution === undefined && part.causes === undefined && part.inCause !== true)
      problems.push({ ...at(path), ...complaint(NO_SOLUTION_WHAT, NO_SOLUTION_HOW) });
  }
  repeated(
    (file.stages ?? []).map(({ id }, index) => ({ id, place: at(['stages', index, 'id']) })),
    problems,
  );
  const lines = idsOf(file);
  for (const [index, step] of (file.guide ?? []).entries()) {
    if (!lines.includes(step.until))
      problems.push({ ...at(['guide', index, 'until']), ...complaint(NO_LINE_WHAT, NO_LINE_HOW, { id: step.until, ids: lines }) });
  }
  return problems;
}

type PartHere = {
  readonly part: PartFile & { readonly inCause?: boolean };
  readonly path: Path;
  /** Lines that hold already when the part begins. */
  readonly before: readonly string[];
};

function partsOf(file: ScenarioFile): readonly PartHere[] {
  const stages = file.stages ?? [];
  const { stages: _stages, ...start } = file;
  const parts: PartHere[] = [{ part: start, path: [], before: [] }];
  for (const [index, stage] of stages.entries()) {
    const earlier = file.arrive === undefined ? stages.slice(0, index) : [];
    parts.push({ part: stage, path: ['stages', index], before: [file, ...earlier].flatMap(idsOf) });
  }
  return parts.flatMap(({ part, path, before }) => [
    { part, path, before },
    ...(part.causes ?? []).map((cause, index) => ({
      part: { ...cause, inCause: true },
      path: [...path, 'causes', index],
      before: [...before, ...idsOf(part)],
    })),
  ]);
}

function idsOf({ accept = [] }: Pick<PartFile, 'accept'>): readonly string[] {
  return accept.map(({ id }) => id);
}

function namesIn(part: PartHere['part'], path: Path, before: readonly string[]): readonly Named[] {
  const { accept = [], hints = {}, near_misses: misses = [] } = part;
  const all = [...before, ...idsOf(part)];
  const mayBe = [...all, ...(part.causes ?? []).flatMap(idsOf)];
  return [
    ...accept.flatMap(({ after = [] }, index) =>
      after.map((id, at) => ({ path: [...path, 'accept', index, 'after', at], id, known: all.slice(0, before.length + index) })),
    ),
    ...Object.keys(hints).map((id) => ({ path: [...path, 'hints', id], id, known: mayBe })),
    ...misses.flatMap(({ fails }, index) => fails.map((id, at) => ({ path: [...path, 'near_misses', index, 'fails', at], id, known: all }))),
  ];
}

/** By what a list of causes is called: of the scenario itself, or of its stages. */
export function partsWithCauses({ causes, stages = [] }: ScenarioFile): readonly string[] {
  return [...(causes === undefined ? [] : [START]), ...stages.filter((stage) => stage.causes !== undefined).map(({ id }) => id)];
}

const NO_LINE_WHAT = { ko: '{id} 통과 조건이 없습니다.', en: 'there is no acceptance line {id}.' };
const NO_LINE_HOW = { ko: '앞에 나온 {ids} 중에서 고르세요.', en: 'Name one that stands before it: {ids}.' };
const NO_SOLUTION_WHAT = { ko: '풀이가 없습니다.', en: 'there is no solution.' };
const NO_SOLUTION_HOW = { ko: '`solution`에 풀이의 줄을 쓰세요.', en: 'Give its lines under `solution`.' };
