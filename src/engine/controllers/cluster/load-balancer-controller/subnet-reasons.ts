/** Why the controller took a subnet or left it out, in sentences. */
import type { Text } from '../../../text.ts';

export const subnetReasons = {
  CHOSEN: { ko: '{zone}의 서브넷으로 선택됨', en: 'chosen for {zone}' },
  NAMED: { ko: '어노테이션이나 IngressClassParams가 직접 지정함', en: 'named by the annotation or the IngressClassParams' },
  NO_ROLE_TAG: { ko: '역할 태그 {tag} 없음', en: 'has no role tag {tag}' },
  ROLE_TAG_VALUE: {
    ko: '역할 태그 {tag}의 값이 "{value}"임. 1이나 빈 값만 인정됨',
    en: 'its role tag {tag} is "{value}"; only 1 and the empty value count',
  },
  NOT_PUBLIC: {
    ko: '역할 태그가 있는 서브넷이 없어 라우팅으로 찾는데, 이 서브넷에는 인터넷 게이트웨이로 가는 라우트가 없음',
    en: 'no subnet has the role tag, so routes decide, and this one has no route to an internet gateway',
  },
  NOT_PRIVATE: {
    ko: '역할 태그가 있는 서브넷이 없어 라우팅으로 찾는데, 이 서브넷은 인터넷 게이트웨이로 가는 퍼블릭 서브넷임',
    en: 'no subnet has the role tag, so routes decide, and this one leads to an internet gateway',
  },
  OTHER_CLUSTER: { ko: '다른 클러스터({cluster})의 태그만 있음', en: 'tagged for another cluster ({cluster}) only' },
  TOO_FEW_ADDRESSES: { ko: '남은 주소가 {free}개로 {needed}개에 못 미침', en: 'has {free} free addresses; {needed} are needed' },
  NO_IPV6: { ko: '듀얼 스택에 필요한 IPv6 CIDR 블록 없음', en: 'has no IPv6 CIDR block, which dualstack needs' },
  OTHER_HAS_CLUSTER_TAG: {
    ko: '{zone}에서는 이 클러스터의 태그가 있는 {winner} 쪽이 우선함',
    en: 'in {zone} {winner} goes first, which carries the tag of this cluster',
  },
  OTHER_HAS_SMALLER_ID: { ko: '{zone}에서는 ID가 앞서는 {winner} 쪽이 선택됨', en: 'in {zone} {winner} is taken, whose id sorts first' },
} as const satisfies Readonly<Record<string, Text>>;

export type SubnetReason = keyof typeof subnetReasons;
