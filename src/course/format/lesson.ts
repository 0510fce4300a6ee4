/** The shape of `lesson.yaml`. The title and the pages stand in `ko.md` and `en.md`; `pages` says which page teaches which concept. */
import { integer, list, type Of, object, record, string } from '../shape.ts';
import { id } from './id.ts';

export const lesson = object(
  { format: integer(1, 1), minutes: integer(1, 240), concepts: list(id, { least: 1 }) },
  { quotes: list(string()), pages: record(list(id)) },
);
export type LessonFile = Of<typeof lesson>;
