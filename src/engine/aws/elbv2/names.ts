/** What AWS names a new load balancer: its DNS name, and the hosted zone that alias records of Route 53 point into. */
import { sha1 } from '../../sha1.ts';
import type { World } from '../../world.ts';
import type { LoadBalancer } from '../load-balancer.ts';

type Named = Pick<LoadBalancer, 'LoadBalancerName' | 'Type' | 'Scheme'>;

/** https://docs.aws.amazon.com/general/latest/gr/elb.html */
const ZONES: { readonly [region: string]: { readonly application: string; readonly network: string } } = {
  'us-east-1': { application: 'Z35SXDOTRQ7X7K', network: 'Z26RNL4JYFTOTI' },
  'us-east-2': { application: 'Z3AADJGX6KTTL2', network: 'ZLMOA37VPKANP' },
  'us-west-1': { application: 'Z368ELLRRE2KJ0', network: 'Z24FKFUX50B4VW' },
  'us-west-2': { application: 'Z1H1FL5HABSF5', network: 'Z18D5FSROUN65G' },
  'eu-west-1': { application: 'Z32O12XQLNTSW2', network: 'Z2IFOLAFXWLO4F' },
  'eu-central-1': { application: 'Z215JYRZR1TBD5', network: 'Z3F0SRJ5LGBH90' },
  'ap-northeast-1': { application: 'Z14GRHDCWA56QT', network: 'Z31USIVHYNEOWT' },
  'ap-northeast-2': { application: 'ZWKZPGTI48KDX', network: 'ZIBE1TIR4HY56' },
  'ap-southeast-1': { application: 'Z1LMS91P8CMLE5', network: 'ZKVM4W9LS7TM' },
  'ap-southeast-2': { application: 'Z1GM3OXH4ZPM65', network: 'ZCT6FZBF4DROD' },
  'ap-south-1': { application: 'ZP97RAFLXTNZK', network: 'ZVDDRBQ08TROA' },
  'eu-west-2': { application: 'ZHURV8PSTC4K8', network: 'ZD4D7Y8KGAS4G' },
  'eu-west-3': { application: 'Z3Q77PNBQS71R4', network: 'Z1CMS0P5QUZ6D5' },
  'eu-north-1': { application: 'Z23TAZ6LKFMNIO', network: 'Z1UDT6IFJ4EJM' },
  'ca-central-1': { application: 'ZQSVJUPU6J1EY', network: 'Z2EPGBW3API2WT' },
  'sa-east-1': { application: 'Z2P70J7HTTTPLU', network: 'ZTK26PT1VY4CU' },
};

/** The id of the zone that Elastic Load Balancing has in the Region; one of our own for Regions that the table does not have. */
export function canonicalZone({ region }: World, Type: LoadBalancer['Type']): string {
  const kind = Type === 'application' ? 'application' : 'network';
  return ZONES[region]?.[kind] ?? `Z${sha1(`${region} ${kind}`).slice(0, 13).toUpperCase()}`;
}

/**
 * `internal-web-1234567890.us-west-2.elb.amazonaws.com` for an ALB, `web-0123456789abcdef.elb.us-west-2.amazonaws.com` for an NLB.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html#load-balancer-scheme
 */
export function dnsName(world: World, { LoadBalancerName, Type, Scheme }: Named, digits: string): string {
  if (Type !== 'application') return `${LoadBalancerName}-${digits.slice(0, 16)}.elb.${world.region}.amazonaws.com`;
  const number = String(Number.parseInt(digits.slice(0, 8), 16)).padStart(10, '1');
  return `${Scheme === 'internal' ? 'internal-' : ''}${LoadBalancerName}-${number}.${world.region}.elb.amazonaws.com`;
}
