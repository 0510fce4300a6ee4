/** The shape of `quiz.yaml`: a key is computed by asking a world, or typed with its source. */
import { askers } from '../asks/index.ts';
import { integer, list, type Of, object, oneOf, record, type Shape, string, text, unknownKey, withVariables } from '../shape.ts';
import type { YamlNode } from '../yaml.ts';
import { condition } from './check.ts';
import { id, lines } from './id.ts';
import { variablesOf, vars } from './pool.ts';

/** A mapping of one key, the asker's name, to its arguments. */
const ask: Shape<{ readonly name: string; readonly args: unknown }> = {
  schema: { type: 'object', minProperties: 1, maxProperties: 1, properties: Object.fromEntries(askers.map((one) => [one.name, one.args.schema])) },
  read(node, report) {
    const [name, entry] = (node.node === 'mapping' && node.entries.size === 1 ? [...node.entries][0] : undefined) ?? [];
    if (name === undefined || entry === undefined) {
      report(node.start, NOT_ONE);
      return undefined;
    }
    const known = askers.find((one) => one.name === name);
    if (known === undefined)
      unknownKey(
        name,
        askers.map((one) => one.name),
        (what) => report(entry.keyStart, what),
      );
    const args = known?.args.read(entry.value, report);
    return args === undefined ? undefined : { name, args };
  },
};

const option = object(
  { id, text, why: text },
  {
    /** When this option is right. */
    if: condition,
    /** `order`: the hop of the asked path that this option stands for. */
    hop: string(),
    /** Typed first, on a copy of the world that is this option's own. */
    setup: lines,
    misconception: id,
  },
);

const item = object({ id, text }, { with: record(string()) });

const typed = object({
  key: list(string(), { least: 1 }),
  url: string({ pattern: /^https:\/\//, like: 'https://docs.aws.amazon.com/…' }),
  why: text,
});

const plainQuestion = object(
  { id, kind: oneOf('single', 'multiple', 'order', 'match', 'number', 'address'), stem: text, concepts: list(id, { least: 1 }) },
  {
    options: list(option),
    /** `match`: what the options are given to, each with what fills the holes of the options' conditions. */
    items: list(item),
    ask,
    typed,
    setup: lines,
    why: text,
    /** Fresh numbers for each seed: the key is computed for every rendering. */
    vars,
  },
);

/** The variables of a question are in scope in all of it. */
const question: typeof plainQuestion = {
  schema: plainQuestion.schema,
  read: (node, report) => plainQuestion.read(node, withVariables(report, [...variablesOf(node), ...bindingsOf(node)])),
};

/** What the items of a match fill the conditions with. */
function bindingsOf(node: YamlNode): readonly string[] {
  const items = (node.value as { readonly items?: unknown } | null)?.items;
  return Array.isArray(items) ? items.flatMap((one) => Object.keys((one as { readonly with?: object } | null)?.with ?? {})) : [];
}

export const quiz = object({ format: integer(1, 1), questions: list(question, { least: 1 }) });
export type QuizFile = Of<typeof quiz>;
export type QuestionFile = QuizFile['questions'][number];

const NOT_ONE = {
  what: { ko: '`ask`는 묻는 방법 하나와 인수로 씁니다.', en: '`ask` is one way of asking with its arguments.' },
  how: { ko: '`{count: {kind: Pod}}`처럼 쓰세요.', en: 'Write it like `{count: {kind: Pod}}`.' },
};
