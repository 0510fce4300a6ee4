/** The network devices of a host: its ENIs as the kernel names them, and the host ends of its pods' veth pairs. */
import { interfacesOf, type NetworkInterface } from '../aws/network-interface.ts';
import type { Subnet } from '../aws/subnet.ts';
import { type Address, addToAddress, parseAddress } from '../net/address.ts';
import { type Cidr, parseCidr } from '../net/cidr.ts';
import { once } from '../once.ts';
import { sha1 } from '../sha1.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';

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
  /** The route table of the VPC CNI for this ENI: `main` for the primary, device index + 1 for the others. */
  readonly table: 'main' | number;
};

const devicesOf = once((_plane: World['aws']) => new Map<string, readonly EniDevice[]>());

/** The ENIs of an instance as devices, the primary first; none when it has no interface. */
export function eniDevices(world: World, InstanceId: string): readonly EniDevice[] {
  const known = devicesOf(world.aws);
  const found = known.get(InstanceId);
  if (found !== undefined) return found;
  const devices = interfacesOf(world, InstanceId).flatMap((eni) => {
    const subnet = objectAt(world.aws.Subnet, eni.SubnetId);
    return subnet === undefined || eni.PrivateIpAddresses.length === 0 ? [] : [eniDevice(eni, subnet)];
  });
  known.set(InstanceId, devices);
  return devices;
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
    table: deviceIndex === 0 ? 'main' : deviceIndex + 1,
  };
}

/**
 * The name of the host end of a pod's veth pair.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/networkutils/names.go: prefix and 11 hexadecimal digits of
 * SHA-1 over `namespace.name`.
 */
export function hostVethName(prefix: string, namespace: string, name: string): string {
  return prefix + sha1(`${namespace}.${name}`).slice(0, 11);
}
