/** Operations on target groups. https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_CreateTargetGroup.html */
import { lookup, objectAt, objectsOf } from '../../store.ts';
import { timestamp } from '../aws-time.ts';
import { erase, store } from '../effects.ts';
import { mintIds } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { firstRefusal, isRefusal, type Refusal, refuse } from '../refusal.ts';
import { boolean, idOf, integer, string } from '../shape.ts';
import { checkName, checkValue, conflict, constraint, isVisible, latticeAt, ownOnly, validation } from './refusals.ts';
import { type LatticeHealthCheck, type LatticeTargetGroup, latticeTargetGroup, servicesUsing, showTargetGroup } from './target-group.ts';

const GROUP = { ...idOf('LatticeTargetGroup'), required: true } as const;
const TYPES = ['IP', 'LAMBDA', 'INSTANCE', 'ALB'] as const;
const HEALTH_CHECK = {
  type: 'structure',
  members: {
    enabled: boolean,
    protocol: string,
    protocolVersion: string,
    port: integer,
    path: string,
    healthCheckIntervalSeconds: integer,
    healthCheckTimeoutSeconds: integer,
    healthyThresholdCount: integer,
    unhealthyThresholdCount: integer,
    matcher: { type: 'structure', members: { httpCode: string } },
  },
} as const;
const CONFIG = {
  type: 'structure',
  members: {
    port: integer,
    protocol: string,
    protocolVersion: string,
    ipAddressType: string,
    vpcIdentifier: idOf('Vpc'),
    healthCheck: HEALTH_CHECK,
    lambdaEventStructureVersion: string,
  },
} as const;
type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined };
type HealthCheckInput = Loose<Omit<LatticeHealthCheck, 'matcher' | 'protocol' | 'protocolVersion'>> & {
  readonly protocol?: string | undefined;
  readonly protocolVersion?: string | undefined;
  readonly matcher?: { readonly httpCode?: string | undefined } | undefined;
};

const createTargetGroup = operation({
  service: 'vpc-lattice',
  name: 'CreateTargetGroup',
  verb: 'CreateLatticeTargetGroup',
  kind: 'LatticeTargetGroup',
  writes: true,
  summary: { ko: '대상 그룹을 만듭니다.', en: 'Creates a target group.' },
  members: { name: { ...string, required: true }, type: { type: 'string', values: TYPES, required: true }, config: CONFIG },
  run: ({ world, input: { name, type, config }, as }) => {
    const wrong = firstRefusal(checkName(name, { most: 128, reserved: 'tg-' }), checkValue('type', type, TYPES));
    if (wrong !== null) return wrong;
    if (type === 'LAMBDA') return refuse('UnsupportedOperation', 'Target groups of type LAMBDA are not simulated.');
    const { vpcIdentifier, protocol, port = protocol === 'HTTPS' ? 443 : 80, protocolVersion, ipAddressType, healthCheck } = config ?? {};
    if (protocol === undefined) return validation(`protocol is required in the config of a target group of type ${type}`);
    if (vpcIdentifier === undefined) return validation(`vpcIdentifier is required in the config of a target group of type ${type}`);
    if (ipAddressType !== undefined && type !== 'IP') return validation(`ipAddressType is not supported for target groups of type ${type}`);
    if (healthCheck !== undefined && type === 'ALB') return validation('healthCheck is not supported for target groups of type ALB');
    const unfit = firstRefusal(
      checkValue('config.protocol', protocol, ['HTTP', 'HTTPS', 'TCP']),
      checkValue('config.protocolVersion', protocolVersion, ['HTTP1', 'HTTP2', 'GRPC']),
      checkValue('config.ipAddressType', ipAddressType, ['IPV4', 'IPV6']),
      within('config.port', port, [1, 65535]),
      checkHealthCheck(healthCheck ?? {}),
    );
    if (unfit !== null) return unfit;
    if (objectAt(world.aws.Vpc, vpcIdentifier) === undefined) return refuse('ResourceNotFoundException', `VPC ${vpcIdentifier} not found`, 404);
    if (lookup(world.aws.LatticeTargetGroup, 'byName', name).length > 0) return conflict(`TargetGroup with name ${name} already exists`);
    const minted = mintIds(world, as, ['tg']);
    const [id] = minted.ids;
    const group: LatticeTargetGroup = {
      id,
      arn: `arn:aws:vpc-lattice:${world.region}:${world.account}:targetgroup/${id}`,
      name,
      type: type as LatticeTargetGroup['type'],
      status: 'CREATE_IN_PROGRESS',
      createdAt: timestamp(world.now),
      config: {
        ...(type === 'ALB' ? {} : { healthCheck: healthCheckFrom(healthCheck ?? {}, protocol) }),
        ...(type === 'IP' ? { ipAddressType: (ipAddressType ?? 'IPV4') as 'IPV4' } : {}),
        port,
        protocol: protocol as 'HTTP',
        ...(protocol === 'TCP' ? {} : { protocolVersion: (protocolVersion ?? 'HTTP1') as 'HTTP1' }),
        vpcIdentifier,
      },
      targets: [],
      since: world.now,
    };
    const { arn, config: stored, status } = group;
    return { world: minted.world, effects: [store('LatticeTargetGroup', group)], output: { arn, config: stored, id, name, status, type } };
  },
});

