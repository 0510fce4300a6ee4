/** The command line: the only place where the layers meet the terminal, the disk and the clock. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Request } from './arguments.ts';
import { type Call, complain, type ExitStatus, type Io, print } from './call.ts';
import { langOfLocale } from './language.ts';

/** Where the program is installed: the folder that holds package.json, lessons and scenarios; the course as the build compiled it. */
export type Installation = { readonly root: string; readonly compiled?: string };

/** What no arguments ask for: by far the most frequent call, and the one that waits for a frame. */
const COURSE: Request = { ask: 'start', place: null, options: {} };

/** Carries out one command line and gives its exit status. */
export async function main(argv: readonly string[], { root, compiled }: Installation, io: Io = processIo()): Promise<ExitStatus> {
  const request = argv.length === 0 ? COURSE : (await import('./arguments.ts')).readArguments(argv);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  const lang = request.options.lang ?? langOfLocale(io.env);
  return carryOut({ io, root, compiled: compiled ?? null, version, lang, options: request.options }, request);
}

/** Each entry point is loaded when it is asked for: the first frame waits for nothing that it does not show. */
async function carryOut(call: Call, request: Request): Promise<ExitStatus> {
  switch (request.ask) {
    case 'help': {
      const { manual, manualOf } = await import('./manual.ts');
      print(call, request.about === null ? manual(call.lang) : manualOf(request.about, call.lang));
      return 0;
    }
    case 'version':
      print(call, call.version);
      return 0;
    case 'refused':
      return complain(call, request.text);
    case 'start': {
      const { start } = await import('./start.ts');
      return start(call, request.place, request.world);
    }
    case 'run': {
      const { run } = await import('./run.ts');
      return run(call, request);
    }
    case 'shell': {
      const { shell } = await import('./shell.ts');
      return shell(call, request);
    }
    case 'trace': {
      const { trace } = await import('./trace.ts');
      return trace(call, request);
    }
    case 'repair': {
      const { repair } = await import('./repair.ts');
      return repair(call, request);
    }
    case 'reach': {
      const { reach } = await import('./reach.ts');
      return reach(call, request);
    }
    case 'keys': {
      const { keys } = await import('./keys.ts');
      return keys(call);
    }
    case 'new': {
      const { makeNew } = await import('./new.ts');
      return makeNew(call, request);
    }
    case 'prove': {
      const { prove } = await import('./prove.ts');
      return prove(call, request);
    }
    case 'import': {
      const { importWorld } = await import('./import.ts');
      return importWorld(call, request);
    }
    case 'export': {
      const { exportWorld } = await import('./export.ts');
      return exportWorld(call, request);
    }
    case 'planning': {
      const { carryOutPlanning } = await import('./planning/carry-out.ts');
      return carryOutPlanning(call, request);
    }
    case 'conformance': {
      const { conformance } = await import('./conformance.ts');
      return conformance(call, request);
    }
  }
}

function processIo(): Io {
  const { stdin, stdout, stderr, env } = process;
  return { stdin, stdout, stderr, env, now: () => Date.now() };
}
