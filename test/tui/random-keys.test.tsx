/** Ten thousand keys that nobody would press in this order: nothing crashes, and what stands on the grid is the present screen alone. */
import { renderToString } from 'ink';
import { describe, expect, it } from 'vitest';
import { connect } from '../../src/engine/connect.ts';
import { worldOf } from '../../src/engine/world-of.ts';
import { caretOf } from '../../src/tui/caret.ts';
import { contextOf } from '../../src/tui/key-record.ts';
import { KEYS } from '../../src/tui/keys.ts';
import { roomOf, type Size } from '../../src/tui/model.ts';
import { Screen } from '../../src/tui/root.tsx';
import { courseParts } from '../support/course-world.ts';
import { liveScreen } from '../support/live-screen.tsx';
import { attemptOf, both, openLab, type Screenplay } from './fakes.ts';

const KEYS_EACH = 2500;
/** So many keys go between two looks at the grid. */
const BETWEEN = 125;
/** Generous: a busy machine is no failure. */
const PATIENCE_MS = 180_000;
const SIZES: readonly Size[] = [
  { columns: 60, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
];

/** Numbers below 1 from a seed: mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const BOUND = [...new Set(KEYS.flatMap((record) => record.keys))];
const TEXTS = [
  'kubectl get pods -o wide',
  'kubectl apply -f -',
  'edit',
  '한글 입력',
  '가',
  'kind: Service\nspec:\n  ports: [',
  '👩‍👩‍👧',
  'é',
  '\u1112\u1161\u11ab',
  'ｗｉｄｅ',
  '\t',
  '─│①',
];

function labOf(size: Size): Screenplay {
  const { world } = worldOf(courseParts());
  const { connection } = connect(world, {
    from: { from: 'outside', address: '203.0.113.9' },
    to: { host: '198.51.100.6', port: 32001, protocol: 'tcp' },
  });
  const options = [1, 2, 3].map((at) => ({ id: `h${at}`, text: both(`홉 ${at}`, `hop ${at}`) }));
  const prediction = { state: 'asked', ask: both('어디로?', 'Where?'), options } as const;
  return openLab({ size }, attemptOf({ world, start: world, recent: [connection], prediction }));
}

/** One key, or now and then a paste, or another size of the window. */
function step(play: Screenplay, next: () => number, resize: (size: Size) => void): string {
  const pick = <T,>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const chance = next();
  // Every third key is one that means something where it is pressed.
  const here = KEYS.filter((record) => record.contexts.includes(contextOf(play.model()))).flatMap((record) => record.keys);
  if (chance < 0.02) {
    const size = chance < 0.01 ? { columns: 40 + Math.floor(next() * 180), rows: 10 + Math.floor(next() * 60) } : pick(SIZES);
    resize(size);
    return `resize ${size.columns}×${size.rows}`;
  }
  if (chance < 0.04) {
    const text = pick(TEXTS);
    play.paste(text);
    return `paste ${text}`;
  }
  const key = chance < 0.45 ? pick(here.length > 0 ? here : BOUND) : chance < 0.8 ? pick(BOUND) : pick([...TEXTS.join('')]);
  play.press(key);
  return key;
}

const inFull = ({ store }: Screenplay) => {
  const model = store.model();
  const rows = renderToString(<Screen model={model} dispatch={() => {}} />, { columns: model.size.columns }).split('\n');
  return Array.from({ length: model.size.rows }, (_, at) => (rows[at] ?? '').trimEnd());
};

describe.each(SIZES)('in a window of $columns×$rows', (size) => {
  it(
    `${KEYS_EACH} random keys leave a screen without a trace of another`,
    async () => {
      const next = random(size.columns);
      const play = labOf(size);
      const screen = liveScreen(play.store);
      const pressed: string[] = [];
      for (let at = 0; at < KEYS_EACH; at++) {
        pressed.push(step(play, next, screen.resize));
        if (at % BETWEEN !== BETWEEN - 1) continue;
        const rows = await screen.rows();
        const last = pressed.slice(-BETWEEN);
        expect({ last, rows: rows.map((row) => row.trimEnd()) }).toEqual({ last, rows: inFull(play) });
        const caret = caretOf(play.model());
        if (caret !== null && roomOf(play.model().size) !== 'none') expect({ last, caret: screen.cursor() }).toEqual({ last, caret });
      }
    },
    PATIENCE_MS,
  );
});

describe('a storm of sizes', () => {
  it('ends in the screen of the last one', async () => {
    const next = random(7);
    const play = labOf({ columns: 80, rows: 24 });
    const screen = liveScreen(play.store);
    for (let turn = 0; turn < 5; turn++) {
      for (let change = 0; change < 20; change++) screen.resize({ columns: 30 + Math.floor(next() * 200), rows: 5 + Math.floor(next() * 70) });
      expect((await screen.rows()).map((row) => row.trimEnd())).toEqual(inFull(play));
    }
  });
});
