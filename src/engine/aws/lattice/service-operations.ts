/** Operations on services. https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_CreateService.html */
import { lookup, objectAt, objectsOf } from '../../store.ts';
import { timestamp } from '../aws-time.ts';
import { erase, store } from '../effects.ts';
import { mintIds } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { firstRefusal, isRefusal } from '../refusal.ts';
import { idOf, string } from '../shape.ts';
import { checkName, checkValue, conflict, isVisible, latticeAt, ownOnly } from './refusals.ts';
import { dnsEntryOf, type LatticeService, latticeService, showService } from './service.ts';
import { AUTH_TYPE, AUTH_TYPES } from './service-network-operations.ts';

const SERVICE = { ...idOf('LatticeService'), required: true } as const;

const createService = operation({
  service: 'vpc-lattice',
  name: 'CreateService',
  kind: 'LatticeService',
  writes: true,
  summary: { ko: '서비스를 만들고 이름을 얻습니다.', en: 'Creates a service, which gets a name of its own.' },
  members: { name: { ...string, required: true }, authType: AUTH_TYPE, customDomainName: string, certificateArn: string },
  run: ({ world, input, as }) => {
    const { name, authType, customDomainName, certificateArn } = input;
    const wrong = firstRefusal(checkName(name, { most: 40, reserved: 'svc-' }), checkValue('authType', authType, AUTH_TYPES));
    if (wrong !== null) return wrong;
    const same = lookup(world.aws.LatticeService, 'byName', name).find(({ arn }) => arn.split(':')[4] === world.account);
    if (same !== undefined) return conflict(`Service with name ${name} already exists`);
    const minted = mintIds(world, as, ['svc']);
    const [id] = minted.ids;
    const service: LatticeService = {
      id,
      arn: `arn:aws:vpc-lattice:${world.region}:${world.account}:service/${id}`,
      name,
      status: 'CREATE_IN_PROGRESS',
      authType: (authType ?? 'NONE') as LatticeService['authType'],
      createdAt: timestamp(world.now),
      ...(customDomainName === undefined ? {} : { customDomainName: customDomainName.toLowerCase() }),
      ...(certificateArn === undefined ? {} : { certificateArn }),
      since: world.now,
    };
    const { createdAt: _created, lastUpdatedAt: _updated, ...output } = showService(service);
    return { world: minted.world, effects: [store('LatticeService', service)], output: { ...output, dnsEntry: dnsEntryOf(service) } };
  },
});

const getService = operation({
  service: 'vpc-lattice',
  name: 'GetService',
  kind: 'LatticeService',
  writes: false,
  summary: { ko: '서비스의 상태와 이름을 보여 줍니다.', en: 'Shows the state and the name of a service.' },
  members: { serviceIdentifier: SERVICE },
  run: ({ world, input }) => {
    const service = latticeAt(world, 'LatticeService', input.serviceIdentifier);
    return isRefusal(service) ? service : { output: showService(service) };
  },
});

const listServices = operation({
  service: 'vpc-lattice',
  name: 'ListServices',
  kind: 'LatticeService',
  writes: false,
  summary: { ko: '이 계정의 서비스와 공유받은 것을 보여 줍니다.', en: 'Shows the services of this account and those shared with it.' },
  pages: 'items',
  members: {},
  run: ({ world }) => {
    const seen = objectsOf(world.aws.LatticeService).filter(({ arn }) => isVisible(world, arn));
    return { output: { items: seen.map((service) => latticeService.describe.show(service, world)) } };
  },
});

const updateService = operation({
  service: 'vpc-lattice',
  name: 'UpdateService',
  kind: 'LatticeService',
  writes: true,
  summary: { ko: '서비스의 인증 유형이나 인증서를 바꿉니다.', en: 'Changes the auth type or the certificate of a service.' },
  members: { serviceIdentifier: SERVICE, authType: AUTH_TYPE, certificateArn: string },
  run: ({ world, input: { serviceIdentifier, authType, certificateArn } }) => {
    const service = latticeAt(world, 'LatticeService', serviceIdentifier);
    if (isRefusal(service)) return service;
    const wrong = firstRefusal(checkValue('authType', authType, AUTH_TYPES), ownOnly(world, 'UpdateService', service.arn));
    if (wrong !== null) return wrong;
    const next: LatticeService = {
      ...service,
      authType: (authType ?? service.authType) as LatticeService['authType'],
      ...(certificateArn === undefined ? {} : { certificateArn }),
    };
    const { createdAt: _created, lastUpdatedAt: _updated, status: _status, dnsEntry: _entry, ...output } = showService(next);
    return { effects: [store('LatticeService', next)], output };
  },
});

const deleteService = operation({
  service: 'vpc-lattice',
  name: 'DeleteService',
  kind: 'LatticeService',
  writes: true,
  summary: {
    ko: '어느 서비스 네트워크에도 연결되지 않은 서비스를 리스너, 규칙과 함께 지웁니다.',
    en: 'Deletes a service that no service network has, with its listeners and rules.',
  },
  members: { serviceIdentifier: SERVICE },
  run: ({ world, input }) => {
    const service = latticeAt(world, 'LatticeService', input.serviceIdentifier);
    if (isRefusal(service)) return service;
    const denied = ownOnly(world, 'DeleteService', service.arn);
    if (denied !== null) return denied;
    const used = lookup(world.aws.LatticeServiceAssociation, 'byService', service.id);
    if (used.length > 0) {
      return { ...conflict(`Service ${service.id} is associated with service network(s)`), dependents: used.map(({ id }) => id) };
    }
    const next: LatticeService = { ...service, status: 'DELETE_IN_PROGRESS', since: world.now };
    const { arn, id, name, status } = next;
    return { effects: [store('LatticeService', next)], output: { arn, id, name, status } };
  },
});

const advanceService = operation({
  service: 'vpc-lattice',
  name: 'AdvanceLatticeService',
  kind: 'LatticeService',
  writes: true,
  internal: true,
  summary: { ko: '서비스의 상태를 다음으로 넘깁니다.', en: 'Takes a service to its next state.' },
  members: { id: SERVICE },
  run: ({ world, input: { id } }) => {
    const service = objectAt(world.aws.LatticeService, id);
    if (service === undefined || service.status === 'ACTIVE') return { output: {} };
    if (service.status === 'CREATE_IN_PROGRESS') {
      return { effects: [store('LatticeService', { ...service, status: 'ACTIVE', since: world.now })], output: {} };
    }
    const listeners = lookup(world.aws.LatticeListener, 'byService', id);
    const rules = listeners.flatMap((listener) => lookup(world.aws.LatticeRule, 'byListener', listener.id));
    const effects = [
      ...rules.map((rule) => erase('LatticeRule', rule.id)),
      ...listeners.map((listener) => erase('LatticeListener', listener.id)),
      erase('LatticeService', id),
    ];
    return { effects, output: {} };
  },
});

export const latticeServiceOperations = [createService, getService, listServices, updateService, deleteService, advanceService];
