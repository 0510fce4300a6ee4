import type { DhcpOptions as Model } from '@aws-sdk/client-ec2';
import type { AwsKind } from '../kind.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import type { SpelledAs, Tag } from './spelling.ts';

/** A set of DHCP options. */
export type DhcpOptions = SpelledAs<
  Model,
  {
    readonly DhcpOptionsId: string;
    readonly OwnerId: string;
    readonly DhcpConfigurations: readonly { readonly Key: string; readonly Values: readonly { readonly Value: string }[] }[];
    readonly Tags: readonly Tag[];
  }
>;

/** The set that every account has in every Region: Amazon's DNS server and Amazon's domain name. */
export const DEFAULT_DHCP_OPTIONS = 'dopt-0d0f0a0b0c0d0e0f0';

/** https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html */
export function defaultDhcpOptions(world: World): DhcpOptions {
  const domain = world.region === 'us-east-1' ? 'ec2.internal' : `${world.region}.compute.internal`;
  return {
    DhcpOptionsId: DEFAULT_DHCP_OPTIONS,
    OwnerId: world.account,
    DhcpConfigurations: [
      { Key: 'domain-name', Values: [{ Value: domain }] },
      { Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] },
    ],
    Tags: [],
  };
}

export const dhcpOptions: AwsKind<DhcpOptions> = {
  plane: 'aws',
  kind: 'DhcpOptions',
  service: 'ec2',
  idPrefix: 'dopt',
  idMember: 'DhcpOptionsId',
  indices: {},
  ofAws: (world) => [defaultDhcpOptions(world)],
  describe: {
    operation: 'DescribeDhcpOptions',
    idsMember: 'DhcpOptionsIds',
    listMember: 'DhcpOptions',
    notFound: 'InvalidDhcpOptionID.NotFound',
    malformed: 'InvalidDhcpOptionsId.Malformed',
    show: (options) => ({
      OwnerId: options.OwnerId,
      Tags: options.Tags,
      DhcpOptionsId: options.DhcpOptionsId,
      DhcpConfigurations: options.DhcpConfigurations,
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeDhcpOptions.html
    filters: {
      'dhcp-options-id': (options) => [options.DhcpOptionsId],
      key: (options) => options.DhcpConfigurations.map((each) => each.Key),
      'owner-id': (options) => [options.OwnerId],
      value: (options) => options.DhcpConfigurations.flatMap((each) => each.Values.map((value) => value.Value)),
    },
    pageLimit: { least: 5, most: 1000 },
  },
};

/** Whether instances of the VPC are told to ask Amazon's DNS server. A set that is not known counts as the default one. */
export function usesAmazonDns(world: World, vpc: { readonly DhcpOptionsId: string }): boolean {
  if (vpc.DhcpOptionsId === 'default') return false;
  const options = objectAt(world.aws.DhcpOptions, vpc.DhcpOptionsId) ?? defaultDhcpOptions(world);
  const servers = options.DhcpConfigurations.find((each) => each.Key === 'domain-name-servers');
  return servers?.Values.some((each) => each.Value === 'AmazonProvidedDNS') ?? false;
}
