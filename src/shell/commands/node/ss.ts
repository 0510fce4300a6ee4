/** `ss` for sockets that listen (iproute2, misc/ss.c). */
import { listeningAt } from '../../../engine/dataplane/host/listener.ts';
import type { Place } from '../../../engine/dataplane/step.ts';
import type { World } from '../../../engine/world.ts';
import type { Output } from '../../output.ts';
import { output } from '../../print.ts';

type Call = { readonly world: World; readonly place: Place; readonly words: readonly string[] };

/** The listening sockets at the place; connections that stand are not kept between two commands. */
export function ss({ world, place, words }: Call): Output {
  const flags = words.filter((word) => /^-\w+$/.test(word)).join('');
  const long = (name: string, letter: string): boolean => words.includes(`--${name}`) || flags.includes(letter);
  const [tcp, udp] = [long('tcp', 't'), long('udp', 'u')];
  const all = (!tcp && !udp) || (tcp && udp);
  const shown = listeningAt(world, place).filter(
    ({ listener }) => all || (listener.protocol === 'tcp' && tcp) || (listener.protocol === 'udp' && udp),
  );
  const listening = long('listening', 'l') || long('all', 'a') ? shown : [];
  const rows = listening.map(({ listener, container }) => {
    const process = long('processes', 'p') && container !== null ? `users:(("${container.name}"))` : '';
    const address = container === null ? '0.0.0.0' : '*';
    const state = listener.protocol === 'udp' ? 'UNCONN' : 'LISTEN';
    const queue = listener.protocol === 'udp' ? '0' : '4096';
    return [...(all ? [listener.protocol] : []), state, '0', queue, `${address}:${listener.port}`, `${address}:*`, process];
  });
  const head = [...(all ? ['Netid'] : []), 'State', 'Recv-Q', 'Send-Q', 'Local Address:Port', 'Peer Address:Port', 'Process'];
  const table = [head, ...rows.sort((one, other) => portOf(one, all) - portOf(other, all))];
  return output(world, { kind: 'read', stdout: aligned(table, all ? 1 : 0) });
}

function portOf(row: readonly string[], all: boolean): number {
  return Number(row[all ? 4 : 3]?.split(':').at(-1));
}

/** The local address is set to the right, so that the colons of the ports stand near each other. */
function aligned(rows: readonly (readonly string[])[], shift: number): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const right = new Set([3 + shift, 4 + shift]);
  const cell = (text: string, column: number): string => (right.has(column) ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0));
  return rows.map((row) => `${row.map(cell).join('  ').trimEnd()}\n`).join('');
}
