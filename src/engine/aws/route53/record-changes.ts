/** Changes of records, all of them or none. https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html */
import { same } from '../../canonical.ts';
import { readAddress } from '../../net/address.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { boolean, integer, string } from '../shape.ts';
import { type HostedZone, type ResourceRecordSet, sortedRecords, zoneName } from './hosted-zone.ts';

const RECORD_SET = {
  type: 'structure',
  members: {
    Name: string,
    Type: string,
    TTL: integer,
    ResourceRecords: { type: 'list', of: { type: 'structure', members: { Value: string } } },
    AliasTarget: { type: 'structure', members: { HostedZoneId: string, DNSName: string, EvaluateTargetHealth: boolean } },
  },
} as const;

export const CHANGE_BATCH = {
  type: 'structure',
  members: {
    Comment: string,
    Changes: { type: 'list', of: { type: 'structure', members: { Action: string, ResourceRecordSet: RECORD_SET } } },
  },
} as const;

type SetInput = { readonly [M in keyof ResourceRecordSet]?: unknown };
export type ChangeInput = { readonly Action?: string | undefined; readonly ResourceRecordSet?: SetInput | undefined };

/** Record types that this lab answers with. */
const TYPES = ['A', 'AAAA', 'CNAME', 'TXT', 'SRV', 'MX', 'PTR', 'NS', 'SOA', 'CAA'];

/** The records of the zone after the changes, or everything that is wrong with them. */
export function changedRecords(zone: HostedZone, changes: readonly ChangeInput[]): { readonly records: readonly ResourceRecordSet[] } | Refusal {
  const wrong: string[] = [];
  let records = zone.ResourceRecordSets;
  for (const change of changes) {
    const { Action = '', ResourceRecordSet: given = {} } = change;
    const record = recordFrom(given);
    const problem = problemOf(zone, record) ?? clash(records, { Action, record });
    if (problem !== null) {
      wrong.push(problem);
      continue;
    }
    const others = records.filter((each) => !sameSet(each, record));
    records = sortedRecords(Action === 'DELETE' ? others : [...others, record]);
  }
  return wrong.length === 0 ? { records } : refuse('InvalidChangeBatch', `[${wrong.join(', ')}]`);
}

function recordFrom(given: SetInput): ResourceRecordSet {
  const { Name = '', Type = '', TTL, ResourceRecords, AliasTarget } = given as Partial<ResourceRecordSet>;
  const alias = AliasTarget === undefined ? {} : { AliasTarget: { ...AliasTarget, DNSName: zoneName(AliasTarget.DNSName) } };
  // An asterisk is stored as its escape, and told so.
  const name = zoneName(Name).replace(/^\*\./, '\\052.');
  return { Name: name, Type, ...(TTL === undefined ? {} : { TTL }), ...(ResourceRecords === undefined ? {} : { ResourceRecords }), ...alias };
}

function problemOf(zone: HostedZone, { Name, Type, TTL, ResourceRecords, AliasTarget }: ResourceRecordSet): string | null {
  if (!TYPES.includes(Type)) return `Invalid record type '${Type}'`;
  if (Name !== zone.Name && !Name.endsWith(`.${zone.Name}`)) return `RRSet with DNS name ${Name} is not permitted in zone ${zone.Name}`;
  if (AliasTarget !== undefined) {
    return TTL === undefined && ResourceRecords === undefined ? null : `Invalid request: TTL and ResourceRecords must not be given with AliasTarget`;
  }
  if (TTL === undefined || ResourceRecords === undefined || ResourceRecords.length === 0) {
    return `Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found none in Change with [Name=${Name}, Type=${Type}]`;
  }
  if (Type === 'CNAME' && Name === zone.Name) return `RRSet of type CNAME with DNS name ${Name} is not permitted at apex in zone ${zone.Name}`;
  const family = Type === 'A' ? 'ipv4' : Type === 'AAAA' ? 'ipv6' : null;
  const bad =
    family === null ? undefined : ResourceRecords.find(({ Value }) => readAddress(Value) === null || Value.includes(':') !== (family === 'ipv6'));
  if (bad === undefined) return null;
  return `Invalid Resource Record: 'FATAL problem: ${family === 'ipv4' ? 'ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)' : 'AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)'} encountered with '${bad.Value}''`;
}

function clash(
  records: readonly ResourceRecordSet[],
  { Action, record }: { readonly Action: string; readonly record: ResourceRecordSet },
): string | null {
  const named = `[name='${record.Name}', type='${record.Type}']`;
  const present = records.find((each) => sameSet(each, record));
  if (Action === 'CREATE' && present !== undefined) return `Tried to create resource record set ${named} but it already exists`;
  if (Action === 'DELETE' && present === undefined) return `Tried to delete resource record set ${named} but it was not found`;
  if (Action === 'DELETE' && !same(present, record)) {
    return `Tried to delete resource record set ${named} but the values provided do not match the current values`;
  }
  const alias = records.some((each) => each.Name === record.Name && each.Type !== record.Type && (each.Type === 'CNAME' || record.Type === 'CNAME'));
  if (Action === 'DELETE' || !alias) return null;
  return `RRSet of type ${record.Type} with DNS name ${record.Name} is not permitted because a conflicting RRSet of type CNAME with the same DNS name already exists`;
}

function sameSet(one: ResourceRecordSet, other: ResourceRecordSet): boolean {
  return one.Name === other.Name && one.Type === other.Type;
}
