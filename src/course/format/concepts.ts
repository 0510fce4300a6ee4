/** The shape of `lessons/concepts.yaml`: what this course teaches. */
import { boolean, integer, list, object, text } from '../shape.ts';
import { id } from './id.ts';

export const concepts = object({ format: integer(1, 1), concepts: list(object({ id, name: text }, { later: boolean }), { least: 1 }) });
