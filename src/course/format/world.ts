/** The shape of a world file, and of `world:` in a scenario. AWS and Kubernetes objects inside are checked by the engine. */
import type { OutsideHost } from '../../engine/world.ts';
import { complaint } from '../problem.ts';
import { anyObject, integer, list, type Of, object, oneOf, record, refined, type Shape, string } from '../shape.ts';
import { fault } from './fault.ts';

const ADDRESS = { pattern: /^\d{1,3}(\.\d{1,3}){3}$|^[0-9a-fA-F:]+$/, like: '203.0.113.9' };

const listener = object({ protocol: oneOf('tcp', 'udp', 'sctp'), port: integer(1, 65_535), serves: oneOf('http', 'dns', 'nothing') });
const host: Shape<OutsideHost> = refined(object({ name: string(), address: string(ADDRESS) }, { listeners: list(listener) }), (read) => ({
  name: read.name,
  address: read.address,
  listeners: read.listeners ?? [],
}));
const CIDR = { pattern: /^[0-9a-fA-F:.]+\/\d{1,3}$/, like: '10.100.0.0/16' };
/** A network on premises: the public address of its router, the blocks that it holds, those that it announces by BGP, and its own names. */
const names = list(object({ name: string(), addresses: list(string(ADDRESS), { least: 1 }) }));
const network = object(
  { name: string(), router: string(ADDRESS), cidrs: list(string(CIDR), { least: 1 }) },
  { announces: list(string(CIDR)), names },
);
const outside = object({}, { hosts: list(host), names, networks: list(network) });

/** Milliseconds since 1970, or the same as RFC 3339 text. */
const moment: Shape<number> = {
  schema: { type: ['integer', 'string'] },
  read(node, report) {
    const value = typeof node.value === 'string' ? Date.parse(node.value) : node.value;
    if (typeof value === 'number' && Number.isInteger(value)) return value;
    report(node.start, BAD_MOMENT);
    return undefined;
  },
};

/** Seeds and accounts of digits only are numbers to YAML; here they are names. */
const accountId = string({ pattern: /^\d{12}$/, like: '"111122223333"' });

export const world = object(
  {},
  {
    format: integer(1, 1),
    /** Path of another world file, from this one's folder. That one has no base itself. */
    base: string(),
    account: accountId,
    region: string({ pattern: /^[a-z]{2}(-[a-z]+)+-\d$/, like: 'us-west-2' }),
    seed: string(),
    now: moment,
    aws: record(list(anyObject)),
    cluster: list(anyObject),
    outside,
    faults: list(fault),
    setup: list(string()),
  },
);
export type WorldFile = Of<typeof world>;

const BAD_MOMENT = complaint(
  { ko: '시각이 아닙니다.', en: 'this is not a moment.' },
  { ko: '2026-01-05T09:00:00Z처럼 쓰세요.', en: 'Write it like 2026-01-05T09:00:00Z.' },
);
