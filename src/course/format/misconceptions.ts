/** The shape of `lessons/misconceptions.yaml`: the wrong beliefs that distractors come from, each with its refutation. */
import { boolean, integer, list, object, text } from '../shape.ts';
import { id } from './id.ts';

const misconception = object(
  { id, name: text, refutation: text, /** The trace element, table or command that shows the rule. */ shows: text },
  { /** No question uses it yet. */ later: boolean, /** Codes that this one replaced. */ formerly: list(id) },
);

export const misconceptions = object({ format: integer(1, 1), misconceptions: list(misconception, { least: 1 }) });
