/** A file that a word of the lab asks for: the only writing that plain mode and the screens do beside the journal. */
import { writeFileSync } from 'node:fs';
import type { Text } from '../engine/text.ts';

export type FileToWrite = { readonly path: string; readonly text: string };

/** Writes the file and says so, or why not. */
export function saved({ path, text }: FileToWrite): Text {
  try {
    writeFileSync(path, text);
    return { ko: `${path} 파일에 저장했습니다.`, en: `Saved to ${path}.` };
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return {
      ko: `${path} 파일에 쓸 수 없습니다(${code}). 쓸 수 있는 곳의 이름을 주세요.`,
      en: `Cannot write ${path} (${code}). Give a name in a folder that can be written.`,
    };
  }
}
