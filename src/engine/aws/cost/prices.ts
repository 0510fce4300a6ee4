/**
 * What AWS asks for an hour, in US dollars: list prices on demand, without tax, free tier and discounts. Each row says
 * when it was read and where AWS publishes it; what has no row is not priced.
 */

export type Priced =
  | 'eks-cluster'
  | 'eks-extended-support'
  | 'nat-gateway'
  | 'public-ipv4'
  | 'interface-endpoint'
  | 'application-load-balancer'
  | 'network-load-balancer'
  | 'transit-gateway-attachment'
  | 'vpn-connection';

export type Price = {
  /** Dollars for an hour. */
  readonly usd: number;
  /** The day on which it was read, `2026-10-04`. */
  readonly date: string;
  readonly source: string;
};

const EKS = 'https://aws.amazon.com/eks/pricing/';
const VPC = 'https://aws.amazon.com/vpc/pricing/';
const PRIVATELINK = 'https://aws.amazon.com/privatelink/pricing/';
const ELB = 'https://aws.amazon.com/elasticloadbalancing/pricing/';
const TGW = 'https://aws.amazon.com/transit-gateway/pricing/';
const VPN = 'https://aws.amazon.com/vpn/pricing/';

const row = (usd: number, date: string, source: string): Price => ({ usd, date, source });

/** By Region, then by what is paid for. The surcharge of extended support comes on top of the cluster: 0.10 + 0.50. */
const PRICES: { readonly [region: string]: { readonly [P in Priced]?: Price } } = {
  'us-east-1': {
    'eks-cluster': row(0.1, '2026-09-28', EKS),
    'eks-extended-support': row(0.5, '2026-09-28', EKS),
    'nat-gateway': row(0.045, '2026-02-24', VPC),
    'public-ipv4': row(0.005, '2026-09-17', VPC),
    'interface-endpoint': row(0.01, '2026-09-17', PRIVATELINK),
    'application-load-balancer': row(0.0225, '2026-09-20', ELB),
    'network-load-balancer': row(0.0225, '2026-09-20', ELB),
    'transit-gateway-attachment': row(0.05, '2026-09-20', TGW),
    'vpn-connection': row(0.05, '2026-09-01', VPN),
  },
  'us-west-2': {
    'eks-cluster': row(0.1, '2026-10-04', EKS),
    'eks-extended-support': row(0.5, '2026-10-04', EKS),
    'nat-gateway': row(0.045, '2026-10-04', VPC),
    'public-ipv4': row(0.005, '2026-10-04', VPC),
    'interface-endpoint': row(0.01, '2026-10-06', PRIVATELINK),
    'application-load-balancer': row(0.0225, '2026-10-04', ELB),
    'network-load-balancer': row(0.0225, '2026-09-20', ELB),
    'transit-gateway-attachment': row(0.05, '2026-09-20', TGW),
    'vpn-connection': row(0.05, '2026-09-01', VPN),
  },
  'ap-northeast-2': {
    'eks-cluster': row(0.1, '2026-10-01', EKS),
    'eks-extended-support': row(0.5, '2026-10-01', EKS),
    'nat-gateway': row(0.059, '2026-10-01', VPC),
    'public-ipv4': row(0.005, '2026-10-01', VPC),
    'interface-endpoint': row(0.013, '2026-05-17', PRIVATELINK),
    'application-load-balancer': row(0.0225, '2026-10-01', ELB),
    'network-load-balancer': row(0.0225, '2026-10-01', ELB),
    'transit-gateway-attachment': row(0.07, '2026-10-01', TGW),
  },
};

/** The price of a thing in a Region, or undefined where the table has none. */
export function priceOf(region: string, priced: Priced): Price | undefined {
  return PRICES[region]?.[priced];
}
