/** `ekslab import`: files that `aws` and `kubectl` printed become one world file. */
import { readPrinted } from '../course/files.ts';
import { importFiles } from '../course/import/import.ts';
import { showNote } from '../course/import/note.ts';
import { type FileProblem, inOrder, type Source } from '../course/problem.ts';
import { worldText } from '../course/world-text.ts';
import type { Text } from '../engine/text.ts';
import { type Call, complain, type ExitStatus } from './call.ts';
import { deliver } from './deliver.ts';
import { printProblems } from './problems.ts';

export type ImportOptions = { readonly aws: readonly string[]; readonly kubernetes: readonly string[]; readonly to: string | undefined };

/** 0 when a world was made, also where part of the files is not simulated; 2 when a file is broken or foreign. */
export async function importWorld(call: Call, { aws, kubernetes, to }: ImportOptions): Promise<ExitStatus> {
  if (aws.length + kubernetes.length === 0) return complain(call, NOTHING_GIVEN);
  const unread: FileProblem[] = [];
  const open = (path: string): Source[] => {
    const source = readPrinted(path);
    if (!('problem' in source)) return [source];
    unread.push(source.problem);
    return [];
  };
  const sources = { aws: aws.flatMap(open), kubernetes: kubernetes.flatMap(open) };
  const { parts, notes, problems } = importFiles(sources);
  for (const note of inOrder(notes)) call.io.stderr.write(`${showNote(note, call.lang)}\n`);
  const wrong = [...unread, ...problems];
  if (wrong.length > 0) {
    printProblems(call, wrong);
    return 2;
  }
  return deliver(call, worldText(parts, call.options.output === 'json' ? 'json' : 'yaml'), to);
}

const NOTHING_GIVEN: Text = {
  ko: '가져올 파일이 없습니다. `--aws`나 `--kubernetes`에 파일을 쓰세요.',
  en: 'there is nothing to import. Name files with `--aws` or `--kubernetes`.',
};
