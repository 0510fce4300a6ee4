import { cniRules } from '../../hosts/cni-iptables.ts';
import { type EniDevice, eniDevices } from '../../hosts/devices.ts';
import type { Host, Sandbox } from '../../hosts/host.ts';
import type { IptablesRule } from '../../hosts/iptables-rule.ts';
import { localRoutes, vethsOf } from '../../hosts/route-tables.ts';
import type { Address } from '../../net/address.ts';
import { once, onceIn, type Table } from '../../once.ts';
import { remembered } from '../../remembered.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';

export type Kernel = {
  readonly InstanceId: string;
  /** The node's name, or the instance's id where no kubelet registered it. */
  readonly name: string;
  readonly host: Host | undefined;
  /** The ENIs as devices, the primary first. */
  readonly interfaces: readonly EniDevice[];
  /** The host ends of the pods' veth pairs, each with its pod (`namespace/name`). */
  readonly veths: ReadonlyMap<string, string>;
  /** What aws-node and its plugins wrote into its iptables. */
  readonly rules: readonly IptablesRule[];
  /** The addresses in its `local` tables, each with its device. */
  readonly local: ReadonlyMap<Address, string>;
};

/** A kernel follows from these two planes alone. */
const kernelsOf = once((_hosts: World['hosts']) => once((_aws: World['aws']): Table<Kernel> => new Map()));

/** A packet asks for kernels of one world at most of its elements. */
let asked: { readonly hosts: World['hosts']; readonly aws: World['aws']; readonly kernels: Table<Kernel> } | null = null;

function kernelsIn({ hosts, aws }: World): Table<Kernel> {
  if (asked?.hosts !== hosts || asked.aws !== aws) asked = { hosts, aws, kernels: kernelsOf(hosts)(aws) };
  return asked.kernels;
}

/** What the kernel of the instance knows. */
export function kernelOf(world: World, InstanceId: string): Kernel {
  return onceIn(kernelsIn(world), InstanceId, () => remembered(world, `kernel ${InstanceId}`, () => kernelFrom(world, InstanceId)));
}

function kernelFrom(world: World, InstanceId: string): Kernel {
  const host = objectAt(world.hosts.Host, InstanceId);
  const interfaces = eniDevices(world, InstanceId);
  return {
    InstanceId,
    name: host?.nodeName ?? InstanceId,
    host,
    interfaces,
    veths: vethsOf(host),
    rules: cniRules(world, InstanceId),
    local: localOf(interfaces),
  };
}

const localOf = once((interfaces: readonly EniDevice[]): ReadonlyMap<Address, string> => {
  if (interfaces.length === 0) return new Map();
  const routes = ([4, 6] as const).flatMap((family) => localRoutes(interfaces, family));
  return new Map(routes.filter(({ kind }) => kind === 'local').map(({ destination, device }) => [destination.base, device] as const));
});

/** Whether the address is one of the host's own (`addrtype LOCAL`): loopback, or in the `local` table, for one device where it is named. */
export function isLocal(kernel: Kernel, address: Address, device?: string): boolean {
  if (isLoopback(address)) return device === undefined || device === 'lo';
  const holder = kernel.local.get(address);
  return holder !== undefined && (device === undefined || holder === device);
}

/** Whether the address lies in 127.0.0.0/8 or is ::1. */
export function isLoopback(address: Address): boolean {
  return typeof address === 'number' ? Math.floor(address / 2 ** 24) === 127 : address === 1n;
}

/** Whether EC2 has assigned the address to the ENI, singly or in a delegated prefix. */
export { holdsAddress } from '../../hosts/devices.ts';

const sandboxesOf = once(({ kubelet }: Host): ReadonlyMap<string, Sandbox> => new Map(kubelet.sandboxes.map((sandbox) => [sandbox.pod, sandbox])));

/** The kernel that runs the pod's sandbox, with the sandbox, or null where no node runs it. */
export function sandboxAt(world: World, pod: string): { readonly kernel: Kernel; readonly sandbox: Sandbox } | null {
  const found = onceIn(ranAt(world.hosts.Host), pod, () => hostOf(world.hosts.Host, pod));
  return found === null ? null : { kernel: kernelOf(world, found.InstanceId), sandbox: found.sandbox };
}

type Running = { readonly InstanceId: string; readonly sandbox: Sandbox };
const ranAt = once((_hosts: World['hosts']['Host']): Table<Running | null> => new Map());

function hostOf(hosts: World['hosts']['Host'], pod: string): Running | null {
  for (const host of lookup(hosts, 'byPod', pod)) {
    const sandbox = sandboxesOf(host).get(pod);
    if (sandbox !== undefined) return { InstanceId: host.InstanceId, sandbox };
  }
  return null;
}

/** The primary address of the node: that of its primary ENI. */
export function primaryAddress(kernel: Kernel): Address | null {
  return kernel.interfaces[0]?.address ?? null;
}

/** The node's own address of a family: that of its primary ENI, or null. */
export function ownAddress(kernel: Kernel, family: 4 | 6): Address | null {
  return family === 6 ? (ipv6Of(kernel)?.address ?? null) : primaryAddress(kernel);
}

/** The first IPv6 address of the node, and the device that has it; null where no interface has one. */
export function ipv6Of({ interfaces }: Kernel): { readonly address: Address; readonly device: string } | null {
  for (const { six, device } of interfaces) if (six !== null) return { address: six.address, device };
  return null;
}
