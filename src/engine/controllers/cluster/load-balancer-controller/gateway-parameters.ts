/**
 * The LoadBalancerConfigurations of a Gateway and of its class, as one.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/customization/
 */
import type { Gateway } from '../../../cluster/gateway.ts';
import type { ParametersRef } from '../../../cluster/gatewayclass.ts';
import type { LoadBalancerConfiguration } from '../../../cluster/loadbalancerconfiguration.ts';
import { objectAt } from '../../../store.ts';
import type { World } from '../../../world.ts';

/** The scheme that they ask for, undefined where none does; or the reference that leads nowhere. */
export function schemeOf(world: World, { metadata, spec }: Gateway): { readonly scheme: string | undefined } | { readonly missing: string } {
  const own = configuration(world, spec.infrastructure?.parametersRef, metadata.namespace);
  const byClass = configuration(world, objectAt(world.cluster.GatewayClass, spec.gatewayClassName)?.spec.parametersRef, undefined);
  if (typeof own === 'string') return { missing: own };
  if (typeof byClass === 'string') return { missing: byClass };
  const [first, second] = byClass?.spec?.mergingMode === 'prefer-gateway' ? [own, byClass] : [byClass, own];
  return { scheme: first?.spec?.scheme ?? second?.spec?.scheme };
}

/** The configuration that is referred to, or its key where it does not exist. */
function configuration(world: World, ref: ParametersRef | undefined, home: string | undefined): LoadBalancerConfiguration | string | undefined {
  if (ref === undefined) return undefined;
  const key = `${ref.namespace ?? home ?? ''}/${ref.name}`;
  return ref.kind === 'LoadBalancerConfiguration' ? (objectAt(world.cluster.LoadBalancerConfiguration, key) ?? key) : key;
}
