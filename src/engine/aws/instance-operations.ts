/** Operations on instances that exist. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceAttribute.html */
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { describeOperation } from './describe.ts';
import { store } from './effects.ts';
import { find } from './find.ts';
import { type Instance, instance } from './instance.ts';
import { limitsOf } from './instance-limits.ts';
import { reservationIdOf } from './instance-show.ts';
import { groupsFor } from './interface-groups.ts';
import { interfacesOf, type NetworkInterface } from './network-interface.ts';
import { showGroups } from './network-interface-show.ts';
import { type Done, operation } from './operation.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { severalInterfaces } from './route-target.ts';
import { ATTRIBUTE_BOOLEAN, idOf, idsOf, string } from './shape.ts';

const describeInstances = describeOperation(
  instance,
  { ko: '인스턴스를 보여 줍니다.', en: 'Shows instances.' },
  { wrap: (shown, world) => reservationsOf(shown as readonly Instance[], world) },
);

/** The launch requests that the instances came from, each with its own. */
function reservationsOf(shown: readonly Instance[], { account: OwnerId, aws }: World): readonly object[] {
  const grouped = new Map<string, Instance[]>();
  for (const each of shown) {
    const ReservationId = reservationIdOf(objectAt(aws.Instance, each.InstanceId) ?? each);
    grouped.set(ReservationId, [...(grouped.get(ReservationId) ?? []), each]);
  }
  return [...grouped].map(([ReservationId, Instances]) => ({ ReservationId, OwnerId, Groups: [], Instances }));
}

const VALUE = { type: 'structure', members: { Value: string } } as const;
const ATTRIBUTES = {
  SourceDestCheck: ATTRIBUTE_BOOLEAN,
  DisableApiStop: ATTRIBUTE_BOOLEAN,
  DisableApiTermination: ATTRIBUTE_BOOLEAN,
  Groups: idsOf('SecurityGroup'),
  InstanceType: VALUE,
  UserData: VALUE,
} as const;

type Attributes = {
  readonly SourceDestCheck?: { readonly Value?: boolean | undefined } | undefined;
  readonly DisableApiStop?: { readonly Value?: boolean | undefined } | undefined;
  readonly DisableApiTermination?: { readonly Value?: boolean | undefined } | undefined;
  readonly Groups?: readonly string[] | undefined;
  readonly InstanceType?: { readonly Value?: string | undefined } | undefined;
  readonly UserData?: { readonly Value?: string | undefined } | undefined;
};

const modifyInstanceAttribute = operation({
  service: 'ec2',
  name: 'ModifyInstanceAttribute',
  kind: 'Instance',
  writes: true,
  summary: {
    ko: '인스턴스의 보안 그룹, 출발지/목적지 확인, 종료 방지, 유형을 바꿉니다. 한 번에 하나만 바꿉니다.',
    en: 'Changes one attribute of an instance: groups, source/destination check, protection, type.',
  },
  members: { InstanceId: { ...idOf('Instance'), required: true }, ...ATTRIBUTES },
  run: ({ world, input }) => {
    const found = find(world, 'Instance', input.InstanceId);
    if (isRefusal(found)) return found;
    const given = (Object.keys(ATTRIBUTES) as (keyof Attributes)[]).filter((name) => input[name] !== undefined);
    if (given.length === 0) return refuse('MissingParameter', 'The request must contain exactly one attribute to modify');
    if (given.length > 1) {
      const names = given.map((name) => name.slice(0, 1).toLowerCase() + name.slice(1)).join(', ');
      return refuse('InvalidParameterCombination', `Fields for multiple attribute types specified: ${names}`);
    }
    const ofInterface = input.Groups !== undefined || input.SourceDestCheck !== undefined;
    return ofInterface ? interfaceChanged(world, found, input) : instanceChanged(found, input);
  },
});

