/** What is asked of `reach`, from the words of the lab's prompt or of the command line. */
import type { TransportProtocol } from '../../engine/net/packet.ts';
import type { View } from '../../engine/reach/table.ts';
import { VIEW_ORDER } from './words.ts';

export type ReachRequest = {
  readonly protocol: TransportProtocol;
  /** null: each destination at the port that it serves. */
  readonly port: number | null;
  readonly policyOnly: boolean;
  readonly view: View;
  readonly from: string | null;
  readonly to: string | null;
  readonly lint: boolean;
  readonly open: boolean;
};

export const PROTOCOLS: readonly TransportProtocol[] = ['tcp', 'udp', 'sctp'];

export const NO_REQUEST: ReachRequest = {
  protocol: 'tcp',
  port: null,
  policyOnly: false,
  view: 'combined',
  from: null,
  to: null,
  lint: false,
  open: false,
};

/** The request that the words make; a word that is none of it, or whose value is missing or wrong, is told. */
export function readRequest(words: readonly string[]): ReachRequest | { readonly wrong: string } {
  let request = NO_REQUEST;
  for (let at = 0; at < words.length; at++) {
    const [flag = '', inline] = split(words[at] as string);
    const set = SWITCHES[flag];
    if (set !== undefined && inline === undefined) {
      request = { ...request, ...set };
      continue;
    }
    const value = inline ?? words[++at];
    const given = value === undefined ? null : VALUES[flag]?.(value.normalize('NFC'));
    if (given === null || given === undefined) return { wrong: value === undefined || VALUES[flag] === undefined ? flag : `${flag} ${value}` };
    request = { ...request, ...given };
  }
  return request;
}

/** A port as it is typed, or null. */
export function readPort(text: string): number | null {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65535 ? port : null;
}

/** A port and a protocol as one text: `80`, `udp/53`, `sctp`; empty for the port that each destination serves. */
export function readAsked(text: string): Pick<ReachRequest, 'protocol' | 'port'> | null {
  const read = /^\s*(?:(tcp|udp|sctp)(?:\/|\s*$))?\s*(\d*)\s*$/i.exec(text);
  if (read === null) return null;
  const [, name = 'tcp', number = ''] = read;
  const protocol = PROTOCOLS.find((one) => one === name.toLowerCase());
  const port = number === '' ? null : readPort(number);
  return protocol === undefined || (number !== '' && port === null) ? null : { protocol, port };
}

const SWITCHES: { readonly [flag: string]: Partial<ReachRequest> } = {
  '--policy-only': { policyOnly: true },
  '--lint': { lint: true },
  '--open': { open: true },
};

const VALUES: { readonly [flag: string]: (value: string) => Partial<ReachRequest> | null } = {
  '--port': (value) => {
    const port = readPort(value);
    return port === null ? null : { port };
  },
  '--protocol': (value) => {
    const protocol = PROTOCOLS.find((one) => one === value.toLowerCase());
    return protocol === undefined ? null : { protocol };
  },
  '--view': (value) => {
    const view = VIEW_ORDER.find((one) => one === value);
    return view === undefined ? null : { view };
  },
  '--from': (value) => ({ from: value }),
  '--to': (value) => ({ to: value }),
};

function split(word: string): [string, string | undefined] {
  const at = word.startsWith('--') ? word.indexOf('=') : -1;
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

/** Every word that `reach` knows. */
export const FLAGS: readonly string[] = [...Object.keys(VALUES), ...Object.keys(SWITCHES)];
