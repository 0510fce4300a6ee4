/** `ekslab conformance [DIR]`: one line per file of upstream cases. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Judgement } from '../conformance/adapter.ts';
import { type FileReport, readDisputes, runConformance } from '../conformance/run.ts';
import { structured } from '../shell/structured.ts';
import { type Call, complain, type ExitStatus, print } from './call.ts';

export type ConformanceOptions = { readonly dir: string | undefined; readonly verbose: boolean };

/** 0 when every failure is disputed with a source, 1 when one is not, 2 when a file cannot be judged at all. */
export async function conformance(call: Call, { dir, verbose }: ConformanceOptions): Promise<ExitStatus> {
  const folder = resolve(dir ?? join(call.root, 'test/conformance/cases'));
  if (!existsSync(folder)) return complain(call, missing(folder));
  const reports = runConformance(folder, readDisputes(join(call.root, 'test/conformance/disputed.json')));
  if (reports.length === 0) return complain(call, missing(folder));
  const format = call.options.output ?? 'text';
  print(call, format === 'text' ? reports.map((report) => textOf(report, verbose)).join('\n') : structured({ files: reports }, format));
  if (reports.some(({ unjudged }) => unjudged !== null && unjudged !== 'no-adapter')) return 2;
  return reports.every(({ failed }) => failed.length === 0) ? 0 : 1;
}

function textOf({ name, passed, failed, disputed, unjudged }: FileReport, verbose: boolean): string {
  if (unjudged === 'no-adapter') return `${name}: not judged, no adapter`;
  if (unjudged !== null) return `${name}: not judged, ${unjudged.broken}`;
  const head = `${name}: ${passed} passed, ${failed.length} failed${disputed.length === 0 ? '' : `, ${disputed.length} disputed`}`;
  const lines = (list: readonly Judgement[], mark: string) => list.map(({ id, detail }) => `  ${mark} ${id}${detail === '' ? '' : `: ${detail}`}`);
  return verbose ? [head, ...lines(failed, 'failed'), ...lines(disputed, 'disputed')].join('\n') : head;
}

function missing(folder: string) {
  return { ko: `${folder} 폴더에 사례 파일이 없습니다. 경로를 확인하세요.`, en: `${folder} holds no files of cases. Check the path.` };
}
