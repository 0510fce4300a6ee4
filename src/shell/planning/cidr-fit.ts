/** `cidr fit`: needed sizes into free space. */
import { familyOf } from '../../engine/net/address.ts';
import { type Cidr, showCidr } from '../../engine/net/cidr.ts';
import { addressCount, hasRoom, pack, subtract, withoutCovered } from '../../engine/planning/cidr-blocks.ts';
import type { CidrAnswer, CidrGiven } from './cidr.ts';
import { type Complaints, cidrOf, noteExample } from './complaints.ts';
import { grouped, table } from './table.ts';

type Wanted = { readonly prefix: number; readonly family: 4 | 6; readonly typed: string };
/** So many blocks at most in one call. */
const MOST_WANTED = 1024;

/** Free blocks and sizes in any order: what has an address is a block, `/24` and `3x/24` are sizes. */
export function cidrFit(complaints: Complaints, { words, used }: CidrGiven): CidrAnswer | null {
  const isSize = (word: string) => /^(\d+x)?\/?\d+$/i.test(word.trim());
  const free = words.filter((word) => !isSize(word)).map((word) => cidrOf(complaints, word)?.cidr);
  const taken = used.map((word) => cidrOf(complaints, word)?.cidr);
  const blocks = free.filter((block) => block !== undefined);
  const wanted = words.filter(isSize).flatMap((word) => sizesOf(complaints, word, blocks));
  if (free.length === 0) noteExample(complaints, { ko: '빈 블록이 없습니다.', en: 'There is no free block.' }, USE);
  if (!words.some(isSize)) noteExample(complaints, { ko: '필요한 크기가 없습니다.', en: 'There is no size that is needed.' }, USE);
  if (wanted.length > MOST_WANTED)
    noteExample(complaints, { ko: `크기가 ${MOST_WANTED}개를 넘습니다.`, en: `There are more than ${MOST_WANTED} sizes.` }, USE);
  if (complaints.all.length > 0) return null;
  return answered(
    subtract(
      withoutCovered(blocks),
      taken.filter((block) => block !== undefined),
    ),
    wanted,
  );
}

function answered(space: readonly Cidr[], wanted: readonly Wanted[]): CidrAnswer {
  const { placed, left } = pack(space, wanted);
  const missing = wanted.filter((_, at) => placed[at] === null);
  const rows = wanted.map(({ prefix }, at) => [`/${prefix}`, placed[at] === null ? '-' : showCidr(placed[at] as Cidr)]);
  const free = left.map((block) => `${showCidr(block)} (${grouped(addressCount(block))})`);
  const scattered = missing.length > 0 && missing.every(({ family }) => hasRoom(space, wanted, family));
  const sizes = missing.map(({ prefix }) => `/${prefix}`).join(', ');
  const why = scattered
    ? { ko: '주소 수는 충분하지만 흩어져 있어 이어진 블록이 없습니다.', en: 'There are addresses enough, but not in one aligned block.' }
    : { ko: '주소가 모자랍니다.', en: 'There are too few addresses.' };
  const ko = [
    table(['크기', 'CIDR'], rows).trimEnd(),
    free.length === 0 ? '남는 블록: 없음' : `남는 블록: ${free.join(', ')}`,
    ...(missing.length === 0 ? [] : [`놓지 못한 크기: ${sizes}. ${why.ko}`]),
  ];
  const en = [
    table(['size', 'CIDR'], rows).trimEnd(),
    free.length === 0 ? 'Left over: nothing' : `Left over: ${free.join(', ')}`,
    ...(missing.length === 0 ? [] : [`Not placed: ${sizes}. ${why.en}`]),
  ];
  const value = {
    placed: wanted.map(({ prefix }, at) => ({ prefix, cidr: placed[at] == null ? null : showCidr(placed[at] as Cidr) })),
    left: left.map(showCidr),
    reason: missing.length === 0 ? null : scattered ? 'fragmented' : 'too-small',
  };
  return { text: { ko: ko.join('\n'), en: en.join('\n') }, value, yes: missing.length === 0 };
}

/** A size up to /32 is of IPv4 as long as there is an IPv4 block; with IPv6 blocks alone it is of IPv6. */
function sizesOf(complaints: Complaints, word: string, blocks: readonly Cidr[]): Wanted[] {
  const [, times, bits] = /^(?:(\d+)x)?\/?(\d+)$/i.exec(word.trim()) as RegExpExecArray;
  const prefix = Number(bits);
  const has4 = blocks.some((block) => familyOf(block.base) === 4);
  const family = prefix > 32 || (!has4 && blocks.length > 0) ? 6 : 4;
  if (prefix > 128 || (times !== undefined && (Number(times) < 1 || Number(times) > MOST_WANTED))) {
    noteExample(complaints, { ko: `\`${word}\` 크기는 쓸 수 없습니다.`, en: `Size \`${word}\` cannot be used.` }, USE);
    return [];
  }
  return Array.from({ length: Number(times ?? 1) }, () => ({ prefix, family, typed: word }));
}

const USE = 'cidr fit 10.0.0.0/16 /20 3x/24 --used 10.0.0.0/24';
