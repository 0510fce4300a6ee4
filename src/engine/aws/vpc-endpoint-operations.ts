/** Operations on VPC endpoints. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html */
import type { Effect } from '../change.ts';
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { timestamp } from './aws-time.ts';
import { describeOperation } from './describe.ts';
import { erase, store } from './effects.ts';
import { find } from './find.ts';
import { mintIds } from './mint-ids.ts';
import { type Done, operation } from './operation.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { boolean, idOf, idsOf, string, TAG_SPECIFICATIONS } from './shape.ts';
import { tagsFor } from './tag-input.ts';
import { type VpcEndpoint, vpcEndpoint } from './vpc-endpoint.ts';
import { endpointInterfaces, withFamilies } from './vpc-endpoint-interfaces.ts';
import { checkEndpoint, checkPolicy, checkPrivateDns, type EndpointRequest, gatewayTables, interfaceParts } from './vpc-endpoint-request.ts';
import { withEndpointRoute, withoutEndpointRoute } from './vpc-endpoint-routes.ts';
import { endpointServices, privateDnsNamesOfService, takesPolicy } from './vpc-endpoint-services.ts';

const describeVpcEndpoints = describeOperation(vpcEndpoint, { ko: 'VPC 엔드포인트를 보여 줍니다.', en: 'Shows VPC endpoints.' });

/** The policy of an endpoint for which none is given: everything. */
const FULL_ACCESS = JSON.stringify({ Statement: [{ Action: '*', Effect: 'Allow', Principal: '*', Resource: '*' }] });

const createVpcEndpoint = operation({
  service: 'ec2',
  name: 'CreateVpcEndpoint',
  kind: 'VpcEndpoint',
  writes: true,
  summary: {
    ko: 'VPC 엔드포인트를 만듭니다. 게이트웨이형은 라우트가, 인터페이스형은 ENI가 생깁니다.',
    en: 'Creates a VPC endpoint: routes for a gateway endpoint, interfaces for an interface endpoint.',
  },
  members: {
    VpcEndpointType: { type: 'string', values: ['Interface', 'Gateway'] },
    VpcId: { ...idOf('Vpc'), required: true },
    ServiceName: string,
    PolicyDocument: string,
    RouteTableIds: idsOf('RouteTable'),
    SubnetIds: idsOf('Subnet'),
    SecurityGroupIds: idsOf('SecurityGroup'),
    IpAddressType: { type: 'string', values: ['ipv4', 'dualstack', 'ipv6'] },
    PrivateDnsEnabled: boolean,
    TagSpecifications: TAG_SPECIFICATIONS,
  },
  run: ({ world, input, as }) => {
    const vpc = find(world, 'Vpc', input.VpcId);
    if (isRefusal(vpc)) return vpc;
    const request: EndpointRequest = { ...input, VpcEndpointType: input.VpcEndpointType ?? 'Gateway' };
    const wrong = checkEndpoint(world, vpc, request) ?? checkPolicy(input.PolicyDocument, input.ServiceName as string);
    if (wrong !== null) return wrong;
    const Tags = tagsFor('vpc-endpoint', input.TagSpecifications);
    if (isRefusal(Tags)) return Tags;
    const minted = mintIds(world, as, ['vpce']);
    const base = {
      VpcEndpointId: minted.ids[0],
      VpcId: vpc.VpcId,
      ServiceName: input.ServiceName as string,
      PolicyDocument: input.PolicyDocument ?? FULL_ACCESS,
      OwnerId: world.account,
      CreationTimestamp: timestamp(world.now),
      Tags,
      since: world.now,
    };
    if (request.VpcEndpointType === 'Gateway') {
      const tables = gatewayTables(world, vpc, request);
      if (isRefusal(tables)) return tables;
      const created: VpcEndpoint = {
        ...base,
        VpcEndpointType: 'Gateway',
        State: 'available',
        PrivateDnsEnabled: false,
        NetworkInterfaceIds: [],
        Groups: [],
      };
      const routes = tables.map((table) => store('RouteTable', withEndpointRoute(world, table, created)));
      return answered(world, { ...minted, effects: [store('VpcEndpoint', created), ...routes] }, created, {
        RouteTableIds: tables.map((table) => table.RouteTableId),
      });
    }
    const parts = interfaceParts(world, vpc, request);
    if (isRefusal(parts)) return parts;
    const bare: VpcEndpoint = {
      ...base,
      VpcEndpointType: 'Interface',
      State: 'pending',
      PrivateDnsEnabled: parts.PrivateDnsEnabled,
      IpAddressType: (input.IpAddressType ?? 'ipv4') as 'ipv4' | 'ipv6' | 'dualstack',
      NetworkInterfaceIds: [],
      Groups: parts.Groups,
    };
    const made = endpointInterfaces(minted.world, as, { endpoint: bare, subnets: parts.subnets });
    if (isRefusal(made)) return made;
    const created = { ...bare, NetworkInterfaceIds: made.enis.map((eni) => eni.NetworkInterfaceId) };
    const effects = [...made.enis.map((eni) => store('NetworkInterface', eni)), store('VpcEndpoint', created)];
    return answered(world, { world: made.world, effects }, created, { SubnetIds: parts.subnets.map((subnet) => subnet.SubnetId) });
  },
});

