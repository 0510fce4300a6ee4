/** What ipamd remembers between two looks at its pool, brought up to date with what EC2 and the kubelet did. */
import { interfacesOf } from '../../aws/network-interface.ts';
import { same } from '../../canonical.ts';
import type { Pod } from '../../cluster/pod.ts';
import type { Host, Ipamd } from '../../hosts/host.ts';
import { once } from '../../once.ts';
import type { World } from '../../world.ts';
import { madeFor } from './pool-acts.ts';

/** After EC2 has said that a subnet is full, it is not asked again for so long (insufficientCidrErrorCooldown). */
export const EXHAUSTED_FOR = 120_000;

/** Whether EC2 says with this code that a subnet has no room (ipamd.go, containsInsufficientCIDRsOrSubnetIPs). */
export function countsAsExhausted(code: string): boolean {
  return code === 'InsufficientFreeAddressesInSubnet' || code === 'InsufficientCidrBlocks';
}

/** Whether ipamd still waits after a subnet had no room: the pool does not grow meanwhile. */
export function isWaiting(exhaustedAt: number | null, now: number): boolean {
  return exhaustedAt !== null && now - exhaustedAt < EXHAUSTED_FOR;
}

type Env = Ipamd['env'];

/** The memory as it is now; the very same object when nothing has changed. A start forgets refusals and pauses. */
export function refreshed(world: World, host: Host, pod: Pod): Ipamd {
  const known = host.ipamd;
  const { uid } = pod.metadata;
  const env = envOf(pod);
  if (known === null || known.startedAs !== uid) {
    const before = known ?? { assigned: {}, cooling: {}, interfaces: {} };
    return {
      ...before,
      interfaces: interfacesSeen(world, host),
      cooling: still(before.cooling, world.now),
      exhaustedAt: null,
      shrunkAt: null,
      env,
      startedAs: uid,
    };
  }
  const interfaces = interfacesSeen(world, host);
  const cooling = still(known.cooling, world.now);
  const rested = known.exhaustedAt !== null && !isWaiting(known.exhaustedAt, world.now);
  const past = known.refused !== undefined && known.refused.at !== world.now;
  const unchanged = interfaces === known.interfaces && cooling === known.cooling && same(env, known.env) && !rested && !past;
  if (unchanged) return known;
  const { refused, ...others } = known;
  const kept = refused === undefined || past ? {} : { refused };
  return { ...others, ...kept, interfaces, cooling, exhaustedAt: rested ? null : known.exhaustedAt, env };
}

/** The ENIs of the node; one that was attached and no longer is stays known, so that it is not taken for a new one. */
function interfacesSeen(world: World, host: Host): Ipamd['interfaces'] {
  const known = host.ipamd?.interfaces ?? {};
  const attached = interfacesOf(world, host.InstanceId).map((eni) => eni.NetworkInterfaceId);
  const made = madeFor(world, host.InstanceId).map((eni) => eni.NetworkInterfaceId);
  const ids = new Set([...attached, ...made.filter((id) => known[id] !== undefined)]);
  const isKnown = ids.size === Object.keys(known).length && [...ids].every((id) => known[id] !== undefined);
  return isKnown ? known : Object.fromEntries([...ids].map((id) => [id, known[id] ?? world.now]));
}

function still(cooling: Ipamd['cooling'], now: number): Ipamd['cooling'] {
  const entries = Object.entries(cooling);
  const ahead = entries.filter(([, until]) => until > now);
  return ahead.length === entries.length ? cooling : Object.fromEntries(ahead);
}

const envOf = once(({ spec }: Pod): Env => {
  const container = spec.containers.find((candidate) => candidate.name === 'aws-node') ?? spec.containers[0];
  // One setting is read by the init container, which writes it into the kernel (cmd/aws-vpc-cni-init/main.go).
  const ofKernel = (spec.initContainers ?? []).flatMap(({ env = [] }) => env.filter(({ name }) => name === 'DISABLE_TCP_EARLY_DEMUX'));
  const all = [...ofKernel, ...(container?.env ?? [])];
  return Object.fromEntries(all.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])));
});
