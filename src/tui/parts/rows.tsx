/** The only place where lines become Ink elements. */
import { Box, Text } from 'ink';
import { createContext, memo, useContext } from 'react';
import { inAscii, unambiguous } from './glyphs.ts';
import { joined, type Line, sameLine } from './line.ts';
import { type Theme, themeOf } from './theme.ts';

export type Look = { readonly theme: Theme; readonly symbols: Symbols };

/** Lines and symbols of Unicode, ASCII in their place, or nothing at all that terminals draw in different widths. */
export type Symbols = 'unicode' | 'ascii' | 'unambiguous';

const DRAWN: { readonly [S in Symbols]: (text: string) => string } = { unicode: (text) => text, ascii: inAscii, unambiguous };

/** The text as it is drawn with these symbols. */
export function drawn(text: string, symbols: Symbols): string {
  return DRAWN[symbols](text);
}

/** How the whole screen looks: set once at the root. */
export const LookContext = createContext<Look>({ theme: themeOf('none', 'many'), symbols: 'unicode' });

/** Lines one below the other; they are drawn as they are, so the caller has fitted them. */
export const Rows = memo(function Rows({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <Box flexDirection="column" flexShrink={0}>
      {lines.map((one, row) => (
        <Row key={row} line={one} />
      ))}
    </Box>
  );
});

/** One line of the screen; drawn anew only when it says something else, however often its pane was made. */
export const Row = memo(
  function Row({ line }: { readonly line: Line }) {
    const { theme, symbols } = useContext(LookContext);
    return (
      <Box height={1} flexShrink={0}>
        <Text wrap="truncate">
          {joined(line).map((part, at) => {
            const text = drawn(part.text, symbols);
            return part.tone === 'plain' ? (
              text
            ) : (
              <Text key={at} {...theme[part.tone]}>
                {text}
              </Text>
            );
          })}
        </Text>
      </Box>
    );
  },
  (one, other) => sameLine(one.line, other.line),
);
