/** Why kube-proxy's nat rules did what they did to a packet, in both languages. */
import { clusterIpRepairs, nodePortRepairs } from './service-repairs.ts';

export const serviceReasons = {
  NAT_IS_FOR_NEW_CONNECTIONS: {
    ko: '{node} 노드의 nat 테이블은 새 연결의 첫 패킷만 봅니다. 이 패킷은 그대로 지나갔습니다.',
    en: 'The nat table of node {node} sees only the first packet of a connection. This one passes as it is.',
    concept: 'kernel-dnat-load-balancing',
  },
  CLUSTER_IP_TO_BACKEND: {
    ko: '{node} 노드의 nat 테이블이 {svc} 서비스의 백엔드 {n}개 가운데 하나를 골랐습니다. 목적지를 클러스터 IP 주소에서 {to:으로/로} 바꿨습니다.',
    en: 'The nat table of node {node} picks one of the backends of service {svc} ({n}). The destination changes from the cluster IP to {to}.',
    concept: 'clusterip-name-then-nat',
  },
  NODE_PORT_TO_BACKEND: {
    ko: '{node} 노드의 {nodePort} 포트는 {svc} 서비스의 {vip}에 해당합니다. nat 테이블이 백엔드 {n}개 가운데 {to:을/를} 골라 목적지를 한 번에 바꿨습니다.',
    en: 'Port {nodePort} of node {node} stands for {vip} of service {svc}. The nat table picks {to} of the backends ({n}) and rewrites the destination in one step.',
    concept: 'nodeport-two-step-translation',
  },
  EXTERNAL_IP_TO_BACKEND: {
    ko: '{dst} 주소는 {svc} 서비스의 외부 주소입니다. {node} 노드의 nat 테이블이 백엔드 {n}개 가운데 {to:을/를} 골라 목적지를 바꿨습니다.',
    en: 'Address {dst} is an external address of service {svc}. The nat table of node {node} picks {to} of the backends ({n}) and rewrites the destination.',
    concept: 'kernel-dnat-load-balancing',
  },
  CLIENT_REMEMBERED: {
    ko: '{svc} 서비스의 세션 어피니티가 ClientIP여서 {node} 노드가 {src} 클라이언트를 앞서 고른 {to:으로/로} 다시 보냈습니다. 새 연결이 없으면 {left}초 뒤에 잊습니다.',
    en: 'Service {svc} has session affinity ClientIP, so node {node} sends client {src} to {to} again. Without another connection it forgets the client in {left} s.',
    concept: 'session-affinity-client-ip',
  },
  BACKEND_NOT_PICKED: {
    ko: '이번 연결에는 다른 백엔드가 뽑혔습니다. 이 백엔드의 몫은 {share}입니다.',
    en: 'Another backend was picked for this connection. The share of this one is {share}.',
    concept: 'kernel-dnat-load-balancing',
  },
  SERVICE_HAS_NO_CHAIN: {
    ko: '{svc} 서비스에 보낼 백엔드가 없어 {node} 노드의 nat 테이블이 목적지를 바꾸지 않았습니다. 다음 일은 filter 테이블이 정합니다.',
    en: 'Service {svc} has no backend to send to, so the nat table of node {node} leaves the packet. The filter table decides.',
    concept: 'endpoints-keep-ready-pods',
  },
  HEALTH_CHECK_NODE_PORT: {
    ko: '{port} 포트는 {svc} 서비스의 상태 확인용 노드 포트입니다. {node} 노드의 kube-proxy가 직접 응답합니다.',
    en: 'Port {port} is the health check node port of service {svc}. The kube-proxy of node {node} answers itself.',
    concept: 'lb-registers-all-nodes',
  },
  SERVICE_PORT_NOT_FOUND: {
    ko: '{dst} 주소는 {svc} 서비스의 클러스터 IP 주소입니다. 그러나 서비스에 {protocol} {port} 포트가 없어 {node} 노드가 목적지를 바꾸지 않았습니다.',
    en: 'Address {dst} is the cluster IP of service {svc}, but the service has no port {protocol} {port}. Node {node} leaves the destination.',
    concept: 'service-stable-ip-name-port',
    repairs: clusterIpRepairs,
  },
  SERVICE_PORT_DIFFERS: {
    ko: '포트가 다릅니다. 이 규칙은 {port} 포트를 봅니다.',
    en: 'The port differs: this rule matches port {port}.',
    concept: 'service-port-to-targetport',
  },
  NODE_PORT_NOT_FOUND: {
    ko: '{node} 노드의 {protocol} {port} 포트를 쓰는 서비스가 없습니다. nat 테이블이 목적지를 바꾸지 않아 노드 자신이 패킷을 받습니다.',
    en: 'No service uses port {protocol} {port} of node {node}. The destination stays, so the node itself takes the packet.',
    concept: 'nodeport-opens-every-node',
    repairs: nodePortRepairs,
  },
  CLUSTER_IP_NOT_ALLOCATED: {
    ko: '{dst} 주소는 서비스 대역({cidr}) 안에 있지만, 그 주소를 쓰는 서비스가 {node} 노드의 규칙에 없습니다. 목적지가 그대로여서 VPC로 나갑니다.',
    en: 'Address {dst} lies in the service range {cidr}, but no rule of node {node} has a service with it. It leaves for the VPC as it is.',
    concept: 'service-cidr-apart-from-vpc',
  },
  NO_SERVICE_MATCHES: {
    ko: '{node} 노드의 nat 테이블에 {dst} 목적지와 맞는 서비스 규칙이 없습니다. 목적지가 그대로입니다.',
    en: 'No service rule in the nat table of node {node} matches {dst}, so the destination stays.',
    concept: 'kube-proxy-iptables-default',
  },
  HOST_IS_NO_NODE: {
    ko: '{node} 호스트는 쿠버네티스 노드가 아니어서 nat 테이블에 서비스 규칙이 없습니다. {dst} 목적지가 그대로입니다.',
    en: 'Host {node} is no Kubernetes node, so its nat table has no rules for services. Destination {dst} stays.',
    concept: 'kube-proxy-daemonset',
  },
  KUBE_PROXY_RULES_ABSENT: {
    ko: '{node} 노드에 kube-proxy가 만든 규칙이 없습니다. {dst} 목적지가 그대로입니다.',
    en: 'Node {node} has no rules of kube-proxy, so destination {dst} stays.',
    concept: 'kube-proxy-daemonset',
  },
} as const;
