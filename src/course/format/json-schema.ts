/** The formats as JSON Schema: what an editor completes and checks while an author types. */
import type { JsonSchema } from '../shape.ts';
import { concepts } from './concepts.ts';
import { glossary } from './glossary.ts';
import { lesson } from './lesson.ts';
import { misconceptions } from './misconceptions.ts';
import { quiz } from './quiz.ts';
import { scenario } from './scenario.ts';
import { translation } from './translation.ts';
import { world } from './world.ts';

/** The schema of each file by its name, as `schema/NAME.json` holds it. */
export function jsonSchemas(): { readonly [name: string]: JsonSchema } {
  const shapes = { concepts, glossary, lesson, misconceptions, quiz, scenario, translation, world };
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, { $schema: 'http://json-schema.org/draft-07/schema#', title: name, ...shape.schema }]),
  );
}
