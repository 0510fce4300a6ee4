/**
 * The world: everything that exists in the lab, as one immutable value.
 *
 * Three planes that do not know each other, as in EKS itself: what the AWS APIs hold, what kube-apiserver holds, and
 * what the kernels and daemons of the nodes hold. `outside` is what lies beyond AWS; `lab` is what no real system has.
 */
import type { AwsKinds } from './aws/kinds.ts';
import type { Log } from './change.ts';
import type { ClusterKinds } from './cluster/kinds.ts';
import type { HostKinds } from './hosts/kinds.ts';
import type { LabKinds } from './lab/kinds.ts';
import type { PersistentMap } from './persistent-map.ts';
import type { Store } from './store.ts';

export type Stores<Kinds> = { readonly [K in keyof Kinds]: Store<Kinds[K]> };

export type World = {
  /** Simulated time in milliseconds since 1970. Only `advance` moves it. */
  readonly now: number;
  /** Grows with every change of any plane and never goes back, not even by undo. */
  readonly revision: number;
  readonly seed: string;
  readonly counters: Counters;
  readonly account: string;
  readonly region: string;
  readonly aws: Stores<AwsKinds>;
  readonly cluster: Stores<ClusterKinds>;
  readonly hosts: Stores<HostKinds>;
  readonly outside: Outside;
  readonly lab: Stores<LabKinds>;
  /** `controller NUL key` → when that key has to be looked at again. */
  readonly due: PersistentMap<Due>;
  readonly log: Log;
};

export type Due = { readonly at: number; readonly controller: string; readonly key: string; readonly periodic: boolean };

export type Counters = {
  /** The number of the input that is being carried out. */
  readonly input: number;
  /** The number of connections made so far: it picks the branch that a connection takes. */
  readonly connection: number;
  /** `maker NUL kind` → how many ids that maker minted of that kind within this input. */
  readonly minted: PersistentMap<number>;
};

/** What lies beyond AWS. */
export type Outside = {
  readonly hosts: readonly OutsideHost[];
  /** Public DNS names and what they resolve to. */
  readonly names: readonly { readonly name: string; readonly addresses: readonly string[] }[];
  /** Networks on premises: what VPN connections lead to. */
  readonly networks?: readonly OnPremisesNetwork[];
};

/** A network on premises, behind a router that AWS knows as a customer gateway. Its hosts are those with an address in it. */
export type OnPremisesNetwork = {
  readonly name: string;
  /** The public address of its router, as the customer gateway states it. */
  readonly router: string;
  readonly cidrs: readonly string[];
  /** The blocks that its router announces by BGP; its own when left out. */
  readonly announces?: readonly string[];
  /** Names that its own DNS servers know, and nobody else. */
  readonly names?: readonly { readonly name: string; readonly addresses: readonly string[] }[];
};

export type OutsideHost = {
  readonly name: string;
  /** A public address, or one of an on-premises network. */
  readonly address: string;
  readonly listeners: readonly Listener[];
};

/** A socket that listens: what answers there is decided by what runs behind it (see `lab/image`). */
export type Listener = { readonly protocol: 'tcp' | 'udp' | 'sctp'; readonly port: number; readonly serves: 'http' | 'https' | 'dns' | 'nothing' };

export type { AwsKinds, ClusterKinds, HostKinds, LabKinds };
