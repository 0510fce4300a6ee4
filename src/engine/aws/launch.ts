/** Launching and terminating instances. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html */
import type { Effect } from '../change.ts';
import type { Principal } from '../principal.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { timestamp } from './aws-time.ts';
import { erase, store } from './effects.ts';
import { pickAddresses } from './free-addresses.ts';
import type { Instance } from './instance.ts';
import { ipv6For } from './ipv6-addresses.ts';
import { macAddress } from './mac-address.ts';
import { mintDigits, mintIds } from './mint-ids.ts';
import { interfacesOf, type NetworkInterface } from './network-interface.ts';
import { drawPublicAddress } from './public-addresses.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import type { Tag } from './spelling.ts';
import type { Subnet } from './subnet.ts';
import { takenAddresses } from './subnet-addresses.ts';
import { tagOf } from './tags.ts';

export type Launch = {
  readonly as: Principal;
  readonly subnet: Subnet;
  readonly InstanceType: string;
  readonly ImageId: string;
  readonly Groups: NetworkInterface['Groups'];
  readonly IamInstanceProfile?: Instance['IamInstanceProfile'];
  readonly Tags: readonly Tag[];
  /** The tags of its primary interface. */
  readonly TagSet: readonly Tag[];
};

/** The instance and its primary interface as effects, and the world that remembers their ids; refused when no address is free. */
export function launchInstance(
  world: World,
  launch: Launch,
): { readonly world: World; readonly instance: Instance; readonly effects: readonly Effect[] } | Refusal {
  const { as, subnet } = launch;
  const drawn = mintDigits(world, as, ['mac-address', 'address']);
  const picked = pickAddresses(subnet.CidrBlock, takenAddresses(world, subnet.SubnetId), [drawn.digits[1] as string]);
  if (isRefusal(picked)) return picked;
  // https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html#subnet-ipv6
  const six = ipv6For(drawn.world, as, { subnet, asked: undefined, count: undefined });
  if (isRefusal(six)) return six;
  const minted = mintIds(six.world, as, ['i', 'eni', 'eni-attach']);
  const [InstanceId, NetworkInterfaceId, AttachmentId] = minted.ids;
  // The subnet decides: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html#subnet-public-ip
  const drawnPublic = subnet.MapPublicIpOnLaunch ? drawPublicAddress(minted.world, as) : null;
  const Association = drawnPublic === null ? {} : { Association: { PublicIp: drawnPublic.address, IpOwnerId: 'amazon' } };
  const instance: Instance = {
    InstanceId,
    InstanceType: launch.InstanceType,
    ImageId: launch.ImageId,
    State: { Code: 0, Name: 'pending' },
    LaunchTime: timestamp(world.now),
    ...(launch.IamInstanceProfile === undefined ? {} : { IamInstanceProfile: launch.IamInstanceProfile }),
    Tags: launch.Tags,
    since: world.now,
  };
  const eni: NetworkInterface = {
    NetworkInterfaceId,
    SubnetId: subnet.SubnetId,
    OwnerId: world.account,
    RequesterManaged: false,
    Description: '',
    InterfaceType: 'interface',
    MacAddress: macAddress(drawn.digits[0] as string),
    SourceDestCheck: true,
    Groups: launch.Groups,
    PrivateIpAddresses: [{ PrivateIpAddress: picked[0] as string, Primary: true, ...Association }],
    Ipv6Addresses: six.addresses.map((Ipv6Address) => ({ Ipv6Address })),
    Ipv4Prefixes: [],
    Attachment: { AttachmentId, InstanceId, DeviceIndex: 0, NetworkCardIndex: 0, DeleteOnTermination: true, Status: 'attached' },
    TagSet: launch.TagSet,
  };
  return { world: drawnPublic?.world ?? minted.world, instance, effects: [store('Instance', instance), store('NetworkInterface', eni)] };
}

/** The instances terminated: their interfaces go with them, those of aws-node too, which asks for that. */
export function terminateInstances(world: World, ids: readonly string[]): readonly Effect[] {
  return ids.flatMap((id) => {
    const instance = objectAt(world.aws.Instance, id);
    if (instance === undefined || instance.State.Name === 'terminated') return [];
    const enis = interfacesOf(world, id).map((eni) => (goesWith(eni) ? erase('NetworkInterface', eni.NetworkInterfaceId) : detached(eni)));
    return [store('Instance', { ...instance, State: { Code: 48, Name: 'terminated' }, since: world.now }), ...enis];
  });
}

function goesWith(eni: NetworkInterface): boolean {
  return eni.Attachment?.DeleteOnTermination === true || tagOf(eni, 'node.k8s.amazonaws.com/instance_id') !== undefined;
}

function detached({ Attachment: _attachment, ...eni }: NetworkInterface): Effect {
  return store('NetworkInterface', eni);
}
