/** How the screen looks: what the learner chose, within what the terminal can show and was asked for. */
import type { Look } from './model.ts';
import { COLOUR_SCHEMES, type ColourScheme, type Depth } from './parts/theme.ts';

type Env = Readonly<Record<string, string | undefined>>;

export type LookNotes = { readonly colours?: string; readonly glyphs?: string; readonly width?: string };

/** The look: NO_COLOR wins over colours, what was chosen over what is guessed. */
export function lookOf(notes: LookNotes, env: Env): Look {
  const chosen = COLOUR_SCHEMES.find((scheme): scheme is ColourScheme => scheme === notes.colours);
  const bare = env.NO_COLOR !== undefined && env.NO_COLOR !== '';
  const depth = depthOf(env);
  return {
    colours: bare ? 'none' : (chosen ?? guessed(env, depth)),
    depth,
    ascii: notes.glyphs === 'ascii',
    width: notes.width === 'wide' || notes.width === 'narrow' ? notes.width : widthOf(env),
  };
}

/** Terminals name themselves after their colours, or set COLORTERM: https://github.com/termstandard/colors. */
function depthOf({ TERM = '', COLORTERM = '', FORCE_COLOR = '' }: Env): Depth {
  return COLORTERM !== '' || FORCE_COLOR === '2' || FORCE_COLOR === '3' || /256|direct|truecolor|kitty|alacritty|ghostty|wezterm/.test(TERM)
    ? 'many'
    : 'sixteen';
}

/** COLORFGBG names the background, where a terminal sets it: 7 and 15 are light. */
function guessed({ COLORFGBG, TERM }: Env, depth: Depth): ColourScheme {
  const background = COLORFGBG?.split(';').at(-1);
  if (background === '7' || background === '15') return 'light';
  if (background !== undefined && /^\d+$/.test(background)) return 'dark';
  // The console of Linux is black.
  return depth === 'sixteen' && TERM !== 'linux' ? 'basic' : 'dark';
}

/** VTE is told by this variable to draw ambiguous symbols in two cells, and a Korean legacy encoding means terminals that do. */
function widthOf({ VTE_CJK_WIDTH, LC_ALL, LC_CTYPE, LANG }: Env): Look['width'] {
  const locale = [LC_ALL, LC_CTYPE, LANG].find((value) => value !== undefined && value !== '') ?? '';
  return VTE_CJK_WIDTH === 'wide' || /\.(euc-?kr|cp949|uhc)$/i.test(locale) ? 'wide' : 'narrow';
}
