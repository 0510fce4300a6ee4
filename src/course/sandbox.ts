/** Free play: worlds without a task. They stand in the course like scenarios, so that attempts, undo and resuming are the same. */
import type { Text } from '../engine/text.ts';
import type { WorldParts } from '../engine/world-of.ts';
import type { Course, Lesson, Scenario } from './content.ts';

const SANDBOX = 'sandbox';

/** A world that was brought along: under which name, and its own hash. */
export type Brought = { readonly name: string; readonly revision: string; readonly parts: WorldParts };

/** The course with a module of sandboxes at its end: the empty one, one for each lesson that has a world, and what was brought along. */
export function withSandboxes(course: Course, brought: Brought | null = null): Course {
  const lessons = course.modules.flatMap(({ id, title, revision, world }) =>
    world === null ? [] : [sandboxOf(id, revision, { title, parts: world })],
  );
  const own =
    brought === null ? [] : [sandboxOf(brought.revision, brought.revision, { title: { ko: brought.name, en: brought.name }, parts: brought.parts })];
  const scenarios = [...own, sandboxOf('empty', 'empty', { title: EMPTY, parts: {} }), ...lessons];
  const module: Lesson = { id: SANDBOX, number: 0, revision: '', title: TITLE, minutes: 0, concepts: [], world: null, pages: [], quiz: [] };
  return { ...course, modules: [...course.modules, module], scenarios: [...course.scenarios, ...scenarios] };
}

/** How the sandbox of a world that was brought along is called: by the world itself, so that another world never resumes it. */
export function sandboxId({ revision }: Brought): string {
  return `${SANDBOX}-${revision}`;
}

function sandboxOf(name: string, revision: string, { title, parts }: { readonly title: Text; readonly parts: WorldParts }): Scenario {
  return {
    id: `${SANDBOX}-${name}`,
    revision,
    module: SANDBOX,
    kind: 'sandbox',
    title,
    minutes: 0,
    concepts: [],
    story: STORY,
    world: parts,
    predict: null,
    accept: [],
    hints: {},
    locked: [],
    solution: [],
    alternates: [],
    nearMisses: [],
    vars: {},
  };
}

const TITLE: Text = { ko: '샌드박스', en: 'Sandbox' };
const EMPTY: Text = { ko: '빈 계정', en: 'An empty account' };
const STORY: Text = {
  ko: '과제가 없는 월드입니다. 무엇이든 만들고 부수고 되돌리세요. `share world FILE`은 월드를 파일 하나로 저장하고, `share manifests`와 `share aws`는 만든 것을 매니페스트와 `aws` 명령으로 보여 줍니다.',
  en: 'A world without a task. Build, break and undo what you like. `share world FILE` saves the world as one file; `share manifests` and `share aws` print what you built as manifests and `aws` commands.',
};
