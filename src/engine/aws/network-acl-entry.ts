/** A row of a network ACL as inputs give it. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html */
import { familyOf } from '../net/address.ts';
import { readCidr, showCidr } from '../net/cidr.ts';
import type { NetworkAclEntry } from './network-acl.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { boolean, type InputOf, integer, string } from './shape.ts';

export const ENTRY = {
  RuleNumber: { ...integer, required: true },
  Protocol: { ...string, required: true },
  RuleAction: { type: 'string', values: ['allow', 'deny'], required: true },
  Egress: { ...boolean, required: true },
  CidrBlock: string,
  Ipv6CidrBlock: string,
  IcmpTypeCode: { type: 'structure', members: { Code: integer, Type: integer } },
  PortRange: { type: 'structure', members: { From: integer, To: integer } },
} as const;

type EntryInput = InputOf<typeof ENTRY>;

/** How messages name a row. */
export function entryWords(row: { readonly RuleNumber: number }): string {
  return `The network acl entry identified by ${row.RuleNumber}`;
}

/** The row that the input spells out, or what EC2 answers to it. */
export function entryFrom(input: EntryInput): NetworkAclEntry | Refusal {
  const { RuleNumber, RuleAction, Egress } = input;
  if (RuleNumber < 1 || RuleNumber > 32766) {
    return refuse('InvalidParameterValue', `Value (${RuleNumber}) for parameter ruleNumber is invalid. Rule numbers must be between 1 and 32766.`);
  }
  if (RuleAction !== 'allow' && RuleAction !== 'deny') {
    return refuse('InvalidParameterValue', `Value (${RuleAction}) for parameter ruleAction is invalid. Valid values are allow, deny.`);
  }
  const Protocol = protocolOf(input.Protocol);
  if (isRefusal(Protocol)) return Protocol;
  const block = blockOf(input);
  if (isRefusal(block)) return block;
  const details = detailsOf(Protocol, input);
  if (isRefusal(details)) return details;
  return { ...block, Egress, Protocol, RuleAction, RuleNumber, ...details };
}

const NUMBERS: { readonly [name: string]: string } = { tcp: '6', udp: '17', icmp: '1', icmpv6: '58', all: '-1' };

function protocolOf(given: string): string | Refusal {
  const number = NUMBERS[given.toLowerCase()] ?? given;
  if (number === '-1' || (/^\d{1,3}$/.test(number) && Number(number) <= 255)) return number;
  return refuse('InvalidParameterValue', `Invalid value '${given}' for IP protocol. Unknown protocol.`);
}

function blockOf({ CidrBlock, Ipv6CidrBlock }: EntryInput): { readonly CidrBlock: string } | { readonly Ipv6CidrBlock: string } | Refusal {
  if (CidrBlock === undefined && Ipv6CidrBlock === undefined) {
    return refuse('MissingParameter', 'The request must contain the parameter cidrBlock or ipv6CidrBlock');
  }
  const text = CidrBlock ?? (Ipv6CidrBlock as string);
  const block = readCidr(text);
  const member = CidrBlock === undefined ? 'ipv6CidrBlock' : 'cidrBlock';
  if (block === null || familyOf(block.base) !== (CidrBlock === undefined ? 6 : 4)) {
    return refuse('InvalidParameterValue', `Value (${text}) for parameter ${member} is invalid. This is not a valid CIDR block.`);
  }
  return CidrBlock === undefined ? { Ipv6CidrBlock: showCidr(block) } : { CidrBlock: showCidr(block) };
}

/** Ports belong to TCP and UDP, types and codes to ICMP; other protocols have neither. */
function detailsOf(protocol: string, { PortRange, IcmpTypeCode }: EntryInput): Pick<NetworkAclEntry, 'PortRange' | 'IcmpTypeCode'> | Refusal {
  if (protocol === '6' || protocol === '17') {
    const { From, To } = PortRange ?? {};
    if (From === undefined || To === undefined) return refuse('MissingParameter', 'The request must contain the parameter portRange');
    if (From < 0 || To > 65535 || From > To) return refuse('InvalidParameterValue', `Invalid TCP/UDP port range (${From}:${To})`);
    return { PortRange: { From, To } };
  }
  if (protocol !== '1' && protocol !== '58') return {};
  if (IcmpTypeCode?.Type === undefined) return refuse('MissingParameter', 'The request must contain the parameter icmpTypeCode');
  return { IcmpTypeCode: { Type: IcmpTypeCode.Type, Code: IcmpTypeCode.Code ?? -1 } };
}
