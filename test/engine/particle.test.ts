import { describe, expect, it } from 'vitest';
import { PARTICLE_PAIRS, type ParticlePair, particle } from '../../src/engine/particle.ts';

/** Words as they end in Korean mouths, with the particle that a Korean writer puts after them. */
const TABLE: readonly (readonly [string, ParticlePair, string])[] = [
  ['파드', '을/를', '를'],
  ['서브넷', '을/를', '을'],
  ['노드', '이/가', '가'],
  ['보안 그룹', '이/가', '이'],
  ['라우팅 테이블', '은/는', '은'],
  ['라우팅 테이블', '으로/로', '로'],
  ['서브넷', '으로/로', '으로'],
  ['노드', '으로/로', '로'],
  ['로드 밸런서', '와/과', '와'],
  ['네트워크 정책', '와/과', '과'],
  ['리전', '이나/나', '이나'],
  ['게이트웨이', '이나/나', '나'],
  ['민준', '아/야', '아'],
  ['지우', '아/야', '야'],
  ['0', '을/를', '을'],
  ['1', '으로/로', '로'],
  ['2', '으로/로', '로'],
  ['3', '으로/로', '으로'],
  ['6', '이/가', '이'],
  ['7', '으로/로', '로'],
  ['8', '와/과', '과'],
  ['9', '은/는', '는'],
  ['10', '으로/로', '으로'],
  ['443', '을/를', '을'],
  ['22', '을/를', '를'],
  ['65,536', '은/는', '은'],
  ['0.5', '을/를', '를'],
  ['30%', '을/를', '를'],
  ['10.0.1.23', '이/가', '이'],
  ['10.0.0.2', '으로/로', '로'],
  ['10.0.0.10', '으로/로', '으로'],
  ['10.0.0.0/16', '을/를', '을'],
  ['10.0.1.0/24', '을/를', '를'],
  ['10.0.1.16/28', '으로/로', '로'],
  ['0.0.0.0/0', '은/는', '은'],
  ['fd00::a', '은/는', '는'],
  ['ENI', '을/를', '를'],
  ['NAT', '이/가', '가'],
  ['DNS', '을/를', '를'],
  ['API', '은/는', '는'],
  ['CIDR', '을/를', '을'],
  ['ACL', '으로/로', '로'],
  ['IAM', '을/를', '을'],
  ['VPN', '으로/로', '으로'],
  ['S3', '으로/로', '로'],
  ['IPv6', '을/를', '를'],
  ['Route 53', '을/를', '을'],
  ['pod', '이/가', '가'],
  ['kubelet', '은/는', '은'],
  ['kubectl', '으로/로', '로'],
  ['CoreDNS', '와/과', '와'],
  ['kube-system', '을/를', '을'],
  ['WARM_IP_TARGET', '을/를', '을'],
  ['us-east-1a', '은/는', '는'],
  ['탄력적 네트워크 인터페이스(ENI)', '을/를', '를'],
  ['출발지 주소 변환(SNAT)', '은/는', '은'],
  ['`web`', '을/를', '을'],
  ["'backend'", '이/가', '가'],
  ['<none>', '은/는', '은'],
  ['10.0.1.0/24(프라이빗)', '을/를', '를'],
];

describe('the particle after a word', () => {
  it.each(TABLE)('%s takes of %s the form %s', (word, pair, expected) => {
    expect(particle(word, pair)).toBe(expected);
  });

  it('is one of the two of its pair, whatever stands before it', () => {
    for (const pair of PARTICLE_PAIRS) {
      for (const word of ['', ' ', '()', '[', '"', '::', '주소.', 'x'.repeat(1000), '…', '漢字'])
        expect(pair.split('/')).toContain(particle(word, pair));
    }
  });

  it.each([
    ['NXDOMAIN', '을/를', '을'],
    ['TARGET', '이/가', '이'],
    ['RBAC', '을/를', '를'],
    ['MAC', '을/를', '을'],
    ['CNAME', '은/는', '은'],
    ['db', '을/를', '를'],
    ['table', '으로/로', '로'],
    ['system', '이/가', '이'],
    ['map', '을/를', '을'],
    ['service', '은/는', '는'],
    ['Karpenter', '을/를', '를'],
    ['변환(NAT)', '은/는', '은'],
    ['파드(pod)', '을/를', '를'],
    ['eni-0a1b', '을/를', '를'],
    ['https://example.com/', '을/를', '을'],
  ] as const)('%s follows the reading rules: %s gives %s', (word, pair, expected) => {
    expect(particle(word, pair)).toBe(expected);
  });
});
