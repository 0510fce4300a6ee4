/** The grammar of the shell: the part of bash that the lab understands, as a tree. Offsets are UTF-16 offsets into the line. */

/** A part of a word. What stands in quotes is neither split into fields nor taken for an option of the shell. */
export type Piece =
  | { readonly piece: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly piece: 'variable'; readonly name: string; readonly quoted: boolean }
  | { readonly piece: 'substitution'; readonly script: Script; readonly quoted: boolean };

export type RawWord = { readonly pieces: readonly Piece[]; readonly start: number; readonly end: number };

export type Redirect =
  /** A heredoc or a here-string. */
  | { readonly redirect: 'stdin'; body: RawWord }
  | { readonly redirect: 'discard'; readonly stream: 'stdout' | 'stderr' }
  /** `2>&1` and `>&2`. */
  | { readonly redirect: 'merge'; readonly into: 'stdout' | 'stderr' };

export type Assignment = { readonly name: string; readonly value: RawWord };

export type Simple = {
  readonly command: 'simple';
  readonly assignments: readonly Assignment[];
  readonly words: readonly RawWord[];
  readonly redirects: readonly Redirect[];
};

export type Loop = {
  readonly command: 'for';
  readonly name: string;
  readonly words: readonly RawWord[];
  readonly body: Script;
  readonly redirects: readonly Redirect[];
};

export type Stage = Simple | Loop;
export type Joiner = ';' | '&&' | '||';

/** Pipelines one after the other, each with what joins it to the one before. */
export type Script = readonly { readonly joiner: Joiner; readonly stages: readonly Stage[] }[];
