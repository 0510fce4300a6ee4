/** What an asker is: a question put to a world, whose answer is a key. */
import type { Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import type { QuestionFile } from '../format/quiz.ts';
import type { Shape } from '../shape.ts';

/** The key, or why the world has no answer. */
export type Asked = { readonly ok: true; readonly key: readonly string[] } | { readonly ok: false; readonly why: Text };

export type Asker<A = unknown> = {
  readonly name: string;
  /** The kinds of questions that it can answer. */
  readonly kinds: readonly QuestionFile['kind'][];
  readonly args: Shape<A>;
  readonly answer: (args: A, asked: { readonly world: World; readonly question: QuestionFile }) => Asked;
};

/** Declares an asker; its arguments have the type that its shape reads. */
export function define<A>(asker: Asker<A>): Asker {
  return asker as Asker;
}

/** A key of one value. */
export function value(answer: string | number): Asked {
  return { ok: true, key: [String(answer)] };
}
