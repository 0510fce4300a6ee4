/** What `--help` says of the planning words: their own records. */
import { PLANNING_WORDS } from '../../shell/planning/words.ts';
import type { Entry } from '../manual.ts';

export const PLANNING_ENTRIES: readonly Entry[] = PLANNING_WORDS.map(({ name, usage, summary, details, file }) => ({
  name,
  usage: `ekslab ${name} ${usage.join(' | ')}${file === undefined ? '' : ' [-f FILE]'}`,
  summary,
  details: file === undefined ? details : { ko: `${details.ko}\n${file.ko}`, en: `${details.en}\n${file.en}` },
}));