function within(member: string, value: number | undefined, [least, most]: readonly [number, number]): Refusal | null {
  if (value === undefined || (value >= least && value <= most)) return null;
  const rule = value < least ? `have value greater than or equal to ${least}` : `have value less than or equal to ${most}`;
  return constraint(member, String(value), rule);
}

/** https://docs.aws.amazon.com/vpc-lattice/latest/ug/target-group-health-checks.html */
function checkHealthCheck(given: HealthCheckInput): Refusal | null {
  const at = (member: string) => `config.healthCheck.${member}`;
  return firstRefusal(
    checkValue(at('protocol'), given.protocol, ['HTTP', 'HTTPS', 'TCP']),
    checkValue(at('protocolVersion'), given.protocolVersion, ['HTTP1', 'HTTP2']),
    within(at('healthCheckIntervalSeconds'), given.healthCheckIntervalSeconds, [5, 300]),
    within(at('healthCheckTimeoutSeconds'), given.healthCheckTimeoutSeconds, [1, 120]),
    within(at('healthyThresholdCount'), given.healthyThresholdCount, [2, 10]),
    within(at('unhealthyThresholdCount'), given.unhealthyThresholdCount, [2, 10]),
  );
}

/** "The default protocol is the protocol of the target group"; for TCP health checks are off unless they are asked for. */
function healthCheckFrom({ matcher, ...given }: HealthCheckInput, protocol: string): LatticeHealthCheck {
  return {
    enabled: given.enabled ?? protocol !== 'TCP',
    healthCheckIntervalSeconds: given.healthCheckIntervalSeconds ?? 30,
    healthCheckTimeoutSeconds: given.healthCheckTimeoutSeconds ?? 5,
    healthyThresholdCount: given.healthyThresholdCount ?? 5,
    matcher: { httpCode: matcher?.httpCode ?? '200' },
    path: given.path ?? '/',
    ...(given.port === undefined ? {} : { port: given.port }),
    protocol: (given.protocol ?? (protocol === 'HTTPS' ? 'HTTPS' : 'HTTP')) as 'HTTP',
    protocolVersion: (given.protocolVersion ?? 'HTTP1') as 'HTTP1',
    unhealthyThresholdCount: given.unhealthyThresholdCount ?? 2,
  };
}

const getTargetGroup = operation({
  service: 'vpc-lattice',
  name: 'GetTargetGroup',
  kind: 'LatticeTargetGroup',
  writes: false,
  summary: { ko: '대상 그룹과 그것을 쓰는 서비스를 보여 줍니다.', en: 'Shows a target group and the services that use it.' },
  members: { targetGroupIdentifier: GROUP },
  run: ({ world, input }) => {
    const group = latticeAt(world, 'LatticeTargetGroup', input.targetGroupIdentifier);
    return isRefusal(group) ? group : { output: showTargetGroup(group, world) };
  },
});

