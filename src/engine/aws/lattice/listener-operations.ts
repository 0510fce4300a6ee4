/** Operations on listeners. https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_CreateListener.html */
import { lookup } from '../../store.ts';
import { timestamp } from '../aws-time.ts';
import { erase, store } from '../effects.ts';
import { mintIds } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { firstRefusal, isRefusal } from '../refusal.ts';
import { idOf, integer, string } from '../shape.ts';
import { ACTION } from './action.ts';
import { readAction } from './action-input.ts';
import { type LatticeListener, latticeListener } from './listener.ts';
import { checkName, checkValue, conflict, constraint, latticeAt, listenerAt, ownOnly } from './refusals.ts';

const SERVICE = { ...idOf('LatticeService'), required: true } as const;
const LISTENER = { ...idOf('LatticeListener'), required: true } as const;
const PROTOCOLS = ['HTTP', 'HTTPS', 'TLS_PASSTHROUGH'] as const;

const createListener = operation({
  service: 'vpc-lattice',
  name: 'CreateListener',
  verb: 'CreateLatticeListener',
  kind: 'LatticeListener',
  writes: true,
  summary: { ko: '서비스에 리스너를 만듭니다.', en: 'Creates a listener of a service.' },
  members: {
    serviceIdentifier: SERVICE,
    name: { ...string, required: true },
    protocol: { type: 'string', values: PROTOCOLS, required: true },
    port: integer,
    defaultAction: { ...ACTION, required: true },
  },
  run: ({ world, input, as }) => {
    const { name, protocol, port = protocol === 'HTTP' ? 80 : 443 } = input;
    const wrong = firstRefusal(
      checkName(name, { most: 63, reserved: 'listener-' }),
      checkValue('protocol', protocol, PROTOCOLS),
      port < 1 ? constraint('port', String(port), 'have value greater than or equal to 1') : null,
      port > 65535 ? constraint('port', String(port), 'have value less than or equal to 65535') : null,
    );
    if (wrong !== null) return wrong;
    const service = latticeAt(world, 'LatticeService', input.serviceIdentifier);
    if (isRefusal(service)) return service;
    const denied = ownOnly(world, 'CreateListener', service.arn);
    if (denied !== null) return denied;
    const present = lookup(world.aws.LatticeListener, 'byService', service.id);
    if (present.some((each) => each.name === name)) return conflict(`Listener with name ${name} already exists for service ${service.id}`);
    if (present.some((each) => each.port === port)) return conflict(`Listener with port ${port} already exists for service ${service.id}`);
    const defaultAction = readAction(world, 'defaultAction', input.defaultAction);
    if (isRefusal(defaultAction)) return defaultAction;
    const minted = mintIds(world, as, ['listener']);
    const [id] = minted.ids;
    const listener: LatticeListener = {
      id,
      arn: `${service.arn}/listener/${id}`,
      name,
      protocol: protocol as LatticeListener['protocol'],
      port,
      serviceId: service.id,
      serviceArn: service.arn,
      defaultAction,
      createdAt: timestamp(world.now),
    };
    const { createdAt: _created, ...output } = listener;
    return { world: minted.world, effects: [store('LatticeListener', listener)], output };
  },
});

const getListener = operation({
  service: 'vpc-lattice',
  name: 'GetListener',
  kind: 'LatticeListener',
  writes: false,
  summary: { ko: '리스너와 기본 작업을 보여 줍니다.', en: 'Shows a listener and its default action.' },
  members: { serviceIdentifier: SERVICE, listenerIdentifier: LISTENER },
  run: ({ world, input }) => {
    const listener = listenerAt(world, input.serviceIdentifier, input.listenerIdentifier);
    return isRefusal(listener) ? listener : { output: { ...listener, lastUpdatedAt: listener.createdAt } };
  },
});

const listListeners = operation({
  service: 'vpc-lattice',
  name: 'ListListeners',
  kind: 'LatticeListener',
  writes: false,
  summary: { ko: '서비스의 리스너를 보여 줍니다.', en: 'Shows the listeners of a service.' },
  pages: 'items',
  members: { serviceIdentifier: SERVICE },
  run: ({ world, input }) => {
    const service = latticeAt(world, 'LatticeService', input.serviceIdentifier);
    if (isRefusal(service)) return service;
    const found = lookup(world.aws.LatticeListener, 'byService', service.id);
    return { output: { items: found.map((listener) => latticeListener.describe.show(listener, world)) } };
  },
});

const updateListener = operation({
  service: 'vpc-lattice',
  name: 'UpdateListener',
  kind: 'LatticeListener',
  writes: true,
  summary: { ko: '리스너의 기본 작업을 바꿉니다.', en: 'Changes the default action of a listener.' },
  members: { serviceIdentifier: SERVICE, listenerIdentifier: LISTENER, defaultAction: { ...ACTION, required: true } },
  run: ({ world, input }) => {
    const listener = listenerAt(world, input.serviceIdentifier, input.listenerIdentifier);
    if (isRefusal(listener)) return listener;
    const denied = ownOnly(world, 'UpdateListener', listener.arn);
    if (denied !== null) return denied;
    const defaultAction = readAction(world, 'defaultAction', input.defaultAction);
    if (isRefusal(defaultAction)) return defaultAction;
    const next = { ...listener, defaultAction };
    const { createdAt: _created, ...output } = next;
    return { effects: [store('LatticeListener', next)], output };
  },
});

const deleteListener = operation({
  service: 'vpc-lattice',
  name: 'DeleteListener',
  verb: 'DeleteLatticeListener',
  kind: 'LatticeListener',
  writes: true,
  summary: { ko: '리스너를 규칙과 함께 지웁니다.', en: 'Deletes a listener with its rules.' },
  members: { serviceIdentifier: SERVICE, listenerIdentifier: LISTENER },
  run: ({ world, input }) => {
    const listener = listenerAt(world, input.serviceIdentifier, input.listenerIdentifier);
    if (isRefusal(listener)) return listener;
    const denied = ownOnly(world, 'DeleteListener', listener.arn);
    if (denied !== null) return denied;
    const rules = lookup(world.aws.LatticeRule, 'byListener', listener.id).map(({ id }) => erase('LatticeRule', id));
    return { effects: [...rules, erase('LatticeListener', listener.id)], output: {} };
  },
});

export const latticeListenerOperations = [createListener, getListener, listListeners, updateListener, deleteListener];
