/** Operations on NAT gateways. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html */
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { timestamp } from './aws-time.ts';
import { describeOperation } from './describe.ts';
import { erase, store } from './effects.ts';
import { heldAt } from './elastic-ip.ts';
import { withPublicIp } from './elastic-ip-operations.ts';
import { find } from './find.ts';
import { checkAddress } from './free-addresses.ts';
import { internetGatewayOf } from './internet-gateway.ts';
import { mintIds } from './mint-ids.ts';
import { isLive, type NatGateway, natGateway } from './nat-gateway.ts';
import { type Call, type Done, operation } from './operation.ts';
import { checkQuota } from './quotas.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { serviceInterface } from './service-interface.ts';
import { idOf, string, TAG_SPECIFICATIONS } from './shape.ts';
import type { Subnet } from './subnet.ts';
import { usedAddresses } from './subnet-addresses.ts';
import { tagsFor } from './tag-input.ts';

const describeNatGateways = describeOperation(
  natGateway,
  { ko: 'NAT 게이트웨이를 보여 줍니다.', en: 'Shows NAT gateways.' },
  { filterMember: 'Filter' },
);

const createNatGateway = operation({
  service: 'ec2',
  name: 'CreateNatGateway',
  kind: 'NatGateway',
  writes: true,
  summary: {
    ko: '서브넷에 NAT 게이트웨이를 만듭니다. 퍼블릭이면 탄력적 IP 주소가 필요합니다.',
    en: 'Creates a NAT gateway in a subnet; a public one needs an Elastic IP address.',
  },
  members: {
    AllocationId: idOf('Address'),
    SubnetId: { ...idOf('Subnet'), required: true },
    TagSpecifications: TAG_SPECIFICATIONS,
    ConnectivityType: { type: 'string', values: ['public', 'private'] },
    PrivateIpAddress: string,
  },
  run: ({ world, input, as }) => {
    const subnet = find(world, 'Subnet', input.SubnetId);
    if (isRefusal(subnet)) return subnet;
    const { ConnectivityType = 'public', AllocationId, PrivateIpAddress } = input;
    const wrong = checkRequest(world, subnet, { ConnectivityType, AllocationId, PrivateIpAddress });
    if (wrong !== null) return wrong;
    const Tags = tagsFor('natgateway', input.TagSpecifications);
    if (isRefusal(Tags)) return Tags;
    const minted = mintIds(world, as, ['nat']);
    const created: NatGateway = {
      NatGatewayId: minted.ids[0],
      SubnetId: subnet.SubnetId,
      VpcId: subnet.VpcId,
      ConnectivityType: ConnectivityType as NatGateway['ConnectivityType'],
      State: 'pending',
      CreateTime: timestamp(world.now),
      NatGatewayAddresses: [
        {
          ...(AllocationId === undefined ? {} : { AllocationId }),
          ...(PrivateIpAddress === undefined ? {} : { PrivateIp: PrivateIpAddress }),
          IsPrimary: true,
          Status: 'associating',
        },
      ],
      Tags,
      since: world.now,
    };
    return { world: minted.world, effects: [store('NatGateway', created)], output: { NatGateway: natGateway.describe.show(created, world) } };
  },
});

type Request = { readonly ConnectivityType: string; readonly AllocationId: string | undefined; readonly PrivateIpAddress: string | undefined };

function checkRequest(world: World, subnet: Subnet, { ConnectivityType, AllocationId, PrivateIpAddress }: Request): Refusal | null {
  if (ConnectivityType !== 'public' && ConnectivityType !== 'private') {
    return refuse('InvalidParameterValue', `Invalid value '${ConnectivityType}' for connectivityType.`);
  }
  if (ConnectivityType === 'public' && AllocationId === undefined) {
    return refuse('MissingParameter', 'The request must include the AllocationId parameter. Add the required parameter and retry the request.');
  }
  if (ConnectivityType === 'private' && AllocationId !== undefined) {
    return refuse('InvalidParameterCombination', 'The AllocationId parameter cannot be used with a private NAT gateway.');
  }
  if (AllocationId !== undefined && !AllocationId.startsWith('eipalloc-')) {
    return refuse('InvalidAllocationID.Malformed', `Invalid id: "${AllocationId}" (expecting "eipalloc-...")`);
  }
  const address = PrivateIpAddress === undefined ? null : checkAddress(subnet.CidrBlock, usedAddresses(world, subnet.SubnetId), PrivateIpAddress);
  if (address !== null) return address;
  const zone = lookup(world.aws.Subnet, 'byVpc', subnet.VpcId).filter((each) => each.AvailabilityZone === subnet.AvailabilityZone);
  const present = zone.flatMap((each) => lookup(world.aws.NatGateway, 'bySubnet', each.SubnetId)).filter(isLive);
  return checkQuota('natGatewaysPerZone', present.length + 1);
}

const deleteNatGateway = operation({
  service: 'ec2',
  name: 'DeleteNatGateway',
  kind: 'NatGateway',
  writes: true,
  summary: {
    ko: 'NAT 게이트웨이를 지웁니다. 탄력적 IP 주소는 남습니다.',
    en: 'Deletes a NAT gateway; its Elastic IP address stays allocated.',
  },
  members: { NatGatewayId: { ...idOf('NatGateway'), required: true } },
  run: ({ world, input: { NatGatewayId } }) => {
    const gateway = find(world, 'NatGateway', NatGatewayId);
    if (isRefusal(gateway)) return gateway;
    if (gateway.State === 'deleted' || gateway.State === 'deleting') return { output: { NatGatewayId } };
    const deleting: NatGateway = { ...gateway, State: 'deleting', DeleteTime: timestamp(world.now), since: world.now };
    return { effects: [store('NatGateway', deleting)], output: { NatGatewayId } };
  },
});

