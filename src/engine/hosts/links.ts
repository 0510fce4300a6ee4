/** The network devices of a host and of its pods as the kernel lists them. */
import { familyOf, parseAddress, showAddress } from '../net/address.ts';
import { sha1 } from '../sha1.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { cniSettings } from './cni-env.ts';
import { eniDevices, vlanDevice } from './devices.ts';
import type { Host, Sandbox } from './host.ts';

export type Link = {
  readonly index: number;
  readonly name: string;
  /** What stands behind `@` in the list: the other end of the pair, or the parent of a VLAN. */
  readonly peer: string | null;
  readonly kind: 'loopback' | 'eni' | 'veth' | 'vlan';
  readonly mac: string;
  readonly mtu: number;
  readonly vlanId: number | null;
  readonly addresses: readonly LinkAddress[];
  /** The network namespace of the other end as `ip link` names it; absent where that is the same one. */
  readonly netns?: string;
};

/** One address as `ip addr` prints it: `192.168.0.6/22`, and how far it is valid. */
export type LinkAddress = { readonly text: string; readonly family: 4 | 6; readonly scope: 'host' | 'link' | 'global' };

const LOOPBACK: Link = {
  index: 1,
  name: 'lo',
  peer: null,
  kind: 'loopback',
  mac: '00:00:00:00:00:00',
  mtu: 65_536,
  vlanId: null,
  addresses: [
    { text: '127.0.0.1/8', family: 4, scope: 'host' },
    { text: '::1/128', family: 6, scope: 'host' },
  ],
};

/** The index of eth0 in a pod, and of the device for the other IP version. */
const POD_INDEX = 3;
const EGRESS_INDEX = 5;

/** The devices of an instance: loopback, its ENIs, the host ends of its pods' veth pairs and the VLANs of branch ENIs. */
export function hostLinks(world: World, InstanceId: string): readonly Link[] {
  const host = objectAt(world.hosts.Host, InstanceId);
  const mtu = host?.ipamd ? cniSettings(host.ipamd.env).eniMtu : 9001;
  const enis = eniDevices(world, InstanceId).map(({ device, eni, address, subnet, six, deviceIndex }): Link => {
    const four: LinkAddress = { text: `${showAddress(address)}/${subnet.prefix}`, family: 4, scope: 'global' };
    const own: LinkAddress[] = six === null ? [] : [{ text: `${showAddress(six.address)}/128`, family: 6, scope: 'global' }];
    const mac = eni.MacAddress ?? '00:00:00:00:00:00';
    const addresses = [four, ...own, linkLocal(mac)];
    return { index: 2 + deviceIndex, name: device, peer: null, kind: 'eni', mac, mtu, vlanId: null, addresses };
  });
  const trunk = eniDevices(world, InstanceId).find(({ eni }) => eni.InterfaceType === 'trunk')?.device ?? 'eth1';
  return [LOOPBACK, ...enis, ...(host === undefined ? [] : podEnds(host, trunk))].sort((one, other) => one.index - other.index);
}

function podEnds(host: Host, trunk: string): Link[] {
  const taken = new Set<number>();
  return host.kubelet.sandboxes.flatMap((sandbox) => {
    if (sandbox.hostVeth === null) return [];
    const index = freeIndex(sandbox.uid, taken);
    const mtu = sandbox.mtu ?? 9001;
    const common = { mtu, vlanId: null } as const;
    const mac = hostVethMac(sandbox);
    const links: Link[] = [
      {
        ...common,
        index,
        name: sandbox.hostVeth,
        peer: `if${POD_INDEX}`,
        kind: 'veth',
        mac,
        netns: netnsOf(sandbox.uid),
        addresses: [linkLocal(mac)],
      },
    ];
    if (sandbox.egress !== undefined) {
      const second = freeIndex(`egress ${sandbox.uid}`, taken);
      const secondMac = macOf(`egress ${sandbox.uid}`);
      const addresses: LinkAddress[] = [{ text: '169.254.172.1/32', family: 4, scope: 'link' }, linkLocal(secondMac)];
      links.push({
        ...common,
        index: second,
        name: egressVeth(sandbox.uid),
        peer: `if${EGRESS_INDEX}`,
        kind: 'veth',
        mac: secondMac,
        addresses,
        netns: netnsOf(sandbox.uid),
      });
    }
    if (sandbox.branch !== undefined) {
      const { vlanId, mac: branchMac } = sandbox.branch;
      const own = { index: freeIndex(`vlan ${sandbox.uid}`, taken), name: vlanDevice(vlanId), peer: trunk, vlanId, mac: branchMac };
      links.push({ ...own, kind: 'vlan', mtu: 9001, addresses: [linkLocal(branchMac)] });
    }
    return links;
  });
}