function interfaceChanged(world: World, { InstanceId }: Instance, input: Attributes): Done | Refusal {
  const [primary, ...others] = interfacesOf(world, InstanceId);
  if (primary === undefined || others.length > 0) return severalInterfaces(InstanceId);
  const subnet = find(world, 'Subnet', primary.SubnetId);
  if (isRefusal(subnet)) return subnet;
  const Groups = input.Groups === undefined ? primary.Groups : groupsFor(world, subnet, input.Groups);
  if (isRefusal(Groups)) return Groups;
  const SourceDestCheck = input.SourceDestCheck?.Value ?? primary.SourceDestCheck;
  return { effects: [store('NetworkInterface', { ...primary, Groups, SourceDestCheck })], output: {} };
}

function instanceChanged(found: Instance, input: Attributes): Done | Refusal {
  const { InstanceType, UserData, DisableApiStop, DisableApiTermination } = input;
  const needsRest = InstanceType !== undefined || UserData !== undefined;
  if (needsRest && found.State.Name !== 'stopped') {
    return refuse('IncorrectInstanceState', `The instance '${found.InstanceId}' is not in the 'stopped' state.`);
  }
  const type = InstanceType?.Value ?? found.InstanceType;
  if (limitsOf(type) === undefined) return refuse('InvalidInstanceAttributeValue', `The instanceType '${type}' is not valid.`);
  const { DisableApiStop: stop, DisableApiTermination: termination, ...rest } = found;
  const changed: Instance = {
    ...rest,
    InstanceType: type,
    ...(UserData?.Value === undefined ? {} : { UserData: UserData.Value }),
    ...((DisableApiStop?.Value ?? stop) === true ? { DisableApiStop: true } : {}),
    ...((DisableApiTermination?.Value ?? termination) === true ? { DisableApiTermination: true } : {}),
  };
  return { effects: [store('Instance', changed)], output: {} };
}

type Shown = { readonly found: Instance; readonly primary: NetworkInterface | undefined; readonly world: World };

const SHOWN: { readonly [attribute: string]: (shown: Shown) => object } = {
  instanceType: ({ found }) => ({ InstanceType: { Value: found.InstanceType } }),
  userData: ({ found }) => ({ UserData: found.UserData === undefined ? {} : { Value: found.UserData } }),
  disableApiTermination: ({ found }) => ({ DisableApiTermination: { Value: found.DisableApiTermination === true } }),
  disableApiStop: ({ found }) => ({ DisableApiStop: { Value: found.DisableApiStop === true } }),
  instanceInitiatedShutdownBehavior: () => ({ InstanceInitiatedShutdownBehavior: { Value: 'stop' } }),
  groupSet: ({ primary, world }) => ({ Groups: primary === undefined ? [] : showGroups(world, primary) }),
  sourceDestCheck: ({ primary }) => ({ SourceDestCheck: { Value: primary?.SourceDestCheck ?? true } }),
};

const describeInstanceAttribute = operation({
  service: 'ec2',
  name: 'DescribeInstanceAttribute',
  kind: 'Instance',
  writes: false,
  summary: { ko: '인스턴스의 속성 하나를 보여 줍니다.', en: 'Shows one attribute of an instance.' },
  members: { InstanceId: { ...idOf('Instance'), required: true }, Attribute: { type: 'string', values: Object.keys(SHOWN), required: true } },
  run: ({ world, input: { InstanceId, Attribute } }) => {
    const found = find(world, 'Instance', InstanceId);
    if (isRefusal(found)) return found;
    const show = SHOWN[Attribute];
    if (show === undefined) return refuse('InvalidParameterValue', `Value (${Attribute}) for parameter attribute is invalid. Unknown attribute.`);
    const [primary, ...others] = interfacesOf(world, InstanceId);
    const single = Attribute === 'groupSet' || Attribute === 'sourceDestCheck';
    return single && others.length > 0 ? severalInterfaces(InstanceId) : { output: { InstanceId, ...show({ found, primary, world }) } };
  },
});

export const instanceOperations = [describeInstances, modifyInstanceAttribute, describeInstanceAttribute];
