/** `ekslab prove`: every gate over the course, or over the folders that are named. */
import { existsSync, writeFileSync } from 'node:fs';
import { loadCourse, packAbove } from '../course/files.ts';
import { type GateResult, updatedConsole, updatedTranslations } from '../course/prove/index.ts';
import { structured } from '../shell/structured.ts';
import type { ProveRequest } from './author-arguments.ts';
import { type Call, complain, type ExitStatus, print } from './call.ts';
import { proveFolders } from './prove-parallel.ts';
import { isTerminal, wantsSentences } from './terminal.ts';

/** 0 when every promise holds, 1 when one is broken, 2 when a path names nothing. `update` rewrites outdated console blocks and records first. */
export async function prove(call: Call, request: ProveRequest): Promise<ExitStatus> {
  const { paths } = request;
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined)
    return complain(call, { ko: `${missing} 경로가 없습니다. 경로를 확인하세요.`, en: `there is no ${missing}. Check the path.` });
  const root = contentRoot(paths, call.root);
  updateFiles(root, request);
  if (request.coverage) {
    const { coverage } = await import('./coverage.ts');
    return coverage(call, loadCourse(root, paths, { standing: false }));
  }
  if (request.watch === true && showsScreens(call)) {
    const { watchOnScreen } = await import('./watch-screen.ts');
    return watchOnScreen(call, { root, paths, poll: request.poll });
  }
  if (request.watch === true) {
    const { watchFolders } = await import('./watch.ts');
    const ended = new AbortController();
    const end = (): void => ended.abort();
    process.once('SIGINT', end);
    const told = (results: readonly GateResult[]): string => textOf(results, call);
    return watchFolders(call, { root, paths, poll: request.poll, signal: ended.signal, told }).finally(() => process.off('SIGINT', end));
  }
  const { results, unchanged } = await proveFolders(call, root, { paths, fresh: request.fresh });
  if (results.length === 0)
    return complain(call, {
      ko: '증명할 레슨이나 시나리오가 없습니다. 경로를 확인하세요.',
      en: 'there is no lesson or scenario to prove. Check the path.',
    });
  const format = call.options.output ?? 'text';
  print(
    call,
    format === 'text'
      ? textOf(results, call, unchanged)
      : structured({ results: results.map((result) => ({ ...result, detail: result.detail[call.lang] })) }, format),
  );
  return results.every(({ ok }) => ok) ? 0 : 1;
}

/** Whether what is watched is drawn: plain mode, no terminal and NO_COLOR get sentences. */
function showsScreens({ io, options }: Call): boolean {
  const plain = options.plain === true || wantsSentences(io) || (io.env.NO_COLOR ?? '') !== '';
  return isTerminal(io) && !plain;
}

/** Console blocks first: what they type is part of what a page says. */
function updateFiles(root: string, { paths, update, acceptTranslation }: ProveRequest): void {
  if (update) for (const { path, text } of updatedConsole(loadCourse(root, paths, { standing: false }))) writeFileSync(path, text);
  if (!update && !acceptTranslation) return;
  for (const { path, text } of updatedTranslations(loadCourse(root, paths, { standing: false }), { all: acceptTranslation }))
    writeFileSync(path, text);
}

/** The folder that holds `lessons/` and `scenarios/`: above the first path, or the installed one. */
function contentRoot([path]: readonly string[], installed: string): string {
  return path === undefined ? installed : (packAbove(path) ?? installed);
}

function textOf(results: readonly GateResult[], { lang }: Call, unchanged = 0): string {
  const broken = results.filter(({ ok }) => !ok).map(({ where, gate, content, detail }) => `${where ?? content}: [${gate}] ${detail[lang]}`);
  const folders = new Set(results.map(({ content }) => content)).size;
  const held = results.length - broken.length;
  const summary = {
    ko: `폴더 ${folders}개, 지켜진 약속 ${held}개, 깨진 약속 ${broken.length}개`,
    en: `folders: ${folders}, promises held: ${held}, broken: ${broken.length}`,
  };
  const since = {
    ko: `지난 증명 뒤로 바뀌지 않은 폴더 ${unchanged}개는 다시 증명하지 않았습니다. 모두 다시 증명하려면 --fresh를 붙이세요.`,
    en: `Unchanged since they were proved: ${unchanged} folders. --fresh proves them again.`,
  };
  return [...broken, summary[lang], ...(unchanged === 0 ? [] : [since[lang]])].join('\n');
}