type Made = { readonly world: World; readonly effects: readonly Effect[] };

/** The answer shows what the endpoint is about to have. */
function answered(world: World, made: Made, created: VpcEndpoint, known: object): Done {
  const shown = { ...vpcEndpoint.describe.show(created, world), ...known };
  return { world: made.world, effects: made.effects, output: { VpcEndpoint: shown } };
}

const modifyVpcEndpoint = operation({
  service: 'ec2',
  name: 'ModifyVpcEndpoint',
  kind: 'VpcEndpoint',
  writes: true,
  summary: {
    ko: '엔드포인트의 라우팅 테이블, 서브넷, 보안 그룹, 정책, 프라이빗 DNS를 바꿉니다.',
    en: 'Changes the route tables, subnets, groups, policy or private DNS of an endpoint.',
  },
  members: {
    VpcEndpointId: { ...idOf('VpcEndpoint'), required: true },
    ResetPolicy: boolean,
    PolicyDocument: string,
    AddRouteTableIds: idsOf('RouteTable'),
    RemoveRouteTableIds: idsOf('RouteTable'),
    AddSubnetIds: idsOf('Subnet'),
    RemoveSubnetIds: idsOf('Subnet'),
    AddSecurityGroupIds: idsOf('SecurityGroup'),
    RemoveSecurityGroupIds: idsOf('SecurityGroup'),
    IpAddressType: { type: 'string', values: ['ipv4', 'dualstack', 'ipv6'] },
    PrivateDnsEnabled: boolean,
  },
  run: ({ world, input, as }) => {
    const endpoint = find(world, 'VpcEndpoint', input.VpcEndpointId);
    if (isRefusal(endpoint)) return endpoint;
    const vpc = find(world, 'Vpc', endpoint.VpcId);
    if (isRefusal(vpc)) return vpc;
    const PrivateDnsEnabled = input.PrivateDnsEnabled ?? endpoint.PrivateDnsEnabled;
    const turnsOn = PrivateDnsEnabled && !endpoint.PrivateDnsEnabled;
    const wrong = checkPolicy(input.PolicyDocument, endpoint.ServiceName) ?? (turnsOn ? checkPrivateDns(world, vpc, endpoint) : null);
    if (wrong !== null) return wrong;
    const PolicyDocument = input.ResetPolicy ? FULL_ACCESS : (input.PolicyDocument ?? endpoint.PolicyDocument);
    const base: VpcEndpoint = { ...endpoint, PrivateDnsEnabled, ...(PolicyDocument === undefined ? {} : { PolicyDocument }) };
    if (endpoint.VpcEndpointType === 'Gateway') {
      const added = gatewayTables(world, vpc, { ServiceName: endpoint.ServiceName, RouteTableIds: input.AddRouteTableIds });
      if (isRefusal(added)) return added;
      const removed = (input.RemoveRouteTableIds ?? []).flatMap((id) => objectAt(world.aws.RouteTable, id) ?? []);
      const tables = [
        ...removed.map((table) => withoutEndpointRoute(table, endpoint)),
        ...added.map((table) => withEndpointRoute(world, table, endpoint)),
      ];
      return { effects: [store('VpcEndpoint', base), ...tables.map((table) => store('RouteTable', table))], output: { Return: true } };
    }
    const { IpAddressType } = input;
    const typed = IpAddressType === undefined ? base : { ...base, IpAddressType: IpAddressType as NonNullable<VpcEndpoint['IpAddressType']> };
    return modifyInterfaceEndpoint({ world, as }, typed, input);
  },
});

