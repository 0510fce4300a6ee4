/** What the bundle puts in the place of two modules of Ink's must answer exactly as they do. */
import { resolve } from 'node:path';
import { build } from 'esbuild';
import fc from 'fast-check';
import original from 'string-width';
import { beforeAll, describe, expect, it } from 'vitest';
// @ts-expect-error: a script of the build, without types
import { quickFrames } from '../../bin/quick-frames.js';

const ROOT = resolve(import.meta.dirname, '../..');

type Write = { readonly x: number; readonly y: number; readonly text: string };
type Output = new (size: {
  width: number;
  height: number;
}) => {
  write: (x: number, y: number, text: string, options: { transformers: readonly ((text: string) => string)[] }) => void;
  get: () => { readonly output: string; readonly height: number };
};
type Bundled = { readonly width: (text: string) => number; readonly Output: Output };

let quick: Bundled;
let plain: Bundled;

beforeAll(async () => {
  quick = await bundled([quickFrames]);
  plain = await bundled([]);
});

describe('the width of a text', () => {
  const pieces = fc.constantFrom(
    'a',
    ' ',
    '한',
    '글',
    '각',
    '─',
    '│',
    '▸',
    '✓',
    '…',
    '→',
    '\u0301',
    '\ufe0f',
    '👍',
    '👩‍👩‍👧',
    '\u001b[31m',
    '\u001b[39m',
    'ㄱ',
    '漢',
    '\u200b',
  );

  it('is the one that string-width gives', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        expect(quick.width(text)).toBe(original(text));
        expect(quick.width(text)).toBe(original(text));
      }),
    );
  });

  it('is the one that string-width gives for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(quick.width(text)).toBe(original(text));
      }),
    );
  });
});

describe('a frame', () => {
  const texts = fc.constantFrom('abc', '한글', '\u001b[1m굵게\u001b[22m x', '    ', 'row  ', '─────', '\u001b[31m✗\u001b[39m 한');
  const writes = fc.array(fc.record({ x: fc.integer({ min: 0, max: 18 }), y: fc.integer({ min: 0, max: 4 }), text: texts }), { maxLength: 12 });

  it('is the one that Ink makes, also when rows of it were made before', () => {
    fc.assert(
      fc.property(fc.array(writes, { maxLength: 3 }), (frames) => {
        for (const frame of frames) expect(drawn(quick, frame)).toBe(drawn(plain, frame));
      }),
    );
  });
});

function drawn({ Output }: Bundled, frame: readonly Write[]): string {
  const output = new Output({ width: 24, height: 4 });
  for (const { x, y, text } of frame) output.write(x, y, text, { transformers: [(one) => one] });
  return output.get().output;
}

async function bundled(plugins: readonly never[] | readonly [typeof quickFrames]): Promise<Bundled> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { default as width } from 'string-width'; export { default as Output } from '${ROOT}/node_modules/ink/build/output.js';`,
      resolveDir: ROOT,
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    write: false,
    plugins: [...plugins],
  });
  const text = outputFiles[0]?.text ?? '';
  return import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
}
