/** `ekslab new lesson NAME`, `ekslab new scenario NAME`: a folder to begin with, which keeps every promise as it is. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { loadCourse, packAbove } from '../course/files.ts';
import { jsonSchemas } from '../course/format/json-schema.ts';
import { updatedConsole, updatedTranslations } from '../course/prove/index.ts';
import { CONCEPTS_HEAD, conceptRow, type NewFiles, newLesson, newScenario } from '../course/skeleton.ts';
import { subfolders } from '../course/stamps.ts';
import type { Text } from '../engine/text.ts';
import type { NewRequest } from './author-arguments.ts';
import { type Call, complain, type ExitStatus, print } from './call.ts';

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** 0 when the folder was made, 2 when it cannot be. It is made in the pack around the working directory, or begins one there. */
export async function makeNew(call: Call, { what, name, kind, module }: NewRequest): Promise<ExitStatus> {
  if (!NAME.test(name)) return complain(call, BAD_NAME);
  const root = packAbove(process.cwd()) ?? process.cwd();
  const lessons = subfolders(join(root, 'lessons')).map((path) => basename(path));
  const taken = [...lessons, ...subfolders(join(root, 'scenarios')).map((path) => basename(path))].find((folder) => idOf(folder) === name);
  if (taken !== undefined)
    return complain(call, {
      ko: `${taken} 폴더가 이미 있습니다. 다른 이름을 쓰세요.`,
      en: `there is a folder ${taken} already. Choose another name.`,
    });
  if (what === 'lesson') {
    const folder = `${String(Math.max(0, ...lessons.map((one) => Number.parseInt(one, 10) || 0)) + 1).padStart(2, '0')}-${name}`;
    write(root, newLesson(folder, name));
    addConcept(join(root, 'lessons/concepts.yaml'), name);
    return made(call, root, `lessons/${folder}`);
  }
  const modules = loadCourse(root, [join(root, 'lessons')], { standing: false }).course.modules;
  const lesson = modules.find((one) => module === undefined || one.id === module);
  const [concept] = lesson?.concepts ?? [];
  if (lesson === undefined || concept === undefined) return complain(call, NO_LESSON);
  write(root, newScenario({ name, kind, module: lesson.id, concept }));
  return made(call, root, `scenarios/${name}`);
}

function write(root: string, files: NewFiles): void {
  const schemas = Object.entries(jsonSchemas()).map(([name, schema]) => [`schema/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`] as const);
  const missing = schemas.filter(([path]) => !existsSync(join(root, path)));
  for (const [path, text] of [...Object.entries(files), ...missing]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function addConcept(path: string, id: string): void {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : CONCEPTS_HEAD;
  if (!before.includes(`id: ${id},`)) writeFileSync(path, `${before}${before.endsWith('\n') ? '' : '\n'}${conceptRow(id)}`);
}

/** What the engine prints is filled in, and both languages are recorded as equal. */
function made(call: Call, root: string, folder: string): ExitStatus {
  const own = [join(root, folder)];
  for (const { path, text } of updatedConsole(loadCourse(root, own, { standing: false }))) writeFileSync(path, text);
  for (const { path, text } of updatedTranslations(loadCourse(root, own, { standing: false }), { all: true })) writeFileSync(path, text);
  const done: Text = {
    ko: `${folder} 폴더를 만들었습니다. \`ekslab prove ${folder}\`로 확인하세요.`,
    en: `Made ${folder}. Check it with \`ekslab prove ${folder}\`.`,
  };
  print(call, done[call.lang]);
  return 0;
}

function idOf(folder: string): string {
  return folder.replace(/^\d+-/, '');
}

const BAD_NAME: Text = {
  ko: '이름은 `node-port-path`처럼 소문자와 숫자, 하이픈으로 지으세요.',
  en: 'name it like `node-port-path`: lower case, digits and hyphens.',
};
const NO_LESSON: Text = {
  ko: '시나리오가 속할 레슨이 없습니다. `ekslab new lesson NAME`으로 먼저 만들거나 --module을 확인하세요.',
  en: 'there is no lesson that the scenario belongs to. Make one first with `ekslab new lesson NAME`, or check --module.',
};
