import type { AddressUse } from '../../../engine/planning/address-use.ts';
import type { Text } from '../../../engine/text.ts';
import type { SliderId } from './sliders.ts';

export const plannerTexts = {
  title: { ko: '플래너', en: 'Planner' },
  liveTitle: { ko: '서브넷', en: 'Subnets' },
  plan: { ko: '계획', en: 'Plan' },
  map: { ko: '지도', en: 'Map' },
  nodes: { ko: '노드', en: 'Nodes' },
  why: { ko: '차이', en: 'Why' },
  on: { ko: '켬', en: 'on' },
  off: { ko: '끔', en: 'off' },
  unset: { ko: '없음', en: 'not set' },
  busy: { ko: '계산 중 {done}/{all}', en: 'simulating {done}/{all}' },
  waiting: { ko: '계산 중', en: 'simulating' },
  running: { ko: '파드 {n}개 중 {running}개 실행', en: 'pods running: {running} of {n}' },
  tooMany: { ko: '최대 파드 수에 걸려 Pending {n}개', en: 'Pending, above max-pods: {n}' },
  noAddress: { ko: '주소가 없어 대기 {n}개', en: 'no address: {n}' },
  noNode: { ko: '시작하지 못한 노드의 파드 {n}개', en: 'pods of nodes that could not start: {n}' },
  used: { ko: '쓴 주소 {n}개, 계산기는 {calculator}개', en: 'used addresses: {n}, calculator: {calculator}' },
  free: { ko: '남은 주소 {n}개, 계산기는 {calculator}개', en: 'free addresses: {n}, calculator: {calculator}' },
  freeSoFar: { ko: '남은 주소 {n}개', en: 'free addresses: {n}' },
  differences: { ko: '남은 주소가 다른 까닭', en: 'Why the free addresses differ' },
  before: { ko: '앞의 계획', en: 'the plan before' },
  cooling: { ko: '쉬는 주소가 있습니다. `w`로 시간을 보내세요.', en: 'Addresses rest. Let time pass with `w`.' },
  wrong: { ko: '이대로는 계산할 수 없습니다.', en: 'This cannot be simulated.' },
  cell: {
    ko: '칸 하나 = 주소 {n}개, 한 줄 = /{row}, {partly} 반보다 적게 씀',
    en: 'a cell = {n} addresses, a row = /{row}, {partly} less than half taken',
  },
  cellOne: { ko: '칸 하나 = 주소 1개, 한 줄 = /{row}', en: 'a cell = 1 address, a row = /{row}' },
  subnetOf: { ko: '{at}/{all}', en: '{at}/{all}' },
  freeOf: { ko: '남은 주소 {n}개, 남은 /28 {blocks}개', en: 'free addresses: {n}, free /28s: {blocks}' },
  nodeLine: { ko: '{type}, ENI {enis}/{most}', en: '{type}, ENIs {enis}/{most}' },
  nodePods: { ko: '파드 {running}/{max}', en: 'pods {running}/{max}' },
  eniUsed: { ko: '씀 {used}', en: 'used {used}' },
  eniWarm: { ko: '웜 {warm}', en: 'warm {warm}' },
  eniCooling: { ko: '쉼 {cooling}', en: 'cooling {cooling}' },
  eniPrefixes: { ko: '접두사 {n}', en: 'prefixes {n}' },
  empty: {
    ko: '아직 서브넷이 없습니다. `aws ec2 create-subnet`으로 만드세요.',
    en: 'There is no subnet yet. Make one with `aws ec2 create-subnet`.',
  },
  noNodes: { ko: 'aws-node가 실행 중인 노드가 없습니다.', en: 'There is no node on which aws-node runs.' },
} satisfies Record<string, Text>;

export const sliderTexts: { readonly [S in SliderId]: Text } = {
  pods: { ko: '노드당 파드', en: 'Pods per node' },
  count: { ko: '노드', en: 'Nodes' },
  type: { ko: '인스턴스 타입', en: 'Instance type' },
  prefix: { ko: '서브넷', en: 'Subnet' },
  warmEni: { ko: 'WARM_ENI_TARGET', en: 'WARM_ENI_TARGET' },
  warmIp: { ko: 'WARM_IP_TARGET', en: 'WARM_IP_TARGET' },
  minimumIp: { ko: 'MINIMUM_IP_TARGET', en: 'MINIMUM_IP_TARGET' },
  prefixes: { ko: '접두사 위임', en: 'Prefix delegation' },
  warmPrefix: { ko: 'WARM_PREFIX_TARGET', en: 'WARM_PREFIX_TARGET' },
  custom: { ko: '사용자 지정 네트워킹', en: 'Custom networking' },
};

export const useTexts: { readonly [U in AddressUse]: Text } = {
  reserved: { ko: '예약', en: 'reserved' },
  primary: { ko: 'ENI 기본', en: 'ENI primary' },
  used: { ko: '파드', en: 'pod' },
  warm: { ko: '웜', en: 'warm' },
  prefix: { ko: '접두사', en: 'prefix' },
  cooling: { ko: '쉬는 중', en: 'cooling' },
  other: { ko: '그 밖', en: 'other' },
  free: { ko: '빈 주소', en: 'free' },
};
