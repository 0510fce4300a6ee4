#!/usr/bin/env node
/** Starts the bundle that `npm run build` made; what has to happen before anything is imported happens here. */
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

// Node 20 lacks it, and Ink's reconciler calls it.
Promise.withResolvers ??= function withResolvers() {
  let resolve;
  let reject;
  const promise = new this((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};

// https://no-color.org: set and not empty means no colour. The colour library of Ink knows FORCE_COLOR only.
if (process.env.NO_COLOR) process.env.FORCE_COLOR = '0';

// Whoever reads has read enough, as `head` does: the program ends as SIGPIPE would end it. Any other error is for whoever
// listens for it; without a listener it is a crash, as it would be without this one.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (error.code === 'EPIPE') process.exit(141);
    if (stream.listenerCount('error') === 1) throw error;
  });
}

module.enableCompileCache?.();

const bundle = new URL('../dist/ekslab.js', import.meta.url);
if (existsSync(bundle)) {
  const { main } = await import(bundle.href);
  process.exitCode = await main(process.argv.slice(2), {
    root: fileURLToPath(new URL('..', import.meta.url)),
    compiled: fileURLToPath(new URL('../dist/course.json', import.meta.url)),
  });
} else {
  process.stderr.write('프로그램을 아직 만들지 않았습니다. `npm run build`를 실행하세요.\nThe program is not built yet. Run `npm run build`.\n');
  process.exitCode = 2;
}
