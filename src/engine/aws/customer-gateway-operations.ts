/** Operations on customer gateways. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateCustomerGateway.html */
import { readAddress } from '../net/address.ts';
import { lookup, objectsOf } from '../store.ts';
import { type CustomerGateway, customerGateway } from './customer-gateway.ts';
import { describeOperation } from './describe.ts';
import { store } from './effects.ts';
import { find } from './find.ts';
import { mintIds } from './mint-ids.ts';
import { operation } from './operation.ts';
import { checkQuota } from './quotas.ts';
import { isRefusal, refuse } from './refusal.ts';
import { idOf, integer, string, TAG_SPECIFICATIONS } from './shape.ts';
import { tagsFor } from './tag-input.ts';
import { checkType, VPN_TYPE } from './vpn-gateway-operations.ts';

const describeCustomerGateways = describeOperation(customerGateway, { ko: '고객 게이트웨이를 보여 줍니다.', en: 'Shows customer gateways.' });

const createCustomerGateway = operation({
  service: 'ec2',
  name: 'CreateCustomerGateway',
  kind: 'CustomerGateway',
  writes: true,
  summary: { ko: '온프레미스 라우터를 고객 게이트웨이로 등록합니다.', en: 'Makes a router on premises known as a customer gateway.' },
  members: { BgpAsn: integer, PublicIp: string, Type: VPN_TYPE, TagSpecifications: TAG_SPECIFICATIONS, IpAddress: string, DeviceName: string },
  run: ({ world, input, as }) => {
    const wrong = checkType(input.Type);
    if (wrong !== null) return wrong;
    const IpAddress = input.IpAddress ?? input.PublicIp;
    if (IpAddress === undefined) return refuse('MissingParameter', 'The request must contain the parameter ipAddress');
    if (readAddress(IpAddress) === null)
      return refuse('InvalidParameterValue', `Value (${IpAddress}) for parameter ipAddress is invalid. Invalid IP address.`);
    const asn = input.BgpAsn ?? 65_000;
    if (asn < 1 || asn > 2_147_483_647) return refuse('InvalidParameterValue', `Value (${asn}) for parameter bgpAsn is invalid.`);
    const Tags = tagsFor('customer-gateway', input.TagSpecifications);
    if (isRefusal(Tags)) return Tags;
    // "If you create an identical customer gateway, the request doesn't create one": it answers with the one that there is.
    const same = lookup(world.aws.CustomerGateway, 'byAddress', IpAddress).find((each) => each.BgpAsn === String(asn) && each.State === 'available');
    if (same !== undefined) return { output: { CustomerGateway: customerGateway.describe.show(same, world) } };
    const quota = checkQuota('customerGateways', objectsOf(world.aws.CustomerGateway).filter(({ State }) => State !== 'deleted').length + 1);
    if (quota !== null) return quota;
    const minted = mintIds(world, as, ['cgw']);
    const created: CustomerGateway = { CustomerGatewayId: minted.ids[0], IpAddress, BgpAsn: String(asn), State: 'available', Type: 'ipsec.1', Tags };
    const output = { CustomerGateway: customerGateway.describe.show(created, world) };
    return { world: minted.world, effects: [store('CustomerGateway', created)], output };
  },
});

const deleteCustomerGateway = operation({
  service: 'ec2',
  name: 'DeleteCustomerGateway',
  kind: 'CustomerGateway',
  writes: true,
  summary: { ko: 'VPN 연결이 없는 고객 게이트웨이를 지웁니다.', en: 'Deletes a customer gateway that has no VPN connection.' },
  members: { CustomerGatewayId: { ...idOf('CustomerGateway'), required: true } },
  run: ({ world, input: { CustomerGatewayId } }) => {
    const gateway = find(world, 'CustomerGateway', CustomerGatewayId);
    if (isRefusal(gateway)) return gateway;
    const connections = lookup(world.aws.VpnConnection, 'byCustomerGateway', CustomerGatewayId).filter(({ State }) => State !== 'deleted');
    if (connections.length > 0) {
      return {
        ...refuse('IncorrectState', 'The customer gateway is in use.'),
        dependents: connections.map(({ VpnConnectionId }) => VpnConnectionId),
      };
    }
    return { effects: [store('CustomerGateway', { ...gateway, State: 'deleted' })], output: {} };
  },
});

export const customerGatewayOperations = [describeCustomerGateways, createCustomerGateway, deleteCustomerGateway];
