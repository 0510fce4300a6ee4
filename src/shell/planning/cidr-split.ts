/** `cidr split`: one block into equal ones. */

import { showAddress } from '../../engine/net/address.ts';
import type { Cidr } from '../../engine/net/cidr.ts';
import { lastAddress, showCidr } from '../../engine/net/cidr.ts';
import { addressCount, blockCount, firstBlocks, prefixForCount, restBehind, widthOf } from '../../engine/planning/cidr-blocks.ts';
import type { CidrAnswer, CidrGiven } from './cidr.ts';
import { type Complaints, cidrOf, note, noteExample, numberOf } from './complaints.ts';
import { grouped, table } from './table.ts';

/** More blocks than this are counted, not listed. */
const MOST_LISTED = 1024;

/** The blocks of `--into`, or the first `--count` of the largest size that gives so many. */
export function cidrSplit(complaints: Complaints, { words, into, count }: CidrGiven): CidrAnswer | null {
  if (words.length !== 1) noteExample(complaints, { ko: 'split에는 블록 하나가 필요합니다.', en: '`split` takes one block.' }, USE);
  if ((into === undefined) === (count === undefined)) {
    noteExample(complaints, { ko: '--into와 --count 가운데 하나만 쓰세요.', en: 'Give either --into or --count.' }, USE);
  }
  const typed = words.map((word) => cidrOf(complaints, word))[0] ?? null;
  if (typed === null) return null;
  const { cidr } = typed;
  const prefix = into === undefined ? null : prefixOf(complaints, into, cidr);
  const wanted = numberOf(complaints, count, { flag: '--count', least: 1, most: MOST_LISTED }, null);
  const forCount = wanted === null ? null : prefixForCount(cidr, wanted);
  if (wanted !== null && forCount === null) {
    note(
      complaints,
      { ko: `${showCidr(cidr)} 블록은 ${wanted}개로 나눌 수 없습니다.`, en: `${showCidr(cidr)} cannot be split into ${wanted} blocks.` },
      { ko: `주소가 ${addressCount(cidr)}개뿐입니다.`, en: `It has only ${addressCount(cidr)} addresses.` },
    );
  }
  const size = prefix ?? forCount;
  if (size === null || complaints.all.length > 0) return null;
  return answered(cidr, size, wanted);
}

function answered(cidr: Cidr, prefix: number, wanted: number | null): CidrAnswer {
  const all = blockCount(cidr, prefix);
  const blocks = firstBlocks(cidr, prefix, wanted ?? MOST_LISTED);
  const left = wanted === null ? [] : restBehind(cidr, prefix, wanted).map(showCidr);
  const rows = blocks.map((block) => [showCidr(block), showAddress(block.base), showAddress(lastAddress(block)), grouped(addressCount(block))]);
  const unlisted = all - BigInt(blocks.length);
  const more = wanted !== null || unlisted === 0n;
  const ko = [
    `${showCidr(cidr)}: /${prefix} 블록 ${grouped(all)}개`,
    table(['CIDR', '처음', '마지막', '주소'], rows).trimEnd(),
    ...(left.length === 0 ? [] : [`남는 블록: ${left.join(', ')}`]),
    ...(more ? [] : [`나머지 ${grouped(unlisted)}개는 출력하지 않았습니다.`]),
  ];
  const en = [
    `${showCidr(cidr)}: ${grouped(all)} blocks of /${prefix}`,
    table(['CIDR', 'first', 'last', 'addresses'], rows).trimEnd(),
    ...(left.length === 0 ? [] : [`Left over: ${left.join(', ')}`]),
    ...(more ? [] : [`${grouped(unlisted)} more are not listed.`]),
  ];
  const value = { cidr: showCidr(cidr), prefix, count: String(all), blocks: blocks.map(showCidr), left };
  return { text: { ko: ko.join('\n'), en: en.join('\n') }, value, yes: true };
}

/** `/26` or `26`, no shorter than the block itself. */
function prefixOf(complaints: Complaints, text: string, cidr: Cidr): number | null {
  return numberOf(complaints, text.replace(/^\//, ''), { flag: '--into', least: cidr.prefix, most: widthOf(cidr) }, null);
}

const USE = 'cidr split 10.0.0.0/16 --into /20';
