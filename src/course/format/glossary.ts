/** The shape of `lessons/glossary.yaml`: the terms of the course, what they mean, and the words that they replace. */
import { integer, list, object, string, text } from '../shape.ts';
import { id } from './id.ts';

const term = object(
  { id, /** As running text says it. */ name: text, definition: text },
  {
    /** In Korean at its first mention, with the acronym in brackets. */ first: string(),
    /** Korean words that must not stand for it. */ instead_of: list(string()),
  },
);

export const glossary = object({ format: integer(1, 1), terms: list(term, { least: 1 }) });
