/** The sysctls of a node that decide about packets, as Kubernetes, nodeadm and aws-node set them. */

import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { cniSettings } from './cni-env.ts';
import { eniDevices } from './devices.ts';
import type { Host } from './host.ts';

/** Whether the kernel gives TCP packets to a waiting socket before it routes them; the init container of aws-node can switch it off. */
export function earlyDemux(host: Host | undefined): boolean {
  return host?.ipamd == null || !cniSettings(host.ipamd.env).earlyDemuxOff;
}

/** The keys that matter here with their values, sorted. */
export function kernelSettings(world: World, InstanceId: string): readonly (readonly [key: string, value: string])[] {
  const host = objectAt(world.hosts.Host, InstanceId);
  const isNode = host !== undefined && host.nodeName !== null;
  const ipamd = host?.ipamd ?? null;
  const settings = ipamd === null ? null : cniSettings(ipamd.env);
  const primary = eniDevices(world, InstanceId)[0]?.device ?? 'eth0';
  const flag = (on: boolean): string => (on ? '1' : '0');
  return [
    ['net.ipv4.conf.all.rp_filter', '0'],
    ['net.ipv4.conf.default.rp_filter', '0'],
    // The init container loosens it for the primary interface (cmd/aws-vpc-cni-init/main.go).
    [`net.ipv4.conf.${primary}.rp_filter`, ipamd === null ? '0' : '2'],
    // kube-proxy and kubelet switch it on.
    ['net.ipv4.ip_forward', flag(isNode)],
    ['net.ipv4.ip_local_port_range', '32768\t60999'],
    ['net.ipv4.tcp_early_demux', flag(earlyDemux(host))],
    ['net.ipv6.conf.all.disable_ipv6', '0'],
    ['net.ipv6.conf.all.forwarding', flag(settings?.ipv6 === true || settings?.v6Egress === true)],
    // kube-proxy asks for 32768 per core, at least 131072 (https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/).
    ['net.netfilter.nf_conntrack_max', '131072'],
    ['net.netfilter.nf_conntrack_tcp_timeout_close_wait', '3600'],
    ['net.netfilter.nf_conntrack_tcp_timeout_established', '86400'],
  ];
}
