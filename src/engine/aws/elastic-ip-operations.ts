/** Operations on Elastic IP addresses. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateAddress.html */
import { objectAt, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { describeOperation } from './describe.ts';
import { erase, store } from './effects.ts';
import { type Address, addressByIp, elasticIp, heldAt } from './elastic-ip.ts';
import { find } from './find.ts';
import { internetGatewayOf } from './internet-gateway.ts';
import { mintIds } from './mint-ids.ts';
import { interfacesOf, type NetworkInterface } from './network-interface.ts';
import { type Operation, operation } from './operation.ts';
import { drawPublicAddress } from './public-addresses.ts';
import { checkQuota } from './quotas.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { severalInterfaces } from './route-target.ts';
import { boolean, idOf, string, strings, TAG_SPECIFICATIONS } from './shape.ts';
import { tagsFor } from './tag-input.ts';

const described = describeOperation(elasticIp, { ko: '탄력적 IP 주소를 보여 줍니다.', en: 'Shows Elastic IP addresses.' });

/** Addresses may also be named by themselves. */
const describeAddresses: Operation = {
  ...described,
  members: { ...described.members, PublicIps: strings },
  run: ({ world, input: { PublicIps = [], ...input }, as }) => {
    const ips = PublicIps as readonly string[];
    const missing = ips.find((ip) => addressByIp(world, ip) === undefined);
    if (missing !== undefined) return refuse('InvalidAddress.NotFound', `Address '${missing}' not found.`);
    const own = ips.length === 0 ? [] : [{ Name: 'public-ip', Values: ips }];
    const Filters = [...((input.Filters ?? []) as readonly object[]), ...own];
    return described.run({ world, input: { ...input, Filters }, as });
  },
};

const allocateAddress = operation({
  service: 'ec2',
  name: 'AllocateAddress',
  kind: 'Address',
  writes: true,
  summary: { ko: '탄력적 IP 주소를 하나 할당받습니다.', en: 'Allocates an Elastic IP address.' },
  members: { Domain: { type: 'string', values: ['vpc'] }, TagSpecifications: TAG_SPECIFICATIONS },
  run: ({ world, input, as }) => {
    if (input.Domain !== undefined && input.Domain !== 'vpc') {
      return refuse('InvalidParameterValue', `Invalid value '${input.Domain}' for domain.`);
    }
    const Tags = tagsFor('elastic-ip', input.TagSpecifications);
    if (isRefusal(Tags)) return Tags;
    const quota = checkQuota('addresses', objectsOf(world.aws.Address).length + 1);
    if (quota !== null) return quota;
    const drawn = drawPublicAddress(world, as);
    const minted = mintIds(drawn.world, as, ['eipalloc']);
    const created: Address = {
      AllocationId: minted.ids[0],
      PublicIp: drawn.address,
      Domain: 'vpc',
      PublicIpv4Pool: 'amazon',
      NetworkBorderGroup: world.region,
      Tags,
    };
    const { AllocationId, PublicIpv4Pool, NetworkBorderGroup, Domain, PublicIp } = created;
    return {
      world: minted.world,
      effects: [store('Address', created)],
      output: { AllocationId, PublicIpv4Pool, NetworkBorderGroup, Domain, PublicIp },
    };
  },
});

const associateAddress = operation({
  service: 'ec2',
  name: 'AssociateAddress',
  kind: 'Address',
  writes: true,
  summary: {
    ko: '탄력적 IP 주소를 인스턴스나 인터페이스의 프라이빗 주소에 연결합니다.',
    en: 'Associates an Elastic IP address with an instance, or with a private address of an interface.',
  },
  members: {
    AllocationId: idOf('Address'),
    InstanceId: idOf('Instance'),
    PublicIp: string,
    AllowReassociation: boolean,
    NetworkInterfaceId: idOf('NetworkInterface'),
    PrivateIpAddress: string,
  },
  run: ({ world, input, as }) => {
    const address = namedAddress(world, input);
    if (isRefusal(address)) return address;
    const target = targetOf(world, input);
    if (isRefusal(target)) return target;
    const { eni, PrivateIpAddress } = target;
    if (eni.RequesterManaged) return notYours();
    const held = heldAt(world, address);
    if (held?.eni.NetworkInterfaceId === eni.NetworkInterfaceId && held.PrivateIpAddress === PrivateIpAddress) {
      return { output: { AssociationId: held.AssociationId } };
    }
    // Reassociation is automatic unless it is ruled out.
    if (held !== null && (input.AllowReassociation === false || held.eni.RequesterManaged)) {
      return refuse('Resource.AlreadyAssociated', `resource ${address.AllocationId} is already associated with associate-id ${held.AssociationId}`);
    }
    const VpcId = objectAt(world.aws.Subnet, eni.SubnetId)?.VpcId ?? '';
    if (internetGatewayOf(world, VpcId) === undefined) {
      return refuse('Gateway.NotAttached', `Network ${VpcId} is not attached to any internet gateway`);
    }
    const minted = mintIds(world, as, ['eipassoc']);
    const AssociationId = minted.ids[0];
    const left = held === null ? null : withoutPublicIp(held.eni, address.PublicIp);
    const base = left !== null && left.NetworkInterfaceId === eni.NetworkInterfaceId ? left : eni;
    const associated = withPublicIp(base, PrivateIpAddress, { address, AssociationId });
    return {
      world: minted.world,
      effects: [...(left === null || base === left ? [] : [store('NetworkInterface', left)]), store('NetworkInterface', associated)],
      output: { AssociationId },
    };
  },
});

type Target = { readonly eni: NetworkInterface; readonly PrivateIpAddress: string };
type TargetInput = { readonly [M in 'InstanceId' | 'NetworkInterfaceId' | 'PrivateIpAddress']?: string | undefined };

function targetOf(world: World, input: TargetInput): Target | Refusal {
  const eni = interfaceOf(world, input);
  if (isRefusal(eni)) return eni;
  const primary = eni.PrivateIpAddresses[0]?.PrivateIpAddress as string;
  const PrivateIpAddress = input.PrivateIpAddress ?? primary;
  if (eni.PrivateIpAddresses.some((each) => each.PrivateIpAddress === PrivateIpAddress)) return { eni, PrivateIpAddress };
  return refuse('InvalidParameterValue', `The address ${PrivateIpAddress} is not assigned to interface ${eni.NetworkInterfaceId}`);
}

function interfaceOf(world: World, { InstanceId, NetworkInterfaceId }: TargetInput): NetworkInterface | Refusal {
  if (NetworkInterfaceId !== undefined) {
    if (InstanceId !== undefined) return refuse('InvalidParameterCombination', 'You may specify either an instance ID or a network interface ID.');
    return find(world, 'NetworkInterface', NetworkInterfaceId);
  }
  if (InstanceId === undefined) return refuse('MissingParameter', 'Either an instance ID or a network interface ID must be specified');
  const instance = find(world, 'Instance', InstanceId);
  if (isRefusal(instance)) return instance;
  const [primary, ...others] = interfacesOf(world, InstanceId);
  return primary === undefined || others.length > 0 ? severalInterfaces(InstanceId) : primary;
}

const disassociateAddress = operation({
  service: 'ec2',
  name: 'DisassociateAddress',
  kind: 'Address',
  writes: true,
  summary: {
    ko: '탄력적 IP 주소의 연결을 끊습니다. 주소는 그대로 남습니다.',
    en: 'Ends the association of an Elastic IP address, which stays allocated.',
  },
  members: { AssociationId: string, PublicIp: string },
  run: ({ world, input: { AssociationId, PublicIp } }) => {
    if (AssociationId === undefined && PublicIp === undefined) {
      return refuse('MissingParameter', 'Either public IP or association ID must be specified');
    }
    const address =
      AssociationId === undefined
        ? addressByIp(world, PublicIp as string)
        : objectsOf(world.aws.Address).find((each) => heldAt(world, each)?.AssociationId === AssociationId);
    if (address === undefined) {
      if (AssociationId === undefined) return refuse('InvalidAddress.NotFound', `Address '${PublicIp}' not found.`);
      return refuse('InvalidAssociationID.NotFound', `The association ID '${AssociationId}' does not exist`);
    }
    const held = heldAt(world, address);
    if (held === null) return { output: {} };
    if (held.eni.RequesterManaged) return notYours();
    return { effects: [store('NetworkInterface', withoutPublicIp(held.eni, address.PublicIp))], output: {} };
  },
});

const releaseAddress = operation({
  service: 'ec2',
  name: 'ReleaseAddress',
  kind: 'Address',
  writes: true,
  summary: { ko: '연결되지 않은 탄력적 IP 주소를 반납합니다.', en: 'Gives back an Elastic IP address that is associated with nothing.' },
  members: { AllocationId: idOf('Address'), PublicIp: string, NetworkBorderGroup: string },
  run: ({ world, input }) => {
    if (input.PublicIp !== undefined && input.AllocationId !== undefined) {
      return refuse('InvalidParameterCombination', 'You may specify public IP or allocation id, but not both in the same call');
    }
    if (input.PublicIp !== undefined) {
      return refuse('InvalidParameterValue', 'You must specify an allocation id when releasing a VPC elastic IP address');
    }
    const address = namedAddress(world, input);
    if (isRefusal(address)) return address;
    if (heldAt(world, address) !== null) return refuse('InvalidIPAddress.InUse', `Address ${address.PublicIp} is in use.`);
    return { effects: [erase('Address', address.AllocationId)], output: {} };
  },
});

function namedAddress(
  world: World,
  input: { readonly AllocationId?: string | undefined; readonly PublicIp?: string | undefined },
): Address | Refusal {
  const { AllocationId, PublicIp } = input;
  if (AllocationId !== undefined) return find(world, 'Address', AllocationId);
  if (PublicIp === undefined) return refuse('MissingParameter', 'Either public IP or allocation id must be specified');
  return addressByIp(world, PublicIp) ?? refuse('InvalidAddress.NotFound', `Address '${PublicIp}' not found.`);
}

/** What EC2 answers when a call means an address that a service of AWS holds, for instance that of a NAT gateway. */
function notYours(): Refusal {
  return refuse('AuthFailure', 'You do not have permission to access the specified resource.');
}

/** The interface with the Elastic IP address at one of its private addresses. */
export function withPublicIp(
  eni: NetworkInterface,
  PrivateIpAddress: string,
  { address, AssociationId }: { readonly address: Address; readonly AssociationId: string },
): NetworkInterface {
  const { PublicIp, AllocationId } = address;
  const Association = { PublicIp, AllocationId, AssociationId, IpOwnerId: eni.OwnerId };
  const PrivateIpAddresses = eni.PrivateIpAddresses.map((each) => (each.PrivateIpAddress === PrivateIpAddress ? { ...each, Association } : each));
  return { ...eni, PrivateIpAddresses };
}

function withoutPublicIp(eni: NetworkInterface, PublicIp: string): NetworkInterface {
  const PrivateIpAddresses = eni.PrivateIpAddresses.map((each) => {
    if (each.Association?.PublicIp !== PublicIp) return each;
    const { Association: _association, ...bare } = each;
    return bare;
  });
  return { ...eni, PrivateIpAddresses };
}

export const elasticIpOperations = [describeAddresses, allocateAddress, associateAddress, disassociateAddress, releaseAddress];