/** The devices in the network namespace of a pod. */
export function podLinks(host: Host, sandbox: Sandbox): readonly Link[] {
  const ends = podEnds(host, 'eth1');
  const indexOf = (name: string | null) => ends.find((link) => link.name === name)?.index ?? 0;
  const address = parseAddress(sandbox.address);
  const mac = podMac(sandbox);
  const own: LinkAddress = { text: `${sandbox.address}/${familyOf(address) === 6 ? 128 : 32}`, family: familyOf(address), scope: 'global' };
  const mtu = sandbox.mtu ?? 9001;
  const eth0: Link = {
    index: POD_INDEX,
    name: 'eth0',
    peer: `if${indexOf(sandbox.hostVeth)}`,
    kind: 'veth',
    mac,
    mtu,
    vlanId: null,
    addresses: [own, linkLocal(mac)],
  };
  if (sandbox.egress === undefined) return [LOOPBACK, eth0];
  const second = macOf(`pod egress ${sandbox.uid}`);
  const peer = `if${indexOf(egressVeth(sandbox.uid))}`;
  const addresses: LinkAddress[] = [{ text: `${sandbox.egress}/22`, family: 4, scope: 'global' }, linkLocal(second)];
  return [LOOPBACK, eth0, { index: EGRESS_INDEX, name: EGRESS_DEVICE, peer, kind: 'veth', mac: second, mtu, vlanId: null, addresses }];
}

/** The device by which a pod of an IPv6 cluster reaches IPv4 (cmd/routed-eni-cni-plugin: `v4if0` in 10-aws.conflist). */
export const EGRESS_DEVICE = 'v4if0';

/** The host end of that pair: the plugin library names it at random; here the pod's uid gives the digits. */
export function egressVeth(uid: string): string {
  return `veth${sha1(`egress ${uid}`).slice(0, 8)}`;
}

/** The MAC address of the host end of a pod's veth pair: what the pod knows its gateway by. */
export function hostVethMac({ uid }: Pick<Sandbox, 'uid'>): string {
  return macOf(`veth ${uid}`);
}

/** The MAC address of a pod's eth0. */
export function podMac({ uid }: Pick<Sandbox, 'uid'>): string {
  return macOf(`pod ${uid}`);
}

/** containerd names the namespace of a pod `cni-` and a random UUID; here the pod's uid gives the digits. */
function netnsOf(uid: string): string {
  const digits = sha1(`netns ${uid}`);
  return `cni-${[digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20, 32)].join('-')}`;
}

/** Random, unicast and locally administered (driver.go, createVeth); here the pod's uid gives the digits. */
function macOf(of: string): string {
  const digits = sha1(of);
  const first = ((Number.parseInt(digits.slice(0, 2), 16) & 0xfe) | 0x02).toString(16).padStart(2, '0');
  return [first, ...Array.from({ length: 5 }, (_, index) => digits.slice(2 + index * 2, 4 + index * 2))].join(':');
}

/** The address that a device gives itself from its MAC address (RFC 4291, modified EUI-64). */
function linkLocal(mac: string): LinkAddress {
  const octets = mac.split(':').map((octet) => Number.parseInt(octet, 16));
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = octets;
  const group = (high: number, low: number) => ((high << 8) | low).toString(16);
  const text = `fe80::${group(a ^ 2, b)}:${group(c, 0xff)}:${group(0xfe, d)}:${group(e, f)}`;
  return { text: `${showAddress(parseAddress(text))}/64`, family: 6, scope: 'link' };
}

/** Indices go up as devices are made; a pod's own follows from its uid, so that it stays what it is when others come and go. */
function freeIndex(of: string, taken: Set<number>): number {
  let index = 20 + (Number.parseInt(sha1(of).slice(0, 6), 16) % 2000);
  while (taken.has(index)) index++;
  taken.add(index);
  return index;
}
