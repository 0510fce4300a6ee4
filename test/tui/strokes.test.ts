import type { Key } from 'ink';
import { describe, expect, it } from 'vitest';
import { isPasted, strokesOf } from '../../src/tui/strokes.ts';

const NO_KEY = {} as Key;
const names = (input: string) => strokesOf(input, NO_KEY).map((one) => (one.stroke === 'key' ? one.name : `“${one.text}”`));

describe('keys that arrive in one read', () => {
  it('are taken apart: text, line ends, and keys with Ctrl', () => {
    expect(names('kind: Pod\u0005')).toEqual(['“kind: Pod”', 'ctrl-e']);
    expect(names('ls\r\nab\u0004')).toEqual(['“ls”', 'enter', '“ab”', 'ctrl-d']);
    expect(names('a\tb\u007f\u0008')).toEqual(['a', 'tab', 'b', 'backspace', 'backspace']);
    expect(names('한글\u0003')).toEqual(['“한글”', 'ctrl-c']);
  });

  it('are one key where one character came', () => {
    expect(names('가')).toEqual(['가']);
    expect(names('')).toEqual([]);
  });
});

describe('rows that arrive in one read', () => {
  it('were pasted where they bring an indentation, or are many', () => {
    expect(isPasted('metadata:\r  name: notes')).toBe(true);
    expect(isPasted('kind: Pod\rapiVersion: v1\rmetadata:\r')).toBe(true);
  });

  it('were typed on a slow line where they are the end of one row and the beginning of the next', () => {
    expect(isPasted('metadata:\rname: ')).toBe(false);
    expect(isPasted('metadata:\r')).toBe(false);
    expect(isPasted('name: notes')).toBe(false);
  });
});
