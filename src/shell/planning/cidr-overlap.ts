/** `cidr overlap`: which blocks share addresses. */
import { type Cidr, showCidr } from '../../engine/net/cidr.ts';
import { relationOf } from '../../engine/planning/cidr-blocks.ts';
import type { Text } from '../../engine/text.ts';
import type { CidrAnswer, CidrGiven } from './cidr.ts';
import { type Complaints, cidrOf, noteExample } from './complaints.ts';

/** So many blocks at most: every pair of them is compared. */
const MOST = 1000;

/** Every pair that overlaps. The answer is yes where none does: peering and routing need that. */
export function cidrOverlap(complaints: Complaints, { words }: CidrGiven): CidrAnswer | null {
  if (words.length < 2) noteExample(complaints, { ko: '블록이 두 개 이상 필요합니다.', en: 'Two blocks or more are needed.' }, USE);
  if (words.length > MOST) noteExample(complaints, { ko: `블록은 ${MOST}개까지 견줍니다.`, en: `At most ${MOST} blocks are compared.` }, USE);
  const blocks = words.map((word) => cidrOf(complaints, word)?.cidr).filter((block) => block !== undefined);
  if (complaints.all.length > 0) return null;
  const pairs = blocks.flatMap((one, at) => blocks.slice(at + 1).map((other) => ({ one, other, relation: relationOf(one, other) })));
  const shared = pairs.filter(({ relation }) => relation !== 'apart');
  const texts = shared.length === 0 ? [NONE] : shared.map(sentence);
  const value = { overlaps: shared.map(({ one, other, relation }) => ({ one: showCidr(one), other: showCidr(other), relation })) };
  return { text: { ko: texts.map(({ ko }) => ko).join('\n'), en: texts.map(({ en }) => en).join('\n') }, value, yes: shared.length === 0 };
}

function sentence({ one, other, relation }: { readonly one: Cidr; readonly other: Cidr; readonly relation: ReturnType<typeof relationOf> }): Text {
  const [a, b] = [showCidr(one), showCidr(other)];
  if (relation === 'equal') return { ko: `${a}: 두 번 나옵니다.`, en: `${a} stands there twice.` };
  const [outer, inner] = relation === 'contains' ? [a, b] : [b, a];
  return { ko: `${outer} 대역이 ${inner} 대역을 품습니다.`, en: `${outer} contains ${inner}.` };
}

const NONE: Text = { ko: '겹치는 블록이 없습니다.', en: 'No blocks overlap.' };
const USE = 'cidr overlap 10.0.0.0/16 10.0.128.0/20';
