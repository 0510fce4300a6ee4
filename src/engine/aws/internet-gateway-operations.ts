/** Operations on internet gateways. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachInternetGateway.html */
import { lookup, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { describeOperation } from './describe.ts';
import { erase, store } from './effects.ts';
import { find } from './find.ts';
import { type InternetGateway, internetGateway, internetGatewayOf } from './internet-gateway.ts';
import { mintIds } from './mint-ids.ts';
import { operation } from './operation.ts';
import { checkQuota } from './quotas.ts';
import { dependencyViolation, isRefusal, refuse } from './refusal.ts';
import { idOf, TAG_SPECIFICATIONS } from './shape.ts';
import { tagsFor } from './tag-input.ts';

const describeInternetGateways = describeOperation(internetGateway, { ko: '인터넷 게이트웨이를 보여 줍니다.', en: 'Shows internet gateways.' });

const createInternetGateway = operation({
  service: 'ec2',
  name: 'CreateInternetGateway',
  kind: 'InternetGateway',
  writes: true,
  summary: { ko: '인터넷 게이트웨이를 만듭니다. VPC에는 따로 연결합니다.', en: 'Creates an internet gateway; attaching it is another step.' },
  members: { TagSpecifications: TAG_SPECIFICATIONS },
  run: ({ world, input, as }) => {
    const Tags = tagsFor('internet-gateway', input.TagSpecifications);
    if (isRefusal(Tags)) return Tags;
    const quota = checkQuota('internetGateways', objectsOf(world.aws.InternetGateway).length + 1);
    if (quota !== null) return quota;
    const minted = mintIds(world, as, ['igw']);
    const created: InternetGateway = { InternetGatewayId: minted.ids[0], OwnerId: world.account, Attachments: [], Tags };
    return {
      world: minted.world,
      effects: [store('InternetGateway', created)],
      output: { InternetGateway: internetGateway.describe.show(created, world) },
    };
  },
});

const ATTACHMENT = {
  InternetGatewayId: { ...idOf('InternetGateway'), required: true },
  VpcId: { ...idOf('Vpc'), required: true },
} as const;

const attachInternetGateway = operation({
  service: 'ec2',
  name: 'AttachInternetGateway',
  kind: 'InternetGateway',
  writes: true,
  summary: { ko: '인터넷 게이트웨이를 VPC에 연결합니다.', en: 'Attaches an internet gateway to a VPC.' },
  members: ATTACHMENT,
  run: ({ world, input: { InternetGatewayId, VpcId } }) => {
    const gateway = find(world, 'InternetGateway', InternetGatewayId);
    if (isRefusal(gateway)) return gateway;
    const home = find(world, 'Vpc', VpcId);
    if (isRefusal(home)) return home;
    const attached = gateway.Attachments[0];
    if (attached !== undefined) {
      return refuse('Resource.AlreadyAssociated', `resource ${InternetGatewayId} is already attached to network ${attached.VpcId}`);
    }
    if (internetGatewayOf(world, VpcId) !== undefined) {
      return refuse('InvalidParameterValue', `Network ${VpcId} already has an internet gateway attached`);
    }
    return { effects: [store('InternetGateway', { ...gateway, Attachments: [{ VpcId, State: 'available' }] })], output: {} };
  },
});

const detachInternetGateway = operation({
  service: 'ec2',
  name: 'DetachInternetGateway',
  kind: 'InternetGateway',
  writes: true,
  summary: { ko: '인터넷 게이트웨이를 VPC에서 떼어 냅니다.', en: 'Detaches an internet gateway from a VPC.' },
  members: ATTACHMENT,
  run: ({ world, input: { InternetGatewayId, VpcId } }) => {
    const gateway = find(world, 'InternetGateway', InternetGatewayId);
    if (isRefusal(gateway)) return gateway;
    const home = find(world, 'Vpc', VpcId);
    if (isRefusal(home)) return home;
    if (!gateway.Attachments.some((attachment) => attachment.VpcId === VpcId)) {
      return refuse('Gateway.NotAttached', `resource ${InternetGatewayId} is not attached to network ${VpcId}`);
    }
    const mapped = mappedAddresses(world, VpcId);
    if (mapped.length > 0) {
      const mend = 'Please unmap those public address(es) before detaching the gateway.';
      return dependencyViolation(`Network ${VpcId} has some mapped public address(es). ${mend}`, mapped);
    }
    return { effects: [store('InternetGateway', { ...gateway, Attachments: [] })], output: {} };
  },
});

function mappedAddresses(world: World, VpcId: string): readonly string[] {
  const enis = lookup(world.aws.Subnet, 'byVpc', VpcId).flatMap((subnet) => lookup(world.aws.NetworkInterface, 'bySubnet', subnet.SubnetId));
  return enis.flatMap((eni) => eni.PrivateIpAddresses.flatMap((address) => address.Association?.PublicIp ?? []));
}

const deleteInternetGateway = operation({
  service: 'ec2',
  name: 'DeleteInternetGateway',
  kind: 'InternetGateway',
  writes: true,
  summary: { ko: '연결되지 않은 인터넷 게이트웨이를 지웁니다.', en: 'Deletes an internet gateway that is attached to nothing.' },
  members: { InternetGatewayId: { ...idOf('InternetGateway'), required: true } },
  run: ({ world, input: { InternetGatewayId } }) => {
    const gateway = find(world, 'InternetGateway', InternetGatewayId);
    if (isRefusal(gateway)) return gateway;
    if (gateway.Attachments.length > 0) {
      const vpcs = gateway.Attachments.map((attachment) => attachment.VpcId);
      return dependencyViolation(`The internetGateway '${InternetGatewayId}' has dependencies and cannot be deleted.`, vpcs);
    }
    return { effects: [erase('InternetGateway', InternetGatewayId)], output: {} };
  },
});

export const internetGatewayOperations = [
  describeInternetGateways,
  createInternetGateway,
  attachInternetGateway,
  detachInternetGateway,
  deleteInternetGateway,
];
