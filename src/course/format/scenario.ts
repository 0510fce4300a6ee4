/** The shape of `scenario.yaml`. */
import { elements } from '../../engine/dataplane/elements.ts';
import type { ElementName } from '../../engine/dataplane/path.ts';
import { integer, list, type Of, object, oneOf, record, type Shape, string, text, withVariables } from '../shape.ts';
import type { YamlNode } from '../yaml.ts';
import { check } from './check.ts';
import { fault } from './fault.ts';
import { id, lines } from './id.ts';
import { variablesOf, vars } from './pool.ts';
import { world } from './world.ts';

const accept = object({ id, text, check }, { after: list(id) });
const prediction = object({ line: string(), ask: text }, { decoys: list(oneOf(...(Object.keys(elements) as ElementName[]))) });
const guide = object({ until: id, text }, { line: string() });
const alternate = object({ name: text, lines });
const nearMiss = object({ name: text, lines, fails: list(id, { least: 1 }) });

/** What a scenario, its causes and its stages say of the task alike. */
const task = {
  hints: record(list(text, { least: 1 })),
  locked: list(string({ pattern: /^[A-Za-z]+\/\S+$/, like: 'service/default/frontend' })),
  alternates: list(alternate),
  near_misses: list(nearMiss),
  vars,
};
const choice = object({ id, cause: text }, { sign: text });
const cause = object(
  { id, cause: text },
  { sign: text, concepts: list(id), story: text, setup: lines, faults: list(fault), accept: list(accept), solution: lines, ...task },
);
const causes = { causes: list(cause, { least: 1 }), draw: integer(1, 20), decoys: list(choice), ask: text };
const stage = object({ id, story: text }, { setup: lines, faults: list(fault), accept: list(accept), solution: lines, ...task, ...causes });

/** The node is kept: the world inside has its own reader, which follows `base`. */
const inlineWorld: Shape<YamlNode> = { schema: world.schema, read: (node) => node };

const required = {
  format: integer(1, 1),
  module: id,
  kind: oneOf('trace', 'build', 'break-fix', 'plan', 'capstone'),
  title: text,
  minutes: integer(1, 240),
  concepts: list(id, { least: 1 }),
  story: text,
  world: inlineWorld,
  accept: list(accept, { least: 1 }),
};
const optional = {
  predict: prediction,
  guide: list(guide),
  ...task,
  ...causes,
  stages: list(stage, { least: 1 }),
  arrive: integer(1, 20),
  quotes: list(string()),
};
const file = object(required, { solution: lines, ...optional });
/** Where no cause brings its own, the scenario has to say how it is solved. */
const withSolution = object({ ...required, solution: lines }, optional);
export type ScenarioFile = Of<typeof file>;
export type PartFile = Partial<Of<typeof stage>>;
export type CausesFile = Pick<ScenarioFile, 'causes' | 'draw' | 'decoys' | 'ask'>;

/** Variables are in scope in the whole file, wherever they stand. */
export const scenario: Shape<ScenarioFile> = {
  schema: file.schema,
  read(node, report) {
    const hasCauses = node.node === 'mapping' && node.entries.has('causes');
    return (hasCauses ? file : withSolution).read(node, withVariables(report, variablesOf(node)));
  },
};
