/** The VPC that eksctl builds. https://github.com/eksctl-io/eksctl/blob/main/pkg/vpc/vpc.go (SetSubnets), pkg/cfn/builder/vpc_ipv4.go */
import { showAddress } from '../../../engine/net/address.ts';
import { addressAt, readCidr } from '../../../engine/net/cidr.ts';
import { addIpv6, assignsIpv6, ipv6Route } from './network-ipv6.ts';
import { type Answer, call, EksctlError, log, make, type Session, waitForStack } from './session.ts';
import { tagsOf } from './tags.ts';

export type PlannedSubnet = { readonly zone: string; readonly public: string; readonly private: string };

/** The blocks of each zone: the VPC cut into eight (or sixteen), the public ones first. */
export function planSubnets(cidr: string, zones: readonly string[]): readonly PlannedSubnet[] {
  const block = readCidr(cidr);
  if (block === null) throw new EksctlError(`invalid CIDR address: ${cidr}`);
  if (block.prefix < 16 || block.prefix > 24) throw new EksctlError('VPC CIDR prefix must be between /16 and /24');
  const count = zones.length * 2;
  if (count > 16) throw new EksctlError(`cannot create more than 16 subnets, ${count} requested`);
  const prefix = block.prefix + (count <= 8 ? 3 : 4);
  const part = (index: number) => `${showAddress(addressAt(block, index * 2 ** (32 - prefix)))}/${prefix}`;
  return zones.map((zone, index) => ({ zone, public: part(index), private: part(index + zones.length) }));
}

export type Network = { readonly VpcId: string; readonly public: readonly string[]; readonly private: readonly string[] };
export type NatMode = 'Single' | 'HighlyAvailable' | 'Disable';
type Wanted = {
  readonly cluster: string;
  readonly cidr: string;
  readonly subnets: readonly PlannedSubnet[];
  readonly nat: NatMode;
  readonly ipv6: boolean;
};

/** Makes the VPC of a cluster: subnets in each zone, an internet gateway, NAT by its mode, route tables, tags for load balancers. */
export function createNetwork(session: Session, { cluster, cidr, subnets, nat, ipv6 }: Wanted): Network {
  const tags = (type: string, name: string, more = {}) => tagsOf({ cluster, type, name, more });
  const { VpcId } = make(session, { verb: 'CreateVpc', resource: 'AWS::EC2::VPC/VPC' }, { CidrBlock: cidr, ...tags('vpc', 'VPC') }).Vpc;
  call(session, 'ModifyVpcAttribute', { VpcId, EnableDnsSupport: { Value: true } });
  call(session, 'ModifyVpcAttribute', { VpcId, EnableDnsHostnames: { Value: true } });
  const six = ipv6 ? addIpv6(session, { VpcId, cluster }) : null;
  const gateway = { verb: 'CreateInternetGateway', resource: 'AWS::EC2::InternetGateway/InternetGateway' };
  const { InternetGatewayId } = make(session, gateway, tags('internet-gateway', 'InternetGateway')).InternetGateway;
  call(session, 'AttachInternetGateway', { VpcId, InternetGatewayId });
  const publicTable = routeTable(session, VpcId, tags('route-table', 'PublicRouteTable'));
  call(session, 'CreateRoute', { RouteTableId: publicTable, DestinationCidrBlock: '0.0.0.0/0', GatewayId: InternetGatewayId });
  if (six !== null) ipv6Route(session, publicTable, { GatewayId: InternetGatewayId });
  const subnet = (zone: string, CidrBlock: string, { kind, index }: { kind: 'Public' | 'Private'; index: number }): string => {
    const name = `Subnet${kind}${alias(zone)}`;
    const role = kind === 'Public' ? 'kubernetes.io/role/elb' : 'kubernetes.io/role/internal-elb';
    const block = six === null ? {} : { Ipv6CidrBlock: six.block(index) };
    const body = { VpcId, CidrBlock, ...block, AvailabilityZone: zone, ...tags('subnet', name, { [role]: '1' }) };
    return make(session, { verb: 'CreateSubnet', resource: `AWS::EC2::Subnet/${name}` }, body).Subnet.SubnetId;
  };
  const publicIds = subnets.map((planned, index) => {
    const SubnetId = subnet(planned.zone, planned.public, { kind: 'Public', index });
    call(session, 'ModifySubnetAttribute', { SubnetId, MapPublicIpOnLaunch: { Value: true } });
    call(session, 'AssociateRouteTable', { SubnetId, RouteTableId: publicTable });
    if (six !== null) assignsIpv6(session, SubnetId);
    return SubnetId;
  });
  const gateways = natGateways(session, { cluster, nat, subnets, publicIds });
  const privateIds = subnets.map((planned, index) => {
    const SubnetId = subnet(planned.zone, planned.private, { kind: 'Private', index: index + subnets.length });
    const table = routeTable(session, VpcId, tags('route-table', `PrivateRouteTable${alias(planned.zone)}`));
    const NatGatewayId = gateways[index % Math.max(gateways.length, 1)];
    if (NatGatewayId !== undefined) call(session, 'CreateRoute', { RouteTableId: table, DestinationCidrBlock: '0.0.0.0/0', NatGatewayId });
    if (six !== null) {
      ipv6Route(session, table, { EgressOnlyInternetGatewayId: six.egressOnly });
      assignsIpv6(session, SubnetId);
    }
    call(session, 'AssociateRouteTable', { SubnetId, RouteTableId: table });
    return SubnetId;
  });
  return { VpcId, public: publicIds, private: privateIds };
}

