/** IPv6: one /80 for the primary ENI, once; the warm pool has no say (pkg/ipamd/ipamd.go, assignIPv6Prefix). */
import { interfacesOf } from '../../aws/network-interface.ts';
import type { Host, Ipamd } from '../../hosts/host.ts';
import type { World } from '../../world.ts';
import { NOTHING, type Reconcile } from '../controller.ts';
import { ec2, writeIpamd } from './pool-acts.ts';

/** Asks for the prefix of the primary ENI, then takes it in. */
export function assignIpv6Prefix(world: World, host: Host, ipamd: Ipamd): Reconcile {
  const primary = interfacesOf(world, host.InstanceId)[0];
  if (primary === undefined) return NOTHING;
  if ((primary.Ipv6Prefixes ?? []).length === 0) {
    const asked = ec2('AssignIpv6Addresses', { NetworkInterfaceId: primary.NetworkInterfaceId, Ipv6PrefixCount: 1 });
    return {
      acts: [asked],
      because: {
        ko: 'IPv6 클러스터의 파드는 기본 ENI의 접두사 하나에서 주소를 받습니다.',
        en: 'Pods of an IPv6 cluster take their addresses from one prefix of the primary ENI.',
      },
    };
  }
  if (ipamd === host.ipamd && host.ipamdFailure === undefined) return NOTHING;
  return {
    acts: writeIpamd(host, ipamd, 'refresh'),
    because: { ko: 'ipamd가 EC2에 있는 것을 읽어 들입니다.', en: 'ipamd takes in what EC2 holds.' },
  };
}
