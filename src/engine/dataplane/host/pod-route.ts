/**
 * The routing table inside a pod's network namespace: one default route, no neighbours.
 * Written by the VPC CNI plugin: https://github.com/aws/amazon-vpc-cni-k8s/blob/master/cmd/routed-eni-cni-plugin/driver/driver.go
 */
import { EGRESS_DEVICE } from '../../hosts/links.ts';
import { podAddresses, podRouteFor } from '../../hosts/pod-network.ts';
import { familyOf, showAddress } from '../../net/address.ts';
import { element } from '../element.ts';
import { atPod } from '../place.ts';
import { isLoopback, sandboxAt } from './kernel.ts';

const reasons = {
  POD_DEFAULT_ROUTE: {
    ko: '{pod} 파드의 라우팅 테이블에는 기본 라우트뿐입니다. {dst} 주소로 가는 패킷을 eth0 인터페이스로 내보냈습니다.',
    en: 'Pod {pod} has only a default route, so the packet to {dst} leaves through its eth0.',
    concept: 'pod-default-route-through-veth',
  },
  POD_EGRESS_ROUTE: {
    ko: 'IPv6 주소를 쓰는 {pod} 파드가 IPv4 주소 {dst:으로/로} 보냅니다. 노드 안에서만 쓰는 IPv4 주소를 출발지로 하여 {dev} 인터페이스로 내보냈습니다.',
    en: 'Pod {pod} has an IPv6 address and sends to {dst}, which is IPv4. The packet leaves through {dev}, from an address that only this node knows.',
    concept: 'ipv6-only-pods',
  },
  POD_HAS_NO_ROUTE: {
    ko: '{pod} 파드에 IPv{version} 라우트가 없어 {dst} 주소로 보내지 못했습니다.',
    en: 'Pod {pod} has no IPv{version} route, so nothing can be sent to {dst}.',
    concept: 'ipv6-only-pods',
  },
  POD_LOOPBACK: {
    ko: '목적지 {dst} 주소가 {pod} 파드 자신의 주소입니다. 패킷이 파드 밖으로 나가지 않았습니다.',
    en: 'The destination {dst} is an address of pod {pod} itself, so the packet never leaves the pod.',
    concept: 'containers-share-netns-localhost',
  },
  POD_HAS_NO_ADDRESS: {
    ko: '{pod} 파드에 IP 주소가 없습니다. 어느 노드도 이 파드의 네트워크를 만들지 않아 패킷을 보내지 못했습니다.',
    en: 'Pod {pod} has no IP address. No node has set up its network, so no packet can leave.',
    concept: 'cni-agent-wires-pod',
  },
};

export const podRoute = element({
  name: 'pod-route',
  title: { ko: '파드의 라우팅 테이블', en: 'routing table of the pod' },
  reasons,
  pass: ({ world, place }, packet) => {
    const pod = place.of.key;
    const params = { pod, dst: showAddress(packet.destination) };
    const object = { plane: 'cluster', kind: 'Pod', key: pod } as const;
    const sandbox = sandboxAt(world, pod)?.sandbox ?? null;
    if (sandbox === null) return [{ verdict: 'no-route', because: 'POD_HAS_NO_ADDRESS', params, object }];
    if (isLoopback(packet.destination) || podAddresses(sandbox).includes(packet.destination)) {
      const row = () => ({ table: 'local', text: `local ${showAddress(packet.destination)} dev lo` });
      return [{ verdict: 'forward', because: 'POD_LOOPBACK', params, object, row, next: atPod('pod-in', pod) }];
    }
    const route = podRouteFor(sandbox, packet.destination);
    const version = familyOf(packet.destination);
    if (route === undefined) return [{ verdict: 'no-route', because: 'POD_HAS_NO_ROUTE', params: { ...params, version }, object }];
    const row = () => ({ table: 'main', text: route.text });
    const because = route.device === EGRESS_DEVICE ? 'POD_EGRESS_ROUTE' : 'POD_DEFAULT_ROUTE';
    const named = { ...params, dev: route.device };
    return [{ verdict: 'forward', because, params: named, object, row, next: atPod('veth-out', pod, route.device) }];
  },
});
