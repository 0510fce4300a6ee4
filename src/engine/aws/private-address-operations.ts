/** Secondary private addresses of interfaces. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssignPrivateIpAddresses.html */

import type { Principal } from '../principal.ts';
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { store } from './effects.ts';
import { find } from './find.ts';
import { checkAddress, pickAddresses } from './free-addresses.ts';
import { limitsOf } from './instance-limits.ts';
import { ipv6For } from './ipv6-addresses.ts';
import { ipv6PrefixesFor } from './ipv6-prefixes.ts';
import { mintDigits } from './mint-ids.ts';
import type { NetworkInterface } from './network-interface.ts';
import { operation } from './operation.ts';
import { checkPrefix, pickPrefixes } from './prefix-delegation.ts';
import { firstRefusal, isRefusal, type Refusal, refuse } from './refusal.ts';
import { boolean, idOf, integer, strings } from './shape.ts';
import type { Subnet } from './subnet.ts';
import { takenAddresses, usedAddresses } from './subnet-addresses.ts';

const INTERFACE = { ...idOf('NetworkInterface'), required: true } as const;

const assignPrivateIpAddresses = operation({
  service: 'ec2',
  name: 'AssignPrivateIpAddresses',
  dryRun: false,
  kind: 'NetworkInterface',
  writes: true,
  summary: { ko: '인터페이스에 보조 IP 주소를 더합니다.', en: 'Adds secondary addresses to an interface.' },
  members: {
    NetworkInterfaceId: INTERFACE,
    PrivateIpAddresses: strings,
    SecondaryPrivateIpAddressCount: integer,
    AllowReassignment: boolean,
    Ipv4Prefixes: strings,
    Ipv4PrefixCount: integer,
  },
  run: ({ world, input, as }) => {
    const eni = find(world, 'NetworkInterface', input.NetworkInterfaceId);
    if (isRefusal(eni)) return eni;
    const subnet = find(world, 'Subnet', eni.SubnetId);
    if (isRefusal(subnet)) return subnet;
    const { PrivateIpAddresses: asked, SecondaryPrivateIpAddressCount: count, Ipv4Prefixes, Ipv4PrefixCount } = input;
    if ([asked, count, Ipv4Prefixes, Ipv4PrefixCount].filter((each) => each !== undefined).length !== 1) {
      const names = 'privateIpAddresses, secondaryPrivateIpAddressCount, ipv4Prefixes, ipv4PrefixCount';
      return refuse('InvalidParameterCombination', `The request must contain exactly one of ${names}.`);
    }
    if (Ipv4Prefixes !== undefined || Ipv4PrefixCount !== undefined)
      return givePrefixes(world, { eni, subnet, asked: Ipv4Prefixes, count: Ipv4PrefixCount });
    const limit = checkLimit(world, eni, asked?.length ?? (count as number));
    if (limit !== null) return limit;
    if (asked !== undefined) return giveAsked(world, { eni, subnet, asked, reassign: input.AllowReassignment === true });
    const drawn = mintDigits(world, as, new Array<string>(count as number).fill('address'));
    const picked = pickAddresses(subnet.CidrBlock, takenAddresses(world, subnet.SubnetId), drawn.digits);
    return isRefusal(picked) ? picked : { ...given(eni, picked), world: drawn.world };
  },
});

type AskedPrefixes = {
  readonly eni: NetworkInterface;
  readonly subnet: Subnet;
  readonly asked: readonly string[] | undefined;
  readonly count: number | undefined;
};

/** A prefix takes the place of one secondary address. */
function givePrefixes(world: World, { eni, subnet, asked, count = 0 }: AskedPrefixes) {
  const limit = checkLimit(world, eni, asked?.length ?? count);
  if (limit !== null) return limit;
  const wrong = firstRefusal(...(asked ?? []).map((text) => checkPrefix(world, subnet, text)));
  if (wrong !== null) return wrong;
  const prefixes = asked ?? pickPrefixes(world, subnet, count);
  if (isRefusal(prefixes)) return prefixes;
  const added = prefixes.map((Ipv4Prefix) => ({ Ipv4Prefix }));
  return {
    effects: [store('NetworkInterface', { ...eni, Ipv4Prefixes: [...eni.Ipv4Prefixes, ...added] })],
    output: { NetworkInterfaceId: eni.NetworkInterfaceId, AssignedIpv4Prefixes: added },
  };
}

