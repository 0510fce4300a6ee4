/** Operations on egress-only internet gateways. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateEgressOnlyInternetGateway.html */
import { objectsOf } from '../store.ts';
import { describeOperation } from './describe.ts';
import { erase, store } from './effects.ts';
import { type EgressOnlyInternetGateway, egressOnlyGatewayOf, egressOnlyInternetGateway } from './egress-only-internet-gateway.ts';
import { find } from './find.ts';
import { mintIds } from './mint-ids.ts';
import { operation } from './operation.ts';
import { checkQuota } from './quotas.ts';
import { isRefusal, refuse } from './refusal.ts';
import { idOf, TAG_SPECIFICATIONS } from './shape.ts';
import { tagsFor } from './tag-input.ts';

const describeEgressOnlyInternetGateways = describeOperation(egressOnlyInternetGateway, {
  ko: '송신 전용 인터넷 게이트웨이를 보여 줍니다.',
  en: 'Shows egress-only internet gateways.',
});

const createEgressOnlyInternetGateway = operation({
  service: 'ec2',
  name: 'CreateEgressOnlyInternetGateway',
  kind: 'EgressOnlyInternetGateway',
  writes: true,
  summary: {
    ko: 'VPC에 송신 전용 인터넷 게이트웨이를 만듭니다. IPv6만 나갑니다.',
    en: 'Creates an egress-only internet gateway for a VPC: IPv6 out, and replies.',
  },
  members: { VpcId: { ...idOf('Vpc'), required: true }, TagSpecifications: TAG_SPECIFICATIONS },
  run: ({ world, input, as }) => {
    const vpc = find(world, 'Vpc', input.VpcId);
    if (isRefusal(vpc)) return vpc;
    const Tags = tagsFor('egress-only-internet-gateway', input.TagSpecifications);
    if (isRefusal(Tags)) return Tags;
    if (egressOnlyGatewayOf(world, vpc.VpcId) !== undefined) {
      return refuse('InvalidParameterValue', `Network ${vpc.VpcId} already has an egress-only internet gateway attached`);
    }
    const quota = checkQuota('egressOnlyInternetGateways', objectsOf(world.aws.EgressOnlyInternetGateway).length + 1);
    if (quota !== null) return quota;
    const minted = mintIds(world, as, ['eigw']);
    const created: EgressOnlyInternetGateway = {
      EgressOnlyInternetGatewayId: minted.ids[0],
      Attachments: [{ VpcId: vpc.VpcId, State: 'attached' }],
      Tags,
    };
    return {
      world: minted.world,
      effects: [store('EgressOnlyInternetGateway', created)],
      output: { EgressOnlyInternetGateway: egressOnlyInternetGateway.describe.show(created, world) },
    };
  },
});

const deleteEgressOnlyInternetGateway = operation({
  service: 'ec2',
  name: 'DeleteEgressOnlyInternetGateway',
  kind: 'EgressOnlyInternetGateway',
  writes: true,
  summary: { ko: '송신 전용 인터넷 게이트웨이를 지웁니다.', en: 'Deletes an egress-only internet gateway.' },
  members: { EgressOnlyInternetGatewayId: { ...idOf('EgressOnlyInternetGateway'), required: true } },
  run: ({ world, input: { EgressOnlyInternetGatewayId } }) => {
    const gateway = find(world, 'EgressOnlyInternetGateway', EgressOnlyInternetGatewayId);
    if (isRefusal(gateway)) return gateway;
    return { effects: [erase('EgressOnlyInternetGateway', EgressOnlyInternetGatewayId)], output: { ReturnCode: true } };
  },
});

export const egressOnlyInternetGatewayOperations = [
  describeEgressOnlyInternetGateways,
  createEgressOnlyInternetGateway,
  deleteEgressOnlyInternetGateway,
];