type Nat = Pick<Wanted, 'cluster' | 'nat' | 'subnets'> & { readonly publicIds: readonly string[] };

/** One gateway in the first zone, one in each, or none; CloudFormation waits until they are available. */
function natGateways(session: Session, { cluster, nat, subnets, publicIds }: Nat): readonly string[] {
  const places = nat === 'Disable' ? [] : nat === 'Single' ? subnets.slice(0, 1) : subnets;
  const ids = places.map(({ zone }, index) => {
    const suffix = nat === 'Single' ? '' : alias(zone);
    const tags = (type: string, name: string) => tagsOf({ cluster, type, name: `${name}${suffix}` });
    const address = { verb: 'AllocateAddress', resource: `AWS::EC2::EIP/NATIP${suffix}` };
    const { AllocationId } = make(session, address, { Domain: 'vpc', ...tags('elastic-ip', 'NATIP') });
    const body = { SubnetId: publicIds[index], AllocationId, ...tags('natgateway', 'NATGateway') };
    return make(session, { verb: 'CreateNatGateway', resource: `AWS::EC2::NatGateway/NATGateway${suffix}` }, body).NatGateway.NatGatewayId;
  });
  const stands = () =>
    ids.length === 0 || call(session, 'DescribeNatGateways', { NatGatewayIds: ids }).NatGateways.every((each: Answer) => each.State === 'available');
  waitForStack(session, { stack: `eksctl-${cluster}-cluster`, limit: 1800, done: stands });
  return ids;
}

function routeTable(session: Session, VpcId: string, tags: object): string {
  return make(session, { verb: 'CreateRouteTable', resource: 'AWS::EC2::RouteTable/RouteTable' }, { VpcId, ...tags }).RouteTable.RouteTableId;
}

/** `USWEST2A`, as the resources of a zone are called in the stack. */
function alias(zone: string): string {
  return zone.replaceAll('-', '').toUpperCase();
}

/** Says which blocks each zone gets. */
export function logSubnets(session: Session, subnets: readonly PlannedSubnet[]): void {
  for (const planned of subnets) log(session, 'info', `subnets for ${planned.zone} - public:${planned.public} private:${planned.private}`);
}