function checkLimit(world: World, eni: NetworkInterface, more: number): Refusal | null {
  const instance = eni.Attachment === undefined ? undefined : objectAt(world.aws.Instance, eni.Attachment.InstanceId);
  const most = (instance === undefined ? undefined : limitsOf(instance.InstanceType)?.ipv4PerEni) ?? 50;
  const held = eni.PrivateIpAddresses.length + eni.Ipv4Prefixes.length;
  return held + more <= most ? null : refuse('PrivateIpAddressLimitExceeded', 'Number of private addresses will exceed limit.');
}

type Asked = { readonly eni: NetworkInterface; readonly subnet: Subnet; readonly asked: readonly string[]; readonly reassign: boolean };

function giveAsked(world: World, { eni, subnet, asked, reassign }: Asked) {
  const used = usedAddresses(world, subnet.SubnetId);
  const takenFrom: NetworkInterface[] = [];
  for (const address of asked) {
    const wrong = checkAddress(subnet.CidrBlock, used, address);
    const owner = lookup(world.aws.NetworkInterface, 'byAddress', address).find((each) => each.SubnetId === subnet.SubnetId);
    const mayTake = reassign && owner !== undefined && owner.PrivateIpAddresses[0]?.PrivateIpAddress !== address;
    if (wrong !== null && !(wrong.refusedWith === 'InvalidIPAddress.InUse' && mayTake)) return wrong;
    if (wrong !== null && owner !== undefined && !takenFrom.includes(owner)) takenFrom.push(owner);
  }
  const answer = given(eni, asked);
  return {
    ...answer,
    effects: [...takenFrom.filter((each) => each !== eni).map((each) => store('NetworkInterface', without(each, asked))), ...answer.effects],
  };
}

function given(eni: NetworkInterface, addresses: readonly string[]) {
  const kept = eni.PrivateIpAddresses.filter((each) => !addresses.includes(each.PrivateIpAddress));
  const held = [...kept, ...addresses.map((PrivateIpAddress) => ({ PrivateIpAddress, Primary: false }))];
  return {
    effects: [store('NetworkInterface', { ...eni, PrivateIpAddresses: held })],
    output: {
      NetworkInterfaceId: eni.NetworkInterfaceId,
      AssignedPrivateIpAddresses: addresses.map((PrivateIpAddress) => ({ PrivateIpAddress })),
    },
  };
}

const unassignPrivateIpAddresses = operation({
  service: 'ec2',
  name: 'UnassignPrivateIpAddresses',
  dryRun: false,
  kind: 'NetworkInterface',
  writes: true,
  summary: { ko: '인터페이스에서 보조 IP 주소를 뺍니다.', en: 'Takes secondary addresses away from an interface.' },
  members: { NetworkInterfaceId: INTERFACE, PrivateIpAddresses: strings, Ipv4Prefixes: strings },
  run: ({ world, input }) => {
    const eni = find(world, 'NetworkInterface', input.NetworkInterfaceId);
    if (isRefusal(eni)) return eni;
    if (input.Ipv4Prefixes !== undefined) return takePrefixes(eni, input.Ipv4Prefixes);
    if (input.PrivateIpAddresses === undefined) return refuse('MissingParameter', 'The request must contain the parameter privateIpAddresses');
    for (const address of input.PrivateIpAddresses) {
      const held = eni.PrivateIpAddresses.find((each) => each.PrivateIpAddress === address);
      if (held === undefined)
        return refuse('InvalidParameterValue', `Some of the specified addresses are not assigned to interface ${eni.NetworkInterfaceId}`);
      if (held.Primary) return refuse('InvalidParameterValue', 'The primary IP address of an interface cannot be unassigned.');
    }
    return { effects: [store('NetworkInterface', without(eni, input.PrivateIpAddresses))], output: {} };
  },
});

function takePrefixes(eni: NetworkInterface, prefixes: readonly string[]) {
  const missing = prefixes.find((prefix) => !eni.Ipv4Prefixes.some((each) => each.Ipv4Prefix === prefix));
  if (missing !== undefined) {
    return refuse('InvalidParameterValue', `Some of the specified prefixes are not assigned to interface ${eni.NetworkInterfaceId}`);
  }
  const left = eni.Ipv4Prefixes.filter((each) => !prefixes.includes(each.Ipv4Prefix));
  return { effects: [store('NetworkInterface', { ...eni, Ipv4Prefixes: left })], output: {} };
}

