/** The load balancer of a stack. Another scheme or type is another load balancer; the rest is changed where it stands. */
import { balancerAttributes } from '../../../aws/elbv2/attributes.ts';
import type { LoadBalancer } from '../../../aws/load-balancer.ts';
import type { World } from '../../../world.ts';
import type { Act } from '../../controller.ts';
import type { LoadBalancerModel, Model, SubnetMapping } from './model.ts';
import { balancersOf, type Stack, tagsOf } from './stack.ts';

const RESOURCE = 'LoadBalancer';

/** The load balancer that the model means, or undefined before it is made. */
export function balancerOf(world: World, stack: Stack, { loadBalancer }: Model): LoadBalancer | undefined {
  return balancersOf(world, stack).find((each) => fits(each, loadBalancer));
}

function fits({ Type, Scheme }: LoadBalancer, { type, scheme }: LoadBalancerModel): boolean {
  return Type === type && Scheme === scheme;
}

type Wanted = { readonly model: Model; readonly securityGroups: Readonly<Record<string, string>> };

/** What is to be created, changed or replaced. */
export function balancerActs(world: World, stack: Stack, { model, securityGroups }: Wanted): readonly Act[] {
  const { loadBalancer: wanted } = model;
  const replaced = balancersOf(world, stack).filter((each) => !fits(each, wanted));
  if (replaced.length > 0) return replaced.map(deletion);
  const groups = wanted.securityGroups.map((id) => securityGroups[id] ?? id);
  const found = balancerOf(world, stack, model);
  return found === undefined ? [call('CreateLoadBalancer', creation(stack, wanted, groups))] : changes(found, wanted, groups);
}

function creation(stack: Stack, wanted: LoadBalancerModel, SecurityGroups: readonly string[]): Readonly<Record<string, unknown>> {
  const { name, type, scheme, ipAddressType, subnets, tags } = wanted;
  return {
    Name: name,
    Type: type,
    Scheme: scheme,
    IpAddressType: ipAddressType,
    SubnetMappings: subnets.map(mapping),
    ...(SecurityGroups.length === 0 ? {} : { SecurityGroups }),
    Tags: tagsOf(stack, RESOURCE, tags),
  };
}

function mapping({ id, allocationId, privateIPv4Address, ipv6Address }: SubnetMapping): object {
  return {
    SubnetId: id,
    ...(allocationId === undefined ? {} : { AllocationId: allocationId }),
    ...(privateIPv4Address === undefined ? {} : { PrivateIPv4Address: privateIPv4Address }),
    ...(ipv6Address === undefined ? {} : { IPv6Address: ipv6Address }),
  };
}

function changes(found: LoadBalancer, wanted: LoadBalancerModel, SecurityGroups: readonly string[]): readonly Act[] {
  const { LoadBalancerArn } = found;
  const subnets = found.AvailabilityZones.map(({ SubnetId }) => SubnetId);
  const now: Readonly<Record<string, string>> = balancerAttributes(found);
  const Attributes = Object.entries(wanted.attributes).flatMap(([Key, Value]) => (now[Key] === Value ? [] : [{ Key, Value }]));
  return [
    ...(found.IpAddressType === wanted.ipAddressType ? [] : [call('SetIpAddressType', { LoadBalancerArn, IpAddressType: wanted.ipAddressType })]),
    ...(sameSet(
      subnets,
      wanted.subnets.map(({ id }) => id),
    )
      ? []
      : [call('SetSubnets', { LoadBalancerArn, SubnetMappings: wanted.subnets.map(mapping) })]),
    ...(SecurityGroups.length === 0 || sameSet(found.SecurityGroups, SecurityGroups)
      ? []
      : [call('SetSecurityGroups', { LoadBalancerArn, SecurityGroups })]),
    ...(Attributes.length === 0 ? [] : [call('ModifyLoadBalancerAttributes', { LoadBalancerArn, Attributes })]),
  ];
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return [...one].sort().join() === [...other].sort().join();
}

/** Every load balancer of the stack, to be deleted with its listeners. */
export function leftoverBalancers(world: World, stack: Stack): readonly Act[] {
  return balancersOf(world, stack).map(deletion);
}

function deletion({ LoadBalancerArn }: LoadBalancer): Act {
  return call('DeleteLoadBalancer', { LoadBalancerArn });
}

function call(verb: string, body: Readonly<Record<string, unknown>>): Act {
  return { plane: 'aws', verb, kind: 'LoadBalancer', body };
}
