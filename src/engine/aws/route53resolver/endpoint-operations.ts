/** Operations on resolver endpoints. https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverEndpoint.html */
import { type Address, readAddress } from '../../net/address.ts';
import { contains, parseCidr } from '../../net/cidr.ts';
import type { Principal } from '../../principal.ts';
import { lookup, objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import { erase, store } from '../effects.ts';
import { pickAddresses } from '../free-addresses.ts';
import { mintDigits } from '../mint-ids.ts';
import type { NetworkInterface } from '../network-interface.ts';
import { operation } from '../operation.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { serviceInterface } from '../service-interface.ts';
import { FILTERS, idOf, idsOf, string } from '../shape.ts';
import { isReserved, takenAddresses } from '../subnet-addresses.ts';
import { byId, type ResolverEndpoint, type ResolverIpAddress, resolverEndpoint } from './endpoint.ts';
import { checkName, invalidParameter, invalidRequest, listed, resolverObject } from './refusals.ts';

const ENDPOINT = { ...idOf('ResolverEndpoint'), required: true } as const;
const DIRECTIONS = ['INBOUND', 'OUTBOUND', 'INBOUND_DELEGATION'] as const;

const createResolverEndpoint = operation({
  service: 'route53resolver',
  name: 'CreateResolverEndpoint',
  kind: 'ResolverEndpoint',
  writes: true,
  summary: {
    ko: '다른 네트워크의 DNS 질의가 드나드는 엔드포인트를 만듭니다. 서브넷마다 인터페이스가 생깁니다.',
    en: 'Creates an endpoint by which DNS queries come in or go out, with an interface for each address.',
  },
  members: {
    CreatorRequestId: { ...string, required: true },
    Name: string,
    SecurityGroupIds: { ...idsOf('SecurityGroup'), required: true },
    Direction: { type: 'string', values: DIRECTIONS, required: true },
    IpAddresses: { type: 'list', of: { type: 'structure', members: { SubnetId: idOf('Subnet'), Ip: string } }, required: true },
  },
  run: ({ world, input, as }) => {
    const { CreatorRequestId, Name, SecurityGroupIds, Direction, IpAddresses } = input;
    const wrong = checkName(Name) ?? checkDirection(Direction) ?? checkGroups(world, SecurityGroupIds);
    if (wrong !== null) return wrong;
    if (IpAddresses.length < 2) return invalidRequest('Resolver endpoint needs to have at least 2 IP addresses');
    const subnets = IpAddresses.map(({ SubnetId = '' }) => objectAt(world.aws.Subnet, SubnetId));
    const missing = IpAddresses.find((_address, index) => subnets[index] === undefined);
    if (missing !== undefined) return invalidParameter(`The subnet ID '${missing.SubnetId}' does not exist`);
    const HostVPCId = subnets[0]?.VpcId ?? '';
    if (subnets.some((subnet) => subnet?.VpcId !== HostVPCId)) return invalidRequest('All subnets of a resolver endpoint must be in the same VPC');
    const foreign = SecurityGroupIds.find((id) => objectAt(world.aws.SecurityGroup, id)?.VpcId !== HostVPCId);
    if (foreign !== undefined) return invalidRequest(`The security group '${foreign}' does not belong to VPC '${HostVPCId}'`);
    if (objectsOf(world.aws.ResolverEndpoint).some((each) => each.CreatorRequestId === CreatorRequestId)) {
      return refuse('ResourceExistsException', `Resolver endpoint with creator request ID '${CreatorRequestId}' already exists`);
    }
    const drawn = mintDigits(world, as, ['resolver-endpoint']);
    const Id = `rslvr-${Direction === 'INBOUND' ? 'in' : 'out'}-${(drawn.digits[0] as string).slice(0, 17)}`;
    const placed = place(drawn.world, as, { Id, SecurityGroupIds, wanted: IpAddresses });
    if (isRefusal(placed)) return placed;
    const endpoint: ResolverEndpoint = {
      Id,
      Arn: `arn:aws:route53resolver:${world.region}:${world.account}:resolver-endpoint/${Id}`,
      CreatorRequestId,
      ...(Name === undefined ? {} : { Name }),
      SecurityGroupIds: [...new Set(SecurityGroupIds)],
      Direction: Direction as ResolverEndpoint['Direction'],
      HostVPCId,
      Status: 'CREATING',
      CreationTime: new Date(world.now).toISOString(),
      IpAddresses: placed.addresses,
      since: world.now,
    };
    const effects = [...placed.interfaces.map((eni) => store('NetworkInterface', eni)), store('ResolverEndpoint', endpoint)];
    return { world: placed.world, effects, output: { ResolverEndpoint: resolverEndpoint.describe.show(endpoint, world) } };
  },
});

function checkDirection(direction: string): Refusal | null {
  if (direction === 'INBOUND' || direction === 'OUTBOUND') return null;
  if (direction === 'INBOUND_DELEGATION') return refuse('UnsupportedOperation', 'Endpoints for delegation are not simulated.');
  return refuse(
    'ValidationException',
    `1 validation error detected: Value '${direction}' at 'direction' failed to satisfy constraint: Member must satisfy enum value set: [${DIRECTIONS.join(', ')}]`,
  );
}

function checkGroups(world: World, ids: readonly string[]): Refusal | null {
  if (ids.length > 10) return invalidParameter('Maximum of 10 security groups are allowed');
  for (const id of ids) {
    if (!id.startsWith('sg-')) return invalidParameter(`Malformed security group ID: Invalid id: '${id}' (expecting 'sg-...')`);
    if (objectAt(world.aws.SecurityGroup, id) === undefined) {
      return refuse('ResourceNotFoundException', `The security group '${id}' does not exist`);
    }
  }
  return ids.length === 0 ? invalidParameter('At least one security group is required') : null;
}

type Wanted = {
  readonly Id: string;
  readonly SecurityGroupIds: readonly string[];
  readonly wanted: readonly { readonly SubnetId?: string | undefined; readonly Ip?: string | undefined }[];
};
type Placed = { readonly world: World; readonly addresses: readonly ResolverIpAddress[]; readonly interfaces: readonly NetworkInterface[] };

/** An interface for each address; each subnet's addresses are told apart as they are taken. */
function place(world: World, as: Principal, { Id, SecurityGroupIds, wanted }: Wanted): Placed | Refusal {
  let next = world;
  const named = wanted.flatMap(({ Ip }) => readAddress(Ip ?? '') ?? []);
  const addresses: ResolverIpAddress[] = [];
  const interfaces: NetworkInterface[] = [];
  for (const { SubnetId = '', Ip } of wanted) {
    const subnet = objectAt(world.aws.Subnet, SubnetId);
    if (subnet === undefined) return invalidParameter(`The subnet ID '${SubnetId}' does not exist`);
    if (Ip !== undefined) {
      const address = readAddress(Ip);
      if (address === null || !contains(parseCidr(subnet.CidrBlock), address) || isReserved(parseCidr(subnet.CidrBlock), address)) {
        return invalidRequest(`IP address '${Ip}' is either not in subnet '${SubnetId}' CIDR range or is reserved`);
      }
      const isTaken = takenAddresses(world, SubnetId).has(address) || addresses.some((each) => each.Ip === Ip);
      if (isTaken) return refuse('ResourceExistsException', `The IP address '${Ip}' in subnet '${SubnetId}' is already in use`);
    }
    const drawn = mintDigits(next, as, ['resolver-address', 'address']);
    const taken = takenAddresses(world, SubnetId);
    const own = new Set([...named, ...addresses.flatMap((each) => readAddress(each.Ip) ?? [])]);
    const busy = { has: (address: Address) => own.has(address) || taken.has(address) };
    const picked = Ip === undefined ? pickAddresses(subnet.CidrBlock, busy, [drawn.digits[1] as string]) : [Ip];
    if (isRefusal(picked)) return invalidRequest(`There are not enough free addresses in subnet '${SubnetId}'`);
    const IpId = `rni-${(drawn.digits[0] as string).slice(0, 17)}`;
    const made = serviceInterface(drawn.world, {
      subnet,
      as,
      InterfaceType: 'interface',
      RequesterId: 'route53resolver.amazonaws.com',
      Description: `Route 53 Resolver: ${Id}:${IpId}`,
      Groups: SecurityGroupIds.map((GroupId) => ({ GroupId })),
      PrivateIpAddress: picked[0],
    });
    if (isRefusal(made)) return invalidRequest(`There are not enough free addresses in subnet '${SubnetId}'`);
    const given = made.eni.PrivateIpAddresses[0]?.PrivateIpAddress ?? '';
    addresses.push({ IpId, SubnetId, Ip: given, NetworkInterfaceId: made.eni.NetworkInterfaceId });
    interfaces.push(made.eni);
    next = made.world;
  }
  const clash = addresses.find(({ Ip }, index) => addresses.findIndex((each) => each.Ip === Ip) !== index);
  if (clash !== undefined) return refuse('ResourceExistsException', `The IP address '${clash.Ip}' in subnet '${clash.SubnetId}' is already in use`);
  return { world: next, addresses: addresses.sort(byId), interfaces };
}

const getResolverEndpoint = operation({
  service: 'route53resolver',
  name: 'GetResolverEndpoint',
  kind: 'ResolverEndpoint',
  writes: false,
  summary: { ko: 'Resolver 엔드포인트를 보여 줍니다.', en: 'Shows a resolver endpoint.' },
  members: { ResolverEndpointId: ENDPOINT },
  run: ({ world, input }) => {
    const endpoint = resolverObject(world, 'ResolverEndpoint', input.ResolverEndpointId);
    return isRefusal(endpoint) ? endpoint : { output: { ResolverEndpoint: resolverEndpoint.describe.show(endpoint, world) } };
  },
});

const listResolverEndpoints = operation({
  service: 'route53resolver',
  name: 'ListResolverEndpoints',
  kind: 'ResolverEndpoint',
  writes: false,
  summary: { ko: 'Resolver 엔드포인트를 모두 보여 줍니다.', en: 'Shows all resolver endpoints.' },
  pages: 'ResolverEndpoints',
  members: { Filters: FILTERS },
  run: ({ world, input }) => {
    const ResolverEndpoints = listed(world, 'ResolverEndpoint', input.Filters);
    return isRefusal(ResolverEndpoints) ? ResolverEndpoints : { output: { ResolverEndpoints } };
  },
});

const listIpAddresses = operation({
  service: 'route53resolver',
  name: 'ListResolverEndpointIpAddresses',
  kind: 'ResolverEndpoint',
  writes: false,
  summary: { ko: 'Resolver 엔드포인트의 주소를 보여 줍니다.', en: 'Shows the addresses of a resolver endpoint.' },
  pages: 'IpAddresses',
  members: { ResolverEndpointId: ENDPOINT },
  run: ({ world, input }) => {
    const endpoint = resolverObject(world, 'ResolverEndpoint', input.ResolverEndpointId);
    if (isRefusal(endpoint)) return endpoint;
    const Status = { CREATING: 'CREATING', OPERATIONAL: 'ATTACHED', DELETING: 'DETACHING' }[endpoint.Status];
    const StatusMessage = Status === 'ATTACHED' ? 'This IP address is operational.' : 'This IP address is not operational yet.';
    const IpAddresses = endpoint.IpAddresses.map(({ NetworkInterfaceId: _eni, ...address }) => ({
      ...address,
      Status,
      StatusMessage,
      CreationTime: endpoint.CreationTime,
      ModificationTime: endpoint.CreationTime,
    }));
    return { output: { IpAddresses } };
  },
});

const deleteResolverEndpoint = operation({
  service: 'route53resolver',
  name: 'DeleteResolverEndpoint',
  kind: 'ResolverEndpoint',
  writes: true,
  summary: { ko: '규칙이 쓰지 않는 Resolver 엔드포인트를 지웁니다.', en: 'Deletes a resolver endpoint that no rule uses.' },
  members: { ResolverEndpointId: ENDPOINT },
  run: ({ world, input }) => {
    const endpoint = resolverObject(world, 'ResolverEndpoint', input.ResolverEndpointId);
    if (isRefusal(endpoint)) return endpoint;
    const rules = lookup(world.aws.ResolverRule, 'byEndpoint', endpoint.Id).map(({ Id }) => Id);
    if (rules.length > 0) {
      return invalidRequest(
        `Cannot delete resolver endpoint unless its related resolver rules are deleted.  The following rules still exist for this resolver endpoint:  ${rules.join(',')}`,
      );
    }
    const next: ResolverEndpoint = { ...endpoint, Status: 'DELETING', since: world.now };
    return { effects: [store('ResolverEndpoint', next)], output: { ResolverEndpoint: resolverEndpoint.describe.show(next, world) } };
  },
});

const advanceResolverEndpoint = operation({
  service: 'route53resolver',
  name: 'AdvanceResolverEndpoint',
  kind: 'ResolverEndpoint',
  writes: true,
  internal: true,
  summary: { ko: 'Resolver 엔드포인트의 상태를 다음으로 넘깁니다.', en: 'Takes a resolver endpoint to its next state.' },
  members: { Id: ENDPOINT },
  run: ({ world, input: { Id } }) => {
    const endpoint = objectAt(world.aws.ResolverEndpoint, Id);
    if (endpoint === undefined || endpoint.Status === 'OPERATIONAL') return { output: {} };
    if (endpoint.Status === 'CREATING') {
      return { effects: [store('ResolverEndpoint', { ...endpoint, Status: 'OPERATIONAL', since: world.now })], output: {} };
    }
    const interfaces = endpoint.IpAddresses.filter(({ NetworkInterfaceId: id }) => objectAt(world.aws.NetworkInterface, id) !== undefined);
    return { effects: [...interfaces.map(({ NetworkInterfaceId: id }) => erase('NetworkInterface', id)), erase('ResolverEndpoint', Id)], output: {} };
  },
});

export const resolverEndpointOperations = [
  createResolverEndpoint,
  getResolverEndpoint,
  listResolverEndpoints,
  listIpAddresses,
  deleteResolverEndpoint,
  advanceResolverEndpoint,
];
