/** The AWS plane as lists that `readAws` reads again: each object with the members that it stores, nothing that is derived. */
import { lookup, objectAt, objectsOf, type Store } from '../store.ts';
import type { World } from '../world.ts';
import { type AwsKinds, awsKinds } from './kinds.ts';
import type { Listener } from './listener.ts';
import type { LoadBalancer } from './load-balancer.ts';
import type { DBInstance } from './rds/db-instance.ts';
import type { DBSubnetGroup } from './rds/db-subnet-group.ts';
import { LISTS } from './read.ts';
import type { SecurityGroup } from './security-group.ts';
import type { SubnetCidrReservation } from './subnet-cidr-reservation.ts';
import type { TargetGroup } from './target-group.ts';
import type { TransitGatewayRouteTable } from './transit-gateway-route-table.ts';

export type Lists = { readonly [list: string]: readonly object[] };

type Listed = readonly (readonly [list: string, item: object])[];

/** The lists, and the kinds with objects that no list holds. */
export function listsOf(world: World): { readonly lists: Lists; readonly unlisted: readonly string[] } {
  const found = new Map<string, object[]>();
  const unlisted = new Set<string>();
  for (const kind of Object.keys(awsKinds) as (keyof AwsKinds)[]) {
    for (const object of objectsOf(world.aws[kind] as Store<object>)) {
      for (const [list, item] of listed(world, kind, object)) {
        if (!READ.has(list)) unlisted.add(kind);
        else if (found.get(list)?.push(item) === undefined) found.set(list, [item]);
      }
    }
  }
  return { lists: Object.fromEntries(LISTS.flatMap((list) => (found.has(list) ? [[list, found.get(list) ?? []]] : []))), unlisted: [...unlisted] };
}

const READ: ReadonlySet<string> = new Set(LISTS);

/** What a kind stores and describe prints elsewhere: a list of its own, or the same under another name. */
const ELSEWHERE: { readonly [K in keyof AwsKinds]?: (object: AwsKinds[K], world: World) => Listed } = {
  Instance: (instance) => [['Instances', stated(instance)]],
  EksCluster: (cluster) => [['clusters', stated(cluster)]],
  EksNodegroup: (nodegroup) => [['nodegroups', stated(nodegroup)]],
  // A role of which no policy is told is taken to have those that it needs: one without any has to say so.
  IamRole: (role) => [['Roles', { ...stated(role), AttachedPolicies: role.AttachedPolicies }]],
  EksAddon: ({ preserve: _preserve, ...addon }) => [['addons', stated(addon)]],
  EksAccessEntry: ({ policies, ...entry }) => [
    ['accessEntries', { ...stated(entry), kubernetesGroups: entry.kubernetesGroups }],
    ...(policies.length === 0
      ? []
      : [
          [
            'associatedAccessPolicies',
            { clusterName: entry.clusterName, principalArn: entry.principalArn, associatedAccessPolicies: policies },
          ] as const,
        ]),
  ],
  IamPolicy: (policy) => [['Policies', stated(policy)]],
  IamInstanceProfile: (profile) => [['InstanceProfiles', stated(profile)]],
  // An interface of which no group is told has the default one of its VPC; that of a service has none.
  NetworkInterface: (eni) => [['NetworkInterfaces', { ...stated(eni), Groups: eni.Groups }]],
  SecurityGroup: (group, world) => [['SecurityGroups', withRules(group, world)]],
  SubnetCidrReservation: (each) => [[isIpv6(each) ? 'SubnetIpv6CidrReservations' : 'SubnetIpv4CidrReservations', stated(each)]],
  TransitGatewayRouteTable: routeTableOfTransitGateway,
  LoadBalancer: ({ Attributes, Tags, ...balancer }) => [
    ['LoadBalancers', stated(balancer)],
    ...attributesOf('LoadBalancerAttributes', { LoadBalancerArn: balancer.LoadBalancerArn }, Attributes),
    ...tagsOf(balancer.LoadBalancerArn, Tags),
  ],
  Listener: ({ Tags, ...listener }: Listener) => [['Listeners', stated(listener)], ...tagsOf(listener.ListenerArn, Tags)],
  ListenerRule: ({ Tags, ListenerArn: _listener, ...rule }) => [['Rules', stated(rule)], ...tagsOf(rule.RuleArn, Tags)],
  TargetGroup: targetGroup,
  DBSubnetGroup: (group) => [['DBSubnetGroups', subnetGroup(group)]],
  DBInstance: database,
  ResourceShare: ({ tags, ...share }) => [
    ['resourceShares', { ...stated(share), ...(isNothing(tags) ? {} : { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) }) }],
  ],
};

