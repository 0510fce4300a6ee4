/** Bundles the program: `node bin/build.js` writes dist/. Runs at the end of `npm ci`, and before `npm test` and `npm run bench`. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { quickFrames } from './quick-frames.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const benchmark = `${root}src/bench/main.ts`;
const gallery = `${root}src/gallery/main.ts`;

// Ink imports React's developer tools only when process.env.DEV is set; as an external module the import would stay at the
// top of the bundle, and the program would not start without the package.
const withoutDevtools = {
  name: 'without-devtools',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^react-devtools-core$/ }, ({ path }) => ({ path, namespace: 'empty' }));
    onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default {}' }));
  },
};

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: {
    ekslab: 'src/cli/main.ts',
    'compile-course': 'src/cli/compile-course.ts',
    'prove-worker': 'src/cli/prove-worker.ts',
    ...(existsSync(benchmark) ? { bench: benchmark } : {}),
    ...(existsSync(gallery) ? { screens: gallery } : {}),
  },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  jsx: 'automatic',
  sourcemap: 'linked',
  legalComments: 'linked',
  logLevel: 'warning',
  metafile: true,
  // Yoga carries its WebAssembly in the text of its module: to stream or to fetch it would only make Node load its HTTP client.
  define: {
    'process.env.NODE_ENV': '"production"',
    'process.env.DEV': '"false"',
    'WebAssembly.instantiateStreaming': 'undefined',
    fetch: 'undefined',
  },
  banner: { js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);" },
  // For the benchmark and the screens only; the first is native.
  external: ['@lydell/node-pty', '@xterm/headless', '@xterm/addon-unicode11'],
  plugins: [withoutDevtools, quickFrames],
});

// Chunks of earlier builds go last, so that a program that is being started meanwhile still finds its own.
for (const entry of readdirSync(`${root}dist`, { recursive: true, withFileTypes: true })) {
  const path = `${entry.parentPath}/${entry.name}`;
  if (entry.isFile() && metafile.outputs[path.slice(root.length)] === undefined) rmSync(path);
}

const { compileCourse } = await import('../dist/compile-course.js');
compileCourse({ root, to: `${root}dist/course.json` });
