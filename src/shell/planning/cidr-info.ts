/** `cidr info`: what there is to know of one block. */

import stringWidth from 'string-width';
import { showAddress } from '../../engine/net/address.ts';
import { showCidr } from '../../engine/net/cidr.ts';
import { addressCount } from '../../engine/planning/cidr-blocks.ts';
import { notForSubnet, notForVpc, reservedOf, spanOf, usableCount, warningsFor } from '../../engine/planning/cidr-facts.ts';
import { LANGS, type Lang, type Text } from '../../engine/text.ts';
import type { TypedCidr } from '../typed-cidr.ts';
import type { CidrAnswer, CidrGiven } from './cidr.ts';
import { type Complaints, cidrOf, noteExample } from './complaints.ts';
import { grouped } from './table.ts';

/** First, last, the reserved five, what is usable, the next block, and whether AWS takes it. */
export function cidrInfo(complaints: Complaints, { words }: CidrGiven): CidrAnswer | null {
  if (words.length !== 1) noteExample(complaints, { ko: 'info에는 블록 하나가 필요합니다.', en: '`info` takes one block.' }, USE);
  const typed = words.map((word) => cidrOf(complaints, word))[0] ?? null;
  if (typed === null || complaints.all.length > 0) return null;
  const { cidr } = typed;
  const { first, last, next } = spanOf(cidr);
  const [vpc, subnet] = [notForVpc(cidr), notForSubnet(cidr)];
  // A block too small for a subnet has no addresses that AWS keeps.
  const reserved = usableCount(cidr) === 0n ? [] : reservedOf(cidr);
  const value = {
    cidr: showCidr(cidr),
    hostBits: typed.hostBits,
    addresses: String(addressCount(cidr)),
    first: showAddress(first),
    last: showAddress(last),
    next: next === null ? null : showCidr(next),
    reserved: reserved.map(({ address }) => showAddress(address)),
    usable: String(usableCount(cidr)),
    vpc: vpc === null,
    subnet: subnet === null,
  };
  const [ko, en] = LANGS.map((lang) => textOf(typed, lang)) as [string, string];
  return { text: { ko, en }, value, yes: true };
}

function textOf({ cidr, hostBits }: TypedCidr, lang: Lang): string {
  const { first, last, next } = spanOf(cidr);
  const verdict = (why: Text | null): string => (why === null ? T.yes[lang] : `${T.no[lang]}: ${why[lang]}`);
  const usable = usableCount(cidr);
  const reserved = usable === 0n ? [] : reservedOf(cidr);
  const rows: (readonly [string, string])[] = [
    [T.block[lang], `${showCidr(cidr)}${hostBits ? ` (${T.hostBits[lang]})` : ''}`],
    [T.addresses[lang], grouped(addressCount(cidr))],
    [T.first[lang], showAddress(first)],
    [T.last[lang], showAddress(last)],
    ...reserved.map(({ address, use }, at) => [at === 0 ? T.reserved[lang] : '', `${showAddress(address)}  ${use[lang]}`] as const),
    [T.usable[lang], usable === 0n ? T.none[lang] : grouped(usable)],
    [T.next[lang], next === null ? T.none[lang] : showCidr(next)],
    ['VPC', verdict(notForVpc(cidr))],
    [T.subnet[lang], verdict(notForSubnet(cidr))],
    ...warningsFor(cidr).map((text) => [T.note[lang], text[lang]] as const),
  ];
  const width = Math.max(...rows.map(([label]) => stringWidth(label)));
  return rows.map(([label, text]) => `${label}${' '.repeat(width - stringWidth(label))}  ${text}`).join('\n');
}

const T = {
  block: { ko: '블록', en: 'block' },
  hostBits: { ko: '호스트 비트를 지움', en: 'host bits cleared' },
  addresses: { ko: '주소', en: 'addresses' },
  first: { ko: '처음', en: 'first' },
  last: { ko: '마지막', en: 'last' },
  reserved: { ko: '서브넷 예약', en: 'reserved in a subnet' },
  usable: { ko: '서브넷에서 쓸 수 있음', en: 'usable in a subnet' },
  next: { ko: '다음 블록', en: 'next block' },
  subnet: { ko: '서브넷', en: 'subnet' },
  note: { ko: '참고', en: 'note' },
  yes: { ko: '됨', en: 'yes' },
  no: { ko: '안 됨', en: 'no' },
  none: { ko: '없음', en: 'none' },
} satisfies Readonly<Record<string, Text>>;
const USE = 'cidr info 10.0.0.0/24';