type Changes = {
  readonly [M in 'AddSubnetIds' | 'RemoveSubnetIds' | 'AddSecurityGroupIds' | 'RemoveSecurityGroupIds']?: readonly string[] | undefined;
};

function modifyInterfaceEndpoint(
  { world, as }: { readonly world: World; readonly as: Parameters<typeof mintIds>[1] },
  endpoint: VpcEndpoint,
  changes: Changes,
): Done | Refusal {
  const vpc = find(world, 'Vpc', endpoint.VpcId);
  if (isRefusal(vpc)) return vpc;
  const present = endpoint.NetworkInterfaceIds.flatMap((id) => objectAt(world.aws.NetworkInterface, id) ?? []);
  const goes = present.filter((eni) => changes.RemoveSubnetIds?.includes(eni.SubnetId));
  const stays = present.filter((eni) => !goes.includes(eni));
  const keptGroups = endpoint.Groups.map((group) => group.GroupId).filter((id) => !changes.RemoveSecurityGroupIds?.includes(id));
  const parts = interfaceParts(world, vpc, {
    ServiceName: endpoint.ServiceName,
    PrivateDnsEnabled: false,
    IpAddressType: endpoint.IpAddressType,
    SubnetIds: [...stays.map((eni) => eni.SubnetId), ...(changes.AddSubnetIds ?? [])],
    SecurityGroupIds: [...keptGroups, ...(changes.AddSecurityGroupIds ?? [])],
  });
  if (isRefusal(parts)) return parts;
  const base = { ...endpoint, Groups: parts.Groups };
  const fresh = parts.subnets.filter((subnet) => !stays.some((eni) => eni.SubnetId === subnet.SubnetId));
  const made = endpointInterfaces(world, as, { endpoint: base, subnets: fresh });
  if (isRefusal(made)) return made;
  const kept = withFamilies(made.world, as, { endpoint: base, enis: stays });
  if (isRefusal(kept)) return kept;
  const enis = [...kept.enis.map((eni) => ({ ...eni, Groups: parts.Groups })), ...made.enis];
  return {
    world: kept.world,
    effects: [
      ...goes.map((eni) => erase('NetworkInterface', eni.NetworkInterfaceId)),
      ...enis.map((eni) => store('NetworkInterface', eni)),
      store('VpcEndpoint', { ...base, NetworkInterfaceIds: enis.map((eni) => eni.NetworkInterfaceId) }),
    ],
    output: { Return: true },
  };
}

