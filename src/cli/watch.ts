/** `ekslab prove --watch` in sentences: proves a folder again whenever one of its files changes, and says what a learner reads of it. */
import type { Course } from '../course/content.ts';
import { type GateResult, prove } from '../course/prove/index.ts';
import { type Call, type ExitStatus, print } from './call.ts';
import { previewOf } from './preview.ts';
import { type Watched, watchChanges } from './watch-changes.ts';

export type Watching = Watched & { readonly told: (results: readonly GateResult[]) => string };

/** 0 once it is ended. What is broken is told with its place, and watching goes on. */
export async function watchFolders(call: Call, { told, ...watched }: Watching): Promise<ExitStatus> {
  const shown = new Map<string, Course>();
  const ended = watchChanges(watched, (folder, loaded) => {
    print(call, `\n${told(prove(loaded))}`);
    print(call, `\n${previewOf(loaded.course, shown.get(folder) ?? null)}`);
    shown.set(folder, loaded.course);
  });
  print(call, WATCHING[call.lang]);
  await ended;
  return 0;
}

const WATCHING = {
  ko: '파일이 바뀌기를 기다립니다. 끝내려면 Ctrl-C를 누르세요.',
  en: 'Waiting for files to change. Ctrl-C ends it.',
};
