/** The neutral form in which cni/dataplane.json writes routes, rules and chains. */
import { same } from '../engine/canonical.ts';
import type { IpRule } from '../engine/hosts/ip-rules.ts';
import type { IptablesRule } from '../engine/hosts/iptables-rule.ts';
import type { PodRoute } from '../engine/hosts/pod-network.ts';
import type { HostRoute } from '../engine/hosts/route-tables.ts';
import { showAddress } from '../engine/net/address.ts';
import { showCidr } from '../engine/net/cidr.ts';

/** Whether each of the wanted values occurs in the list. The cases may leave out a device, a comment, and one of two spellings of a mark. */
export function holdsAll(list: readonly unknown[], wanted: readonly unknown[]): boolean {
  return wanted.every((one) => list.some((other) => same(one, other) || includes(other, one)));
}

function includes(whole: unknown, part: unknown): boolean {
  if (typeof whole !== 'object' || typeof part !== 'object' || whole === null || part === null) return false;
  const [asked, found] = [part as Record<string, unknown>, whole as Record<string, unknown>];
  if (!Object.keys(found).every((key) => key in asked || OPTIONAL.has(key))) return false;
  return Object.keys(asked).every((key) => key === 'comment' || same(asked[key], found[key]));
}

const OPTIONAL: ReadonlySet<string> = new Set(['dev', 'setMark', 'setXmark']);

/** One ip rule. */
export function shownRule({ priority, from, to, iif, mark, table }: IpRule): unknown {
  return {
    priority,
    ...(from === null ? {} : { from: showCidr(from) }),
    ...(to === null ? {} : { to: showCidr(to) }),
    ...(iif === null ? {} : { iif }),
    ...(mark === null ? {} : { fwmark: `${hex(mark.value)}/${hex(mark.mask)}` }),
    table,
  };
}

/** One route; some cases do not name its device. */
export function shownRoute({ table, destination, via, device }: PodRoute | HostRoute): unknown {
  return { table, dst: showCidr(destination), dev: device, ...(via === null ? { scope: 'link' } : { via: showAddress(via) }) };
}

type Chains = { readonly [chain: string]: readonly unknown[] };

/** All chains by table; those of ip6tables say so behind their name. */
export function shownChains(rules: readonly IptablesRule[], made: readonly string[]): { readonly [T in IptablesRule['table']]: Chains } {
  const table = (name: IptablesRule['table'], empty: readonly string[]): Chains => {
    const chains: Record<string, unknown[]> = Object.fromEntries(empty.map((chain) => [chain, []]));
    for (const rule of rules.filter((candidate) => candidate.table === name)) {
      const chain = rule.family === 6 ? `${rule.chain}(ip6tables)` : rule.chain;
      chains[chain] = [...(chains[chain] ?? []), shownIptables(rule)];
    }
    return chains;
  };
  return { mangle: table('mangle', ['PREROUTING']), nat: table('nat', ['PREROUTING', 'POSTROUTING', ...made]), filter: table('filter', []) };
}

function shownIptables(rule: IptablesRule): unknown {
  const { source, destination, notOut, toLocal, limitIfaceIn, onlyNew, target } = rule;
  return {
    ...(rule.in === undefined ? {} : { inInterface: rule.in }),
    ...(notOut === undefined ? {} : { notOutInterface: notOut }),
    ...(source === undefined ? {} : { src: showCidr(source) }),
    ...(destination === undefined ? {} : { dst: BLOCKS[showCidr(destination)] ?? showCidr(destination) }),
    ...(toLocal === undefined ? {} : { [toLocal ? 'dstType' : 'notDstType']: 'LOCAL' }),
    ...(limitIfaceIn === true ? { limitIfaceIn } : {}),
    ...(onlyNew === true ? { ctstate: 'NEW' } : {}),
    ...shownTarget(target),
  };
}

/** The one block that upstream spells in its own way. */
const BLOCKS: { readonly [block: string]: string } = { 'fd00::ac:0/118': 'fd00::ac:00/118' };

function shownTarget(target: IptablesRule['target']): object {
  switch (target.kind) {
    case 'jump':
      return { target: target.chain };
    case 'SNAT':
      return { target: 'SNAT', toSource: showAddress(target.toSource) };
    case 'set-connection-mark':
      return { target: 'CONNMARK', setMark: `${hex(target.mark)}/${hex(target.mark)}`, setXmark: `${hex(target.mark)}/${hex(target.mark)}` };
    case 'restore-connection-mark':
      return { target: 'CONNMARK', restoreMark: hex(target.mark) };
    default:
      return { target: target.kind };
  }
}

function hex(mark: number): string {
  return `0x${mark.toString(16)}`;
}
