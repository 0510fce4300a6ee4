/** The interface by which a packet leaves a host: the host end of a pod's veth pair, or an ENI. */
import { branchOfDevice } from '../../hosts/route-tables.ts';
import { element } from '../element.ts';
import { atEni, atPod } from '../place.ts';
import { kernelOf } from './kernel.ts';

const reasons = {
  LEAVES_BY_VETH: {
    ko: '{node} 노드가 패킷을 {dev} 인터페이스로 내보냈습니다. 같은 노드의 {pod} 파드로 이어집니다.',
    en: 'Node {node} sends the packet out through {dev}, which leads to pod {pod} on the same node.',
    concept: 'veth-pair-joins-namespaces',
  },
  LEAVES_BY_ENI: {
    ko: '{node} 호스트가 패킷을 {dev} 인터페이스로 내보냈습니다. {eni} 인터페이스를 거쳐 VPC로 나갑니다.',
    en: 'Host {node} sends the packet out through {dev}, into the VPC by network interface {eni}.',
    concept: 'cross-node-pods-use-vpc-routing',
  },
  LEAVES_BY_BRANCH_ENI: {
    ko: '{node} 노드가 패킷을 {dev} 인터페이스로 내보냈습니다. 트렁크 ENI의 VLAN {vlan} 너머에 파드의 브랜치 ENI {eni:이/가} 있습니다.',
    en: 'Node {node} sends the packet out through {dev}. Behind VLAN {vlan} of the trunk ENI stands the branch ENI of the pod, {eni}.',
    concept: 'sgp-purpose',
  },
  DEVICE_MISSING: {
    ko: '{node} 호스트에 {dev} 인터페이스가 없어 패킷을 버렸습니다.',
    en: 'Host {node} has no interface {dev}, so the packet is dropped.',
    concept: 'vpc-cni-two-parts',
  },
};

export const device = element({
  name: 'device',
  title: { ko: '나가는 인터페이스', en: 'outgoing interface' },
  reasons,
  pass: ({ world, place }) => {
    const kernel = kernelOf(world, place.of.key);
    const object = { plane: 'hosts', kind: 'Host', key: kernel.InstanceId } as const;
    const params = { node: kernel.name, dev: place.device ?? '-' };
    const pod = kernel.veths.get(params.dev);
    if (pod !== undefined)
      return [{ verdict: 'forward', because: 'LEAVES_BY_VETH', params: { ...params, pod }, object, next: atPod('veth-in', pod, params.dev) }];
    const branch = kernel.host === undefined ? undefined : branchOfDevice(kernel.host, params.dev);
    if (branch !== undefined) {
      const eni = branch.NetworkInterfaceId;
      return [
        { verdict: 'forward', because: 'LEAVES_BY_BRANCH_ENI', params: { ...params, eni, vlan: branch.vlanId }, object, next: atEni('eni-out', eni) },
      ];
    }
    const out = kernel.interfaces.find((candidate) => candidate.device === place.device);
    if (out === undefined) return [{ verdict: 'drop', because: 'DEVICE_MISSING', params, object }];
    const eni = out.eni.NetworkInterfaceId;
    return [{ verdict: 'forward', because: 'LEAVES_BY_ENI', params: { ...params, eni }, object, next: atEni('eni-out', eni) }];
  },
});
