import type { AwsKind } from '../kind.ts';
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import { type Action, targetGroupsOf } from './elbv2/action.ts';
import type { Tag } from './spelling.ts';

/**
 * A listener of a load balancer. Its default actions are those of its default rule, which is not stored a second time.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Listener.html
 */
export type Listener = {
  readonly ListenerArn: string;
  readonly LoadBalancerArn: string;
  readonly Port: number;
  readonly Protocol: 'TCP' | 'UDP' | 'TCP_UDP' | 'TLS' | 'HTTP' | 'HTTPS';
  readonly Certificates?: readonly { readonly CertificateArn: string }[];
  readonly SslPolicy?: string;
  readonly DefaultActions: readonly Action[];
  readonly Tags: readonly Tag[];
};

export const listener: AwsKind<Listener> = {
  plane: 'aws',
  kind: 'Listener',
  service: 'elbv2',
  idPrefix: 'arn',
  idMember: 'ListenerArn',
  indices: {
    byLoadBalancer: (listener) => [listener.LoadBalancerArn],
    byTargetGroup: (listener) => targetGroupsOf(listener.DefaultActions),
  },
  describe: {
    operation: 'DescribeListeners',
    idsMember: 'ListenerArns',
    listMember: 'Listeners',
    notFound: 'ListenerNotFound',
    malformed: 'ValidationError',
    show: ({ Tags: _, ...listener }) => listener,
    filters: {},
    pageLimit: { least: 1, most: 400 },
  },
};

/** The listeners of the load balancer. */
export function listenersOf(world: World, LoadBalancerArn: string): readonly Listener[] {
  return lookup(world.aws.Listener, 'byLoadBalancer', LoadBalancerArn);
}
