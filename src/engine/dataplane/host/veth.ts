/** The veth pair that joins a pod's network namespace to its node's. https://man7.org/linux/man-pages/man4/veth.4.html */
import type { Sandbox } from '../../hosts/host.ts';
import { EGRESS_DEVICE, egressVeth } from '../../hosts/links.ts';
import { element } from '../element.ts';
import { atHost, atPod } from '../place.ts';
import { sandboxAt } from './kernel.ts';

const reasons = {
  VETH_TO_HOST: {
    ko: '{pod} 파드의 {dev} 인터페이스로 나간 패킷이 veth 쌍의 반대쪽 끝인 {node} 노드의 {veth} 인터페이스로 들어왔습니다.',
    en: 'What leaves {dev} of pod {pod} enters node {node} at the other end of the veth pair, {veth}.',
    concept: 'veth-pair-joins-namespaces',
  },
  VETH_TO_POD: {
    ko: '{node} 노드의 {veth} 인터페이스로 나간 패킷이 veth 쌍의 반대쪽 끝인 {pod} 파드의 {dev} 인터페이스로 들어갔습니다.',
    en: 'What leaves node {node} through {veth} enters {dev} of pod {pod} at the other end of the veth pair.',
    concept: 'veth-pair-joins-namespaces',
  },
  VETH_MISSING: {
    ko: '{pod} 파드의 veth 쌍이 없어 패킷을 버렸습니다. 파드가 막 사라졌습니다.',
    en: 'Pod {pod} has no veth pair any more, so the packet is dropped. The pod has gone.',
    concept: 'veth-pair-joins-namespaces',
  },
};

export const veth = element({
  name: 'veth',
  title: { ko: 'veth 쌍', en: 'veth pair' },
  reasons,
  pass: ({ world, place }) => {
    const pod = place.of.key;
    const object = { plane: 'cluster', kind: 'Pod', key: pod } as const;
    const found = sandboxAt(world, pod);
    const device = found === null ? null : hostEnd(found.sandbox, place.device);
    if (found === null || device === null) return [{ verdict: 'drop', because: 'VETH_MISSING', params: { pod }, object }];
    const inside = device === found.sandbox.hostVeth ? 'eth0' : EGRESS_DEVICE;
    const params = { pod, node: found.kernel.name, veth: device, dev: inside };
    if (place.name === 'veth-in') return [{ verdict: 'forward', because: 'VETH_TO_POD', params, object, next: atPod('pod-in', pod) }];
    const next = atHost('host-in', found.kernel.InstanceId, device);
    return [{ verdict: 'forward', because: 'VETH_TO_HOST', params, object, next }];
  },
});

/** The host end of the pair that the packet passes: that of eth0, or of the way out over IPv4, by either of its names. */
function hostEnd({ hostVeth, egress, uid }: Sandbox, device: string | undefined): string | null {
  if (egress === undefined) return hostVeth;
  const second = egressVeth(uid);
  return device === EGRESS_DEVICE || device === second ? second : hostVeth;
}
