/** What an instance type can hold: the one reader of the table of all types. */
import { INSTANCE_TYPES } from './instance-types.ts';

export type InstanceLimits = {
  readonly InstanceType: string;
  /** Network interfaces of the default network card: what the VPC CNI and max-pods count with. */
  readonly enis: number;
  /** IPv4 addresses of one interface, its primary included. */
  readonly ipv4PerEni: number;
  /** How many interfaces each network card takes, by card index. */
  readonly networkCards: readonly number[];
  /** EC2 says nothing about the hypervisor of bare metal. */
  readonly hypervisor: 'nitro' | 'xen' | 'unknown';
  readonly bareMetal: boolean;
  /** Undefined for the few types of which it is not known. */
  readonly vcpus: number | undefined;
  /** Memory in MiB; undefined for the few types of which it is not known. */
  readonly memory: number | undefined;
  /** Most branch interfaces behind its trunk; undefined where the VPC resource controller does not know the type. */
  readonly branchInterfaces: number | undefined;
  /** Whether a trunk interface can be attached; undefined where the VPC resource controller does not know the type. */
  readonly trunkingCompatible: boolean | undefined;
};

/** The limits of an instance type, or undefined for a type that there is not. */
export function limitsOf(InstanceType: string): InstanceLimits | undefined {
  return table().get(InstanceType);
}

/** All instance types, in ascending order of their names. */
export function instanceTypes(): readonly InstanceLimits[] {
  return [...table().values()];
}

/** Whether the VPC CNI may give it prefixes: nitro, bare metal included (pkg/awsutils/awsutils.go, IsPrefixDelegationSupported). */
export function takesPrefixes({ hypervisor, bareMetal }: Pick<InstanceLimits, 'hypervisor' | 'bareMetal'>): boolean {
  return hypervisor === 'nitro' || bareMetal;
}

/**
 * How many pods the kubelet of a node takes: one per secondary address, and two for aws-node and kube-proxy, which use the
 * node's own (https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/eni_max_pods.go).
 */
export function maxPodsOf({ enis, ipv4PerEni }: Pick<InstanceLimits, 'enis' | 'ipv4PerEni'>): number {
  return enis * (ipv4PerEni - 1) + 2;
}

let known: ReadonlyMap<string, InstanceLimits> | undefined;

/** Read when it is first asked for, and then kept: most runs need a handful of the types, some none. */
function table(): ReadonlyMap<string, InstanceLimits> {
  known ??= new Map([...INSTANCE_TYPES.trim().split('\n').flatMap(typesOfLine)].sort(([one], [other]) => (one < other ? -1 : 1)));
  return known;
}

const HYPERVISORS = { n: 'nitro', x: 'xen', u: 'unknown' } as const;

function typesOfLine(line: string): [string, InstanceLimits][] {
  const [hypervisor, families, ...sizes] = line.split(' ') as [keyof typeof HYPERVISORS, string, ...string[]];
  return families.split(',').flatMap((family) =>
    sizes.map((entry): [string, InstanceLimits] => {
      const [size, limits] = entry.split('=') as [string, string];
      const InstanceType = `${family}.${size}`;
      return [InstanceType, { InstanceType, ...read(limits, { hypervisor, bareMetal: size.startsWith('metal') }) }];
    }),
  );
}

type Family = { readonly hypervisor: keyof typeof HYPERVISORS; readonly bareMetal: boolean };

function read(limits: string, { hypervisor, bareMetal }: Family): Omit<InstanceLimits, 'InstanceType'> {
  const [network, vcpus, memory, branches, own] = limits.split(',') as [string, string, string, string, keyof typeof HYPERVISORS | undefined];
  const [enis, ipv4PerEni, cards = 1] = network.split(/[x*]/).map(Number) as [number, number, number?];
  const gib = numberOf(memory);
  const branchInterfaces = numberOf(branches);
  return {
    enis,
    ipv4PerEni,
    networkCards: new Array<number>(cards).fill(enis),
    hypervisor: HYPERVISORS[own ?? (bareMetal ? 'u' : hypervisor)],
    bareMetal,
    vcpus: numberOf(vcpus),
    memory: gib === undefined ? undefined : gib * 1024,
    branchInterfaces,
    trunkingCompatible: branchInterfaces === undefined ? undefined : branchInterfaces > 0,
  };
}

function numberOf(text: string): number | undefined {
  return text === '?' ? undefined : Number(text);
}
