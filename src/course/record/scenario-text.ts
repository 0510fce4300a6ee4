/** What was recorded as the text of a `scenario.yaml`, with marks where its author has to write. */
import { dump, load } from 'js-yaml';
import type { WorldParts } from '../../engine/world-of.ts';
import type { AcceptLine } from '../content.ts';
import { worldText } from '../world-text.ts';

export type Recorded = {
  /** Of the lesson that it was played in; null in a world of no lesson. */
  readonly module: string | null;
  readonly concepts: readonly string[];
  readonly parts: WorldParts;
  readonly solution: readonly string[];
  readonly accept: readonly AcceptLine[];
};

/** Reads as a scenario; `작성 / FILL IN` stands where a word of the author is still missing. */
export function scenarioText({ module, concepts, parts, solution, accept }: Recorded): string {
  const { format: _format, ...world } = load(worldText(parts, 'yaml')) as { readonly format: number };
  return [
    '# yaml-language-server: $schema=../../schema/scenario.json',
    'format: 1',
    `module: ${module ?? 'fill-in'}  # 작성 / FILL IN: 레슨의 id / the id of the lesson`,
    'kind: break-fix  # 작성 / FILL IN: break-fix, build, trace, plan, capstone',
    'title: {ko: 새 시나리오, en: A new scenario}  # 작성 / FILL IN: 제목 / the title',
    'minutes: 10',
    `concepts: [${concepts.length === 0 ? 'fill-in' : concepts.join(', ')}]  # 작성 / FILL IN: 개념의 id / ids of concepts`,
    '# 작성 / FILL IN: 사람, 증상, 할 일 / people, a symptom, what to do',
    'story:',
    '  ko: "여기에 상황과 할 일을 적습니다."',
    '  en: "Write here what has happened and what is to be done."',
    yaml({ world }),
    '# 제안한 조건입니다. 두거나 지우세요. / Proposed lines: keep or delete each.',
    'accept:',
    ...accept.map(({ id, text, check }) => indented(yaml([{ id, text, check: { [check.name]: check.args } }]))),
    yaml({ solution }),
    '',
  ].join('\n');
}

function yaml(value: unknown): string {
  return dump(value, { lineWidth: -1, noRefs: true }).trimEnd();
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