const assignIpv6Addresses = operation({
  service: 'ec2',
  name: 'AssignIpv6Addresses',
  dryRun: false,
  kind: 'NetworkInterface',
  writes: true,
  summary: { ko: '인터페이스에 IPv6 주소를 더합니다.', en: 'Adds IPv6 addresses to an interface.' },
  members: { NetworkInterfaceId: INTERFACE, Ipv6Addresses: strings, Ipv6AddressCount: integer, Ipv6Prefixes: strings, Ipv6PrefixCount: integer },
  run: ({ world, input, as }) => {
    const eni = find(world, 'NetworkInterface', input.NetworkInterfaceId);
    if (isRefusal(eni)) return eni;
    const subnet = find(world, 'Subnet', eni.SubnetId);
    if (isRefusal(subnet)) return subnet;
    const { Ipv6Prefixes, Ipv6PrefixCount } = input;
    if (Ipv6Prefixes !== undefined || Ipv6PrefixCount !== undefined) {
      return giveIpv6Prefixes(world, as, { eni, subnet, asked: Ipv6Prefixes, count: Ipv6PrefixCount });
    }
    if (input.Ipv6Addresses === undefined && input.Ipv6AddressCount === undefined) {
      return refuse('MissingParameter', 'The request must contain exactly one of ipv6Addresses, ipv6AddressCount.');
    }
    const found = ipv6For(world, as, { subnet, asked: input.Ipv6Addresses, count: input.Ipv6AddressCount });
    if (isRefusal(found)) return found;
    const Ipv6Addresses = [...eni.Ipv6Addresses, ...found.addresses.map((Ipv6Address) => ({ Ipv6Address }))];
    return {
      world: found.world,
      effects: [store('NetworkInterface', { ...eni, Ipv6Addresses })],
      output: { AssignedIpv6Addresses: found.addresses, NetworkInterfaceId: eni.NetworkInterfaceId },
    };
  },
});

function giveIpv6Prefixes(world: World, as: Principal, { eni, subnet, asked, count }: AskedPrefixes) {
  const found = ipv6PrefixesFor(world, as, { subnet, asked, count });
  if (isRefusal(found)) return found;
  const Ipv6Prefixes = [...(eni.Ipv6Prefixes ?? []), ...found.prefixes.map((Ipv6Prefix) => ({ Ipv6Prefix }))];
  return {
    world: found.world,
    effects: [store('NetworkInterface', { ...eni, Ipv6Prefixes })],
    output: { AssignedIpv6Prefixes: found.prefixes, NetworkInterfaceId: eni.NetworkInterfaceId },
  };
}

const unassignIpv6Addresses = operation({
  service: 'ec2',
  name: 'UnassignIpv6Addresses',
  dryRun: false,
  kind: 'NetworkInterface',
  writes: true,
  summary: { ko: '인터페이스에서 IPv6 주소를 뺍니다.', en: 'Takes IPv6 addresses away from an interface.' },
  members: { NetworkInterfaceId: INTERFACE, Ipv6Addresses: strings },
  run: ({ world, input: { NetworkInterfaceId, Ipv6Addresses = [] } }) => {
    const eni = find(world, 'NetworkInterface', NetworkInterfaceId);
    if (isRefusal(eni)) return eni;
    const missing = Ipv6Addresses.find((address) => !eni.Ipv6Addresses.some((each) => each.Ipv6Address === address));
    if (missing !== undefined) {
      return refuse('InvalidParameterValue', `Some of the specified addresses are not assigned to interface ${NetworkInterfaceId}`);
    }
    const left = eni.Ipv6Addresses.filter((each) => !Ipv6Addresses.includes(each.Ipv6Address));
    return {
      effects: [store('NetworkInterface', { ...eni, Ipv6Addresses: left })],
      output: { NetworkInterfaceId, UnassignedIpv6Addresses: Ipv6Addresses },
    };
  },
});

function without(eni: NetworkInterface, addresses: readonly string[]): NetworkInterface {
  return { ...eni, PrivateIpAddresses: eni.PrivateIpAddresses.filter((each) => !addresses.includes(each.PrivateIpAddress)) };
}

export const privateAddressOperations = [assignPrivateIpAddresses, unassignPrivateIpAddresses, assignIpv6Addresses, unassignIpv6Addresses];
