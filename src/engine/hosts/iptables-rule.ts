/**
 * One rule of a kernel's iptables, and the walk through chains. What is printed and what packets are matched with is the same value.
 * https://man7.org/linux/man-pages/man8/iptables.8.html
 */
import { type Address, familyOf, showAddress } from '../net/address.ts';
import { type Cidr, contains, showCidr } from '../net/cidr.ts';
import { once } from '../once.ts';

export type IptablesRule = {
  /** 4 for iptables, 6 for ip6tables. */
  readonly family: 4 | 6;
  readonly table: 'mangle' | 'nat' | 'filter';
  readonly chain: string;
  /** `eth0`, or `eni+` for every device whose name starts so. */
  readonly in?: string;
  /** The devices that it does not match (`! -o`). */
  readonly notOut?: string;
  readonly source?: Cidr;
  readonly destination?: Cidr;
  /** Whether the destination has to be an address of the host itself, or must not be one. */
  readonly toLocal?: boolean;
  /** The address has to be one of the interface by which the packet came in (`--limit-iface-in`). */
  readonly limitIfaceIn?: boolean;
  /** Only the first packet of a connection (`--ctstate NEW`). */
  readonly onlyNew?: boolean;
  readonly comment: string;
  readonly target: RuleTarget;
};

export type RuleTarget =
  | { readonly kind: 'RETURN' | 'ACCEPT' | 'REJECT' }
  | { readonly kind: 'jump'; readonly chain: string }
  | { readonly kind: 'SNAT'; readonly toSource: Address; readonly random: '--random-fully' | '--random' | null }
  | { readonly kind: 'set-connection-mark' | 'restore-connection-mark'; readonly mark: number };

/** What a rule can ask of a packet. */
export type RulePacket = {
  readonly source: Address;
  readonly destination: Address;
  /** The device that it came in by, `''` for what the host itself sends. */
  readonly in: string;
  /** The device that it leaves by, `''` before that is decided. */
  readonly out: string;
  readonly isNew: boolean;
  /** Whether an address is one of the host (`addrtype LOCAL`), or of that one device. */
  readonly isLocal: (address: Address, device?: string) => boolean;
};

/** The rules that the packet meets in a chain and that match it, in order, up to and with the one that ends its way through the table. */
export function walkChain(
  rules: readonly IptablesRule[],
  { table, chain }: Pick<IptablesRule, 'table' | 'chain'>,
  packet: RulePacket,
): IptablesRule[] {
  const family = familyOf(packet.destination);
  const chains = byChain(rules);
  const met: IptablesRule[] = [];
  const walk = (name: string): boolean => {
    for (const rule of chains.get(name) ?? NONE) {
      if (rule.table !== table || rule.family !== family || !matches(rule, packet)) continue;
      met.push(rule);
      if (rule.target.kind === 'RETURN') return false;
      if (rule.target.kind === 'jump') {
        if (walk(rule.target.chain)) return true;
      } else if (ENDS.has(rule.target.kind)) return true;
    }
    return false;
  };
  walk(chain);
  return met;
}

const byChain = once((rules: readonly IptablesRule[]): ReadonlyMap<string, readonly IptablesRule[]> => {
  const chains = new Map<string, IptablesRule[]>();
  for (const rule of rules) {
    const chain = chains.get(rule.chain);
    if (chain === undefined) chains.set(rule.chain, [rule]);
    else chain.push(rule);
  }
  return chains;
});
const NONE: readonly IptablesRule[] = [];

export type Marks = { readonly packet: number; readonly connection: number };

/** The marks of a packet and of its connection after the rules that it met, in their order. */
export function marked(met: readonly IptablesRule[], marks: Marks): Marks {
  return met.reduce<Marks>(({ packet, connection }, { target }) => {
    if (target.kind === 'set-connection-mark') return { packet, connection: connection | target.mark };
    if (target.kind === 'restore-connection-mark') return { packet: (packet & ~target.mark) | (connection & target.mark), connection };
    return { packet, connection };
  }, marks);
}

/** CONNMARK lets the packet go on to the next rule (https://man7.org/linux/man-pages/man8/iptables-extensions.8.html). */
const ENDS: ReadonlySet<RuleTarget['kind']> = new Set(['ACCEPT', 'REJECT', 'SNAT']);

function matches(rule: IptablesRule, packet: RulePacket): boolean {
  if (rule.in !== undefined && !isDevice(rule.in, packet.in)) return false;
  if (rule.notOut !== undefined && isDevice(rule.notOut, packet.out)) return false;
  if (rule.source !== undefined && !contains(rule.source, packet.source)) return false;
  if (rule.destination !== undefined && !contains(rule.destination, packet.destination)) return false;
  if (rule.onlyNew === true && !packet.isNew) return false;
  if (rule.toLocal === undefined) return true;
  return packet.isLocal(packet.destination, rule.limitIfaceIn === true ? packet.in : undefined) === rule.toLocal;
}

function isDevice(pattern: string, device: string): boolean {
  return pattern.endsWith('+') ? device.startsWith(pattern.slice(0, -1)) : device === pattern;
}

/** The rule as `iptables-save` prints it. */
export function ruleText(rule: IptablesRule): string {
  const words = [`-A ${rule.chain}`];
  if (rule.source !== undefined) words.push(`-s ${showCidr(rule.source)}`);
  if (rule.destination !== undefined) words.push(`-d ${showCidr(rule.destination)}`);
  if (rule.in !== undefined) words.push(`-i ${rule.in}`);
  if (rule.notOut !== undefined) words.push(`! -o ${rule.notOut}`);
  if (rule.onlyNew === true) words.push('-m conntrack --ctstate NEW');
  words.push(`-m comment --comment "${rule.comment.replaceAll('"', '\\"')}"`);
  if (rule.toLocal !== undefined) {
    words.push(`-m addrtype ${rule.toLocal ? '' : '! '}--dst-type LOCAL${rule.limitIfaceIn === true ? ' --limit-iface-in' : ''}`);
  }
  return [...words, targetText(rule)].join(' ');
}

function targetText({ target, family }: IptablesRule): string {
  switch (target.kind) {
    case 'jump':
      return `-j ${target.chain}`;
    case 'SNAT':
      return `-j SNAT --to-source ${showAddress(target.toSource)}${target.random === null ? '' : ` ${target.random}`}`;
    case 'REJECT':
      return `-j REJECT --reject-with ${family === 6 ? 'icmp6-port-unreachable' : 'icmp-port-unreachable'}`;
    case 'set-connection-mark':
      return `-j CONNMARK --set-xmark ${hex(target.mark)}/${hex(target.mark)}`;
    case 'restore-connection-mark':
      return `-j CONNMARK --restore-mark --nfmask ${hex(target.mark)} --ctmask ${hex(target.mark)}`;
    default:
      return `-j ${target.kind}`;
  }
}

function hex(mark: number): string {
  return `0x${mark.toString(16)}`;
}
