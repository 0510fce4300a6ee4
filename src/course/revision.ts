import { sha1 } from '../engine/sha1.ts';
import type { Folder } from './lesson-folder.ts';

/** A hash of the folder's files: an attempt names the content that it was made on. Whether both languages were compared is no part of it. */
export function revisionOf(folder: Folder): string {
  const names = Object.keys(folder.files)
    .filter((name) => name !== 'translation.yaml')
    .sort();
  return sha1(names.map((name) => `${name}\0${folder.files[name]?.text}`).join('\0')).slice(0, 12);
}
