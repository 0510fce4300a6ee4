/**
 * What one EC2 instance's kernel and daemons hold. It has no API: the daemons that run there write it.
 * Everything that can be worked out from the other planes (routes, ip rules, iptables of the VPC CNI) is not stored here
 * but derived by the functions that print and evaluate it.
 */
import type { Listener } from '../world.ts';

export type Host = {
  readonly InstanceId: string;
  /** The Node that its kubelet registered, or null where no kubelet runs. */
  readonly nodeName: string | null;
  readonly kubelet: { readonly sandboxes: readonly Sandbox[] };
  /** The address store of aws-node (`ipam.json`), or null where aws-node does not run. */
  readonly ipamd: Ipamd | null;
  readonly kubeProxy: KubeProxy;
  /** What listens in the host's own network namespace, without a pod: sshd, kubelet. */
  readonly listeners: readonly Listener[];
};

/** A pod as its node runs it. */
export type Sandbox = {
  /** `namespace/name`. */
  readonly pod: string;
  readonly uid: string;
  readonly hostNetwork: boolean;
  /** Its address; the node's own for a pod of the host network. Null until ipamd has given one. */
  readonly address: string | null;
  /** The host end of its veth pair, null for the host network. */
  readonly hostVeth: string | null;
  readonly containers: readonly {
    readonly name: string;
    readonly image: string;
    readonly running: boolean;
    readonly restarts: number;
    readonly startedAt: number;
    readonly listeners: readonly Listener[];
  }[];
};

/** ipamd hands out the secondary addresses that EC2 holds on the node's ENIs. Which exist is asked of EC2, never stored. */
export type Ipamd = {
  /** address → pod (`namespace/name`). */
  readonly assigned: { readonly [address: string]: string };
  /** address → when it may be given out again (30 s after its pod went). */
  readonly cooling: { readonly [address: string]: number };
};

export type KubeProxy =
  | { readonly state: 'running' }
  /** Its rules stay in the kernel as they were: the `FrozenProxyRules` of this instance. */
  | { readonly state: 'stopped' }
  | { readonly state: 'absent' };
