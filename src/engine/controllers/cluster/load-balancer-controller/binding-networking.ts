/**
 * Rules on the security groups of pods and nodes that let load balancers in. All bindings of the cluster share them: ports that one
 * group asks for become one range.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/networking/networking_manager.go
 */
import type { NetworkInterface } from '../../../aws/network-interface.ts';
import { rulesOf } from '../../../aws/security-group.ts';
import type { TargetGroupBinding } from '../../../cluster/targetgroupbinding.ts';
import { holdsAddress } from '../../../hosts/devices.ts';
import { readAddress } from '../../../net/address.ts';
import { lookup, objectAt, objectsOf } from '../../../store.ts';
import type { World } from '../../../world.ts';
import type { Act } from '../../controller.ts';
import { portOf, targetsOf } from './binding-targets.ts';
import type { ControllerOptions } from './controller-options.ts';
import { authorize, keyOfRule, permissionFor, revoke } from './deploy-groups.ts';
import type { IngressPermission } from './model.ts';
import { attempt, fail, hasFailed } from './model-error.ts';

/** The description by which the controller knows its rules again. */
const SHARED = 'elbv2.k8s.aws/targetGroupBinding=shared';

/** What has to be allowed and revoked, the bindings that are deleted left out. Fails with the controller's text. */
export function networkingActs(world: World, options: ControllerOptions): readonly Act[] {
  const wanted = wantedByGroup(world, options);
  const managed = objectsOf(world.aws.SecurityGroupRule).filter(({ Description, IsEgress }) => Description === SHARED && !IsEgress);
  const groups = new Set([...wanted.keys(), ...managed.map(({ GroupId }) => GroupId)]);
  return [...groups].sort().flatMap((GroupId) => {
    const permissions = wanted.get(GroupId) ?? [];
    const keys = permissions.map(({ protocol, fromPort, toPort, source }) => [protocol, fromPort, toPort, source].join(' '));
    const present = rulesOf(world, GroupId, 'ingress');
    const extra = present.filter((rule) => rule.Description === SHARED && !keys.includes(keyOfRule(rule)));
    const there = new Set(present.map(keyOfRule));
    const missing = permissions.filter((_, index) => !there.has(keys[index] ?? ''));
    return [
      ...(extra.length === 0
        ? []
        : [
            revoke(
              GroupId,
              extra.map((rule) => rule.SecurityGroupRuleId),
            ),
          ]),
      ...(missing.length === 0
        ? []
        : [
            authorize(
              GroupId,
              missing.map((each) => permissionFor(each, SHARED)),
            ),
          ]),
    ];
  });
}

function wantedByGroup(world: World, options: ControllerOptions): ReadonlyMap<string, readonly IngressPermission[]> {
  const wanted = new Map<string, IngressPermission[]>();
  for (const binding of objectsOf(world.cluster.TargetGroupBinding)) {
    if (binding.metadata.deletionTimestamp !== undefined || binding.spec.networking === undefined) continue;
    const targets = attempt(() => targetsOf(world, binding, options));
    if (hasFailed(targets)) continue;
    const service = objectAt(world.cluster.Service, `${binding.metadata.namespace}/${binding.spec.serviceRef.name}`);
    const groups = new Set(targets.map(({ id }) => groupOfTarget(world, id, options.clusterName)).filter((id) => id !== undefined));
    const permissions = permissionsOf(binding, (port) => portOf(service, binding, port, targets));
    for (const group of groups) wanted.set(group, [...(wanted.get(group) ?? []), ...permissions]);
  }
  return new Map([...wanted].map(([group, permissions]) => [group, options.disableRestrictedSGRules ? once(permissions) : asRanges(permissions)]));
}

function permissionsOf({ spec }: TargetGroupBinding, portsOf: (port: number | string) => readonly number[]): readonly IngressPermission[] {
  return (spec.networking?.ingress ?? []).flatMap(({ from, ports }) =>
    from.flatMap((peer) => {
      const source = peer.securityGroup?.groupID ?? peer.ipBlock?.cidr ?? '';
      return ports.flatMap(({ port, protocol = 'TCP' }) => {
        const numbers = port === undefined ? [[0, 65535] as const] : portsOf(port).map((each) => [each, each] as const);
        return numbers.map(([fromPort, toPort]) => ({ protocol: protocol.toLowerCase(), fromPort, toPort, source }));
      });
    }),
  );
}

/** Of one source and protocol: from the lowest to the highest port where the source is a security group. */
function asRanges(permissions: readonly IngressPermission[]): readonly IngressPermission[] {
  const ranges = new Map<string, IngressPermission>();
  for (const each of permissions) {
    const key = each.source.startsWith('sg-') ? `${each.protocol} ${each.source}` : Object.values(each).join(' ');
    const before = ranges.get(key);
    const fromPort = Math.min(before?.fromPort ?? each.fromPort, each.fromPort);
    const toPort = Math.max(before?.toPort ?? each.toPort, each.toPort);
    ranges.set(key, { ...each, fromPort, toPort });
  }
  return [...ranges.values()];
}

function once(permissions: readonly IngressPermission[]): readonly IngressPermission[] {
  return [...new Map(permissions.map((each) => [Object.values(each).join(' '), each])).values()];
}

/** The group of the interface that a target answers at: the only one, else the one tagged for the cluster. */
function groupOfTarget(world: World, id: string, clusterName: string): string | undefined {
  const eni = interfaceOf(world, id);
  if (eni === undefined) return undefined;
  const [first, ...others] = eni.Groups.map(({ GroupId }) => GroupId);
  if (others.length === 0) return first;
  const key = `kubernetes.io/cluster/${clusterName}`;
  const tagged = eni.Groups.filter(({ GroupId }) => objectAt(world.aws.SecurityGroup, GroupId)?.Tags.some(({ Key }) => Key === key));
  if (tagged.length === 1) return tagged[0]?.GroupId;
  const got = tagged.map(({ GroupId }) => GroupId).join(' ');
  return fail(`expected exactly one securityGroup tagged with ${key} for eni ${eni.NetworkInterfaceId}, got: [${got}] (clusterName: ${clusterName})`);
}

function interfaceOf(world: World, id: string): NetworkInterface | undefined {
  if (!id.startsWith('i-')) return lookup(world.aws.NetworkInterface, 'byAddress', id)[0] ?? holderOfPrefix(world, id);
  return lookup(world.aws.NetworkInterface, 'byInstance', id).find(({ Attachment }) => Attachment?.DeviceIndex === 0);
}

/** A pod's address may be one of a delegated prefix, which no interface lists by itself. */
function holderOfPrefix(world: World, id: string): NetworkInterface | undefined {
  const address = readAddress(id);
  return address === null ? undefined : objectsOf(world.aws.NetworkInterface).find((eni) => holdsAddress(eni, address));
}
