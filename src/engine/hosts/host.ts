/**
 * What one EC2 instance's kernel and daemons hold. It has no API: the daemons that run there write it.
 * Everything that can be worked out from the other planes (routes, ip rules, iptables of the VPC CNI) is not stored here
 * but derived by the functions that print and evaluate it.
 */
import { lookup, objectAt } from '../store.ts';
import type { Listener, World } from '../world.ts';
import type { EnforcingMode } from './cni-env.ts';
import type { KubeProxySettings } from './kube-proxy-settings.ts';

export type Host = {
  readonly InstanceId: string;
  /** The Node that its kubelet registered, or null where no kubelet runs. */
  readonly nodeName: string | null;
  readonly kubelet: { readonly sandboxes: readonly Sandbox[] };
  /** What aws-node left on the node (its address store `ipam.json` and its settings), or null where it never ran. */
  readonly ipamd: Ipamd | null;
  /** Why aws-node does not serve; absent when it does. */
  readonly ipamdFailure?: IpamdFailure;
  readonly kubeProxy: KubeProxy;
  /** What listens in the host's own network namespace, without a pod: sshd, kubelet. */
  readonly listeners: readonly Listener[];
  /** The network policy agent, whose eBPF programs hold at every pod's veth; absent while it is switched off. */
  readonly policyAgent?: PolicyAgent;
  /** Where the node stands still on its way into the cluster; absent when it is in, or was never to be. */
  readonly registration?: Registration;
  /** The `maxPods` that the kubelet was started with, where its user data names one. */
  readonly maxPods?: number;
  /** Whether the kubelet still gets through to its API server; absent where a world does not tell how it ever did. */
  readonly heartbeat?: Heartbeat;
  /** The images that its container runtime has pulled; absent where a world states what runs there already. */
  readonly images?: readonly string[];
  /** The images that could not be pulled, until they are. */
  readonly pulls?: { readonly [image: string]: ImagePull };
};

/** How the last attempt to pull an image failed. The kubelet waits longer and longer before the next. */
export type ImagePull = { readonly attempts: number; readonly at: number; readonly error: string };

/** standard: a pod is open until a policy selects it · strict: closed until one does. */
export type PolicyAgent = {
  readonly mode: 'standard' | 'strict';
  /** Whether it knows ClusterNetworkPolicies. */
  readonly tiers?: true;
};

export type Registration = {
  /** EC2 does not answer nodeadm · the endpoint has no address · nobody answers there · who is this · may not. */
  readonly rung: 'ec2' | 'address' | 'dns' | 'tcp' | 'authentication' | 'authorization';
  /** The last line of the journal, without its time. */
  readonly line: string;
};

/**
 * beating: the kubelet renews its lease; `identified` when the cluster also knows who it is, which a world need not state.
 * lost: it cannot, since then and for that reason: its daemons see no change of the cluster any more, and report none.
 */
export type Heartbeat =
  | { readonly state: 'beating'; readonly identified: boolean }
  | { readonly state: 'lost'; readonly since: number; readonly identified: boolean; readonly line: string };

/** A pod as its node runs it. */
export type Sandbox = {
  /** `namespace/name`. */
  readonly pod: string;
  readonly uid: string;
  readonly hostNetwork: boolean;
  /** Its address; the node's own for a pod of the host network. */
  readonly address: string;
  /** The host end of its veth pair, null for the host network. */
  readonly hostVeth: string | null;
  /** Its branch ENI as the node joins it; absent without security groups for pods. */
  readonly branch?: BranchLink;
  /** The IPv4 address of the node's own by which a pod of an IPv6 cluster reaches IPv4. */
  readonly egress?: string;
  /** The MTU that its interface was made with, where that was not 9001. */
  readonly mtu?: number;
  readonly containers: readonly ContainerProcess[];
};

/** A branch ENI on its node: a VLAN of the trunk ENI. */
export type BranchLink = {
  readonly NetworkInterfaceId: string;
  readonly vlanId: number;
  readonly mac: string;
  /** The router of the branch ENI's subnet. */
  readonly gateway: string;
  readonly mode: EnforcingMode;
};

