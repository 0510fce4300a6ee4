/** The shape of the source, as a program: who may import whom, and what the engine must not touch. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const SRC = join(ROOT, 'src');

/** The direction table: each layer and the layers that it may import. The same table stands in src/README.md. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  shell: ['engine'],
  course: ['engine', 'shell'],
  conformance: ['engine', 'shell'],
  progress: ['course', 'engine'],
  tui: ['course', 'progress', 'shell', 'engine'],
  cli: ['tui', 'course', 'conformance', 'progress', 'shell', 'engine'],
  gallery: ['course', 'progress', 'engine'],
  bench: ['cli', 'tui', 'course', 'conformance', 'progress', 'shell', 'engine'],
};

/** Layers that may take only types from a layer. */
const TYPES_ONLY: readonly (readonly [from: string, to: string])[] = [['progress', 'course']];

/** The one purely computing package that a layer below the rim may take at run time. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  shell: ['jmespath', 'js-yaml', 'ip-cidr', 'string-width'],
  course: ['js-yaml', 'string-width', 'node:fs', 'node:path', 'node:crypto', 'node:url'],
  conformance: ['node:fs', 'node:path', 'jmespath', 'js-yaml'],
};

/** Inside the engine: a controller is never on a packet's path, and nothing below the controllers knows them. */
const ENGINE_NEVER: readonly (readonly [from: string, to: string])[] = [
  ['engine/dataplane', 'engine/controllers'],
  ['engine/dns', 'engine/controllers'],
  ['engine/aws', 'engine/cluster'],
  ['engine/aws', 'engine/hosts'],
  ['engine/aws', 'engine/dataplane'],
  ['engine/aws', 'engine/controllers'],
  ['engine/cluster', 'engine/hosts'],
  ['engine/cluster', 'engine/dataplane'],
  ['engine/cluster', 'engine/controllers'],
  ['engine/hosts', 'engine/dataplane'],
  ['engine/hosts', 'engine/controllers'],
  ['engine/net', 'engine/aws'],
  ['engine/net', 'engine/cluster'],
];

type Import = { readonly file: string; readonly line: number; readonly target: string; readonly typeOnly: boolean };

const files = walk(SRC).filter((file) => /\.tsx?$/.test(file));
const imports = files.flatMap(importsOf);

