/**
 * The public side of a cluster's endpoint: whom the list of CIDR blocks lets in.
 * https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
 */
import { showAddress } from '../../net/address.ts';
import { contains, parseCidr } from '../../net/cidr.ts';
import { learner } from '../../principal.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { element, type Repair } from '../element.ts';
import type { Step } from '../step.ts';
import { publicEndpointRepairs } from './attribute-repairs.ts';

const reasons = {
  PUBLIC_ACCESS_CIDR_MATCH: {
    ko: '{cluster} 클러스터의 퍼블릭 엔드포인트가 {src} 주소를 받아들입니다. publicAccessCidrs의 {cidr} 대역에 들어 있습니다.',
    en: 'The public endpoint of cluster {cluster} accepts {src}, which lies in {cidr} of publicAccessCidrs.',
    concept: 'public-access-cidrs',
  },
  PUBLIC_ACCESS_CIDR_MISMATCH: {
    ko: '{cluster} 클러스터의 publicAccessCidrs({cidrs})에 {src} 주소가 없어 퍼블릭 엔드포인트가 패킷을 버렸습니다.',
    en: 'Address {src} is in none of the publicAccessCidrs ({cidrs}) of cluster {cluster}, so the public endpoint drops the packet.',
    concept: 'public-access-cidrs',
    repairs: allowSource,
  },
  CLUSTER_ENDPOINT_IS_PRIVATE: {
    ko: '{cluster} 클러스터는 퍼블릭 엔드포인트가 꺼져 있어 인터넷에서 온 패킷을 버렸습니다.',
    en: 'Cluster {cluster} has its public endpoint off, so what comes from the internet is dropped.',
    concept: 'endpoint-private-only',
    repairs: publicEndpointRepairs,
  },
};

export const eksPublicAccess = element({
  name: 'eks-public-access',
  title: { ko: 'EKS 퍼블릭 엔드포인트', en: 'public EKS endpoint' },
  reasons,
  pass: ({ world, place }, packet) => {
    const cluster = objectAt(world.aws.EksCluster, place.of.key);
    const object = { plane: 'aws', kind: 'EksCluster', key: place.of.key } as const;
    const config = cluster?.resourcesVpcConfig;
    const src = showAddress(packet.source);
    const params = { cluster: place.of.key, src };
    if (config?.endpointPublicAccess !== true) return [{ verdict: 'drop', because: 'CLUSTER_ENDPOINT_IS_PRIVATE', params, object }];
    const cidrs = config.publicAccessCidrs;
    const cidr = cidrs.find((text) => contains(parseCidr(text), packet.source));
    if (cidr === undefined) return [{ verdict: 'drop', because: 'PUBLIC_ACCESS_CIDR_MISMATCH', params: { ...params, cidrs }, object }];
    const row = () => ({ table: 'publicAccessCidrs', text: cidr });
    return [{ verdict: 'forward', because: 'PUBLIC_ACCESS_CIDR_MATCH', params: { ...params, cidr }, object, row }];
  },
});

/** One more block, that of the client alone. */
function allowSource(world: World, { place, params }: Step): readonly Repair[] {
  const cluster = objectAt(world.aws.EksCluster, place.of.key);
  if (cluster === undefined) return [];
  const { publicAccessCidrs } = cluster.resourcesVpcConfig;
  const body = { name: cluster.name, resourcesVpcConfig: { publicAccessCidrs: [...publicAccessCidrs, `${params.src}/32`] } };
  const object = { plane: 'aws', kind: 'EksCluster', key: cluster.name } as const;
  return [
    {
      verbs: [{ plane: 'aws', verb: 'UpdateClusterConfig', kind: 'EksCluster', body, as: learner(world.account) }],
      object,
      field: 'publicAccessCidrs',
    },
  ];
}
