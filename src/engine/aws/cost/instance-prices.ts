/** What AWS asks for an hour of an instance: Linux, on demand, shared tenancy. */
import type { Price } from './prices.ts';

const SOURCE = 'https://aws.amazon.com/ec2/pricing/on-demand/';

type Table = { readonly date: string; readonly types: { readonly [type: string]: number } };

/**
 * us-east-1 as karpenter reads it from the price list of AWS:
 * https://github.com/aws/karpenter-provider-aws/blob/main/pkg/providers/pricing/zz_generated.pricing_aws.go
 */
const US_EAST_1: Table = {
  date: '2026-01-19',
  types: {
    'c5.large': 0.085,
    'c5.xlarge': 0.17,
    'c5.2xlarge': 0.34,
    'c5.4xlarge': 0.68,
    'c5n.large': 0.108,
    'c5n.xlarge': 0.216,
    'c6a.large': 0.0765,
    'c6a.xlarge': 0.153,
    'c6g.large': 0.068,
    'c6g.xlarge': 0.136,
    'c6i.large': 0.085,
    'c6i.xlarge': 0.17,
    'c6i.2xlarge': 0.34,
    'c7g.large': 0.0725,
    'c7g.xlarge': 0.145,
    'c7i.large': 0.08925,
    'c7i.xlarge': 0.1785,
    'm4.large': 0.1,
    'm4.xlarge': 0.2,
    'm5.large': 0.096,
    'm5.xlarge': 0.192,
    'm5.2xlarge': 0.384,
    'm5.4xlarge': 0.768,
    'm5.8xlarge': 1.536,
    'm5.12xlarge': 2.304,
    'm5.16xlarge': 3.072,
    'm5.24xlarge': 4.608,
    'm5a.large': 0.086,
    'm5a.xlarge': 0.172,
    'm5n.large': 0.119,
    'm6a.large': 0.0864,
    'm6a.xlarge': 0.1728,
    'm6g.medium': 0.0385,
    'm6g.large': 0.077,
    'm6g.xlarge': 0.154,
    'm6i.large': 0.096,
    'm6i.xlarge': 0.192,
    'm6i.2xlarge': 0.384,
    'm7a.large': 0.11592,
    'm7g.medium': 0.0408,
    'm7g.large': 0.0816,
    'm7g.xlarge': 0.1632,
    'm7i.large': 0.1008,
    'm7i.xlarge': 0.2016,
    'm7i-flex.large': 0.09576,
    'm8g.large': 0.08976,
    'r5.large': 0.126,
    'r5.xlarge': 0.252,
    'r5.2xlarge': 0.504,
    'r6g.large': 0.1008,
    'r6i.large': 0.126,
    'r6i.xlarge': 0.252,
    'r7g.large': 0.1071,
    'r7i.large': 0.1323,
    't2.micro': 0.0116,
    't2.small': 0.023,
    't2.medium': 0.0464,
    't2.large': 0.0928,
    't3.nano': 0.0052,
    't3.micro': 0.0104,
    't3.small': 0.0208,
    't3.medium': 0.0416,
    't3.large': 0.0832,
    't3.xlarge': 0.1664,
    't3.2xlarge': 0.3328,
    't3a.micro': 0.0094,
    't3a.small': 0.0188,
    't3a.medium': 0.0376,
    't3a.large': 0.0752,
    't4g.micro': 0.0084,
    't4g.small': 0.0168,
    't4g.medium': 0.0336,
    't4g.large': 0.0672,
  },
};

/** Of the other Regions only the types whose price there was found. */
const TABLES: { readonly [region: string]: Table } = {
  'us-east-1': US_EAST_1,
  'us-west-2': { date: '2026-10-04', types: { 't3.medium': 0.0416 } },
  'ap-northeast-2': { date: '2026-10-01', types: { 't3.medium': 0.052, 't4g.small': 0.0208 } },
};

/** Regions whose list prices are taken to be those of us-east-1 where they have no row of their own. */
const LIKE_US_EAST_1 = ['us-west-2'];

export type InstancePrice = Price & { /** The Region whose price it is, where that is another one. */ readonly borrowedFrom?: string };

/** The price of an instance type in a Region, or undefined where the table has none. */
export function instancePrice(region: string, type: string): InstancePrice | undefined {
  const table = TABLES[region];
  const usd = table?.types[type];
  if (table !== undefined && usd !== undefined) return { usd, date: table.date, source: SOURCE };
  const borrowed = LIKE_US_EAST_1.includes(region) ? US_EAST_1.types[type] : undefined;
  return borrowed === undefined ? undefined : { usd: borrowed, date: US_EAST_1.date, source: SOURCE, borrowedFrom: 'us-east-1' };
}