export type ContainerProcess = {
  readonly name: string;
  readonly image: string;
  readonly running: boolean;
  readonly restarts: number;
  readonly startedAt: number;
  readonly listeners: readonly Listener[];
  /** What the kubelet's readiness prober knows, null without a readiness probe. */
  readonly readiness: Readiness | null;
};

export type Readiness = {
  readonly ready: boolean;
  /** How many probes in a row contradicted `ready`. */
  readonly contrary: number;
  /** When the last probe that counted was made, 0 before the first. */
  readonly at: number;
};

/** ipamd hands out the secondary addresses that EC2 holds on the node's ENIs. Which exist is asked of EC2, never stored. */
export type Ipamd = {
  /** address → pod (`namespace/name`). */
  readonly assigned: { readonly [address: string]: string };
  /** address → when it may be given out again (30 s after its pod went). */
  readonly cooling: { readonly [address: string]: number };
  /** Network interface → when ipamd first saw it: a young one is not given back. */
  readonly interfaces: { readonly [NetworkInterfaceId: string]: number };
  /** When EC2 last said that a subnet has no address left, or null. */
  readonly exhaustedAt: number | null;
  /** When the pool was last made smaller, or null. */
  readonly shrunkAt: number | null;
  /** The environment that aws-node was last started with: what its rules in the kernel follow. */
  readonly env: { readonly [name: string]: string };
  /** The aws-node pod (uid) that it was last started with; each start gives back what the other mode has left. */
  readonly startedAs?: string;
  /** What EC2 has refused at this very moment, so that less or elsewhere is asked for next. */
  readonly refused?: {
    readonly at: number;
    readonly enis: { readonly [NetworkInterfaceId: string]: 'batch' | 'one' };
    readonly subnets: readonly string[];
  };
};

/** Why ipamd does not run although its container does, or why the container ends: the last line of its log. */
export type IpamdFailure = { readonly ends: 'entrypoint' | 'ipamd'; readonly log: string; readonly at: number };

export type KubeProxy =
  /** `startedAs` is the pod (uid) that reads its settings, `settings` what it read; absent for those that EKS gives. */
  | { readonly state: 'running'; readonly startedAs?: string; readonly settings?: KubeProxySettings }
  /** Its rules stay in the kernel as they were: the `FrozenProxyRules` of this instance. */
  | { readonly state: 'stopped'; readonly settings?: KubeProxySettings }
  | { readonly state: 'absent' };

/** The host that runs under the Node's name, or undefined. */
export function hostOfNode(world: World, nodeName: string): Host | undefined {
  return lookup(world.hosts.Host, 'byNode', nodeName)[0];
}

/** Whether the daemons of the host are cut off from the API server. */
export function isCutOff({ heartbeat }: Host): boolean {
  return heartbeat?.state === 'lost';
}

/** Which rows of kube-proxy the host's kernel has: those of now, those of when it last heard of a change, or none. */
export function rulesHeld(host: Host | undefined): 'now' | 'then' | 'none' {
  if (host === undefined || host.kubeProxy.state === 'absent') return 'none';
  return host.kubeProxy.state === 'stopped' || isCutOff(host) ? 'then' : 'now';
}

/** The host that runs the pod (`namespace/name`), with the pod as it runs there, or undefined. */
export function sandboxOf(world: World, pod: string): { readonly host: Host; readonly sandbox: Sandbox } | undefined {
  for (const host of lookup(world.hosts.Host, 'byPod', pod)) {
    const sandbox = host.kubelet.sandboxes.find((candidate) => candidate.pod === pod);
    if (sandbox !== undefined) return { host, sandbox };
  }
  return undefined;
}

/** The host of an instance, or undefined when it does not run. */
export function hostOf(world: World, InstanceId: string): Host | undefined {
  return objectAt(world.hosts.Host, InstanceId);
}
