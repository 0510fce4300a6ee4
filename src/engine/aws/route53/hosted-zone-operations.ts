/** Operations on private hosted zones. https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHostedZone.html */
import { lookup, objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import { erase, store } from '../effects.ts';
import { mintDigits } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { boolean, idOf, string } from '../shape.ts';
import { type HostedZone, hostedZone, ownRecords, zoneName } from './hosted-zone.ts';
import { CHANGE_BATCH, changedRecords } from './record-changes.ts';

const VPC = { type: 'structure', members: { VPCRegion: string, VPCId: idOf('Vpc') } } as const;
type VpcInput = { readonly VPCRegion?: string | undefined; readonly VPCId?: string | undefined };
const ZONE_ID = { ...idOf('HostedZone'), required: true } as const;

/** "PENDING indicates that the changes have not propagated to all DNS servers" (API_ChangeInfo): the answer to every change. Here they have at once. */
function changeInfo(world: World, digits: string) {
  return { Id: `/change/C${digits.slice(0, 20).toUpperCase()}`, Status: 'PENDING', SubmittedAt: new Date(world.now).toISOString() };
}

const createHostedZone = operation({
  service: 'route53',
  name: 'CreateHostedZone',
  kind: 'HostedZone',
  writes: true,
  summary: { ko: 'VPC에 프라이빗 호스팅 영역을 만듭니다.', en: 'Creates a private hosted zone for a VPC.' },
  members: {
    Name: { ...string, required: true },
    VPC,
    CallerReference: { ...string, required: true },
    HostedZoneConfig: { type: 'structure', members: { Comment: string, PrivateZone: boolean } },
  },
  run: ({ world, input, as }) => {
    const Name = zoneName(input.Name);
    if (!/^([a-z0-9_-]{1,63}\.)+$/.test(Name)) return refuse('InvalidDomainName', `The domain name is invalid: ${input.Name}`);
    if (input.VPC === undefined) {
      return input.HostedZoneConfig?.PrivateZone === true
        ? refuse(
            'InvalidInput',
            "When you're creating a private hosted zone (when you specify true for PrivateZone), you must also specify values for VPCId and VPCRegion.",
          )
        : refuse('UnsupportedOperation', 'Public hosted zones are not simulated. Name a VPC to create a private one.');
    }
    if (objectsOf(world.aws.HostedZone).some((zone) => zone.CallerReference === input.CallerReference)) {
      return refuse('HostedZoneAlreadyExists', 'A hosted zone has already been created with the specified caller reference.', 409);
    }
    const vpc = vpcFor(world, input.VPC);
    if (isRefusal(vpc)) return vpc;
    const clash = conflicting(world, vpc.VPCId, Name);
    if (clash !== null) return clash;
    const drawn = mintDigits(world, as, ['hosted-zone', 'change']);
    const Comment = input.HostedZoneConfig?.Comment;
    const zone: HostedZone = {
      Id: `/hostedzone/Z${drawn.digits[0]?.slice(0, 20).toUpperCase()}`,
      Name,
      CallerReference: input.CallerReference,
      Config: { ...(Comment === undefined ? {} : { Comment }), PrivateZone: true },
      VPCs: [vpc],
      ResourceRecordSets: ownRecords(Name),
    };
    return {
      world: drawn.world,
      effects: [store('HostedZone', zone)],
      output: {
        Location: `https://route53.amazonaws.com/2013-04-01${zone.Id}`,
        HostedZone: hostedZone.describe.show(zone, world),
        ChangeInfo: changeInfo(world, drawn.digits[1] as string),
        VPC: vpc,
      },
    };
  },
});

function vpcFor(world: World, { VPCRegion = world.region, VPCId = '' }: VpcInput): { readonly VPCRegion: string; readonly VPCId: string } | Refusal {
  if (objectAt(world.aws.Vpc, VPCId) !== undefined && VPCRegion === world.region) return { VPCRegion, VPCId };
  return refuse('InvalidVPCId', `The VPC: ${VPCId} in region ${VPCRegion} that you provided is not authorized to make the association.`);
}

function conflicting(world: World, VPCId: string, Name: string): Refusal | null {
  const present = lookup(world.aws.HostedZone, 'byVpc', VPCId).find((zone) => zone.Name === Name);
  if (present === undefined) return null;
  const id = present.Id.replace('/hostedzone/', '');
  return refuse(
    'ConflictingDomainExists',
    `The VPC ${VPCId} in region ${world.region} has already been associated with the hosted zone ${id} with the same domain name.`,
  );
}

/** The zone, by its id with or without `/hostedzone/`. */
function zoneAt(world: World, id: string): HostedZone | Refusal {
  const bare = id.replace(/^\/?hostedzone\//, '');
  return objectAt(world.aws.HostedZone, `/hostedzone/${bare}`) ?? refuse('NoSuchHostedZone', `No hosted zone found with ID: ${bare}`, 404);
}

const getHostedZone = operation({
  service: 'route53',
  name: 'GetHostedZone',
  kind: 'HostedZone',
  writes: false,
  summary: { ko: '호스팅 영역과 연결된 VPC를 보여 줍니다.', en: 'Shows a hosted zone and its VPCs.' },
  members: { Id: ZONE_ID },
  run: ({ world, input }) => {
    const zone = zoneAt(world, input.Id);
    return isRefusal(zone) ? zone : { output: { HostedZone: hostedZone.describe.show(zone, world), VPCs: zone.VPCs } };
  },
});

const listHostedZones = operation({
  service: 'route53',
  name: 'ListHostedZones',
  kind: 'HostedZone',
  writes: false,
  summary: { ko: '호스팅 영역을 모두 보여 줍니다.', en: 'Shows all hosted zones.' },
  pages: 'HostedZones',
  members: {},
  run: ({ world }) => ({ output: { HostedZones: objectsOf(world.aws.HostedZone).map((zone) => hostedZone.describe.show(zone, world)) } }),
});

/** "Sorts hosted zones by name with the labels reversed", beginning with DNSName. https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListHostedZonesByName.html */
const listHostedZonesByName = operation({
  service: 'route53',
  name: 'ListHostedZonesByName',
  kind: 'HostedZone',
  writes: false,
  summary: { ko: '호스팅 영역을 이름의 순서로 보여 줍니다.', en: 'Shows hosted zones in the order of their names.' },
  members: { DNSName: string },
  run: ({ world, input: { DNSName } }) => {
    const from = DNSName === undefined ? '' : reversed(zoneName(DNSName));
    const zones = objectsOf(world.aws.HostedZone).filter(({ Name }) => reversed(Name) >= from);
    const ordered = [...zones].sort((a, b) => (reversed(a.Name) < reversed(b.Name) ? -1 : reversed(a.Name) > reversed(b.Name) ? 1 : 0));
    const HostedZones = ordered.map((zone) => hostedZone.describe.show(zone, world));
    return { output: { HostedZones, ...(DNSName === undefined ? {} : { DNSName: zoneName(DNSName) }), IsTruncated: false, MaxItems: '100' } };
  },
});

/** `com.example.www.` of `www.example.com.` */
function reversed(name: string): string {
  return `${name.split('.').filter(Boolean).reverse().join('.')}.`;
}

const listHostedZonesByVpc = operation({
  service: 'route53',
  name: 'ListHostedZonesByVPC',
  kind: 'HostedZone',
  writes: false,
  summary: { ko: 'VPC와 연결된 호스팅 영역을 보여 줍니다.', en: 'Shows the hosted zones that a VPC is associated with.' },
  members: { VPCId: { ...idOf('Vpc'), required: true }, VPCRegion: { ...string, required: true } },
  run: ({ world, input }) => {
    const vpc = vpcFor(world, input);
    if (isRefusal(vpc)) return vpc;
    const HostedZoneSummaries = lookup(world.aws.HostedZone, 'byVpc', vpc.VPCId).map((zone) => ({
      HostedZoneId: zone.Id.replace('/hostedzone/', ''),
      Name: zone.Name,
      Owner: { OwningAccount: world.account },
    }));
    return { output: { HostedZoneSummaries, MaxItems: '100' } };
  },
});

const deleteHostedZone = operation({
  service: 'route53',
  name: 'DeleteHostedZone',
  kind: 'HostedZone',
  writes: true,
  summary: { ko: '레코드가 없는 호스팅 영역을 지웁니다.', en: 'Deletes a hosted zone without records of its own.' },
  members: { Id: ZONE_ID },
  run: ({ world, input, as }) => {
    const zone = zoneAt(world, input.Id);
    if (isRefusal(zone)) return zone;
    if (zone.ResourceRecordSets.length > ownRecords(zone.Name).length) {
      return refuse('HostedZoneNotEmpty', 'The specified hosted zone contains non-required resource record sets  and so cannot be deleted.');
    }
    const drawn = mintDigits(world, as, ['change']);
    return { world: drawn.world, effects: [erase('HostedZone', zone.Id)], output: { ChangeInfo: changeInfo(world, drawn.digits[0] as string) } };
  },
});

const associateVpc = operation({
  service: 'route53',
  name: 'AssociateVPCWithHostedZone',
  kind: 'HostedZone',
  writes: true,
  summary: { ko: 'VPC를 프라이빗 호스팅 영역과 연결합니다.', en: 'Associates a VPC with a private hosted zone.' },
  members: { HostedZoneId: ZONE_ID, VPC: { ...VPC, required: true }, Comment: string },
  run: ({ world, input, as }) => {
    const zone = zoneAt(world, input.HostedZoneId);
    if (isRefusal(zone)) return zone;
    const vpc = vpcFor(world, input.VPC);
    if (isRefusal(vpc)) return vpc;
    const clash = conflicting(world, vpc.VPCId, zone.Name);
    if (clash !== null) return clash;
    const VPCs = [...zone.VPCs, vpc].sort((one, other) => (one.VPCId < other.VPCId ? -1 : 1));
    const drawn = mintDigits(world, as, ['change']);
    const output = { ChangeInfo: changeInfo(world, drawn.digits[0] as string) };
    return { world: drawn.world, effects: [store('HostedZone', { ...zone, VPCs })], output };
  },
});

const disassociateVpc = operation({
  service: 'route53',
  name: 'DisassociateVPCFromHostedZone',
  kind: 'HostedZone',
  writes: true,
  summary: { ko: 'VPC와 호스팅 영역의 연결을 끊습니다.', en: 'Disassociates a VPC from a private hosted zone.' },
  members: { HostedZoneId: ZONE_ID, VPC: { ...VPC, required: true }, Comment: string },
  run: ({ world, input, as }) => {
    const zone = zoneAt(world, input.HostedZoneId);
    if (isRefusal(zone)) return zone;
    const { VPCId = '' } = input.VPC;
    const VPCs = zone.VPCs.filter((each) => each.VPCId !== VPCId);
    if (VPCs.length === zone.VPCs.length) {
      return refuse('VPCAssociationNotFound', 'The specified VPC and hosted zone are not currently associated.', 404);
    }
    if (VPCs.length === 0) return refuse('LastVPCAssociation', 'Cannot remove last VPC association for the private zone');
    const drawn = mintDigits(world, as, ['change']);
    const output = { ChangeInfo: changeInfo(world, drawn.digits[0] as string) };
    return { world: drawn.world, effects: [store('HostedZone', { ...zone, VPCs })], output };
  },
});

const changeResourceRecordSets = operation({
  service: 'route53',
  name: 'ChangeResourceRecordSets',
  kind: 'HostedZone',
  writes: true,
  summary: {
    ko: '레코드를 만들고(CREATE), 고치고(UPSERT), 지웁니다(DELETE).',
    en: 'Creates (CREATE), replaces (UPSERT) and deletes (DELETE) records.',
  },
  members: { HostedZoneId: ZONE_ID, ChangeBatch: { ...CHANGE_BATCH, required: true } },
  run: ({ world, input, as }) => {
    const zone = zoneAt(world, input.HostedZoneId);
    if (isRefusal(zone)) return zone;
    const changes = input.ChangeBatch.Changes ?? [];
    const unknown = changes.find(({ Action }) => !['CREATE', 'UPSERT', 'DELETE'].includes(Action ?? ''));
    if (unknown !== undefined) {
      return refuse(
        'InvalidInput',
        `Invalid XML ; Value '${unknown.Action}' is not facet-valid with respect to enumeration '[CREATE, DELETE, UPSERT]'.`,
      );
    }
    const next = changedRecords(zone, changes);
    if (isRefusal(next)) return next;
    const drawn = mintDigits(world, as, ['change']);
    const output = { ChangeInfo: changeInfo(world, drawn.digits[0] as string) };
    return { world: drawn.world, effects: [store('HostedZone', { ...zone, ResourceRecordSets: next.records })], output };
  },
});

const listResourceRecordSets = operation({
  service: 'route53',
  name: 'ListResourceRecordSets',
  kind: 'HostedZone',
  writes: false,
  summary: { ko: '호스팅 영역의 레코드를 보여 줍니다.', en: 'Shows the records of a hosted zone.' },
  pages: 'ResourceRecordSets',
  members: { HostedZoneId: ZONE_ID },
  run: ({ world, input }) => {
    const zone = zoneAt(world, input.HostedZoneId);
    return isRefusal(zone) ? zone : { output: { ResourceRecordSets: zone.ResourceRecordSets } };
  },
});

export const hostedZoneOperations = [
  createHostedZone,
  getHostedZone,
  listHostedZones,
  listHostedZonesByName,
  listHostedZonesByVpc,
  deleteHostedZone,
  associateVpc,
  disassociateVpc,
  changeResourceRecordSets,
  listResourceRecordSets,
];
