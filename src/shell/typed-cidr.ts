/** CIDR blocks as a person types them. The ip-cidr package reads the text; what is computed with is the engine's own value. */
import IPCIDR from 'ip-cidr';
import { type Cidr, hasHostBits, readCidr } from '../engine/net/cidr.ts';
import type { Text } from '../engine/text.ts';

export type TypedCidr = {
  readonly cidr: Cidr;
  /** Whether the text names an address inside the block, as 10.0.0.1/24 does. */
  readonly hostBits: boolean;
};
export type NotACidr = { readonly what: Text; readonly how: Text };

/** The block that the text names, or why it names none. An address without a length is no block: what was meant is not guessed. */
export function readTypedCidr(text: string): TypedCidr | NotACidr {
  const typed = text.trim();
  if (!typed.includes('/')) return IPCIDR.isValidAddress(typed) ? withoutLength(typed) : notCidr(text);
  if (!IPCIDR.isValidCIDR(typed)) return notCidr(text);
  // ip-cidr takes more than AWS does: zone ids, IPv4 inside IPv6 in octets with leading zeros.
  const { addressStart, address } = new IPCIDR(typed);
  const cidr = readCidr(`${addressStart.correctForm()}/${address.subnetMask}`);
  if (cidr === null || readCidr(typed) === null) return notCidr(text);
  return { cidr, hostBits: hasHostBits(typed) };
}

function withoutLength(text: string): NotACidr {
  const length = text.includes(':') ? '/128' : '/32';
  return {
    what: { ko: `\`${text}\`에는 접두사 길이가 없습니다.`, en: `\`${text}\` has no prefix length.` },
    how: { ko: `주소 하나라면 \`${text}${length}\`로 쓰세요.`, en: `For a single address write \`${text}${length}\`.` },
  };
}

function notCidr(text: string): NotACidr {
  return {
    what: { ko: `\`${text}\` 값은 CIDR 블록이 아닙니다.`, en: `\`${text}\` is no CIDR block.` },
    how: { ko: '`10.0.0.0/24`나 `2001:db8::/56`처럼 쓰세요.', en: 'Write it as `10.0.0.0/24` or `2001:db8::/56`.' },
  };
}