function subnetGroup({ SubnetIds, ...group }: DBSubnetGroup): object {
  return { ...stated(group), Subnets: SubnetIds.map((SubnetIdentifier) => ({ SubnetIdentifier })) };
}

function database({ Port, DBSubnetGroupName, NetworkInterfaceId, ...instance }: DBInstance, world: World): Listed {
  const group = objectAt(world.aws.DBSubnetGroup, DBSubnetGroupName);
  const groups = objectAt(world.aws.NetworkInterface, NetworkInterfaceId)?.Groups ?? [];
  const VpcSecurityGroups = groups.map(({ GroupId }) => ({ VpcSecurityGroupId: GroupId }));
  const DBSubnetGroup = group === undefined ? { DBSubnetGroupName } : subnetGroup(group);
  return [['DBInstances', { ...stated(instance), Endpoint: { Port }, VpcSecurityGroups, DBSubnetGroup }]];
}

function listed<K extends keyof AwsKinds>(world: World, kind: K, object: object): Listed {
  const elsewhere = ELSEWHERE[kind] as ((object: object, world: World) => Listed) | undefined;
  return elsewhere === undefined ? [[awsKinds[kind].describe.listMember, stated(object)]] : elsewhere(object, world);
}

/** The members that say something: what is absent, empty or only the lab's own clock is left out. */
function stated(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([member, value]) => member !== 'since' && !isNothing(value)));
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === '') return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** A group of which nothing is said has what a new group has: one without any rule has to say so. */
function withRules(group: SecurityGroup, world: World): object {
  const ruled = lookup(world.aws.SecurityGroupRule, 'byGroup', group.GroupId).length > 0;
  return { ...stated(group), ...(ruled ? {} : { IpPermissions: [], IpPermissionsEgress: [] }) };
}

function isIpv6({ Cidr }: SubnetCidrReservation): boolean {
  return Cidr.includes(':');
}

function routeTableOfTransitGateway({ Associations, Propagations, Routes, ...table }: TransitGatewayRouteTable): Listed {
  const { TransitGatewayRouteTableId, TransitGatewayId } = table;
  const association = { Association: { TransitGatewayRouteTableId, State: 'associated' } };
  return [
    ['TransitGatewayRouteTables', stated(table)],
    ...Associations.map((id) => ['TransitGatewayAttachments', { TransitGatewayAttachmentId: id, TransitGatewayId, ...association }] as const),
    [
      'TransitGatewayRouteTablePropagations',
      {
        TransitGatewayRouteTableId,
        TransitGatewayRouteTablePropagations: Propagations.map((id) => ({ TransitGatewayAttachmentId: id, State: 'enabled' })),
      },
    ],
    ['TransitGatewayStaticRoutes', { TransitGatewayRouteTableId, Routes: Routes.map(staticRoute) }],
  ];
}

function staticRoute({ DestinationCidrBlock, TransitGatewayAttachmentId: id }: TransitGatewayRouteTable['Routes'][number]): object {
  return { DestinationCidrBlock, Type: 'static', ...(id === null ? {} : { TransitGatewayAttachments: [{ TransitGatewayAttachmentId: id }] }) };
}

function targetGroup({ Targets, Attributes, Tags, ...group }: TargetGroup): Listed {
  const { TargetGroupArn } = group;
  const described = Targets.map(({ Id, Port, AvailabilityZone, TargetHealth }) => ({
    Target: { Id, Port, ...(AvailabilityZone === undefined ? {} : { AvailabilityZone }) },
    TargetHealth,
  }));
  return [
    ['TargetGroups', stated(group)],
    ...attributesOf('TargetGroupAttributes', { TargetGroupArn }, Attributes),
    ...(described.length === 0 ? [] : [['TargetHealth', { TargetGroupArn, TargetHealthDescriptions: described }] as const]),
    ...tagsOf(TargetGroupArn, Tags),
  ];
}

function attributesOf(list: string, of: object, attributes: LoadBalancer['Attributes']): Listed {
  const Attributes = Object.entries(attributes).map(([Key, Value]) => ({ Key, Value }));
  return Attributes.length === 0 ? [] : [[list, { ...of, Attributes }]];
}

function tagsOf(ResourceArn: string, Tags: LoadBalancer['Tags']): Listed {
  return Tags.length === 0 ? [] : [['TagDescriptions', { ResourceArn, Tags }]];
}
