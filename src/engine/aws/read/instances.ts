/** `Instances` and `Reservations`. An instance without an interface gets its primary one, as RunInstances makes it. */
import { timestamp, withOffset } from '../aws-time.ts';
import type { Instance } from '../instance.ts';
import { COMPLAINTS } from './complaints.ts';
import { MEMBERS } from './members.ts';
import { readNetworkInterface } from './network-interfaces.ts';
import { checkMembers, type Item, idOf, items, keep, part, type Reading, say, tags, text } from './reading.ts';

const CODES = { pending: 0, running: 16, 'shutting-down': 32, terminated: 48, stopping: 64, stopped: 80 } as const;
type StateName = keyof typeof CODES;

export function readInstance(reading: Reading, item: Item): void {
  checkMembers(reading, item, MEMBERS.Instance);
  const InstanceId = idOf(reading, item, 'InstanceId', 'i');
  const profile = part(reading, item, 'IamInstanceProfile');
  const Arn = profile === undefined ? undefined : text(reading, profile, 'Arn');
  const object: Instance = {
    InstanceId,
    InstanceType: text(reading, item, 'InstanceType') ?? 'm5.large',
    ImageId: text(reading, item, 'ImageId') ?? 'ami-00000000000000000',
    State: state(reading, item),
    LaunchTime: withOffset(text(reading, item, 'LaunchTime')) ?? timestamp(reading.world.now),
    ...(Arn === undefined ? {} : { IamInstanceProfile: { Arn } }),
    ...optional(reading, item, 'KeyName'),
    ...optional(reading, item, 'UserData'),
    ...optional(reading, item, 'StateTransitionReason'),
    Tags: tags(reading, item),
  };
  keep(reading, 'Instance', { id: InstanceId, object, path: item.path });
}

function optional<M extends string>(reading: Reading, item: Item, member: M): { readonly [K in M]?: string } {
  const value = text(reading, item, member);
  return (value === undefined || value === '' ? {} : { [member]: value }) as { readonly [K in M]?: string };
}

function state(reading: Reading, item: Item): Instance['State'] {
  const given = part(reading, item, 'State');
  const name = (given === undefined ? undefined : text(reading, given, 'Name')) ?? 'running';
  if (name in CODES) return { Code: CODES[name as StateName], Name: name as StateName };
  say(reading, [...item.path, 'State', 'Name'], COMPLAINTS.noState, { state: name, known: Object.keys(CODES) });
  return { Code: 16, Name: 'running' };
}

/** The interfaces of an instance that the list of interfaces does not have. */
export function readInterfacesOf(reading: Reading, item: Item): void {
  const InstanceId = reading.ids.get(item.path);
  if (InstanceId === undefined) return;
  const within = items(reading, item, 'NetworkInterfaces').filter(
    (each) => !reading.objects.NetworkInterface.has(String(each.value.NetworkInterfaceId)),
  );
  for (const [index, each] of within.entries()) readNetworkInterface(reading, completed(reading, item, each), { InstanceId, index });
  if (reading.attached.has(InstanceId) || reading.objects.Instance.get(InstanceId)?.State.Name === 'terminated') return;
  if (item.value.SubnetId === undefined) {
    say(reading, item.path, COMPLAINTS.inNoSubnet, { id: InstanceId });
    return;
  }
  readNetworkInterface(reading, completed(reading, item, { path: item.path, value: {} }), { InstanceId, index: 0 });
}

/** What the instance says of its primary interface, for an interface that does not say it itself. */
function completed(reading: Reading, instance: Item, eni: Item): Item {
  const { SubnetId, PrivateIpAddress, SecurityGroups, SourceDestCheck } = instance.value;
  const PublicIp = text(reading, instance, 'PublicIpAddress');
  const isFirst = eni.path === instance.path || eni.path.at(-1) === 0;
  const primary = { PrivateIpAddress, Groups: SecurityGroups, SourceDestCheck, ...(PublicIp === undefined ? {} : { Association: { PublicIp } }) };
  const value = { SubnetId, ...(isFirst ? primary : {}), ...eni.value };
  return { path: eni.path, value: Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) };
}
