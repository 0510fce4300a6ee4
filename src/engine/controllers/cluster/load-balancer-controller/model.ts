/**
 * What the controller wants to exist for one Service or one group of Ingresses: plain values, made of Kubernetes objects alone.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/tree/main/pkg/model
 */
import type { Service } from '../../../cluster/service.ts';

/** Where an id of the frontend security group will stand that the controller itself makes. */
export const MANAGED = 'managed';

export type Model = {
  readonly loadBalancer: LoadBalancerModel;
  readonly listeners: readonly ListenerModel[];
  readonly rules: readonly RuleModel[];
  readonly targetGroups: readonly TargetGroupModel[];
  /** The frontend security group, unless annotations name one or there is none. */
  readonly managedSecurityGroup?: { readonly name: string; readonly ingress: readonly IngressPermission[] };
};

export type LoadBalancerModel = {
  readonly name: string;
  readonly type: 'network' | 'application';
  readonly scheme: string;
  readonly ipAddressType: string;
  readonly subnets: readonly SubnetMapping[];
  readonly securityGroups: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
};

export type SubnetMapping = {
  readonly id: string;
  readonly allocationId?: string;
  readonly privateIPv4Address?: string;
  readonly ipv6Address?: string;
};

export type ListenerModel = {
  readonly port: number;
  readonly protocol: string;
  readonly sslPolicy?: string;
  readonly certificates: readonly string[];
  readonly alpnPolicy?: string;
  readonly defaultActions: readonly ActionModel[];
};

export type ActionModel =
  | {
      readonly type: 'forward';
      readonly targetGroups: readonly ForwardTarget[];
      readonly stickiness?: { readonly enabled: boolean; readonly durationSeconds?: number };
    }
  | { readonly type: 'fixed-response'; readonly contentType?: string; readonly messageBody?: string; readonly statusCode: string }
  | { readonly type: 'redirect'; readonly redirect: Redirect }
  | { readonly type: 'authenticate-oidc' | 'authenticate-cognito'; readonly settings: object };

/** `id` is that of a target group of this model, `arn` that of one made elsewhere. */
export type ForwardTarget = { readonly id?: string; readonly arn?: string; readonly weight?: number };

export type Redirect = {
  readonly statusCode: string;
  readonly host?: string;
  readonly path?: string;
  readonly port?: string;
  readonly protocol?: string;
  readonly query?: string;
};

export type ConditionModel =
  | {
      readonly field: 'host-header' | 'path-pattern' | 'http-request-method' | 'source-ip';
      readonly values: readonly string[];
      readonly regex?: boolean;
    }
  | { readonly field: 'http-header'; readonly name: string; readonly values: readonly string[] }
  | { readonly field: 'query-string'; readonly pairs: readonly { readonly key?: string; readonly value: string }[] };

export type RuleModel = {
  readonly listenerPort: number;
  readonly priority: number;
  readonly conditions: readonly ConditionModel[];
  readonly actions: readonly ActionModel[];
};

export type HealthCheckModel = {
  readonly port: number | string;
  readonly protocol: string;
  readonly path?: string;
  readonly matcher?: { readonly httpCode?: string; readonly grpcCode?: string };
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly healthyThresholdCount: number;
  readonly unhealthyThresholdCount: number;
};

export type TargetGroupModel = {
  readonly id: string;
  readonly name: string;
  readonly targetType: 'instance' | 'ip';
  readonly ipAddressType: 'ipv4' | 'ipv6';
  readonly port: number;
  readonly protocol: string;
  readonly protocolVersion?: string;
  readonly healthCheck: HealthCheckModel;
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly service: { readonly namespace: string; readonly name: string; readonly port: number | string };
  readonly ingress?: string;
  /** What must be let in towards the targets; absent: the controller manages no rules there. */
  readonly networking?: readonly BackendRule[];
  readonly nodeSelector?: Readonly<Record<string, string>>;
};

/** `port` is a number, the name of a container port, or `all`; `source` a security group or an address block. */
export type BackendRule = { readonly protocol: 'TCP' | 'UDP'; readonly port: number | string; readonly source: string };

/** `source` is an address block or the id of a prefix list. */
export type IngressPermission = { readonly protocol: string; readonly fromPort: number; readonly toPort: number; readonly source: string };

/** What the controller finds outside Kubernetes when it builds. */
export type Surroundings = {
  /** The outcome of subnet resolution. */
  readonly subnets: readonly { readonly id: string; readonly az: string; readonly cidr: string; readonly ipv6Cidr?: string | false }[];
  readonly vpcCidrs: readonly string[];
  readonly vpcIpv6Cidrs: readonly string[];
  /** One that was made earlier for the same objects. */
  readonly existingLoadBalancer?: { readonly scheme: string; readonly securityGroups: readonly string[]; readonly subnetIds: readonly string[] };
  /** The shared backend security group. */
  readonly backendSecurityGroup: string;
  readonly securityGroups: readonly { readonly id: string; readonly name: string }[];
};

export type ServicePort = NonNullable<Service['spec']['ports']>[number];

/** The identity of an object as Go prints a NamespacedName. */
export function nameOf({ metadata }: { readonly metadata?: { readonly namespace?: string | undefined; readonly name?: string } }): string {
  return `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
}
