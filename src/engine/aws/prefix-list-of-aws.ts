/**
 * The prefix lists that AWS itself keeps in each Region: the public blocks of the services that have gateway endpoints.
 * The blocks change now and then; these are a part of those of https://ip-ranges.amazonaws.com/ip-ranges.json, or blocks of
 * the same size where a Region's own are not known here.
 */
import { sha1 } from '../sha1.ts';
import { LATTICE_BLOCK, LATTICE_IPV6_BLOCK } from './lattice/blocks.ts';
import type { ManagedPrefixList } from './prefix-list.ts';

type Known = { readonly id: string; readonly blocks: readonly string[] };

/** https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html */
const KNOWN: { readonly [service: string]: { readonly [region: string]: Known } } = {
  s3: {
    'us-east-1': { id: 'pl-63a5400a', blocks: ['3.5.0.0/19', '16.182.0.0/16', '52.216.0.0/15', '54.231.0.0/16'] },
    'us-east-2': { id: 'pl-7ba54012', blocks: ['3.5.128.0/22', '3.5.132.0/23', '52.219.80.0/20', '52.219.96.0/20'] },
    'us-west-2': { id: 'pl-68a54001', blocks: ['3.5.76.0/22', '3.5.80.0/21', '52.92.128.0/17', '52.218.128.0/17'] },
    'ap-northeast-2': { id: 'pl-78a54011', blocks: ['3.5.140.0/22', '52.219.56.0/22', '52.219.60.0/23', '52.219.144.0/22'] },
  },
  dynamodb: {
    'us-east-1': { id: 'pl-02cd2c6b', blocks: ['3.218.180.0/22', '52.94.0.0/22', '52.119.224.0/20'] },
    'us-east-2': { id: 'pl-4ca54025', blocks: ['52.94.4.0/24'] },
    'us-west-2': { id: 'pl-00a54069', blocks: ['35.80.34.128/25', '52.94.28.0/23', '52.119.252.0/22'] },
    'ap-northeast-2': { id: 'pl-48a54021', blocks: ['52.94.6.0/24', '52.94.25.0/24'] },
  },
};

/** https://docs.aws.amazon.com/vpc-lattice/latest/ug/security-groups.html#managed-prefix-list: the same blocks in every Region. */
const LATTICE = { 'vpc-lattice': LATTICE_BLOCK, 'ipv6.vpc-lattice': LATTICE_IPV6_BLOCK } as const;

/** The lists of the Region, in ascending order of id. */
export function awsPrefixLists(region: string): readonly ManagedPrefixList[] {
  return [...['dynamodb', 's3'].map((service) => listFor(region, service)), ...LATTICE_SERVICES.map((service) => latticeList(region, service))].sort(
    (one, other) => (one.PrefixListId < other.PrefixListId ? -1 : 1),
  );
}

function listFor(region: string, service: string): ManagedPrefixList {
  const PrefixListName = `com.amazonaws.${region}.${service}`;
  const known = KNOWN[service]?.[region] ?? standIn(PrefixListName);
  return {
    PrefixListId: known.id,
    PrefixListName,
    AddressFamily: 'IPv4',
    State: 'create-complete',
    OwnerId: 'AWS',
    Tags: [],
    Entries: known.blocks.map((Cidr) => ({ Cidr })),
  };
}

const LATTICE_SERVICES = ['vpc-lattice', 'ipv6.vpc-lattice'] as const;

function latticeList(region: string, service: (typeof LATTICE_SERVICES)[number]): ManagedPrefixList {
  const PrefixListName = `com.amazonaws.${region}.${service}`;
  return {
    PrefixListId: `pl-0${sha1(PrefixListName).slice(0, 16)}`,
    PrefixListName,
    AddressFamily: service === 'vpc-lattice' ? 'IPv4' : 'IPv6',
    State: 'create-complete',
    OwnerId: 'AWS',
    Tags: [],
    Entries: [{ Cidr: LATTICE[service] }],
  };
}

function standIn(name: string): Known {
  const digits = sha1(name);
  const octet = Number.parseInt(digits.slice(8, 10), 16) & 0xfc;
  return { id: `pl-${digits.slice(0, 8)}`, blocks: [`52.219.${octet}.0/22`] };
}
