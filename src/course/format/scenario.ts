/** The shape of `scenario.yaml`. */
import { elements } from '../../engine/dataplane/elements.ts';
import type { ElementName } from '../../engine/dataplane/path.ts';
import { integer, list, type Of, object, oneOf, record, type Shape, string, text } from '../shape.ts';
import type { YamlNode } from '../yaml.ts';
import { check } from './check.ts';
import { id, lines } from './id.ts';
import { world } from './world.ts';

const value: Shape<string | number> = {
  schema: { type: ['string', 'number'] },
  read: (node, report) => (typeof node.value === 'number' ? node.value : string().read(node, report)),
};

const accept = object({ id, text, check }, { after: list(id) });
const prediction = object({ line: string(), ask: text }, { decoys: list(oneOf(...(Object.keys(elements) as ElementName[]))) });
const guide = object({ until: id, text }, { line: string() });
const alternate = object({ name: text, lines });
const nearMiss = object({ name: text, lines, fails: list(id, { least: 1 }) });

/** The node is kept: the world inside has its own reader, which follows `base`. */
const inlineWorld: Shape<YamlNode> = { schema: world.schema, read: (node) => node };

export const scenario = object(
  {
    format: integer(1, 1),
    module: id,
    kind: oneOf('trace', 'build', 'break-fix', 'plan', 'capstone'),
    title: text,
    minutes: integer(1, 240),
    concepts: list(id, { least: 1 }),
    story: text,
    world: inlineWorld,
    accept: list(accept, { least: 1 }),
    solution: lines,
  },
  {
    predict: prediction,
    guide: list(guide),
    hints: record(list(text, { least: 1 })),
    locked: list(string({ pattern: /^[A-Za-z]+\/\S+$/, like: 'service/default/frontend' })),
    alternates: list(alternate),
    near_misses: list(nearMiss),
    vars: record(list(value, { least: 1 })),
    quotes: list(string()),
  },
);
export type ScenarioFile = Of<typeof scenario>;
