/** `HostedZones`: what list-hosted-zones prints, each with its `VPCs` (get-hosted-zone) and its records (list-resource-record-sets). */
import { fillBoth } from '../../text.ts';
import { type HostedZone, ownRecords, type ResourceRecordSet, sortedRecords, zoneName } from '../route53/hosted-zone.ts';
import { COMPLAINTS } from './complaints.ts';
import { checkMembers, checkReference, flag, type Item, items, keep, needed, number, part, type Reading, text } from './reading.ts';

const MEMBERS = ['Id', 'Name', 'CallerReference', 'Config', 'ResourceRecordSetCount', 'LinkedService', 'VPCs', 'ResourceRecordSets', 'Features'];

export function readHostedZone(reading: Reading, item: Item): void {
  checkMembers(reading, item, MEMBERS);
  const given = needed(reading, item, 'Name', text(reading, item, 'Name'));
  if (given === undefined) return;
  const Name = zoneName(given);
  const id = text(reading, item, 'Id') ?? `Z${reading.draw('hosted-zone').slice(0, 20).toUpperCase()}`;
  const Id = `/hostedzone/${id.replace(/^\/?hostedzone\//, '')}`;
  const config = part(reading, item, 'Config');
  const Comment = config === undefined ? undefined : text(reading, config, 'Comment');
  const VPCs = items(reading, item, 'VPCs').flatMap((each) => {
    const VPCId = needed(reading, each, 'VPCId', text(reading, each, 'VPCId'));
    if (VPCId === undefined || !checkReference(reading, 'Vpc', { id: VPCId, path: [...each.path, 'VPCId'] })) return [];
    return [{ VPCRegion: text(reading, each, 'VPCRegion') ?? reading.world.region, VPCId }];
  });
  const PrivateZone = config === undefined ? true : (flag(reading, config, 'PrivateZone') ?? true);
  if (!PrivateZone) {
    const { what, how } = COMPLAINTS.publicZone;
    reading.notSimulated.push({ path: item.path, what: fillBoth(what, { name: Name }), how });
    return;
  }
  const read = items(reading, item, 'ResourceRecordSets').flatMap((each) => readRecordSet(reading, each));
  const own = ownRecords(Name).filter((record) => !read.some((each) => each.Name === Name && each.Type === record.Type));
  const object: HostedZone = {
    Id,
    Name,
    CallerReference: text(reading, item, 'CallerReference') ?? Id,
    Config: { ...(Comment === undefined ? {} : { Comment }), PrivateZone },
    VPCs: VPCs.sort((one, other) => (one.VPCId < other.VPCId ? -1 : 1)),
    ResourceRecordSets: sortedRecords([...own, ...read]),
  };
  keep(reading, 'HostedZone', { id: Id, object, path: item.path });
}

function readRecordSet(reading: Reading, item: Item): ResourceRecordSet[] {
  const Name = needed(reading, item, 'Name', text(reading, item, 'Name'));
  const Type = needed(reading, item, 'Type', text(reading, item, 'Type'));
  if (Name === undefined || Type === undefined) return [];
  const TTL = number(reading, item, 'TTL');
  const values = items(reading, item, 'ResourceRecords').map((each) => ({ Value: text(reading, each, 'Value') ?? '' }));
  const target = part(reading, item, 'AliasTarget');
  const AliasTarget = target === undefined ? undefined : aliasOf(reading, target);
  return [
    {
      Name: zoneName(Name).replace(/^\*\./, '\\052.'),
      Type,
      ...(TTL === undefined ? {} : { TTL }),
      ...(values.length === 0 ? {} : { ResourceRecords: values }),
      ...(AliasTarget === undefined ? {} : { AliasTarget }),
    },
  ];
}

function aliasOf(reading: Reading, target: Item): NonNullable<ResourceRecordSet['AliasTarget']> {
  return {
    HostedZoneId: text(reading, target, 'HostedZoneId') ?? '',
    DNSName: zoneName(text(reading, target, 'DNSName') ?? ''),
    EvaluateTargetHealth: flag(reading, target, 'EvaluateTargetHealth') ?? false,
  };
}
