/** ipamd: when its pool is too small or too large, which settings and subnets it takes, and what a node comes to rest with. */
import { takesPrefixes } from '../engine/aws/instance-limits.ts';
import { countsAsExhausted, isWaiting } from '../engine/controllers/node/ipamd-memory.ts';
import { eniConfigName } from '../engine/hosts/eni-config-name.ts';
import { deletableEni, ipTargetsDefined, isTooLow, type PoolEni, type PoolSize, type PoolTargets, targetState } from '../engine/hosts/ipamd-pool.ts';
import { ipamdSettings, prefixTargetDefined, startOf, targetOf } from '../engine/hosts/ipamd-settings.ts';
import { givesEnis, isExcluded } from '../engine/hosts/pod-subnets.ts';
import type { Adapter, Judgement } from './adapter.ts';
import { type AssignmentCase, judgeAssignment } from './cni-ipamd-assignment.ts';
import { judgeSteadyState, type SteadyCase } from './cni-ipamd-steady.ts';

type Env = { readonly [name: string]: string | number | boolean };
type Case<Given, Expect> = Given & { readonly id: string; readonly expect: Expect };
type State = { readonly totalIps: number; readonly assignedIps: number; readonly freePrefixes?: number };
type Mode = 'secondary-ip' | 'prefix';
type Tags = { readonly [key: string]: string };

type RemovalEni = {
  readonly id: string;
  readonly ips: number;
  readonly used: number;
  readonly cooling: number;
  readonly ageSeconds: number;
  readonly primary: boolean;
  readonly trunk: boolean;
  readonly efa: boolean;
};
type Config = {
  readonly v4: boolean;
  readonly v6: boolean;
  readonly pd: boolean;
  readonly nitro: boolean;
  readonly bareMetal?: boolean;
  readonly podEni?: boolean;
  readonly customNetworking?: boolean;
};
type TooLow = { readonly mode: Mode; readonly maxIpsPerEni: number; readonly env: Env; readonly state: State; readonly maxPods: number };

type File = {
  readonly steadyState: readonly SteadyCase[];
  readonly assignment: readonly AssignmentCase[];
  readonly poolTooLow: readonly Case<TooLow, { readonly tooLow: boolean }>[];
  readonly targetState: readonly Case<{ readonly mode: Mode; readonly env: Env; readonly state: State }, object>[];
  readonly eniRemoval: readonly Case<{ readonly env: Env; readonly enis: readonly RemovalEni[] }, { readonly removed: string | null }>[];
  readonly envParsing: readonly Case<{ readonly name: string; readonly value: string | null }, number>[];
  readonly targetsDefined: readonly Case<{ readonly env: Env }, object>[];
  readonly configValidity: readonly Case<{ readonly config: Config }, object>[];
  readonly subnetSelection: readonly Case<{ readonly tags: Tags; readonly clusterName: string; readonly primarySubnet: boolean }, object>[];
  readonly subnetExclusion: readonly Case<{ readonly tags: Tags; readonly clusterName: string }, object>[];
  readonly eniConfigSelection: readonly Case<
    { readonly labels: Tags; readonly annotations: Tags; readonly env: Env; readonly eniConfigs: readonly string[] },
    object
  >[];
  readonly exhaustion: readonly Case<{ readonly errorCode?: string | null; readonly secondsSinceError?: number }, object>[];
};

export const adapter: Adapter = {
  area: 'cni',
  file: 'ipamd.json',
  judge: (given) => {
    const file = given as File;
    return [
      ...file.steadyState.map(judgeSteadyState),
      ...file.poolTooLow.map(each(tooLow)),
      ...file.targetState.map(each(missing)),
      ...file.eniRemoval.map(each(removal)),
      ...file.assignment.map(judgeAssignment),
      ...file.envParsing.map(each(parsed)),
      ...file.targetsDefined.map(each(defined)),
      ...file.configValidity.map(each(validity)),
      ...file.subnetSelection.map(
        each(({ tags, clusterName, primarySubnet }) => ({ usableForNewEni: givesEnis(tagged(tags), { clusterName, isOwn: primarySubnet }) })),
      ),
      ...file.subnetExclusion.map(each(({ tags, clusterName }) => ({ excludedForPodIps: isExcluded(tagged(tags), clusterName) }))),
      ...file.eniConfigSelection.map(each(selected)),
      ...file.exhaustion.map(each(exhaustion)),
    ];
  },
};

/** Compares what the rule gives with what is expected: the members that are expected, or the value itself. */
function each<Given, Expect>(rule: (given: Given) => unknown) {
  return (given: Case<Given, Expect>): Judgement => {
    const actual = rule(given);
    const ok = agrees(given.expect, actual);
    return { id: given.id, ok, detail: ok ? '' : `expected ${JSON.stringify(given.expect)}, found ${JSON.stringify(actual)}` };
  };
}

