/** What a line of eksctl asks for, before anything is done: its flags, its configuration file, its region. */
import type { World } from '../../../engine/world.ts';
import { type Flags, flag, isSet } from '../kubectl/flags.ts';
import { type ClusterConfig, loadConfig, type NodeGroup } from './config.ts';
import { CORE_ADDONS, wantsIpv6 } from './ip-family.ts';
import { clusterNameFor, nodegroupNameFor } from './plan.ts';
import { EksctlError, type Session } from './session.ts';

export type Call = { readonly session: Session; readonly flags: Flags; readonly args: readonly string[]; readonly stdin: string };

/** Fields whose effect would be another network or other nodes than those that are simulated. */
const WEIGHTY = ['nodeGroups', 'fargateProfiles', 'privateCluster', 'autoModeConfig', 'outpost', 'localZones'];

/** The configuration of `-f`, or undefined without one. Its errors end the command. */
export function configOf({ session, flags, args, stdin }: Call, incompatible: readonly string[]): ClusterConfig | undefined {
  const file = flag(flags, 'config-file');
  if (file === undefined) return undefined;
  if (file !== '-' && file !== '/dev/stdin') {
    session.notes.push({ mark: 'info', text: NO_FILES });
    throw new EksctlError(`reading config file "${file}": open ${file}: no such file or directory`);
  }
  const { config, kept } = loadConfig(stdin, file);
  const clash = ['name', 'region', 'version', 'cluster', ...incompatible].find((name) => flags[name] !== undefined);
  if (clash !== undefined) throw new EksctlError(`cannot use --${clash} when --config-file/-f is set`);
  if (args.length > 0) throw new EksctlError('cannot use name argument when --config-file/-f is set');
  checkRegion(session, config.metadata.region);
  noteKept(session, config, kept);
  return config;
}

const NO_FILES = {
  ko: '이 셸에는 파일이 없습니다. `-f - <<EOF` 다음 줄부터 ClusterConfig를 쓰고 `EOF` 줄로 끝내세요.',
  en: 'This shell has no files. Write `-f - <<EOF`, then the ClusterConfig, then a line `EOF`.',
};

/** Ends the command where the configuration asks for what is not simulated, with a note and without an error of eksctl. */
export class NotSimulated extends Error {}

function noteKept(session: Session, config: ClusterConfig, kept: readonly string[]): void {
  const ipv6 = wantsIpv6(config);
  // eksctl itself says that it does not support node groups in a network of one's own with IPv6 (vpc-ip-family).
  const own = ipv6 && config.vpc?.subnets !== undefined ? ['vpc.subnets (IPv6)'] : [];
  const heavy = [...kept.filter((path) => WEIGHTY.includes(path)), ...own];
  if (heavy.length > 0) {
    const list = heavy.join(', ');
    session.notes.push({
      mark: 'not-simulated',
      text: {
        ko: `${list} 필드는 실제로 있지만 여기서는 시뮬레이션하지 않습니다. 아무것도 만들지 않았습니다.`,
        en: `${list}: real fields, but not simulated here. Nothing was made.`,
      },
    });
    throw new NotSimulated();
  }
  const unused = [...kept, ...unusedIn(config, ipv6)];
  if (unused.length === 0) return;
  const list = [...new Set(unused)].join(', ');
  session.notes.push({ mark: 'not-simulated', text: { ko: `시뮬레이션하지 않는 필드: ${list}`, en: `Not simulated: ${list}` } });
}

/** What decides nothing here: of the add-ons all three of the network come anyway, and the OIDC provider is of use for IPv6 only. */
function unusedIn({ addons = [], iam }: ClusterConfig, ipv6: boolean): readonly string[] {
  const others = ipv6 ? addons.filter(({ name = '' }) => !CORE_ADDONS.includes(name)) : addons;
  return [...(others.length > 0 ? ['addons'] : []), ...(!ipv6 && iam?.withOIDC !== undefined ? ['iam.withOIDC'] : [])];
}

