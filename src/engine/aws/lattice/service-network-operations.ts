/** Operations on service networks. https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_CreateServiceNetwork.html */
import { lookup, objectsOf } from '../../store.ts';
import { timestamp } from '../aws-time.ts';
import { erase, store } from '../effects.ts';
import { mintIds } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { firstRefusal, isRefusal } from '../refusal.ts';
import { idOf, string } from '../shape.ts';
import { checkName, checkValue, conflict, isVisible, latticeAt, ownOnly } from './refusals.ts';
import { associationCounts, type LatticeServiceNetwork, latticeServiceNetwork } from './service-network.ts';

export const AUTH_TYPES = ['NONE', 'AWS_IAM'] as const;
export const AUTH_TYPE = { type: 'string', values: AUTH_TYPES } as const;
const NETWORK = { ...idOf('LatticeServiceNetwork'), required: true } as const;

const createServiceNetwork = operation({
  service: 'vpc-lattice',
  name: 'CreateServiceNetwork',
  kind: 'LatticeServiceNetwork',
  writes: true,
  summary: { ko: '서비스 네트워크를 만듭니다.', en: 'Creates a service network.' },
  members: { name: { ...string, required: true }, authType: AUTH_TYPE },
  run: ({ world, input: { name, authType }, as }) => {
    const wrong = firstRefusal(checkName(name, { most: 63 }), checkValue('authType', authType, AUTH_TYPES));
    if (wrong !== null) return wrong;
    const same = lookup(world.aws.LatticeServiceNetwork, 'byName', name).find(({ arn }) => arn.split(':')[4] === world.account);
    if (same !== undefined) return conflict(`ServiceNetwork with name ${name} already exists`);
    const minted = mintIds(world, as, ['sn']);
    const [id] = minted.ids;
    const network: LatticeServiceNetwork = {
      id,
      arn: `arn:aws:vpc-lattice:${world.region}:${world.account}:servicenetwork/${id}`,
      name,
      authType: (authType ?? 'NONE') as LatticeServiceNetwork['authType'],
      createdAt: timestamp(world.now),
    };
    const output = { arn: network.arn, authType: network.authType, id, name };
    return { world: minted.world, effects: [store('LatticeServiceNetwork', network)], output };
  },
});

const getServiceNetwork = operation({
  service: 'vpc-lattice',
  name: 'GetServiceNetwork',
  kind: 'LatticeServiceNetwork',
  writes: false,
  summary: { ko: '서비스 네트워크와 연결된 것의 수를 보여 줍니다.', en: 'Shows a service network and how much is associated with it.' },
  members: { serviceNetworkIdentifier: NETWORK },
  run: ({ world, input }) => {
    const network = latticeAt(world, 'LatticeServiceNetwork', input.serviceNetworkIdentifier);
    if (isRefusal(network)) return network;
    const { authPolicy: _policy, ...shown } = network;
    return { output: { ...shown, lastUpdatedAt: network.createdAt, ...associationCounts(world, network.id) } };
  },
});

const listServiceNetworks = operation({
  service: 'vpc-lattice',
  name: 'ListServiceNetworks',
  kind: 'LatticeServiceNetwork',
  writes: false,
  summary: {
    ko: '이 계정의 서비스 네트워크와 공유받은 것을 보여 줍니다.',
    en: 'Shows the service networks of this account and those shared with it.',
  },
  pages: 'items',
  members: {},
  run: ({ world }) => {
    const seen = objectsOf(world.aws.LatticeServiceNetwork).filter(({ arn }) => isVisible(world, arn));
    return { output: { items: seen.map((network) => latticeServiceNetwork.describe.show(network, world)) } };
  },
});

const updateServiceNetwork = operation({
  service: 'vpc-lattice',
  name: 'UpdateServiceNetwork',
  kind: 'LatticeServiceNetwork',
  writes: true,
  summary: { ko: '서비스 네트워크의 인증 유형을 바꿉니다.', en: 'Changes the auth type of a service network.' },
  members: { serviceNetworkIdentifier: NETWORK, authType: { ...AUTH_TYPE, required: true } },
  run: ({ world, input: { serviceNetworkIdentifier, authType } }) => {
    const network = latticeAt(world, 'LatticeServiceNetwork', serviceNetworkIdentifier);
    if (isRefusal(network)) return network;
    const wrong = firstRefusal(checkValue('authType', authType, AUTH_TYPES), ownOnly(world, 'UpdateServiceNetwork', network.arn));
    if (wrong !== null) return wrong;
    const next = { ...network, authType: authType as LatticeServiceNetwork['authType'] };
    const { arn, id, name } = next;
    return { effects: [store('LatticeServiceNetwork', next)], output: { arn, authType, id, name } };
  },
});

const deleteServiceNetwork = operation({
  service: 'vpc-lattice',
  name: 'DeleteServiceNetwork',
  kind: 'LatticeServiceNetwork',
  writes: true,
  summary: { ko: '연결이 없는 서비스 네트워크를 지웁니다.', en: 'Deletes a service network without associations.' },
  members: { serviceNetworkIdentifier: NETWORK },
  run: ({ world, input }) => {
    const network = latticeAt(world, 'LatticeServiceNetwork', input.serviceNetworkIdentifier);
    if (isRefusal(network)) return network;
    const denied = ownOnly(world, 'DeleteServiceNetwork', network.arn);
    if (denied !== null) return denied;
    const vpcs = lookup(world.aws.LatticeVpcAssociation, 'byServiceNetwork', network.id);
    if (vpcs.length > 0) return { ...conflict(`ServiceNetwork ${network.id} has VPC(s) associated`), dependents: vpcs.map(({ id }) => id) };
    const services = lookup(world.aws.LatticeServiceAssociation, 'byServiceNetwork', network.id);
    if (services.length > 0) {
      return { ...conflict(`ServiceNetwork ${network.id} has service(s) associated`), dependents: services.map(({ id }) => id) };
    }
    return { effects: [erase('LatticeServiceNetwork', network.id)], output: {} };
  },
});

export const serviceNetworkOperations = [createServiceNetwork, getServiceNetwork, listServiceNetworks, updateServiceNetwork, deleteServiceNetwork];
