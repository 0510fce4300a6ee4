/** A scenario from the files of its folder. */
import { drawn } from './causes.ts';
import type { AcceptLine, Causes, Scenario } from './content.ts';
import { drawVars } from './draw.ts';
import { fillNode } from './fill-node.ts';
import { variablesOf } from './format/pool.ts';
import { type CausesFile, type PartFile, type ScenarioFile, scenario as shape } from './format/scenario.ts';
import { type Folder, type ReadFolder, readShape } from './lesson-folder.ts';
import type { FolderDetails } from './loaded.ts';
import type { Part } from './part.ts';
import { placesOf } from './places.ts';
import { type FileProblem, problemAt, type Source } from './problem.ts';
import { revisionOf } from './revision.ts';
import { strayNames } from './scenario-names.ts';
import { startScenario } from './stage.ts';
import { certain } from './start.ts';
import { textsOf } from './texts.ts';
import { type OpenBase, readWorldNode } from './world-file.ts';
import { nodeAt, type YamlNode } from './yaml.ts';

type Read = { readonly value: ScenarioFile; readonly source: Source; readonly node: YamlNode };

/** The scenario, with everything that is wrong with its file. */
export function readScenario(folder: Folder, open: OpenBase, standing = true): ReadFolder<Scenario> {
  const problems: FileProblem[] = [];
  const id = /^(?:\d+-)?(.+)$/.exec(folder.name)?.[1] ?? folder.name;
  const place = { path: `${folder.path}/scenario.yaml`, line: 1, col: 1 };
  const read = readShape(folder, { name: 'scenario.yaml', shape, needed: true }, problems);
  const places = read === null ? {} : placesOf(read.source, read.node);
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
  problems.push(...strayNames(read));
  const content = build(id, { folder, read }, { open, problems, standing });
  return { content, details, problems };
}

function build(
  id: string,
  { folder, read }: { readonly folder: Folder; readonly read: Read },
  { open, problems, standing }: { readonly open: OpenBase; readonly problems: FileProblem[]; readonly standing: boolean },
): Scenario {
  const { value: file, source, node } = read;
  const world = readWorldNode({ source, node: file.world, vars: variablesOf(node) }, open);
  problems.push(...world.problems);
  const causes = causesFrom(file);
  const content: Scenario = {
    id,
    revision: revisionOf(folder),
    module: file.module,
    kind: file.kind,
    title: file.title,
    minutes: file.minutes,
    concepts: [...new Set([...file.concepts, ...conceptsIn(file), ...(file.stages ?? []).flatMap(conceptsIn)])],
    story: file.story,
    world: world.parts,
    predict: file.predict === undefined ? null : { line: file.predict.line, ask: file.predict.ask, decoys: file.predict.decoys ?? [] },
    accept: acceptFrom(file),
    ...(file.guide === undefined ? {} : { guide: file.guide.map(({ until, text, line }) => ({ until, text, line: line ?? null })) }),
    hints: file.hints ?? {},
    locked: file.locked ?? [],
    solution: file.solution ?? [],
    alternates: file.alternates ?? [],
    nearMisses: file.near_misses ?? [],
    vars: file.vars ?? {},
    ...(causes === null ? {} : { causes }),
    ...(file.stages === undefined ? {} : { stages: file.stages.map((stage) => ({ ...partFrom(stage), id: stage.id, causes: causesFrom(stage) })) }),
    ...(file.arrive === undefined ? {} : { arrive: file.arrive }),
  };
  if (checkVars(content, read, { open, problems }) && standing) {
    // The seed of the gates: what they play first is this very world.
    const started = startScenario(drawn(content, 'prove'), 'prove');
    const own = (world.parts.setup ?? []).length;
    const ofWorld = started.problems.filter(({ path }) => path[0] !== 'setup' || Number(path[1]) < own);
    problems.push(...certain(ofWorld, world.unread).map((problem) => world.locate(problem.path, problem)));
  }
  return content;
}

function partFrom(file: PartFile): Part {
  return {
    story: file.story ?? null,
    vars: file.vars ?? {},
    setup: file.setup ?? [],
    faults: file.faults ?? [],
    accept: acceptFrom(file),
    hints: file.hints ?? {},
    locked: file.locked ?? [],
    solution: file.solution ?? [],
    alternates: file.alternates ?? [],
    nearMisses: file.near_misses ?? [],
  };
}

function acceptFrom({ accept = [] }: Pick<PartFile, 'accept'>): readonly AcceptLine[] {
  return accept.map(({ id, text, check, after }) => ({ id, text, check, after: after ?? [] }));
}

function causesFrom({ causes, draw = 1, decoys = [], ask }: CausesFile): Causes | null {
  if (causes === undefined) return null;
  const choice = ({ id, cause, sign }: NonNullable<CausesFile['decoys']>[number]) => ({ id, cause, sign: sign ?? null });
  return {
    draw,
    ask: ask ?? null,
    decoys: decoys.map(choice),
    of: causes.map((one) => ({ ...partFrom(one), ...choice(one), concepts: one.concepts ?? [] })),
  };
}

function conceptsIn({ causes = [] }: CausesFile): readonly string[] {
  return causes.flatMap(({ concepts }) => concepts ?? []);
}

/** Whether every variable can be drawn, and the file read with what was drawn; one that can for the gates' seed can for others. */
function checkVars(
  content: Scenario,
  { source, node }: Read,
  { open, problems }: { readonly open: OpenBase; readonly problems: FileProblem[] },
): boolean {
  const parts = [
    content,
    ...(content.causes?.of ?? []),
    ...(content.stages ?? []),
    ...(content.stages ?? []).flatMap(({ causes }) => causes?.of ?? []),
  ];
  const pools = Object.assign({}, ...parts.map(({ vars }) => vars));
  if (Object.keys(pools).length === 0) return true;
  const { vars, problems: undrawn } = drawVars({ id: content.id, vars: pools }, 'prove');
  const places = placesOf(source, node);
  const placeOf = (name: string) => places[Object.keys(places).find((one) => one.endsWith(`vars/${name}`)) ?? 'vars'];
  for (const { name, what, how } of undrawn) problems.push({ path: source.path, line: 1, col: 1, ...placeOf(name), what, how });
  if (undrawn.length > 0) return false;
  const filled = fillNode(node, vars);
  const before = problems.length;
  shape.read(filled, (offset, what) => problems.push(problemAt(source, offset, what)));
  problems.push(...readWorldNode({ source, node: nodeAt(filled, ['world']).node }, open).problems);
  return problems.length === before;
}
