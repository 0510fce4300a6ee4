/** The shape of `lesson.yaml`. The title and the pages stand in `ko.md` and `en.md`. */
import { integer, list, type Of, object, string } from '../shape.ts';
import { id } from './id.ts';

export const lesson = object({ format: integer(1, 1), minutes: integer(1, 240), concepts: list(id, { least: 1 }) }, { quotes: list(string()) });
export type LessonFile = Of<typeof lesson>;
