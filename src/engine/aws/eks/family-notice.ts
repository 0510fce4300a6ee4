/** What an IPv6 cluster is in reality, and not here, said when one is made. */
import type { Effect } from '../../change.ts';
import type { World } from '../../world.ts';
import type { EksCluster } from '../eks-cluster.ts';

/** The notice that the cluster comes up with IPv4. https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html */
export function familyNotice(world: World, { kubernetesNetworkConfig: { ipFamily } }: EksCluster): readonly Effect[] {
  if (ipFamily !== 'ipv6') return [];
  const text = {
    ko: 'IPv6 클러스터의 기동은 시뮬레이션하지 않습니다. 실제로는 서비스가 fd00::/8 대역의 /108 블록에서, 파드와 노드가 서브넷의 IPv6 블록에서 주소를 받지만, 여기서는 IPv4로 뜹니다.',
    en: 'How an IPv6 cluster comes up is not simulated. In reality Services take their addresses from a /108 in fd00::/8, pods and nodes from the IPv6 blocks of their subnets. Here it comes up with IPv4.',
  };
  return [{ ref: { plane: 'lab', kind: 'Notice', key: 'eks/ip-family' }, object: { text, input: world.counters.input } }];
}
