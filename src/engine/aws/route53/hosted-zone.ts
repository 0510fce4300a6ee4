import type { AwsKind } from '../../kind.ts';

/**
 * A set of records of one name and type.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html
 */
export type ResourceRecordSet = {
  /** With a final dot, in lower case. */
  readonly Name: string;
  readonly Type: string;
  readonly TTL?: number;
  readonly ResourceRecords?: readonly { readonly Value: string }[];
  readonly AliasTarget?: { readonly HostedZoneId: string; readonly DNSName: string; readonly EvaluateTargetHealth: boolean };
};

/**
 * A private hosted zone: records that the resolvers of its VPCs answer with, and nobody else.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_HostedZone.html
 */
export type HostedZone = {
  /** `/hostedzone/Z…` */
  readonly Id: string;
  /** With a final dot, in lower case. */
  readonly Name: string;
  readonly CallerReference: string;
  readonly Config: { readonly Comment?: string; readonly PrivateZone: boolean };
  readonly VPCs: readonly { readonly VPCRegion: string; readonly VPCId: string }[];
  /** In ascending order of name and type, its own NS and SOA among them. */
  readonly ResourceRecordSets: readonly ResourceRecordSet[];
};

export const hostedZone: AwsKind<HostedZone> = {
  plane: 'aws',
  kind: 'HostedZone',
  service: 'route53',
  idPrefix: '/hostedzone/Z',
  idMember: 'Id',
  indices: {
    byVpc: (zone) => zone.VPCs.map(({ VPCId }) => VPCId),
    byName: (zone) => [zone.Name],
  },
  describe: {
    operation: 'ListHostedZones',
    idsMember: 'Id',
    listMember: 'HostedZones',
    notFound: 'NoSuchHostedZone',
    malformed: 'InvalidInput',
    show: ({ Id, Name, CallerReference, Config, ResourceRecordSets }) => ({
      Id,
      Name,
      CallerReference,
      Config,
      ResourceRecordSetCount: ResourceRecordSets.length,
    }),
    filters: {},
  },
};

/** The name as Route 53 keeps it: lower case, a final dot. */
export function zoneName(text: string): string {
  const lower = text.toLowerCase();
  return lower.endsWith('.') ? lower : `${lower}.`;
}

/**
 * The records that every private zone has by itself.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html
 */
export function ownRecords(Name: string): readonly ResourceRecordSet[] {
  const servers = ['ns-1536.awsdns-00.co.uk.', 'ns-0.awsdns-00.com.', 'ns-1024.awsdns-00.org.', 'ns-512.awsdns-00.net.'];
  const soa = 'ns-1536.awsdns-00.co.uk. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400';
  return [
    { Name, Type: 'NS', TTL: 172_800, ResourceRecords: servers.map((Value) => ({ Value })) },
    { Name, Type: 'SOA', TTL: 900, ResourceRecords: [{ Value: soa }] },
  ];
}

/** Sorted as ListResourceRecordSets lists them: by the labels of the name from the last one, then by type. */
export function sortedRecords(records: readonly ResourceRecordSet[]): readonly ResourceRecordSet[] {
  const key = ({ Name, Type }: ResourceRecordSet) => `${Name.split('.').reverse().join('.')} ${Type}`;
  return [...records].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}
