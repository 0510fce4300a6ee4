/** Operations on associations of services. https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_CreateServiceNetworkServiceAssociation.html */
import { lookup, objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import { timestamp } from '../aws-time.ts';
import { erase, store } from '../effects.ts';
import { mintIds } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { idOf } from '../shape.ts';
import { conflict, isVisible, latticeAt, validation } from './refusals.ts';
import { dnsEntryOf } from './service.ts';
import { type LatticeServiceAssociation, latticeServiceAssociation } from './service-association.ts';

const ASSOCIATION = { ...idOf('LatticeServiceAssociation'), required: true } as const;

const createAssociation = operation({
  service: 'vpc-lattice',
  name: 'CreateServiceNetworkServiceAssociation',
  kind: 'LatticeServiceAssociation',
  writes: true,
  summary: { ko: '서비스를 서비스 네트워크에 연결합니다.', en: 'Associates a service with a service network.' },
  members: {
    serviceIdentifier: { ...idOf('LatticeService'), required: true },
    serviceNetworkIdentifier: { ...idOf('LatticeServiceNetwork'), required: true },
  },
  run: ({ world, input, as }) => {
    const service = latticeAt(world, 'LatticeService', input.serviceIdentifier);
    if (isRefusal(service)) return service;
    const network = latticeAt(world, 'LatticeServiceNetwork', input.serviceNetworkIdentifier);
    if (isRefusal(network)) return network;
    if (service.status === 'DELETE_IN_PROGRESS') return conflict(`Service ${service.id} is in ${service.status} status`);
    const present = lookup(world.aws.LatticeServiceAssociation, 'byService', service.id).some((each) => each.serviceNetworkId === network.id);
    if (present) return conflict(`Service ${service.id} is already associated with service network ${network.id}`);
    const minted = mintIds(world, as, ['snsa']);
    const [id] = minted.ids;
    const association: LatticeServiceAssociation = {
      id,
      arn: `arn:aws:vpc-lattice:${world.region}:${world.account}:servicenetworkserviceassociation/${id}`,
      status: 'CREATE_IN_PROGRESS',
      createdBy: world.account,
      createdAt: timestamp(world.now),
      serviceId: service.id,
      serviceNetworkId: network.id,
      since: world.now,
    };
    const { arn, createdBy, status } = association;
    const named = service.customDomainName === undefined ? {} : { customDomainName: service.customDomainName };
    const output = { arn, createdBy, ...named, dnsEntry: dnsEntryOf(service), id, status };
    return { world: minted.world, effects: [store('LatticeServiceAssociation', association)], output };
  },
});

/** The accounts of both the service and the network see the association. */
function associationAt(world: World, identifier: string): LatticeServiceAssociation | Refusal {
  const known = objectAt(world.aws.LatticeServiceAssociation, identifier.slice(identifier.lastIndexOf('/') + 1));
  return known !== undefined && isSeen(world, known) ? known : latticeAt(world, 'LatticeServiceAssociation', identifier);
}

function isSeen(world: World, { arn, serviceId, serviceNetworkId }: LatticeServiceAssociation): boolean {
  const ends = [objectAt(world.aws.LatticeService, serviceId), objectAt(world.aws.LatticeServiceNetwork, serviceNetworkId)];
  return isVisible(world, arn) || ends.some((end) => end?.arn.split(':')[4] === world.account);
}

const getAssociation = operation({
  service: 'vpc-lattice',
  name: 'GetServiceNetworkServiceAssociation',
  kind: 'LatticeServiceAssociation',
  writes: false,
  summary: { ko: '서비스 연결의 상태를 보여 줍니다.', en: 'Shows the state of a service association.' },
  members: { serviceNetworkServiceAssociationIdentifier: ASSOCIATION },
  run: ({ world, input }) => {
    const found = associationAt(world, input.serviceNetworkServiceAssociationIdentifier);
    return isRefusal(found) ? found : { output: latticeServiceAssociation.describe.show(found, world) };
  },
});

const listAssociations = operation({
  service: 'vpc-lattice',
  name: 'ListServiceNetworkServiceAssociations',
  kind: 'LatticeServiceAssociation',
  writes: false,
  summary: { ko: '서비스 네트워크나 서비스의 연결을 보여 줍니다.', en: 'Shows the associations of a service network or of a service.' },
  pages: 'items',
  members: { serviceNetworkIdentifier: idOf('LatticeServiceNetwork'), serviceIdentifier: idOf('LatticeService') },
  run: ({ world, input: { serviceNetworkIdentifier, serviceIdentifier } }) => {
    if (serviceNetworkIdentifier === undefined && serviceIdentifier === undefined) {
      return validation('Either serviceNetworkIdentifier or serviceIdentifier must be specified');
    }
    const [network, service] = [serviceNetworkIdentifier, serviceIdentifier].map((given) => given?.slice(given.lastIndexOf('/') + 1));
    const wanted = objectsOf(world.aws.LatticeServiceAssociation).filter(
      (each) =>
        (network === undefined || each.serviceNetworkId === network) && (service === undefined || each.serviceId === service) && isSeen(world, each),
    );
    return { output: { items: wanted.map((each) => latticeServiceAssociation.describe.show(each, world)) } };
  },
});

const deleteAssociation = operation({
  service: 'vpc-lattice',
  name: 'DeleteServiceNetworkServiceAssociation',
  kind: 'LatticeServiceAssociation',
  writes: true,
  summary: { ko: '서비스와 서비스 네트워크의 연결을 끊습니다.', en: 'Disassociates a service from a service network.' },
  members: { serviceNetworkServiceAssociationIdentifier: ASSOCIATION },
  run: ({ world, input }) => {
    const found = associationAt(world, input.serviceNetworkServiceAssociationIdentifier);
    if (isRefusal(found)) return found;
    // "This operation fails if an association is still in progress."
    if (found.status === 'CREATE_IN_PROGRESS') return conflict(`ServiceNetworkServiceAssociation ${found.id} is in ${found.status} status`);
    const next: LatticeServiceAssociation = { ...found, status: 'DELETE_IN_PROGRESS', since: world.now };
    return { effects: [store('LatticeServiceAssociation', next)], output: { arn: next.arn, id: next.id, status: next.status } };
  },
});

const advanceAssociation = operation({
  service: 'vpc-lattice',
  name: 'AdvanceLatticeServiceAssociation',
  kind: 'LatticeServiceAssociation',
  writes: true,
  internal: true,
  summary: { ko: '서비스 연결의 상태를 다음으로 넘깁니다.', en: 'Takes a service association to its next state.' },
  members: { id: ASSOCIATION },
  run: ({ world, input: { id } }) => {
    const found = objectAt(world.aws.LatticeServiceAssociation, id);
    if (found === undefined || found.status === 'ACTIVE') return { output: {} };
    if (found.status === 'DELETE_IN_PROGRESS') return { effects: [erase('LatticeServiceAssociation', id)], output: {} };
    return { effects: [store('LatticeServiceAssociation', { ...found, status: 'ACTIVE', since: world.now })], output: {} };
  },
});

export const serviceAssociationOperations = [createAssociation, getAssociation, listAssociations, deleteAssociation, advanceAssociation];
