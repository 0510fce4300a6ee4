/** Operations that change a load balancer. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetSubnets.html */
import { erase, store } from '../effects.ts';
import { interfaceInSubnet, interfacesOfBalancer, type LoadBalancer, loadBalancer } from '../load-balancer.ts';
import { operation } from '../operation.ts';
import { isRefusal, refuse } from '../refusal.ts';
import { idOf, idsOf } from '../shape.ts';
import { ATTRIBUTES, balancerAttributes, changed, listed } from './attributes.ts';
import { balancerGroups } from './balancer-groups.ts';
import { makeInterfaces } from './balancer-interfaces.ts';
import { mappingsFor, SUBNET_MAPPINGS } from './balancer-subnets.ts';
import { balancerAt } from './refusals.ts';

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

export const loadBalancerSettings = [setSubnets, setSecurityGroups, describeLoadBalancerAttributes, modifyLoadBalancerAttributes];
