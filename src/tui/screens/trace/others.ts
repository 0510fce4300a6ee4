/** What a connection can be compared with: itself before or after the last change, and the connections made around it. */
import type { Attempt } from '../../../course/attempt-state.ts';
import type { Connection } from '../../../engine/connection.ts';
import type { Text } from '../../../engine/text.ts';
import type { World } from '../../../engine/world.ts';
import { engine } from '../../engine.ts';
import type { Lab } from '../../model.ts';
import { traceTexts as T } from './texts.ts';
import { originName } from './words.ts';

export type Other = { readonly connection: Connection; readonly world: World; readonly label: Text };

const KNOWN = new WeakMap<Attempt, Map<Connection, readonly Other[]>>();
/** So many connections are offered; those are the ones that a learner remembers. */
const MOST = 8;

/** The others, the one that shows most first; kept, since every frame asks. */
export function othersOf({ attempt }: Pick<Lab, 'attempt'>, connection: Connection): readonly Other[] {
  const known = KNOWN.get(attempt) ?? new Map<Connection, readonly Other[]>();
  KNOWN.set(attempt, known);
  const found = known.get(connection) ?? [...aroundChange(attempt, connection), ...made(attempt, connection)];
  known.set(connection, found);
  return found;
}

/** The same connection on the other side of the last change: before it, or after it where it was made earlier. */
function aroundChange({ transcript, world }: Attempt, connection: Connection): readonly Other[] {
  const at = transcript.findLastIndex(({ output }) => output.kind === 'write' || output.kind === 'wait');
  const entry = transcript[at];
  if (entry === undefined) return [];
  const own = transcript.findIndex(({ output }) => output.connections.includes(connection));
  const earlier = own !== -1 && own < at;
  const there = earlier ? world : entry.before;
  const [line = ''] = entry.line.split('\n');
  const template = earlier ? T.afterLine : T.beforeLine;
  const entryOf = transcript[own];
  const number =
    entryOf === undefined ? world.counters.connection : entryOf.before.counters.connection + entryOf.output.connections.indexOf(connection);
  const label = { ko: template.ko.replace('{line}', () => line), en: template.en.replace('{line}', () => line) };
  return [{ connection: engine().madeAgain(there, connection, number), world: there, label }];
}

/** The connection before this one first, then the newer ones. */
function made({ recent, world }: Attempt, connection: Connection): readonly Other[] {
  const at = recent.indexOf(connection);
  const inOrder = [...recent.slice(at + 1), ...recent.slice(0, Math.max(0, at)).reverse()].slice(0, MOST);
  return inOrder.map((other) => {
    const { host, port } = other.target;
    const name = `${originName(other.origin)} → ${port === 0 ? host : `${host}:${port}`}`;
    return { connection: other, world, label: { ko: name, en: name } };
  });
}