function agrees(expected: unknown, actual: unknown): boolean {
  if (typeof expected !== 'object' || expected === null || typeof actual !== 'object' || actual === null) return expected === actual;
  return Object.entries(expected).every(([key, value]) => (actual as Readonly<Record<string, unknown>>)[key] === value);
}

const PREFIX = 16;

function targetsOf(env: Env, more: { readonly capacity: number; readonly maxPods: number }): PoolTargets {
  const { warmEniTarget, warmIpTarget, minimumIpTarget, warmPrefixTarget } = ipamdSettings(texts(env));
  return { warmEniTarget, warmIpTarget, minimumIpTarget, warmPrefixTarget, maxEnis: Number.MAX_SAFE_INTEGER, ...more };
}

function sizeOf(mode: Mode, { totalIps, assignedIps, freePrefixes }: State): PoolSize {
  const total = totalIps / PREFIX;
  const free = freePrefixes ?? Math.floor((totalIps - assignedIps) / PREFIX);
  return { total: totalIps, available: totalIps - assignedIps, prefixes: mode === 'prefix' ? { total, free } : null };
}

function tooLow({ mode, maxIpsPerEni, env, state, maxPods }: TooLow) {
  const capacity = mode === 'prefix' ? maxIpsPerEni / PREFIX : maxIpsPerEni;
  return { tooLow: isTooLow(sizeOf(mode, state), targetsOf(env, { capacity, maxPods })) };
}

function missing({ mode, env, state }: { readonly mode: Mode; readonly env: Env; readonly state: State }) {
  const targets = targetsOf(env, { capacity: 0, maxPods: 0 });
  return ipTargetsDefined(targets) ? { defined: true, ...targetState(sizeOf(mode, state), targets) } : { defined: false };
}

function removal({ env, enis }: { readonly env: Env; readonly enis: readonly RemovalEni[] }) {
  const now = 1_000_000_000;
  const assigned: Record<string, string> = {};
  const cooling: Record<string, number> = {};
  const poolEnis = enis.map((eni): PoolEni => {
    const addresses = Array.from({ length: eni.ips }, (_, index) => `${eni.id}/${index}`);
    for (const address of addresses.slice(0, eni.used)) assigned[address] = address;
    for (const address of addresses.slice(eni.used, eni.used + eni.cooling)) cooling[address] = now + 1;
    const fixed = eni.trunk || eni.efa;
    return { id: eni.id, primary: eni.primary, fixed, excluded: false, fillable: true, addresses, prefixes: [], since: now - eni.ageSeconds * 1000 };
  });
  const pool = { unit: 'address', enis: poolEnis, assigned, cooling } as const;
  return { removed: deletableEni(pool, targetsOf(env, { capacity: 1, maxPods: Number.MAX_SAFE_INTEGER }), now)?.id ?? null };
}

function parsed({ name, value }: { readonly name: string; readonly value: string | null }): number {
  const env = value === null ? {} : { [name]: value };
  if (name === 'IP_COOLDOWN_PERIOD') return ipamdSettings(env).cooldown / 1000;
  return targetOf(env, name as Parameters<typeof targetOf>[1]);
}

function defined({ env }: { readonly env: Env }) {
  const settings = ipamdSettings(texts(env));
  return { ipTargetsDefined: ipTargetsDefined(settings), prefixTargetDefined: prefixTargetDefined(settings) };
}

function validity({ config }: { readonly config: Config }) {
  const { v4, v6, pd, nitro, bareMetal = false, podEni = false, customNetworking = false } = config;
  const env = texts({
    ENABLE_IPv4: v4,
    ENABLE_IPv6: v6,
    ENABLE_PREFIX_DELEGATION: pd,
    WARM_PREFIX_TARGET: 1,
    ENABLE_POD_ENI: podEni,
    AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: customNetworking,
  });
  const start = startOf(env, { InstanceType: 'case', takesPrefixes: takesPrefixes({ hypervisor: nitro ? 'nitro' : 'xen', bareMetal }) });
  return start.starts ? { valid: true, prefixDelegation: start.prefixDelegation } : { valid: false };
}

function selected({ labels, annotations, env, eniConfigs }: Omit<File['eniConfigSelection'][number], 'id' | 'expect'>) {
  const name = eniConfigName({ labels, annotations }, ipamdSettings(texts(env)));
  return { eniConfig: eniConfigs.includes(name) ? name : null };
}

function exhaustion({ errorCode, secondsSinceError }: { readonly errorCode?: string | null; readonly secondsSinceError?: number }) {
  const now = 1_000_000_000;
  return {
    countsAsExhausted: countsAsExhausted(errorCode ?? ''),
    waiting: isWaiting(secondsSinceError === undefined ? null : now - secondsSinceError * 1000, now),
  };
}

function texts(env: Env): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
}

function tagged(tags: Tags): object {
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
}
