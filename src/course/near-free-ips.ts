/** Where free addresses are, and what holds those of a subnet that has too few. */
import { freeAddressCount } from '../engine/aws/subnet-addresses.ts';
import { parseCidr, sizeOf } from '../engine/net/cidr.ts';
import { pictureOfSubnet } from '../engine/planning/address-uses.ts';
import { lookup, objectAt, objectsOf } from '../engine/store.ts';
import type { Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import { find } from './find.ts';
import type { Near } from './near.ts';
import { say } from './say.ts';

const NAMED = 6;
/** Of every subnet AWS keeps five addresses. https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const RESERVED = 5;

/** How many addresses each subnet has left; then who holds those of the one that is asked about. */
export function nearFreeIps(world: World, { subnet, least }: { readonly subnet: string; readonly least: number }): Near {
  const [found] = find(world, { kind: 'Subnet', name: subnet }) as readonly { readonly SubnetId: string; readonly CidrBlock: string }[];
  const all = objectsOf(world.aws.Subnet).map((one) => `${nameOfSubnet(one)} ${one.CidrBlock}: ${freeAddressCount(world, one)}`);
  const listed = all.length === 0 ? ['-'] : all.length > NAMED ? [...all.slice(0, NAMED), `+${all.length - NAMED}`] : all;
  const prefix = 32 - Math.ceil(Math.log2(least + RESERVED));
  if (found === undefined) return { object: say(NO_SUBNET, { subnet, listed }), field: say(SIZE, { least, prefix }), edits: [] };
  const object = say(LISTED, { listed });
  const size = sizeOf(parseCidr(found.CidrBlock)) - RESERVED;
  if (size < least) return { object, field: say(TOO_SMALL, { subnet, size, least, prefix }), edits: [] };
  const counts = pictureOfSubnet(world, found.SubnetId)?.counts;
  const field = say(HELD, { subnet, holders: holdersOf(world, found.SubnetId), warm: counts?.warm ?? 0, cooling: counts?.cooling ?? 0 });
  return { object, field, edits: (counts?.warm ?? 0) > 0 ? WARM_EDITS : [] };
}

/** Fewer addresses kept warm: what most often gives a subnet its addresses back. */
const WARM_EDITS = [['kubectl set env daemonset aws-node -n kube-system WARM_IP_TARGET=1', 'wait']];

/** Who holds how many, the most first: a node with all its interfaces, else what the interface is for. */
function holdersOf(world: World, SubnetId: string): readonly string[] {
  const held = new Map<string, number>();
  for (const eni of lookup(world.aws.NetworkInterface, 'bySubnet', SubnetId)) {
    const instance = eni.Attachment?.InstanceId;
    const node = instance === undefined ? undefined : (objectAt(world.hosts.Host, instance)?.nodeName ?? instance);
    const name = node ?? (eni.Description || eni.NetworkInterfaceId);
    held.set(name, (held.get(name) ?? 0) + eni.PrivateIpAddresses.length + 16 * eni.Ipv4Prefixes.length);
  }
  const ranked = [...held].sort(([, one], [, other]) => other - one).map(([name, count]) => `${name} ${count}`);
  return ranked.length > NAMED ? [...ranked.slice(0, NAMED), `+${ranked.length - NAMED}`] : ranked.length === 0 ? ['-'] : ranked;
}

function nameOfSubnet({
  SubnetId,
  Tags = [],
}: {
  readonly SubnetId: string;
  readonly Tags?: readonly { readonly Key?: string; readonly Value?: string }[];
}): string {
  return Tags.find(({ Key }) => Key === 'Name')?.Value ?? SubnetId;
}

const LISTED: Text = { ko: '서브넷마다 남은 주소입니다. {listed}', en: 'Free addresses by subnet: {listed}' };
const NO_SUBNET: Text = {
  ko: '{subnet} 이름의 서브넷이 없습니다. 지금 있는 서브넷과 남은 주소입니다. {listed}',
  en: 'No subnet is called {subnet}. Those that are there, with their free addresses: {listed}',
};
const SIZE: Text = {
  ko: '주소 {least}개를 남기려면 /{prefix} 이하의 접두사가 필요합니다.',
  en: 'To leave {least} addresses free it takes a /{prefix} or larger.',
};
const TOO_SMALL: Text = {
  ko: '{subnet} 서브넷의 주소는 모두 {size}개라 {least}개를 남길 수 없습니다. /{prefix} 이하의 접두사가 필요합니다.',
  en: 'Subnet {subnet} has {size} addresses in all and can never leave {least} free. It takes a /{prefix} or larger.',
};
const HELD: Text = {
  ko: '{subnet} 서브넷의 주소를 쥔 것입니다. {holders}. 그중 웜 풀 {warm}개, 반납 대기 {cooling}개입니다.',
  en: 'What holds the addresses of subnet {subnet}: {holders}. Kept warm: {warm}, cooling down: {cooling}.',
};
