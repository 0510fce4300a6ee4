/** RunInstances. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html */
import { commit, type Effect } from '../change.ts';
import type { Principal } from '../principal.ts';
import { lookup, objectAt, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { timestamp } from './aws-time.ts';
import { store } from './effects.ts';
import { find } from './find.ts';
import { profileAt } from './iam/instance-profile.ts';
import { imageIdAt, imagesOf } from './image.ts';
import { checkImageId } from './image-operations.ts';
import type { Instance } from './instance.ts';
import { limitsOf } from './instance-limits.ts';
import { architectureOf, showInstance } from './instance-show.ts';
import {
  checkSpecifications,
  INTERFACE_SPECIFICATIONS,
  type InterfaceSpecification,
  interfaceOfLaunch,
  subnetOfInterface,
} from './launch-interfaces.ts';
import { mintIds } from './mint-ids.ts';
import { operation } from './operation.ts';
import { firstRefusal, isRefusal, type Refusal, refuse } from './refusal.ts';
import { boolean, type InputOf, idOf, idsOf, integer, string, strings, TAG_SPECIFICATIONS } from './shape.ts';
import type { Tag } from './spelling.ts';
import type { Subnet } from './subnet.ts';
import { tagsFor } from './tag-input.ts';

const MEMBERS = {
  ImageId: string,
  InstanceType: string,
  Ipv6AddressCount: integer,
  Ipv6Addresses: { type: 'list', of: { type: 'structure', members: { Ipv6Address: string } } },
  KeyName: string,
  MaxCount: { ...integer, required: true },
  MinCount: { ...integer, required: true },
  Placement: { type: 'structure', members: { AvailabilityZone: string, AvailabilityZoneId: string, Tenancy: string } },
  SecurityGroupIds: idsOf('SecurityGroup'),
  SecurityGroups: strings,
  SubnetId: idOf('Subnet'),
  UserData: string,
  DisableApiTermination: boolean,
  DisableApiStop: boolean,
  IamInstanceProfile: { type: 'structure', members: { Arn: string, Name: string } },
  NetworkInterfaces: INTERFACE_SPECIFICATIONS,
  PrivateIpAddress: string,
  TagSpecifications: TAG_SPECIFICATIONS,
} as const;

type Input = InputOf<typeof MEMBERS>;

/** The type of an instance for which none is named. */
const DEFAULT_TYPE = 'm1.small';
const USER_DATA_BYTES = 16_384;

export const runInstances = operation({
  service: 'ec2',
  name: 'RunInstances',
  kind: 'Instance',
  writes: true,
  summary: { ko: '인스턴스를 시작합니다(새로 만듭니다).', en: 'Launches instances.' },
  members: MEMBERS,
  run: ({ world, input, as }) => {
    const ImageId = imageFor(world, input.ImageId);
    if (isRefusal(ImageId)) return ImageId;
    const wrong = firstRefusal(checkCounts(input), checkType(world, input.InstanceType ?? DEFAULT_TYPE, ImageId), checkUserData(input.UserData));
    if (wrong !== null) return wrong;
    const profile = profileFor(world, input.IamInstanceProfile);
    if (isRefusal(profile)) return profile;
    const specifications = specificationsOf(world, input);
    if (isRefusal(specifications)) return specifications;
    const limit = checkSpecifications(specifications, input.MaxCount) ?? checkInterfaces(input.InstanceType ?? DEFAULT_TYPE, specifications.length);
    if (limit !== null) return limit;
    const tags = tagsOfLaunch(input.TagSpecifications);
    if (isRefusal(tags)) return tags;
    return launched(world, as, { input, ImageId, profile, specifications, tags });
  },
});

type Launch = {
  readonly input: Input;
  readonly ImageId: string;
  readonly profile: Instance['IamInstanceProfile'] | null;
  readonly specifications: readonly InterfaceSpecification[];
  readonly tags: { readonly instance: readonly Tag[]; readonly networkInterface: readonly Tag[] };
};

/** As many as can be launched, at least MinCount of them or none. */
function launched(world: World, as: Principal, launch: Launch) {
  const { MinCount, MaxCount } = launch.input;
  const effects: Effect[] = [];
  const instances: Instance[] = [];
  const named = mintIds(world, as, MaxCount > 1 ? ['r'] : []);
  const ReservationId = (named.ids as readonly string[])[0];
  let seen = named.world;
  while (instances.length < MaxCount) {
    const made = launchedOne(seen, as, { ...launch, index: instances.length, ReservationId });
    if (isRefusal(made)) {
      if (instances.length >= MinCount) break;
      return made;
    }
    seen = commit(made.world, { by: as.name, verb: 'RunInstances', because: null }, made.effects).world;
    effects.push(...made.effects);
    instances.push(made.instance);
  }
  const output = {
    ReservationId: ReservationId ?? `r-${(instances[0] as Instance).InstanceId.slice(2)}`,
    OwnerId: world.account,
    Groups: [],
    Instances: instances.map((each) => showInstance(each, seen)),
  };
  return { world: { ...world, counters: seen.counters }, effects, output };
}

type One = Launch & { readonly index: number; readonly ReservationId: string | undefined };

function launchedOne(world: World, as: Principal, { input, ImageId, profile, specifications, tags, index, ReservationId }: One) {
  const minted = mintIds(world, as, ['i']);
  const InstanceId = minted.ids[0];
  const effects: Effect[] = [];
  let next = minted.world;
  let zone: string | undefined;
  for (const specification of specifications) {
    const subnet =
      specification.NetworkInterfaceId === undefined
        ? find(next, 'Subnet', specification.SubnetId as string)
        : subnetOfInterface(next, specification.NetworkInterfaceId);
    if (isRefusal(subnet)) return subnet;
    zone ??= subnet.AvailabilityZone;
    if (zone !== subnet.AvailabilityZone) {
      return refuse('InvalidParameterCombination', 'All network interfaces of an instance must be in the same Availability Zone.');
    }
    const made = interfaceOfLaunch(next, as, {
      specification,
      subnet,
      InstanceId,
      TagSet: tags.networkInterface,
      alone: specifications.length === 1,
    });
    if (isRefusal(made)) return made;
    const effect = store('NetworkInterface', made.eni);
    next = commit(made.world, { by: as.name, verb: 'RunInstances', because: null }, [effect]).world;
    effects.push(effect);
  }
  const instance: Instance = {
    InstanceId,
    InstanceType: input.InstanceType ?? DEFAULT_TYPE,
    ImageId,
    State: { Code: 0, Name: 'pending' },
    LaunchTime: timestamp(world.now),
    ...(ReservationId === undefined ? {} : { AmiLaunchIndex: index, ReservationId }),
    ...(input.KeyName === undefined ? {} : { KeyName: input.KeyName }),
    ...(input.UserData === undefined ? {} : { UserData: input.UserData }),
    ...(input.DisableApiTermination === true ? { DisableApiTermination: true } : {}),
    ...(input.DisableApiStop === true ? { DisableApiStop: true } : {}),
    ...(profile === null || profile === undefined ? {} : { IamInstanceProfile: profile }),
    Tags: tags.instance,
    since: world.now,
  };
  return { world: { ...world, counters: next.counters }, instance, effects: [store('Instance', instance), ...effects] };
}

function imageFor(world: World, given: string | undefined): string | Refusal {
  if (given === undefined) return refuse('MissingParameter', 'The request must contain the parameter ImageId');
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-systems-manager-parameter-to-find-AMI.html
  const parameter = /^resolve:ssm:([^:]+)(:.+)?$/.exec(given)?.[1];
  if (parameter !== undefined) {
    return (
      imageIdAt(world, parameter) ?? refuse('InvalidParameterValue', `Could not resolve the Systems Manager parameter ${parameter} to an AMI ID.`)
    );
  }
  const used = objectsOf(world.aws.Instance).some(({ ImageId }) => ImageId === given);
  return (used ? null : checkImageId(world, given)) ?? given;
}

function checkCounts({ MinCount, MaxCount }: Input): Refusal | null {
  if (MinCount < 1)
    return refuse('InvalidParameterValue', `Value (${MinCount}) for parameter minCount is invalid. Value must be greater than or equal to 1.`);
  if (MaxCount >= MinCount) return null;
  return refuse('InvalidParameterValue', `Value (${MaxCount}) for parameter maxCount is invalid. Value must be greater than or equal to minCount.`);
}

function checkType(world: World, InstanceType: string, ImageId: string): Refusal | null {
  if (limitsOf(InstanceType) === undefined) return refuse('InvalidParameterValue', `Invalid value '${InstanceType}' for InstanceType.`);
  const image = imagesOf(world.region).find((each) => each.ImageId === ImageId);
  const own = architectureOf(InstanceType);
  if (image === undefined || image.Architecture === own) return null;
  const clash = `The architecture '${own}' of the specified instance type does not match the architecture '${image.Architecture}' of the specified AMI.`;
  const mend =
    "Specify an instance type and an AMI that have matching architectures, and try again. You can use 'describe-instance-types' or 'describe-images' to discover the architecture of the instance type or AMI.";
  return refuse('InvalidParameterValue', `${clash} ${mend}`);
}

function checkInterfaces(InstanceType: string, count: number): Refusal | null {
  const most = limitsOf(InstanceType)?.enis ?? Number.POSITIVE_INFINITY;
  return count <= most ? null : refuse('AttachmentLimitExceeded', `Interface count ${count} exceeds the limit for ${InstanceType}`);
}

function checkUserData(UserData: string | undefined): Refusal | null {
  if (UserData === undefined || (UserData.length * 3) / 4 <= USER_DATA_BYTES) return null;
  return refuse('InvalidParameterValue', 'User data is limited to 16384 bytes');
}

/** The instance profile by either of its names; null when none is asked for. */
function profileFor(world: World, given: Input['IamInstanceProfile']): Instance['IamInstanceProfile'] | null | Refusal {
  if (given === undefined) return null;
  const { Arn, Name } = given;
  if (Arn !== undefined && Name !== undefined) {
    return refuse(
      'InvalidParameterCombination',
      "The parameter 'iamInstanceProfile.name' may not be used in combination with 'iamInstanceProfile.arn'",
    );
  }
  const found = Arn === undefined ? objectAt(world.aws.IamInstanceProfile, Name ?? '') : profileAt(world, Arn);
  if (found !== undefined) return { Arn: found.Arn };
  const [member, value, what] = Arn === undefined ? ['name', Name ?? '', 'Instance Profile name'] : ['arn', Arn, 'Instance Profile ARN'];
  return refuse('InvalidParameterValue', `Value (${value}) for parameter iamInstanceProfile.${member} is invalid. Invalid IAM ${what}`);
}

/** The interfaces of the launch: those that it lists, or one of what it says of the instance itself. */
function specificationsOf(world: World, input: Input): readonly InterfaceSpecification[] | Refusal {
  const { NetworkInterfaces = [], SubnetId, SecurityGroupIds, SecurityGroups, PrivateIpAddress, Ipv6AddressCount, Ipv6Addresses } = input;
  if (NetworkInterfaces.length > 0) {
    const clash = (what: string) => refuse('InvalidParameterCombination', `Network interfaces and ${what} may not be specified on the same request`);
    if (SubnetId !== undefined) return clash('an instance-level subnet ID');
    if (SecurityGroupIds !== undefined || SecurityGroups !== undefined) return clash('an instance-level security groups');
    if (PrivateIpAddress !== undefined) return clash('an instance-level private address');
    return inSubnets(world, input, NetworkInterfaces);
  }
  if (SecurityGroups !== undefined && SubnetId !== undefined) {
    return refuse('InvalidParameterCombination', 'The parameter groupName cannot be used with the parameter subnet');
  }
  const [specification] = inSubnetsOf(world, input, [{ DeviceIndex: 0, SubnetId, PrivateIpAddress, Ipv6AddressCount, Ipv6Addresses }]);
  if (isRefusal(specification)) return specification;
  const named = groupsByName(world, SecurityGroups);
  if (isRefusal(named)) return named;
  const Groups = [...(SecurityGroupIds ?? []), ...named];
  return [{ ...specification, Groups }];
}

function inSubnets(world: World, input: Input, given: readonly InterfaceSpecification[]): readonly InterfaceSpecification[] | Refusal {
  const placed = inSubnetsOf(world, input, given);
  return placed.find(isRefusal) ?? (placed as readonly InterfaceSpecification[]);
}

function inSubnetsOf(world: World, input: Input, given: readonly InterfaceSpecification[]): readonly (InterfaceSpecification | Refusal)[] {
  return given.map((specification) => {
    if (specification.NetworkInterfaceId !== undefined) return specification;
    const subnet = subnetFor(world, input, specification.SubnetId);
    return isRefusal(subnet) ? subnet : { ...specification, SubnetId: subnet.SubnetId };
  });
}

/** The subnet that is named, or one of the default VPC. */
function subnetFor(world: World, { Placement }: Input, SubnetId: string | undefined): Subnet | Refusal {
  const zone = Placement?.AvailabilityZone;
  if (SubnetId !== undefined) {
    const subnet = find(world, 'Subnet', SubnetId);
    if (isRefusal(subnet) || zone === undefined || subnet.AvailabilityZone === zone) return subnet;
    return refuse('InvalidParameterValue', `The availability zone '${zone}' does not match the zone of the subnet '${SubnetId}'.`);
  }
  const home = objectsOf(world.aws.Vpc).find(({ IsDefault }) => IsDefault);
  if (home === undefined)
    return refuse('VPCIdNotSpecified', 'No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC.');
  const subnets = lookup(world.aws.Subnet, 'byVpc', home.VpcId).filter(({ DefaultForAz }) => DefaultForAz);
  const fitting = subnets.filter(({ AvailabilityZone }) => zone === undefined || AvailabilityZone === zone);
  const [first] = fitting.sort((one, other) => (one.AvailabilityZone < other.AvailabilityZone ? -1 : 1));
  if (first !== undefined) return first;
  if (zone !== undefined && subnets.length > 0) return refuse('MissingInput', `No default subnet for availability zone: '${zone}'.`);
  return refuse('MissingInput', `No subnets found for the default VPC '${home.VpcId}'. Please specify a subnet.`);
}

/** Groups by name are those of the default VPC. */
function groupsByName(world: World, names: readonly string[] | undefined): readonly string[] | Refusal {
  const home = objectsOf(world.aws.Vpc).find(({ IsDefault }) => IsDefault)?.VpcId ?? '';
  const own = lookup(world.aws.SecurityGroup, 'byVpc', home);
  const ids: string[] = [];
  for (const name of names ?? []) {
    const group = own.find(({ GroupName, GroupId }) => GroupName === name || GroupId === name);
    if (group === undefined) return refuse('InvalidGroup.NotFound', `The security group '${name}' does not exist in default VPC '${home}'`);
    ids.push(group.GroupId);
  }
  return ids;
}

/** The tags for what a launch makes. Volumes are not modelled, so that tags for them have nowhere to go. */
function tagsOfLaunch(given: Input['TagSpecifications']): Launch['tags'] | Refusal {
  const known = ['instance', 'network-interface', 'volume'];
  const foreign = given?.find(({ ResourceType = '' }) => !known.includes(ResourceType));
  const instance = tagsFor('instance', foreign === undefined ? given?.filter(({ ResourceType }) => ResourceType === 'instance') : [foreign]);
  if (isRefusal(instance)) return instance;
  const networkInterface = tagsFor(
    'network-interface',
    given?.filter(({ ResourceType }) => ResourceType === 'network-interface'),
  );
  return isRefusal(networkInterface) ? networkInterface : { instance, networkInterface };
}
