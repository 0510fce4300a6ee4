/** What of an Ingress and of IngressClassParams the model is made of. */
import type { IngressSpec } from 'kubernetes-types/networking/v1.d.ts';
import type { Annotations } from './annotations.ts';

export type IngressObject = {
  readonly metadata: {
    readonly namespace?: string | undefined;
    readonly name?: string;
    readonly annotations?: Annotations;
    readonly deletionTimestamp?: string | undefined;
  };
  readonly spec?: IngressSpec;
};

export type IngressRule = NonNullable<IngressSpec['rules']>[number];
export type IngressPath = NonNullable<IngressRule['http']>['paths'][number];
export type IngressBackend = IngressPath['backend'];

/**
 * The spec of IngressClassParams; what it states goes before annotations.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/ingress_class/
 */
export type ClassParams = {
  readonly scheme?: string;
  readonly ipAddressType?: string;
  readonly targetType?: string;
  readonly group?: { readonly name: string };
  readonly inboundCIDRs?: readonly string[];
  readonly PrefixListsIDs?: readonly string[];
  readonly prefixListsIDs?: readonly string[];
  readonly certificateArn?: readonly string[];
  readonly sslPolicy?: string;
  readonly sslRedirectPort?: string;
  readonly loadBalancerName?: string;
  readonly loadBalancerAttributes?: readonly { readonly key: string; readonly value: string }[];
  readonly subnets?: { readonly ids?: readonly string[]; readonly tags?: Readonly<Record<string, readonly string[]>> };
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
};

/** An Ingress with the parameters of its class. */
export type Member = { readonly ingress: IngressObject; readonly params: ClassParams | null };
