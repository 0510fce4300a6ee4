/** The network devices of a host: its ENIs as the kernel names them, and the host ends of its pods' veth pairs. */
import { interfacesOf, type NetworkInterface } from '../aws/network-interface.ts';
import type { Subnet } from '../aws/subnet.ts';
import { type Address, addToAddress, parseAddress } from '../net/address.ts';
import { type Cidr, contains, parseCidr } from '../net/cidr.ts';
import { once, onceIn, type Table } from '../once.ts';
import { sha1 } from '../sha1.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import type { EnforcingMode } from './cni-env.ts';

export type EniDevice = {
  /** `eth0` for the primary, `eth1` for the next. */
  readonly device: string;
  readonly eni: NetworkInterface;
  readonly deviceIndex: number;
  /** The primary address of this ENI. */
  readonly address: Address;
  readonly subnet: Cidr;
  /** The router of the subnet: its network address plus one. */
  readonly gateway: Address;
  /** The route table of the VPC CNI for this ENI. */
  readonly table: 'main' | number;
  /** The first IPv6 address of this ENI, and the IPv6 block of its subnet; null where it has none. */
  readonly six: { readonly address: Address; readonly subnet: Cidr } | null;
};

const devicesOf = once((_plane: World['aws']): Table<readonly EniDevice[]> => new Map());

/** The ENIs of an instance as devices, the primary first; none when it has no interface. */
export function eniDevices(world: World, InstanceId: string): readonly EniDevice[] {
  return onceIn(devicesOf(world.aws), InstanceId, () =>
    interfacesOf(world, InstanceId).flatMap((eni) => {
      const subnet = objectAt(world.aws.Subnet, eni.SubnetId);
      return subnet === undefined || eni.PrivateIpAddresses.length === 0 ? [] : [eniDevice(eni, subnet)];
    }),
  );
}

function eniDevice(eni: NetworkInterface, subnet: Subnet): EniDevice {
  const deviceIndex = eni.Attachment?.DeviceIndex ?? 0;
  const block = parseCidr(subnet.CidrBlock);
  return {
    device: `eth${deviceIndex}`,
    eni,
    deviceIndex,
    address: parseAddress(eni.PrivateIpAddresses[0]?.PrivateIpAddress as string),
    subnet: block,
    gateway: addToAddress(block.base, 1),
    table: routeTableNumber(deviceIndex, eni.Attachment?.NetworkCardIndex ?? 0),
    six: sixOf(eni, subnet),
  };
}

function sixOf(eni: NetworkInterface, subnet: Subnet): EniDevice['six'] {
  const own = eni.Ipv6Addresses[0];
  if (own === undefined) return null;
  const address = parseAddress(own.Ipv6Address);
  const block = subnet.Ipv6CidrBlockAssociationSet.map(({ Ipv6CidrBlock }) => parseCidr(Ipv6CidrBlock)).find((candidate) =>
    contains(candidate, address),
  );
  return { address, subnet: block ?? { base: address, prefix: 128 } };
}

/**
 * The route table of an ENI: `main` for the primary one, device number + 1 for others of the first network card, and
 * 10000 + 100 × card + device number for those of further cards.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/networkutils/helper.go (CalculateRouteTableId)
 */
export function routeTableNumber(deviceNumber: number, networkCard: number): 'main' | number {
  if (networkCard > 0) return 10_000 + 100 * networkCard + deviceNumber;
  return deviceNumber === 0 ? 'main' : deviceNumber + 1;
}

/** The router of the VPC as IPv6 hosts know it (pkg/networkutils/network.go, GetIPv6Gateway). */
export const IPV6_GATEWAY = parseAddress('fe80:ec2::1');

/** The prefix of a pod's host veth: strict branch ENIs have one of their own (pkg/sgpp/utils.go, BuildHostVethNamePrefix). */
export function hostVethPrefix(configured: string, mode: EnforcingMode): string {
  return mode === 'strict' ? 'vlan' : configured;
}

const held = once((eni: NetworkInterface) => ({
  addresses: new Set<Address>(
    [...eni.PrivateIpAddresses.map((each) => each.PrivateIpAddress), ...eni.Ipv6Addresses.map((each) => each.Ipv6Address)].map(parseAddress),
  ),
  prefixes: [...eni.Ipv4Prefixes.map((each) => each.Ipv4Prefix), ...(eni.Ipv6Prefixes ?? []).map((each) => each.Ipv6Prefix)].map(parseCidr),
}));

/** Whether EC2 has assigned the address to the ENI, singly or in a delegated prefix. */
export function holdsAddress(eni: NetworkInterface, address: Address): boolean {
  const { addresses, prefixes } = held(eni);
  return addresses.has(address) || prefixes.some((prefix) => contains(prefix, address));
}

/** The device whose ENI holds the address, singly or in a delegated prefix, or undefined. */
export function deviceHolding(devices: readonly EniDevice[], address: Address): EniDevice | undefined {
  const { singly, delegated } = heldBy(devices);
  const found = singly.get(address);
  for (const device of delegated) {
    if (found !== undefined && found.deviceIndex < device.deviceIndex) return found;
    if (holdsAddress(device.eni, address)) return device;
  }
  return found;
}

/** Who has an address singly is looked up, so that only ENIs with prefixes are left to be asked. */
const heldBy = once((devices: readonly EniDevice[]) => {
  const singly = new Map<Address, EniDevice>();
  for (const device of devices) for (const address of held(device.eni).addresses) if (!singly.has(address)) singly.set(address, device);
  return { singly, delegated: devices.filter(({ eni }) => held(eni).prefixes.length > 0) };
});

/** The VLAN device of a branch ENI, and its route table (cmd/routed-eni-cni-plugin/driver/driver.go, buildVlanLinkName). */
export function vlanDevice(vlanId: number): string {
  return `vlan.eth.${vlanId}`;
}

/** The route table of a branch ENI (same file). */
export function vlanTable(vlanId: number): number {
  return 100 + vlanId;
}

/**
 * The name of the host end of a pod's veth pair.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/networkutils/names.go: prefix and 11 hexadecimal digits of
 * SHA-1 over `namespace.name`, or `namespace.name.index` for a further interface of the pod.
 */
export function hostVethName(prefix: string, namespace: string, name: string, index = 0): string {
  return prefix + sha1(index === 0 ? `${namespace}.${name}` : `${namespace}.${name}.${index}`).slice(0, 11);
}
