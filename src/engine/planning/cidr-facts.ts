/** What AWS makes of a CIDR block: which of its addresses it keeps, and whether a VPC or a subnet may have it. */
import { type Address, addToAddress, familyOf } from '../net/address.ts';
import { type Cidr, lastAddress, overlaps, parseCidr } from '../net/cidr.ts';
import type { Text } from '../text.ts';
import { addressCount, nextBlock } from './cidr-blocks.ts';

export type ReservedAddress = { readonly address: Address; readonly use: Text };

/** The five addresses of a subnet that nothing can be given, and what for: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
export function reservedOf(cidr: Cidr): ReservedAddress[] {
  const at = (index: number): Address => addToAddress(cidr.base, index);
  const last = lastAddress(cidr);
  if (familyOf(cidr.base) === 6) return [...[0, 1, 2, 3].map(at), last].map((address) => ({ address, use: USES.ipv6 }));
  return [
    { address: at(0), use: USES.network },
    { address: at(1), use: USES.router },
    { address: at(2), use: USES.dns },
    { address: at(3), use: USES.future },
    { address: last, use: USES.broadcast },
  ];
}

/** How many addresses of a subnet of this block can be used; 0 for a block that is too small to be one. */
export function usableCount(cidr: Cidr): bigint {
  const count = addressCount(cidr) - 5n;
  return count > 0n ? count : 0n;
}

/** Why a VPC may not have the block, or null. */
export function notForVpc(cidr: Cidr): Text | null {
  return forAws(cidr, 'vpc');
}

/** Why a subnet may not have the block, or null. */
export function notForSubnet(cidr: Cidr): Text | null {
  return forAws(cidr, 'subnet');
}

/** What one should know before giving the block to an EKS cluster, though AWS takes it. */
export function warningsFor(cidr: Cidr): Text[] {
  return WARNINGS.filter(({ range }) => overlaps(range, cidr)).map(({ text }) => text);
}

/** First, last and following block, as `cidr info` shows them. */
export function spanOf(cidr: Cidr): { readonly first: Address; readonly last: Address; readonly next: Cidr | null } {
  return { first: cidr.base, last: lastAddress(cidr), next: nextBlock(cidr) };
}

/**
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html: IPv4 /16 to /28; IPv6 VPCs /44 to /60 in steps of 4, subnets
 * /44 to /64 in steps of 4.
 */
function forAws(cidr: Cidr, what: 'vpc' | 'subnet'): Text | null {
  if (familyOf(cidr.base) === 4) {
    if (cidr.prefix < 16) return SIZES.tooLarge4;
    if (cidr.prefix > 28) return SIZES.tooSmall4;
    return UNUSABLE.some((range) => overlaps(range, cidr)) ? SIZES.unusable : null;
  }
  const longest = what === 'vpc' ? 60 : 64;
  if (cidr.prefix < 44 || cidr.prefix > longest || cidr.prefix % 4 !== 0) return what === 'vpc' ? SIZES.vpc6 : SIZES.subnet6;
  return GLOBAL_UNICAST.some((range) => overlaps(range, cidr)) ? null : SIZES.unusable;
}

/** This network, loopback, link local and what lies above unicast: no host can have an address there (RFC 6890). */
const UNUSABLE = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'].map(parseCidr);
/** Global unicast, and the unique local range that a private IPv6 VPC may take from IPAM. */
const GLOBAL_UNICAST = ['2000::/3', 'fd00::/8'].map(parseCidr);

const USES = {
  network: { ko: '네트워크 주소', en: 'network address' },
  router: { ko: 'VPC 라우터', en: 'VPC router' },
  dns: { ko: 'DNS용 예약(VPC 기본 블록에서는 DNS 서버)', en: 'reserved for DNS (the DNS server in the primary block of the VPC)' },
  future: { ko: '앞으로 쓰려고 예약', en: 'reserved for future use' },
  broadcast: { ko: '브로드캐스트 주소(VPC는 브로드캐스트를 지원하지 않음)', en: 'broadcast address (a VPC has no broadcast)' },
  ipv6: { ko: 'AWS 예약', en: 'reserved by AWS' },
} satisfies Readonly<Record<string, Text>>;

const SIZES = {
  tooLarge4: { ko: '블록이 너무 큽니다. /16~/28만 됩니다.', en: 'the block is too large: /16 to /28 are allowed.' },
  tooSmall4: { ko: '블록이 너무 작습니다. /16~/28만 됩니다.', en: 'the block is too small: /16 to /28 are allowed.' },
  vpc6: { ko: 'IPv6 VPC는 /44~/60이고 4비트 단위입니다.', en: 'an IPv6 VPC takes /44 to /60 in steps of 4.' },
  subnet6: { ko: 'IPv6 서브넷은 /44~/64이고 4비트 단위입니다.', en: 'an IPv6 subnet takes /44 to /64 in steps of 4.' },
  unusable: { ko: '호스트가 쓸 수 없는 대역과 겹칩니다.', en: 'it overlaps a range that no host can use.' },
} satisfies Readonly<Record<string, Text>>;

const WARNINGS: readonly { readonly range: Cidr; readonly text: Text }[] = [
  {
    // https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html: Cloud9, SageMaker and Docker use it.
    range: parseCidr('172.17.0.0/16'),
    text: { ko: '172.17.0.0/16은 Docker와 일부 AWS 서비스가 안에서 씁니다.', en: '172.17.0.0/16 is used inside by Docker and by some AWS services.' },
  },
  {
    // https://docs.aws.amazon.com/eks/latest/userguide/cni-custom-network.html and the CNI's own egress plugin.
    range: parseCidr('100.64.0.0/10'),
    text: {
      ko: '100.64.0.0/10은 통신사 NAT 대역입니다. 사용자 지정 네트워킹의 파드 서브넷으로 자주 씁니다.',
      en: '100.64.0.0/10 is carrier-grade NAT space, often given to pods with custom networking.',
    },
  },
  {
    // https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html: one of these is the default.
    range: parseCidr('10.100.0.0/16'),
    text: {
      ko: '10.100.0.0/16은 EKS가 서비스 주소로 고르는 기본 대역 가운데 하나입니다.',
      en: '10.100.0.0/16 is one of the two ranges that EKS picks for service addresses by default.',
    },
  },
  {
    range: parseCidr('172.20.0.0/16'),
    text: {
      ko: '172.20.0.0/16은 EKS가 서비스 주소로 고르는 기본 대역 가운데 하나입니다.',
      en: '172.20.0.0/16 is one of the two ranges that EKS picks for service addresses by default.',
    },
  },
];
