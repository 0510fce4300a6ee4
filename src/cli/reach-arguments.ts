/** The words of `ekslab reach`. */
import { type Command, InvalidArgumentError } from 'commander';
import type { TransportProtocol } from '../engine/net/packet.ts';
import type { View } from '../engine/reach/table.ts';
import { PROTOCOLS, readPort } from '../shell/reach/request.ts';
import { VIEW_ORDER } from '../shell/reach/words.ts';
import type { Request } from './arguments.ts';
import type { Options } from './call.ts';

type Given = {
  readonly world: string;
  readonly port?: number;
  readonly protocol: TransportProtocol;
  readonly view: View;
  readonly policyOnly?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly after: readonly string[];
  readonly open?: boolean;
  readonly lint?: boolean;
};

/** Declares `reach` on the program. */
export function addReach(program: Command, ask: (request: Request) => void, options: () => Options): void {
  program
    .command('reach')
    .requiredOption('-w, --world <world>')
    .option('--port <port>', '', port)
    .option('--protocol <protocol>', '', oneOf(PROTOCOLS), 'tcp')
    .option('--view <view>', '', oneOf(VIEW_ORDER), 'combined')
    .option('--policy-only')
    .option('--from <endpoint>')
    .option('--to <endpoint>')
    .option('--after <line>', '', (line: string, before: readonly string[]) => [...before, line.normalize('NFC')], [])
    .option('--open')
    .option('--lint')
    .action(({ port: asked = undefined, policyOnly = false, from, to, open = false, lint = false, ...given }: Given) => {
      ask({ ask: 'reach', ...given, port: asked ?? null, policyOnly, from: from ?? null, to: to ?? null, open, lint, options: options() });
    });
}

function port(text: string): number {
  const read = readPort(text);
  if (read === null) throw new InvalidArgumentError('1-65535');
  return read;
}

function oneOf<T extends string>(known: readonly T[]): (text: string) => T {
  return (text) => {
    const found = known.find((one) => one === text.toLowerCase());
    if (found === undefined) throw new InvalidArgumentError(known.join(', '));
    return found;
  };
}
