/** Addresses at scale: pods placed on nodes whose ipamd asks for every address, one pod more, and a subnet filled to its last address. */
import type { NetworkInterface } from '../engine/aws/network-interface.ts';
import { learner } from '../engine/principal.ts';
import { settle } from '../engine/settle.ts';
import { objectsOf } from '../engine/store.ts';
import type { World } from '../engine/world.ts';
import { worldOf } from '../engine/world-of.ts';
import { write } from '../engine/write.ts';
import { fleetOf } from './cluster-of.ts';
import { cpuMs, heapMiB, type Measure } from './measure.ts';

/** Growth from a tenth to the whole size, as ratios to the tenth. */
export function fleetMeasures(quick: boolean): Measure[] {
  const sizes = quick
    ? [[1_000, 30]]
    : [
        [1_000, 30],
        [10_000, 300],
      ];
  let first: number | null = null;
  const fleets = sizes.flatMap(([pods, nodes]) => {
    const before = heapMiB();
    let world: World | undefined;
    const parts = fleetOf(pods as number, nodes as number);
    const placed = cpuMs(1, () => {
      world = worldOf(parts).world;
    });
    const settled = world as unknown as World;
    const each = placed / (pods as number);
    first ??= each;
    const one = cpuMs(5, () => addPod(settled));
    const what = `${pods} pods on ${nodes} nodes`;
    return [
      {
        name: `${what}: placed, every address asked of EC2`,
        value: placed,
        unit: 'ms CPU',
        note: `${each.toFixed(2)} ms a pod, ${(each / first).toFixed(2)}x of the smallest`,
      },
      { name: `${what}: heap`, value: heapMiB() - before, unit: 'MiB', note: '' },
      { name: `${what}: one pod added, settled`, value: one, unit: 'ms CPU', note: '' },
    ];
  });
  return [...fleets, ...(quick ? [20] : [20, 18, 16]).map(fullSubnet)];
}

/** The scheduler chooses its node, ipamd gives an address and keeps the pool warm. */
function addPod(world: World): World {
  const body = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'one-more', namespace: 'default' },
    spec: { containers: [{ name: 'web', image: 'nginx' }] },
  };
  const { world: next, answer } = write(world, {
    plane: 'cluster',
    verb: 'create',
    kind: 'Pod',
    namespace: 'default',
    name: 'one-more',
    manager: 'kubectl',
    as: learner(world.account),
    body,
  } as Parameters<typeof write>[1]);
  if (!answer.ok) throw new Error(answer.error.message);
  return settle(next, world.revision);
}

const SUBNET = 'subnet-0a00000000000000a';

/** Interfaces of fifty addresses are made until EC2 has no room left. */
function fullSubnet(prefix: number): Measure {
  const { world } = worldOf({
    seed: 'full',
    aws: {
      Vpcs: [{ VpcId: 'vpc-0c0ffee0000000001', CidrBlock: '10.0.0.0/16' }],
      Subnets: [
        {
          SubnetId: SUBNET,
          VpcId: 'vpc-0c0ffee0000000001',
          CidrBlock: `10.0.0.0/${prefix}`,
          AvailabilityZone: 'us-west-2a',
          AvailabilityZoneId: 'usw2-az1',
        },
      ],
    },
  });
  let full = world;
  const spent = cpuMs(1, () => {
    full = filled(world);
  });
  const held = objectsOf(full.aws.NetworkInterface).reduce((sum: number, eni: NetworkInterface) => sum + eni.PrivateIpAddresses.length, 0);
  return {
    name: `a /${prefix} filled: ${held} addresses`,
    value: spent,
    unit: 'ms CPU',
    note: `${((spent / held) * 1000).toFixed(1)} µs an address`,
  };
}

function filled(world: World): World {
  let next = world;
  for (;;) {
    const body = { SubnetId: SUBNET, SecondaryPrivateIpAddressCount: 49 };
    const made = write(next, { plane: 'aws', verb: 'CreateNetworkInterface', kind: 'NetworkInterface', body, as: learner(world.account) });
    if (!made.answer.ok) return next;
    next = made.world;
  }
}
