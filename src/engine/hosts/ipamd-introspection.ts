/**
 * What ipamd answers on its node: introspection on 127.0.0.1:61679, metrics on port 61678.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/ipamd/introspect.go, utils/prometheusmetrics/prometheusmetrics.go
 */
import { limitsOf } from '../aws/instance-limits.ts';
import { interfacesOf } from '../aws/network-interface.ts';
import type { World } from '../world.ts';
import { addressesIn } from './delegated-prefix.ts';
import type { Host } from './host.ts';
import { type Pool, type PoolEni, poolStats } from './ipamd-pool.ts';
import { ipv6PrefixOf } from './ipv6-pool.ts';
import { poolOf, poolTargets, settingsOf, typeOf } from './node-pool.ts';

/** The text of a path, or null for one that it does not have and where ipamd does not run. */
export function introspection(world: World, host: Host, path: string): string | null {
  const { ipamd } = host;
  if (ipamd === null || host.ipamdFailure !== undefined) return null;
  if (path === '/v1/enis') return `${JSON.stringify(eniInfos(world, host))}\n`;
  if (path === '/v1/ipamd-env-settings') return `${JSON.stringify(envSettings(ipamd.env))}\n`;
  if (path === '/metrics') return metrics(world, host);
  return null;
}

function eniInfos(world: World, host: Host): object {
  const pool = poolOf(world, host);
  const six = settingsOf(host.ipamd?.env ?? {}).ipv6 ? ipv6PrefixOf(world, host) : undefined;
  const { total, assigned } = six === undefined ? poolStats(pool, world.now) : { total: PREFIX_SIZE, assigned: Object.keys(pool.assigned).length };
  const devices = new Map(interfacesOf(world, host.InstanceId).map((eni) => [eni.NetworkInterfaceId, eni.Attachment?.DeviceIndex ?? 0]));
  const enis = pool.enis.map(
    (eni) => [eni.id, eniInfo(pool, eni, { DeviceNumber: devices.get(eni.id) ?? 0, six: eni.primary ? six : undefined })] as const,
  );
  return { TotalIPs: total, AssignedIPs: assigned, ENIs: Object.fromEntries(enis) };
}

/** All addresses of a /80 count (data_store.go, AddIPv6CidrToStore). */
const PREFIX_SIZE = 2 ** 48;

type Place = { readonly DeviceNumber: number; readonly six: string | undefined };

function eniInfo(pool: Pool, eni: PoolEni, { DeviceNumber, six }: Place): object {
  const singles = eni.addresses.map((address) => [
    `${address}/32`,
    cidrInfo(pool, { ip: address, mask: '/////w==', addresses: [address], IsPrefix: false }),
  ]);
  const prefixes = eni.prefixes.map((prefix) => {
    const [ip = ''] = prefix.split('/');
    return [prefix, cidrInfo(pool, { ip, mask: '////8A==', addresses: addressesIn(prefix), IsPrefix: true })];
  });
  return {
    ID: eni.id,
    IsPrimary: eni.primary,
    IsTrunk: eni.fixed,
    IsEFA: false,
    DeviceNumber,
    AvailableIPv4Cidrs: Object.fromEntries([...singles, ...prefixes]),
    IPv6Cidrs: six === undefined ? {} : { [six]: ipv6Info(pool, six) },
  };
}

/** In IPv6 mode every address that is given out is one of the prefix. */
function ipv6Info(pool: Pool, prefix: string): object {
  const [ip = ''] = prefix.split('/');
  const addresses = Object.keys(pool.assigned).sort();
  return { ...cidrInfo(pool, { ip, mask: '/////////////wAAAAAAAA==', addresses, IsPrefix: true }), AddressFamily: '6' };
}

type CidrParts = { readonly ip: string; readonly mask: string; readonly addresses: readonly string[]; readonly IsPrefix: boolean };

/** Masks are bytes in base 64, as Go writes them. */
function cidrInfo({ assigned }: Pool, { ip, mask, addresses, IsPrefix }: CidrParts): object {
  const held = addresses.flatMap((Address) => {
    const [K8S_POD_NAMESPACE, K8S_POD_NAME] = (assigned[Address] ?? '').split('/');
    if (K8S_POD_NAME === undefined) return [];
    const IPAMMetadata = { k8sPodNamespace: K8S_POD_NAMESPACE, k8sPodName: K8S_POD_NAME };
    return [[Address, { Address, IPAMKey: { networkName: 'aws-cni', ifName: 'eth0' }, IPAMMetadata }] as const];
  });
  return { Cidr: { IP: ip, Mask: mask }, IPAddresses: Object.fromEntries(held), IsPrefix, AddressFamily: '' };
}

/** The settings that GetConfigForDebug names. */
function envSettings(env: { readonly [name: string]: string }): object {
  const settings = settingsOf(env);
  return {
    AWS_MANAGE_ENIS_NON_SCHEDULABLE: settings.manageNonSchedulable,
    AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: settings.customNetworking,
    ENABLE_SUBNET_DISCOVERY: settings.subnetDiscovery,
    WARM_ENI_TARGET: settings.warmEniTarget,
    WARM_IP_TARGET: settings.warmIpTarget,
  };
}

function metrics(world: World, host: Host): string {
  const pool = poolOf(world, host);
  const { total, assigned, prefixes } = poolStats(pool, world.now);
  const targets = poolTargets(world, host);
  const enis = limitsOf(typeOf(world, host))?.enis ?? 0;
  const capacity = (targets?.capacity ?? 0) * (pool.unit === 'prefix' ? 16 : 1);
  const gauges: readonly [name: string, help: string, value: number][] = [
    ['awscni_assigned_ip_addresses', 'The number of IP addresses assigned to pods', assigned],
    ['awscni_eni_allocated', 'The number of ENIs allocated', pool.enis.length],
    ['awscni_eni_max', 'The maximum number of ENIs that can be attached to the instance, accounting for unmanaged ENIs', targets?.maxEnis ?? enis],
    ['awscni_ip_max', 'The maximum number of IP addresses that can be allocated to the instance', (targets?.maxEnis ?? enis) * capacity],
    ['awscni_total_ip_addresses', 'The total number of IP addresses', total],
    ['awscni_total_ipv4_prefixes', 'The total number of IPv4 prefixes', prefixes?.total ?? 0],
  ];
  return gauges.map(([name, help, value]) => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`).join('');
}
