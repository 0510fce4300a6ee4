/** Images of the cluster's own programs, and the pause container. */
import type { Listener } from '../../world.ts';
import type { Image } from './image.ts';

function program(repositories: readonly string[], listeners: readonly Listener[]): Image {
  return { repositories, listens: () => listeners, programs: [], endsOnTerm: true };
}

/** DNS on 53; health on 8080 and readiness on 8181 (https://coredns.io/plugins/health/, https://coredns.io/plugins/ready/). */
export const coredns: Image = {
  ...program(
    ['eks/coredns', 'coredns/coredns', 'coredns'],
    [
      { protocol: 'udp', port: 53, serves: 'dns' },
      { protocol: 'tcp', port: 53, serves: 'dns' },
      { protocol: 'tcp', port: 8080, serves: 'http' },
      { protocol: 'tcp', port: 8181, serves: 'http' },
      { protocol: 'tcp', port: 9153, serves: 'http' },
    ],
  ),
  serve: () => ({ status: 200, reason: 'OK', body: 'OK', headers: [['Content-Type', 'text/plain; charset=utf-8']] }),
};

/** ipamd's metrics; its gRPC and introspection servers listen on the loopback address only. */
export const vpcCni = program(['amazon-k8s-cni', 'amazon/amazon-k8s-cni', 'eks/amazon-k8s-cni'], [{ protocol: 'tcp', port: 61678, serves: 'http' }]);

export const networkPolicyAgent = program(['amazon/aws-network-policy-agent', 'eks/aws-network-policy-agent'], []);

/** kube-proxy's health server; metrics listen on the loopback address only. */
export const kubeProxy = program(['eks/kube-proxy', 'kube-proxy'], [{ protocol: 'tcp', port: 10256, serves: 'http' }]);

export const pause = program(['pause', 'eks/pause'], []);

/** Its webhooks, its metrics and its health (https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/configurations/). */
export const loadBalancerController: Image = {
  ...program(
    ['eks/aws-load-balancer-controller', 'amazon/aws-alb-ingress-controller', 'aws-load-balancer-controller'],
    [
      { protocol: 'tcp', port: 9443, serves: 'https' },
      { protocol: 'tcp', port: 8080, serves: 'http' },
      { protocol: 'tcp', port: 61779, serves: 'http' },
    ],
  ),
  serve: () => ({ status: 200, reason: 'OK', body: '', headers: [] }),
};
