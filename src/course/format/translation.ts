/** The shape of `translation.yaml`: what each page of a lesson said when somebody last found both languages equal. */
import { integer, type Of, object, record, string } from '../shape.ts';

const hash = string({ pattern: /^[0-9a-f]{8}$/, like: '1f0c9a3e' });

export const translation = object({ format: integer(1, 1), pages: record(object({ ko: hash, en: hash })) });
export type TranslationFile = Of<typeof translation>;