const deleteVpcEndpoints = operation({
  service: 'ec2',
  name: 'DeleteVpcEndpoints',
  kind: 'VpcEndpoint',
  writes: true,
  summary: { ko: 'VPC 엔드포인트를 지웁니다. 라우트와 ENI도 함께 없어집니다.', en: 'Deletes VPC endpoints with their routes and interfaces.' },
  members: { VpcEndpointIds: { ...idsOf('VpcEndpoint'), required: true } },
  run: ({ world, input }) => {
    const found = input.VpcEndpointIds.map((id) => ({ id, endpoint: find(world, 'VpcEndpoint', id) }));
    const Unsuccessful = found.flatMap(({ id, endpoint }) =>
      isRefusal(endpoint) ? [{ ResourceId: id, Error: { Code: endpoint.refusedWith, Message: endpoint.message } }] : [],
    );
    const effects = found.flatMap(({ endpoint }): Effect[] => {
      if (isRefusal(endpoint)) return [];
      if (endpoint.VpcEndpointType === 'Interface') return [store('VpcEndpoint', { ...endpoint, State: 'deleting', since: world.now })];
      const tables = lookup(world.aws.RouteTable, 'byVpc', endpoint.VpcId);
      return [...tables.map((table) => store('RouteTable', withoutEndpointRoute(table, endpoint))), erase('VpcEndpoint', endpoint.VpcEndpointId)];
    });
    return { effects, output: { Unsuccessful } };
  },
});

const advanceVpcEndpoint = operation({
  service: 'ec2',
  name: 'AdvanceVpcEndpoint',
  kind: 'VpcEndpoint',
  writes: true,
  internal: true,
  summary: { ko: 'VPC 엔드포인트의 상태를 다음으로 넘깁니다.', en: 'Takes a VPC endpoint to its next state.' },
  members: { VpcEndpointId: { ...idOf('VpcEndpoint'), required: true } },
  run: ({ world, input: { VpcEndpointId } }) => {
    const endpoint = find(world, 'VpcEndpoint', VpcEndpointId);
    if (isRefusal(endpoint)) return endpoint;
    if (endpoint.State === 'pending') return { effects: [store('VpcEndpoint', { ...endpoint, State: 'available', since: world.now })], output: {} };
    if (endpoint.State !== 'deleting') return { output: {} };
    const enis = endpoint.NetworkInterfaceIds.filter((id) => objectAt(world.aws.NetworkInterface, id) !== undefined);
    return { effects: [...enis.map((id) => erase('NetworkInterface', id)), erase('VpcEndpoint', VpcEndpointId)], output: {} };
  },
});

const describeVpcEndpointServices = operation({
  service: 'ec2',
  name: 'DescribeVpcEndpointServices',
  kind: null,
  writes: false,
  summary: { ko: '엔드포인트를 만들 수 있는 서비스를 보여 줍니다.', en: 'Shows the services that have endpoints.' },
  members: { ServiceNames: { type: 'list', of: string } },
  run: ({ world, input }) => {
    const all = endpointServices(world.region);
    const unknown = input.ServiceNames?.find((name) => !all.some((service) => service.ServiceName === name));
    if (unknown !== undefined) return refuse('InvalidServiceName', `The Vpc Endpoint Service '${unknown}' does not exist`);
    const chosen = all.filter((service) => input.ServiceNames?.includes(service.ServiceName) ?? true);
    return {
      output: {
        ServiceNames: chosen.map((service) => service.ServiceName),
        ServiceDetails: chosen.flatMap(({ ServiceName, types }) =>
          types.map((ServiceType) => ({
            ServiceName,
            ServiceType: [{ ServiceType }],
            Owner: 'amazon',
            ...(ServiceType === 'Interface' ? privateNames(ServiceName, world.region) : {}),
            VpcEndpointPolicySupported: takesPolicy(ServiceName),
            AcceptanceRequired: false,
            ManagesVpcEndpoints: false,
          })),
        ),
      },
    };
  },
});

function privateNames(ServiceName: string, region: string): object {
  const names = privateDnsNamesOfService(ServiceName, region);
  return { PrivateDnsName: names[0], PrivateDnsNames: names.map((PrivateDnsName) => ({ PrivateDnsName })) };
}

export const vpcEndpointOperations = [
  describeVpcEndpoints,
  createVpcEndpoint,
  modifyVpcEndpoint,
  deleteVpcEndpoints,
  describeVpcEndpointServices,
  advanceVpcEndpoint,
];