const advanceNatGateway = operation({
  service: 'ec2',
  name: 'AdvanceNatGateway',
  kind: 'NatGateway',
  writes: true,
  internal: true,
  summary: { ko: 'NAT 게이트웨이의 상태를 다음으로 넘깁니다.', en: 'Takes a NAT gateway to its next state.' },
  members: { NatGatewayId: { ...idOf('NatGateway'), required: true } },
  run: (call) => {
    const gateway = find(call.world, 'NatGateway', call.input.NatGatewayId);
    if (isRefusal(gateway)) return gateway;
    switch (gateway.State) {
      case 'pending':
        return isProvisioned(gateway) ? available(call.world, gateway) : provisioned(call, gateway);
      case 'deleting':
        return deleted(call.world, gateway);
      case 'failed':
      case 'deleted':
        return { effects: [erase('NatGateway', gateway.NatGatewayId)], output: {} };
      case 'available':
        return { output: {} };
    }
  },
});

/** Whether a pending gateway has its interface already. */
export function isProvisioned(gateway: NatGateway): boolean {
  return gateway.NatGatewayAddresses.some((address) => address.NetworkInterfaceId !== undefined);
}

function provisioned({ world, as }: Call<unknown>, gateway: NatGateway): Done {
  const failure = failureOf(world, gateway);
  if (failure !== null) return failed(world, gateway, failure);
  const subnet = objectAt(world.aws.Subnet, gateway.SubnetId) as Subnet;
  const [first] = gateway.NatGatewayAddresses;
  const made = serviceInterface(world, {
    subnet,
    as,
    InterfaceType: 'nat_gateway',
    RequesterId: '036872051663',
    Description: `Interface for NAT Gateway ${gateway.NatGatewayId}`,
    Groups: [],
    PrivateIpAddress: first?.PrivateIp,
  });
  if (isRefusal(made)) {
    return failed(world, gateway, ['InsufficientFreeAddressesInSubnet', 'Subnet has insufficient free addresses to create this NAT gateway']);
  }
  const PrivateIp = made.eni.PrivateIpAddresses[0]?.PrivateIpAddress as string;
  const bare = { NetworkInterfaceId: made.eni.NetworkInterfaceId, PrivateIp, IsPrimary: true, Status: 'succeeded' as const };
  const address = first?.AllocationId === undefined ? undefined : objectAt(world.aws.Address, first.AllocationId);
  if (address === undefined) {
    return {
      world: made.world,
      effects: [store('NetworkInterface', made.eni), store('NatGateway', { ...gateway, NatGatewayAddresses: [bare] })],
      output: {},
    };
  }
  const minted = mintIds(made.world, as, ['eipassoc']);
  const AssociationId = minted.ids[0];
  const { AllocationId, PublicIp } = address;
  return {
    world: minted.world,
    effects: [
      store('NetworkInterface', withPublicIp(made.eni, PrivateIp, { address, AssociationId })),
      store('NatGateway', { ...gateway, NatGatewayAddresses: [{ AllocationId, AssociationId, ...bare, PublicIp }] }),
    ],
    output: {},
  };
}

/** Why a gateway cannot be made, found out only after the call: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NatGateway.html */
function failureOf(world: World, gateway: NatGateway): readonly [code: string, message: string] | null {
  const AllocationId = gateway.NatGatewayAddresses[0]?.AllocationId;
  if (objectAt(world.aws.Subnet, gateway.SubnetId) === undefined) {
    return ['InvalidSubnetID.NotFound', `The specified subnet "${gateway.SubnetId}" does not exist or could not be found.`];
  }
  if (gateway.ConnectivityType === 'private') return null;
  const address = AllocationId === undefined ? undefined : objectAt(world.aws.Address, AllocationId);
  if (address === undefined) {
    return ['InvalidAllocationID.NotFound', `Elastic IP address ${AllocationId} could not be associated with this NAT gateway`];
  }
  if (heldAt(world, address) !== null) return ['Resource.AlreadyAssociated', `Elastic IP address ${AllocationId} is already associated`];
  return internetGatewayOf(world, gateway.VpcId) === undefined
    ? ['Gateway.NotAttached', `Network ${gateway.VpcId} has no Internet gateway attached`]
    : null;
}

function failed(world: World, gateway: NatGateway, [FailureCode, FailureMessage]: readonly [string, string]): Done {
  const NatGatewayAddresses = gateway.NatGatewayAddresses.map((address) => ({ ...address, Status: 'failed' as const }));
  const object: NatGateway = { ...gateway, State: 'failed', FailureCode, FailureMessage, NatGatewayAddresses, since: world.now };
  return { effects: [store('NatGateway', object)], output: {} };
}

function available(world: World, gateway: NatGateway): Done {
  return { effects: [store('NatGateway', { ...gateway, State: 'available', since: world.now })], output: {} };
}

function deleted(world: World, gateway: NatGateway): Done {
  const ids = gateway.NatGatewayAddresses.flatMap((address) => address.NetworkInterfaceId ?? []);
  const present = ids.filter((id) => objectAt(world.aws.NetworkInterface, id) !== undefined);
  return {
    effects: [...present.map((id) => erase('NetworkInterface', id)), store('NatGateway', { ...gateway, State: 'deleted', since: world.now })],
    output: {},
  };
}

export const natGatewayOperations = [describeNatGateways, createNatGateway, deleteNatGateway, advanceNatGateway];
