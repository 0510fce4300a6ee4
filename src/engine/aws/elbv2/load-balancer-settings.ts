/** Operations that change a load balancer. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetSubnets.html */
import type { Effect } from '../../change.ts';
import type { Principal } from '../../principal.ts';
import { objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import { erase, store } from '../effects.ts';
import { ipv6For } from '../ipv6-addresses.ts';
import { interfaceInSubnet, interfacesOfBalancer, type LoadBalancer, loadBalancer } from '../load-balancer.ts';
import { operation } from '../operation.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { idOf, idsOf } from '../shape.ts';
import { balancersUsing } from '../target-group.ts';
import { ATTRIBUTES, balancerAttributes, changed, listed } from './attributes.ts';
import { balancerGroups } from './balancer-groups.ts';
import { makeInterfaces } from './balancer-interfaces.ts';
import { checkIpv6, mappingsFor, SUBNET_MAPPINGS } from './balancer-subnets.ts';
import { balancerAt, checkEnum } from './refusals.ts';

const LOAD_BALANCER = { ...idOf('LoadBalancer'), required: true } as const;

const setSubnets = operation({
  service: 'elbv2',
  name: 'SetSubnets',
  kind: 'LoadBalancer',
  writes: true,
  summary: { ko: '로드 밸런서의 서브넷을 바꿉니다.', en: 'Changes the subnets of a load balancer.' },
  members: { LoadBalancerArn: LOAD_BALANCER, Subnets: idsOf('Subnet'), SubnetMappings: SUBNET_MAPPINGS },
  run: ({ world, input, as }) => {
    const balancer = balancerAt(world, input.LoadBalancerArn);
    if (isRefusal(balancer)) return balancer;
    const present = balancer.AvailabilityZones.map((zone) => zone.SubnetId);
    const mappings = mappingsFor(world, { ...balancer, present }, input);
    if (isRefusal(mappings)) return mappings;
    if (mappings[0]?.subnet.VpcId !== balancer.VpcId) {
      return refuse('InvalidConfigurationRequest', `All subnets must belong to the same VPC: '${balancer.VpcId}'`);
    }
    const wanted = mappings.map(({ subnet }) => subnet.SubnetId);
    const AvailabilityZones = mappings
      .map(({ subnet }) => ({ SubnetId: subnet.SubnetId, ZoneName: subnet.AvailabilityZone }))
      .sort((one, other) => (one.ZoneName < other.ZoneName ? -1 : 1));
    const next: LoadBalancer = { ...balancer, AvailabilityZones };
    const made = makeInterfaces(world, as, { balancer: next, mappings: mappings.filter(({ subnet }) => !present.includes(subnet.SubnetId)) });
    if (isRefusal(made)) return made;
    const left = present.filter((id) => !wanted.includes(id)).flatMap((id) => interfaceInSubnet(world, balancer, id) ?? []);
    const shown = loadBalancer.describe.show(next, world) as { readonly AvailabilityZones: readonly object[] };
    return {
      world: made.world,
      effects: [...left.map((eni) => erase('NetworkInterface', eni.NetworkInterfaceId)), ...made.effects, store('LoadBalancer', next)],
      output: { AvailabilityZones: shown.AvailabilityZones, IpAddressType: next.IpAddressType },
    };
  },
});

const setIpAddressType = operation({
  service: 'elbv2',
  name: 'SetIpAddressType',
  kind: 'LoadBalancer',
  writes: true,
  summary: {
    ko: '로드 밸런서를 IPv4만 쓰게 하거나 듀얼 스택으로 바꿉니다.',
    en: 'Makes a load balancer IPv4 only, or dual stack.',
  },
  members: { LoadBalancerArn: LOAD_BALANCER, IpAddressType: { type: 'string', required: true, values: ['ipv4', 'dualstack'] } },
  run: ({ world, input, as }) => {
    const balancer = balancerAt(world, input.LoadBalancerArn);
    if (isRefusal(balancer)) return balancer;
    const IpAddressType = input.IpAddressType === 'dualstack' ? 'dualstack' : 'ipv4';
    const wrong = checkEnum('ipAddressType', input.IpAddressType, ['ipv4', 'dualstack']);
    if (wrong !== null) return wrong;
    const subnets = balancer.AvailabilityZones.flatMap(({ SubnetId }) => objectAt(world.aws.Subnet, SubnetId) ?? []);
    const refused = IpAddressType === 'dualstack' ? checkIpv6(subnets) : checkGroups(world, balancer);
    if (refused !== null) return refused;
    const made = withFamily(world, as, { ...balancer, IpAddressType });
    return isRefusal(made) ? made : { ...made, output: { IpAddressType } };
  },
});

/** "IPv6 target groups can only be used with dualstack load balancers" (load-balancer-target-groups, IP address type). */
function checkGroups(world: World, { LoadBalancerArn }: LoadBalancer): Refusal | null {
  const six = objectsOf(world.aws.TargetGroup).find(
    (group) => group.IpAddressType === 'ipv6' && balancersUsing(world, group.TargetGroupArn).includes(LoadBalancerArn),
  );
  return six === undefined
    ? null
    : refuse('InvalidConfigurationRequest', `Target group '${six.TargetGroupArn}' can only be used with dualstack load balancers`);
}

/** The load balancer with an IPv6 address on each of its interfaces, or on none. */
function withFamily(world: World, as: Principal, balancer: LoadBalancer): { readonly world: World; readonly effects: readonly Effect[] } | Refusal {
  let next = world;
  const effects: Effect[] = [store('LoadBalancer', balancer)];
  for (const eni of interfacesOfBalancer(world, balancer)) {
    const subnet = objectAt(world.aws.Subnet, eni.SubnetId);
    const has = eni.Ipv6Addresses.length > 0;
    if (subnet === undefined || has === (balancer.IpAddressType === 'dualstack')) continue;
    const six = ipv6For(next, as, { subnet, asked: undefined, count: has ? 0 : 1 });
    if (isRefusal(six)) return six;
    next = six.world;
    effects.push(store('NetworkInterface', { ...eni, Ipv6Addresses: six.addresses.map((Ipv6Address) => ({ Ipv6Address })) }));
  }
  return { world: next, effects };
}

const setSecurityGroups = operation({
  service: 'elbv2',
  name: 'SetSecurityGroups',
  kind: 'LoadBalancer',
  writes: true,
  summary: { ko: '로드 밸런서의 보안 그룹을 바꿉니다.', en: 'Changes the security groups of a load balancer.' },
  members: { LoadBalancerArn: LOAD_BALANCER, SecurityGroups: { ...idsOf('SecurityGroup'), required: true } },
  run: ({ world, input }) => {
    const balancer = balancerAt(world, input.LoadBalancerArn);
    if (isRefusal(balancer)) return balancer;
    // "You can't perform this operation on a Network Load Balancer unless you specified a security group when you created it."
    if (balancer.Type === 'network' && balancer.SecurityGroups.length === 0) {
      return refuse(
        'InvalidConfigurationRequest',
        'SetSecurityGroups is not supported for load balancers of type network that were created without security groups',
      );
    }
    const SecurityGroups = balancerGroups(world, balancer, input.SecurityGroups);
    if (isRefusal(SecurityGroups)) return SecurityGroups;
    const Groups = SecurityGroups.map((GroupId) => ({ GroupId }));
    return {
      effects: [
        store('LoadBalancer', { ...balancer, SecurityGroups }),
        ...interfacesOfBalancer(world, balancer).map((eni) => store('NetworkInterface', { ...eni, Groups })),
      ],
      output: { SecurityGroupIds: SecurityGroups },
    };
  },
});

const describeLoadBalancerAttributes = operation({
  service: 'elbv2',
  name: 'DescribeLoadBalancerAttributes',
  kind: 'LoadBalancer',
  writes: false,
  summary: { ko: '로드 밸런서의 속성을 보여 줍니다.', en: 'Shows the attributes of a load balancer.' },
  members: { LoadBalancerArn: LOAD_BALANCER },
  run: ({ world, input }) => {
    const balancer = balancerAt(world, input.LoadBalancerArn);
    return isRefusal(balancer) ? balancer : { output: { Attributes: listed(balancerAttributes(balancer)) } };
  },
});

const modifyLoadBalancerAttributes = operation({
  service: 'elbv2',
  name: 'ModifyLoadBalancerAttributes',
  kind: 'LoadBalancer',
  writes: true,
  summary: {
    ko: '로드 밸런서의 속성을 바꿉니다. 교차 영역 로드 밸런싱도 속성입니다.',
    en: 'Changes the attributes of a load balancer, cross-zone load balancing among them.',
  },
  members: { LoadBalancerArn: LOAD_BALANCER, Attributes: { ...ATTRIBUTES, required: true } },
  run: ({ world, input }) => {
    const balancer = balancerAt(world, input.LoadBalancerArn);
    if (isRefusal(balancer)) return balancer;
    const next = changed('Load balancer', { known: balancerAttributes(balancer), stated: balancer.Attributes }, input.Attributes);
    if (isRefusal(next)) return next;
    const object = { ...balancer, ...next };
    return { effects: [store('LoadBalancer', object)], output: { Attributes: listed(balancerAttributes(object)) } };
  },
});

export const loadBalancerSettings = [setSubnets, setIpAddressType, setSecurityGroups, describeLoadBalancerAttributes, modifyLoadBalancerAttributes];