/** Only one Region is simulated. */
export function checkRegion(session: Session, region: string | undefined): void {
  if (region === undefined || region === session.world.region) return;
  const own = session.world.region;
  session.notes.push({
    mark: 'not-simulated',
    text: {
      ko: `이 실습은 ${own} 리전만 시뮬레이션합니다. 리전을 ${own}로 쓰세요.`,
      en: `Only the Region ${own} is simulated here. Write ${own} as the region.`,
    },
  });
  throw new NotSimulated();
}

/** The cluster that a command is about: `--cluster`, `--name` or the argument. */
export function clusterNameOf({ flags, args }: Call, name: 'cluster' | 'name'): string {
  const [given, argument] = [flag(flags, name), args[0]];
  if (given !== undefined && argument !== undefined && name === 'name')
    throw new EksctlError(`--name=${given} and argument ${argument} cannot be used at the same time`);
  const found = given ?? (name === 'name' ? argument : undefined);
  if (found === undefined || found === '') throw new EksctlError(`--${name} must be set`);
  return found;
}

/** The configuration that the flags of `create cluster` spell out. */
export function configFromFlags(call: Call): { readonly config: ClusterConfig; readonly groups: readonly NodeGroup[] } {
  const { session, flags, args } = call;
  const { world } = session;
  checkRegion(session, flag(flags, 'region'));
  const subnets = { private: idsOf(flags['vpc-private-subnets']), public: idsOf(flags['vpc-public-subnets']) };
  const reuses = flags['vpc-private-subnets'] !== undefined || flags['vpc-public-subnets'] !== undefined;
  for (const other of ['zones', 'vpc-cidr']) {
    if (reuses && flags[other] !== undefined)
      throw new EksctlError(`--vpc-private-subnets/--vpc-public-subnets and --${other} cannot be used at the same time`);
  }
  const [cidr, gateway, version, zones] = [flag(flags, 'vpc-cidr'), flag(flags, 'vpc-nat-mode'), flag(flags, 'version'), flags.zones];
  const config: ClusterConfig = {
    metadata: {
      name: flag(flags, 'name') ?? args[0] ?? clusterNameFor(world),
      region: world.region,
      ...(version === undefined ? {} : { version }),
      ...(flags.tags === undefined ? {} : { tags: pairsOf(flags.tags) }),
    },
    vpc: { ...(cidr === undefined ? {} : { cidr }), ...(gateway === undefined ? {} : { nat: { gateway } }), ...(reuses ? { subnets } : {}) },
    ...(zones === undefined ? {} : { availabilityZones: zones }),
  };
  const groups = isSet(flags, 'without-nodegroup') ? [] : [groupFromFlags(world, flags, flag(flags, 'nodegroup-name'))];
  return { config, groups };
}

/** The node group that the flags spell out. */
export function groupFromFlags(world: World, flags: Flags, name: string | undefined): NodeGroup {
  const number = (flagName: string) => (flag(flags, flagName) === undefined ? undefined : Number(flag(flags, flagName)));
  const all = {
    name: name ?? nodegroupNameFor(world),
    instanceType: flag(flags, 'node-type'),
    instanceTypes: flags['instance-types'],
    desiredCapacity: number('nodes'),
    minSize: number('nodes-min'),
    maxSize: number('nodes-max'),
    volumeSize: number('node-volume-size'),
    privateNetworking: isSet(flags, 'node-private-networking') ? true : undefined,
    spot: isSet(flags, 'spot') ? true : undefined,
    subnets: flags['subnet-ids'],
    availabilityZones: flags['node-zones'],
    labels: flags['node-labels'] === undefined ? undefined : pairsOf(flags['node-labels']),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Partial<NodeGroup> as NodeGroup;
}

function idsOf(ids: readonly string[] | undefined): { readonly [index: string]: { readonly id: string } } {
  return Object.fromEntries((ids ?? []).map((id, index) => [String(index), { id }]));
}

function pairsOf(words: readonly string[]): { readonly [key: string]: string } {
  return Object.fromEntries(words.map((word) => [word.split('=')[0] ?? '', word.slice(word.indexOf('=') + 1)]));
}
