/** Why the published calculator and the simulation differ. */
import type { Text } from '../text.ts';

export type DifferenceReason =
  | 'reserved'
  | 'host-network'
  | 'nodes-not-started'
  | 'max-pods'
  | 'primary-addresses'
  | 'custom-networking'
  | 'eni-limit'
  | 'prefixes'
  | 'single-addresses'
  | 'pool'
  | 'subnet-full';

/** The reasons as sentences. */
export const DIFFERENCE_TEXTS: { readonly [R in DifferenceReason]: Text } = {
  reserved: {
    ko: 'AWS는 서브넷마다 주소 5개를 예약합니다. 계산기는 2개만 뺍니다.',
    en: 'AWS reserves 5 addresses of each subnet. The calculator subtracts 2.',
  },
  'host-network': {
    ko: '호스트 네트워크 파드는 노드의 기본 주소를 함께 씁니다. 계산기는 노드마다 2개를 더합니다.',
    en: 'Pods on the host network share the primary address of the node. The calculator adds 2 for each node.',
  },
  'nodes-not-started': {
    ko: '주소가 없어 시작하지 못한 노드는 아무것도 쓰지 않습니다.',
    en: 'Nodes that found no address never started and hold nothing.',
  },
  'max-pods': {
    ko: '최대 파드 수를 넘는 파드는 스케줄되지 않습니다. 계산기는 모두 셉니다.',
    en: 'Pods above max-pods are never scheduled. The calculator counts them all.',
  },
  'primary-addresses': {
    ko: 'ENI의 기본 주소는 파드가 쓰지 않아 ENI가 더 필요합니다. ENI는 하나 이상 늘 있습니다.',
    en: 'Pods never get the primary address of an ENI, so more ENIs are needed. A node always has one ENI.',
  },
  'custom-networking': {
    ko: '기본 ENI는 파드에 주소를 주지 않지만 자기 주소를 씁니다.',
    en: 'The primary ENI gives no address to pods, but holds its own.',
  },
  'eni-limit': {
    ko: '인스턴스 타입의 ENI 한도에서 멈춥니다. 계산기에는 한도가 없습니다.',
    en: 'The instance type takes no more ENIs. The calculator knows no limit.',
  },
  prefixes: {
    ko: '접두사 위임에서는 주소 16개씩 받습니다. 계산기는 접두사를 모릅니다.',
    en: 'With prefix delegation addresses come in sixteens. The calculator knows no prefixes.',
  },
  'single-addresses': {
    ko: 'IP 목표를 쓰면 ENI를 다 채우지 않고 필요한 주소만 받습니다. 계산기는 ENI 단위로 셉니다.',
    en: 'With IP targets ipamd takes single addresses as needed. The calculator counts whole ENIs.',
  },
  pool: {
    ko: 'ipamd는 남은 주소가 웜 목표에 찼는지를 봅니다. 덜 찬 ENI의 남는 주소도 목표에 들어갑니다.',
    en: 'ipamd asks whether its free addresses meet the warm target. Those of a partly used ENI count towards it.',
  },
  'subnet-full': {
    ko: '서브넷이 ipamd가 요청한 만큼 주소를 주지 못해 풀이 덜 찼습니다.',
    en: 'The subnet cannot give as many addresses as ipamd asks for, so the pools stay short.',
  },
};
