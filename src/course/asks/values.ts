/** Askers of numbers and addresses. */
import { lookUp } from '../../engine/connect.ts';
import { showAddress } from '../../engine/net/address.ts';
import { readCidr, sizeOf } from '../../engine/net/cidr.ts';
import type { Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import { readyEndpoints } from '../checks/endpoints.ts';
import { kind, wanted } from '../checks/exists.ts';
import { freeAddresses } from '../checks/free-ips.ts';
import { endpoint, originOf } from '../endpoint.ts';
import { find, valuesAt } from '../find.ts';
import { fillDeep } from '../placeholder.ts';
import { endpointAt, probe, waysOf } from '../probe.ts';
import { say } from '../say.ts';
import { integer, object, oneOf, string } from '../shape.ts';
import { printedBy } from '../start.ts';
import { type Asked, define, value } from './definition.ts';

const route = object({ from: endpoint, to: endpoint }, { protocol: oneOf('tcp', 'udp', 'icmp') });

export const count = define({
  name: 'count',
  kinds: ['number'],
  args: object({ kind }, wanted),
  answer: (args, { world }) => value(find(world, fillDeep(world, args)).length),
});

export const endpoints = define({
  name: 'endpoints',
  kinds: ['number'],
  args: object({ service: string() }),
  answer: ({ service }, { world }) => value(readyEndpoints(world, service).length),
});

/** How many ways a connection can take. */
export const ways = define({
  name: 'ways',
  kinds: ['number'],
  args: route,
  answer: (args, { world }) => onWays(world, args, (branches) => value(branches.reduce((sum, branch) => sum + branch.count, 0))),
});

/** How many different receivers can be chosen. */
export const receivers = define({
  name: 'receivers',
  kinds: ['number'],
  args: route,
  answer: (args, { world }) =>
    onWays(world, args, (branches) =>
      value(new Set(branches.flatMap((branch) => (branch.delivered === null ? [] : [branch.delivered.to.of.key]))).size),
    ),
});

/** The source address that the receiver sees, where every way shows the same. */
export const source = define({
  name: 'source',
  kinds: ['address'],
  args: route,
  answer: (args, { world }) =>
    onWays(world, args, (branches) =>
      only(branches.flatMap((branch) => (branch.delivered === null ? [] : [showAddress(branch.delivered.saw.address)]))),
    ),
});

export const resolved = define({
  name: 'resolved',
  kinds: ['address'],
  args: object({ from: endpoint, name: string() }),
  answer: ({ from, name }, { world }) => {
    const client = endpointAt(world, from);
    const origin = client.ok ? originOf(world, client.endpoint) : null;
    if (origin === null || !origin.ok) return { ok: false, why: say(NOTHING) };
    return only(lookUp(world, origin.value, fillDeep(world, name)).addresses.map(showAddress));
  },
});

export const field = define({
  name: 'field',
  kinds: ['number', 'address'],
  args: object({ kind, name: string(), path: string() }, { namespace: string() }),
  answer: ({ path, ...what }, { world }) => only(find(world, fillDeep(world, what)).flatMap((found) => valuesAt(found, path).map(String))),
});

export const freeIps = define({
  name: 'free_ips',
  kinds: ['number'],
  args: object({ subnet: string() }),
  answer: ({ subnet }, { world }) => {
    const free = freeAddresses(world, subnet);
    return free === null ? { ok: false, why: say(NOTHING) } : value(free);
  },
});

/** How many blocks of a prefix length a block divides into. */
export const slices = define({
  name: 'slices',
  kinds: ['number'],
  args: object({ cidr: string(), prefix: integer(0, 128) }),
  answer: ({ cidr, prefix }, { world }) => {
    const block = readCidr(fillDeep(world, cidr));
    return block === null || prefix < block.prefix ? { ok: false, why: say(NOTHING) } : value(2 ** (prefix - block.prefix));
  },
});

/** The addresses that a subnet of this size can give out: AWS keeps five. */
export const usable = define({
  name: 'usable',
  kinds: ['number'],
  args: object({ cidr: string() }),
  answer: ({ cidr }, { world }) => {
    const block = readCidr(fillDeep(world, cidr));
    // "The first four IP addresses and the last IP address in each subnet CIDR block are not available for your use."
    // https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
    return block === null ? { ok: false, why: say(NOTHING) } : value(sizeOf(block) - 5);
  },
});

/** The one word that a line of the shell prints. */
export const printed = define({
  name: 'printed',
  kinds: ['number', 'address'],
  args: object({ line: string() }),
  answer: ({ line }, { world }) => only((printedBy(world, line) ?? '').split(/\s+/).filter((word) => word !== '')),
});

type Route = { readonly from: string; readonly to: string; readonly protocol?: 'tcp' | 'udp' | 'icmp' };

function onWays(world: World, args: Route, answer: (branches: ReturnType<typeof waysOf>) => Asked): Asked {
  const made = probe(world, args);
  return made.ok ? answer(waysOf(made.connection)) : { ok: false, why: made.why };
}

function only(values: readonly string[]): Asked {
  const different = [...new Set(values)];
  if (different.length === 1) return { ok: true, key: different };
  return { ok: false, why: different.length === 0 ? say(NOTHING) : say(SEVERAL, { values: different }) };
}

const NOTHING: Text = { ko: '답이 없습니다.', en: 'there is no answer.' };
const SEVERAL: Text = { ko: '답이 하나가 아닙니다({values}).', en: 'there is more than one answer ({values}).' };
