/** The learner's screen as it is, with the proof below it or in its place. */
import { Box, useApp, useCursor, useInput } from 'ink';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Lang } from '../../engine/text.ts';
import type { Model } from '../model.ts';
import { LookContext, Rows } from '../parts/rows.tsx';
import { themeOf } from '../parts/theme.ts';
import { clampScroll } from '../parts/window.ts';
import { Root, symbolsOf } from '../root.tsx';
import type { Store } from '../store.ts';
import { strokesOf } from '../strokes.ts';
import type { TerminalHold } from '../terminal-hold.ts';
import { coverLines, listLimit, listLines } from './lines.ts';
import type { Author } from './state.ts';

/** Ctrl-]: the one key that no screen of the learner's has. */
const SWITCH = 'ctrl-]';

type Props = {
  readonly author: Author;
  readonly look: Model['look'];
  readonly change: (by: (author: Author) => Author) => void;
  readonly quit: () => void;
  readonly now: () => number;
  readonly hold?: TerminalHold;
};

/** The screen of `prove --watch`. */
export function AuthorRoot({ author, look, change, quit, now, hold }: Props) {
  const { suspendTerminal } = useApp();
  useEffect(() => hold?.taken(suspendTerminal), [hold, suspendTerminal]);
  const drawn = useMemo(() => ({ theme: themeOf(look.colours, look.depth), symbols: symbolsOf(look) }), [look]);
  useInput((input, key) => {
    if (strokesOf(input, key).some((stroke) => stroke.stroke === 'key' && stroke.name === SWITCH))
      change((one) => ({ ...one, listed: one.preview !== null && !one.listed, scroll: 0 }));
  });
  const { preview } = author;
  return (
    <LookContext.Provider value={drawn}>
      {preview === null || author.listed ? (
        <Proof author={author} change={change} quit={quit} />
      ) : (
        <Preview author={author} store={preview} now={now} />
      )}
    </LookContext.Provider>
  );
}

type PreviewProps = { readonly author: Author; readonly store: Store; readonly now: () => number };

/** The learner's screen at its full size; what the proof says covers its lowest rows. */
function Preview({ author, store, now }: PreviewProps) {
  const model = useSyncExternalStore(store.subscribe, store.model);
  const { columns, rows } = author.size;
  const cover = coverLines(author, model.lang);
  return (
    <Box width={columns} height={rows} flexDirection="column">
      <Box width={columns} height={rows - cover.length} flexShrink={0} flexDirection="column" overflow="hidden">
        <Box width={columns} height={rows} flexShrink={0} flexDirection="column">
          <Root model={model} dispatch={store.dispatch} now={now} seen={rows - cover.length} />
        </Box>
      </Box>
      <Rows lines={cover} />
    </Box>
  );
}

const MOVES: { readonly [key: string]: number } = { up: -1, k: -1, down: 1, j: 1, 'page-up': -10, 'page-down': 10, ' ': 10, home: -1e9, end: 1e9 };

function Proof({ author, change, quit }: Pick<Props, 'author' | 'change' | 'quit'>) {
  const { setCursorPosition } = useCursor();
  const lang = langOf(author);
  useInput((input, key) => {
    for (const stroke of strokesOf(input, key)) {
      if (stroke.stroke !== 'key') continue;
      const { name } = stroke;
      if (name === 'ctrl-c' || (name === 'q' && author.preview === null)) return quit();
      if (name === 'ctrl-l' || name === 'L') change(inOther);
      if (name === 'esc' || name === 'q') change((one) => ({ ...one, listed: false }));
      const by = MOVES[name];
      if (by !== undefined) change((one) => ({ ...one, scroll: clampScroll(one.scroll + by, listLimit(one, lang), 0) }));
    }
  });
  setCursorPosition(undefined);
  return (
    <Box width={author.size.columns} height={author.size.rows} flexDirection="column">
      <Rows lines={listLines(author, lang)} />
    </Box>
  );
}

/** The language of the learner's screen, or of what stands there without one. */
export function langOf({ preview, lang }: Author): Lang {
  return preview?.model().lang ?? lang;
}

function inOther(author: Author): Author {
  author.preview?.dispatch({ msg: 'lang', lang: 'other' });
  const lang = author.preview === null ? (author.lang === 'ko' ? 'en' : 'ko') : langOf(author);
  return { ...author, lang };
}