describe('the direction of imports', () => {
  it('every source file lies in a layer of the table', () => {
    expect(files.map(layerOf).filter((layer) => MAY_IMPORT[layer] === undefined)).toEqual([]);
  });

  it('no layer imports a layer that the table does not allow', () => {
    const wrong = imports.filter(({ file, target }) => {
      if (!target.startsWith(SRC)) return false;
      const [from, to] = [layerOf(file), layerOf(target)];
      return from !== to && !(MAY_IMPORT[from] ?? []).includes(to);
    });
    expect(wrong.map(shown)).toEqual([]);
  });

  it('where only types may be taken, only types are', () => {
    const wrong = imports.filter(
      ({ file, target, typeOnly }) => !typeOnly && TYPES_ONLY.some(([from, to]) => layerOf(file) === from && target.startsWith(join(SRC, to))),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it('inside the engine nothing below knows what stands above it', () => {
    const wrong = imports.filter(
      ({ file, target, typeOnly }) =>
        !typeOnly && ENGINE_NEVER.some(([from, to]) => file.startsWith(join(SRC, from)) && target.startsWith(join(SRC, to))),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it('a layer takes no package at run time that its row does not name', () => {
    const wrong = imports.filter(({ file, target, typeOnly }) => {
      const allowed = PACKAGES[layerOf(file)];
      return !typeOnly && allowed !== undefined && !target.startsWith('/') && !allowed.includes(target);
    });
    expect(wrong.map(shown)).toEqual([]);
  });

  it('src/README.md prints the same table', () => {
    const readme = readFileSync(join(SRC, 'README.md'), 'utf8');
    for (const [layer, targets] of Object.entries(MAY_IMPORT)) {
      expect(readme).toContain(`| \`${layer}\` | ${targets.length === 0 ? 'nothing' : targets.map((target) => `\`${target}\``).join(' ')} |`);
    }
  });
});

describe('the purity of the engine', () => {
  const engine = files.filter((file) => layerOf(file) === 'engine');

  it.each(['Date', 'Math.random', 'Intl', 'localeCompare', 'toLocale', 'performance', 'globalThis', 'WeakRef'])('no engine file uses %s', (word) => {
    const pattern = new RegExp(`\\b${word.replace('.', '\\.')}`);
    // `new Date(number)` with a given number is arithmetic, not a clock.
    const found = engine.flatMap((file) =>
      linesOf(file).flatMap((line, index) => (pattern.test(code(line)) && !pureDate(line, word) ? [`${relative(ROOT, file)}:${index + 1}`] : [])),
    );
    expect(found).toEqual([]);
  });

  it('no engine file imports anything outside the engine but types', () => {
    const wrong = imports.filter(({ file, target, typeOnly }) => layerOf(file) === 'engine' && !typeOnly && !target.startsWith(join(SRC, 'engine')));
    expect(wrong.map(shown)).toEqual([]);
  });
});

describe('the names of files', () => {
  it('no file or folder is called utils, helpers, common, manager or misc', () => {
    expect(walk(SRC).filter((file) => /(^|\/)(utils?|helpers?|common|managers?|misc)(\.|\/)/i.test(relative(ROOT, file)))).toEqual([]);
  });

  it('no source file is longer than 400 lines', () => {
    const long = files.filter((file) => !/\bdata\b|-table\.ts$/.test(file)).map((file) => [relative(ROOT, file), linesOf(file).length] as const);
    expect(long.filter(([, lines]) => lines > 400)).toEqual([]);
  });
});

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}

function layerOf(path: string): string {
  return relative(SRC, path).split('/')[0] as string;
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n');
}

function importsOf(file: string): Import[] {
  const found: Import[] = [];
  const text = readFileSync(file, 'utf8');
  for (const match of text.matchAll(/^\s*(import|export)\s+(type\s+)?([^;'"]*?from\s+)?['"]([^'"]+)['"]/gm)) {
    const names = match[3] ?? '';
    const braces = /^\{([^}]*)\}\s*from/.exec(names.trim());
    const allTypes = braces !== null && (braces[1] as string).split(',').every((name) => name.trim() === '' || name.trim().startsWith('type '));
    found.push({
      file,
      line: text.slice(0, match.index).split('\n').length,
      target: resolved(file, match[4] as string),
      typeOnly: match[2] !== undefined || allTypes,
    });
  }
  for (const match of text.matchAll(/(?<!typeof )\bimport\(\s*['"]([^'"]+)['"]\s*\)(\.\w)?/g)) {
    found.push({
      file,
      line: text.slice(0, match.index).split('\n').length,
      target: resolved(file, match[1] as string),
      typeOnly: match[2] !== undefined,
    });
  }
  return found;
}

function resolved(file: string, target: string): string {
  return target.startsWith('.') ? resolve(dirname(file), target) : target;
}

function code(line: string): string {
  return line
    .replace(/\/\/.*$/, '')
    .replace(/^\s*\*.*$/, '')
    .replace(/^\s*\/\*\*.*$/, '')
    .replace(/(['"`])(?:(?!\1).)*\1/g, '');
}

function pureDate(line: string, word: string): boolean {
  return word === 'Date' && (/new Date\([^)]+\)/.test(line) || /Date\.(UTC|parse)\(/.test(line)) && !/Date\.now|new Date\(\)/.test(line);
}

function shown({ file, line, target }: Import): string {
  return `${relative(ROOT, file)}:${line} → ${target.startsWith(SRC) ? relative(ROOT, target) : target}`;
}