const listTargetGroups = operation({
  service: 'vpc-lattice',
  name: 'ListTargetGroups',
  kind: 'LatticeTargetGroup',
  writes: false,
  summary: { ko: '대상 그룹을 보여 줍니다.', en: 'Shows the target groups.' },
  pages: 'items',
  members: { vpcIdentifier: idOf('Vpc'), targetGroupType: { type: 'string', values: TYPES } },
  run: ({ world, input: { vpcIdentifier, targetGroupType } }) => {
    const wrong = checkValue('targetGroupType', targetGroupType, TYPES);
    if (wrong !== null) return wrong;
    const wanted = objectsOf(world.aws.LatticeTargetGroup).filter(
      ({ arn, type, config }) =>
        isVisible(world, arn) &&
        (vpcIdentifier === undefined || config.vpcIdentifier === vpcIdentifier) &&
        (targetGroupType === undefined || type === targetGroupType),
    );
    return { output: { items: wanted.map((group) => latticeTargetGroup.describe.show(group, world)) } };
  },
});

const updateTargetGroup = operation({
  service: 'vpc-lattice',
  name: 'UpdateTargetGroup',
  kind: 'LatticeTargetGroup',
  writes: true,
  summary: { ko: '대상 그룹의 상태 확인을 바꿉니다.', en: 'Changes the health check of a target group.' },
  members: { targetGroupIdentifier: GROUP, healthCheck: { ...HEALTH_CHECK, required: true } },
  run: ({ world, input }) => {
    const group = latticeAt(world, 'LatticeTargetGroup', input.targetGroupIdentifier);
    if (isRefusal(group)) return group;
    if (group.type === 'ALB') return validation('healthCheck is not supported for target groups of type ALB');
    const wrong = firstRefusal(checkHealthCheck(input.healthCheck), ownOnly(world, 'UpdateTargetGroup', group.arn));
    if (wrong !== null) return wrong;
    const healthCheck = healthCheckFrom({ ...group.config.healthCheck, ...input.healthCheck }, group.config.protocol);
    const next: LatticeTargetGroup = { ...group, config: { ...group.config, healthCheck } };
    const { arn, config, id, name, status, type } = next;
    return { effects: [store('LatticeTargetGroup', next)], output: { arn, config, id, name, status, type } };
  },
});

const deleteTargetGroup = operation({
  service: 'vpc-lattice',
  name: 'DeleteTargetGroup',
  verb: 'DeleteLatticeTargetGroup',
  kind: 'LatticeTargetGroup',
  writes: true,
  summary: { ko: '쓰이지 않는 대상 그룹을 지웁니다.', en: 'Deletes a target group that nothing uses.' },
  members: { targetGroupIdentifier: GROUP },
  run: ({ world, input }) => {
    const group = latticeAt(world, 'LatticeTargetGroup', input.targetGroupIdentifier);
    if (isRefusal(group)) return group;
    const denied = ownOnly(world, 'DeleteTargetGroup', group.arn);
    if (denied !== null) return denied;
    const services = servicesUsing(world, group.id);
    if (services.length > 0) return { ...conflict(`TargetGroup ${group.id} is in use`), dependents: services };
    if (group.targets.length > 0)
      return { ...conflict(`TargetGroup ${group.id} has registered targets`), dependents: group.targets.map(({ id }) => id) };
    if (group.status === 'CREATE_IN_PROGRESS') return conflict(`TargetGroup ${group.id} is in ${group.status} status`);
    const next: LatticeTargetGroup = { ...group, status: 'DELETE_IN_PROGRESS', since: world.now };
    return { effects: [store('LatticeTargetGroup', next)], output: { arn: next.arn, id: next.id, status: next.status } };
  },
});

const advanceTargetGroup = operation({
  service: 'vpc-lattice',
  name: 'AdvanceLatticeTargetGroup',
  kind: 'LatticeTargetGroup',
  writes: true,
  internal: true,
  summary: { ko: '대상 그룹의 상태를 다음으로 넘깁니다.', en: 'Takes a target group to its next state.' },
  members: { id: GROUP },
  run: ({ world, input: { id } }) => {
    const group = objectAt(world.aws.LatticeTargetGroup, id);
    if (group === undefined || group.status === 'ACTIVE') return { output: {} };
    if (group.status === 'DELETE_IN_PROGRESS') return { effects: [erase('LatticeTargetGroup', id)], output: {} };
    return { effects: [store('LatticeTargetGroup', { ...group, status: 'ACTIVE', since: world.now })], output: {} };
  },
});

export const latticeTargetGroupOperations = [
  createTargetGroup,
  getTargetGroup,
  listTargetGroups,
  updateTargetGroup,
  deleteTargetGroup,
  advanceTargetGroup,
];
