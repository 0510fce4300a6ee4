/** What a trace is made of: steps, branches, connections. No verdict without its reason. */
import type { Ref } from '../change.ts';
import type { Names } from '../name-of.ts';
import type { Address } from '../net/address.ts';
import type { Packet } from '../net/packet.ts';
import type { Params } from '../text.ts';
import type { ElementName, PlaceName } from './path.ts';

/** Where a packet is: a place of the path table, and whose. */
export type Place = {
  readonly name: PlaceName;
  /** Whose it is: the pod, the instance (its kernel), the ENI, the subnet, the gateway, the outside host. */
  readonly of: Ref | { readonly plane: 'outside'; readonly kind: 'OutsideHost'; readonly key: string };
  /** The interface, attachment or VPC by which the packet came in or will go out, where that decides something. */
  readonly device?: string;
  /** The Availability Zone in which the packet came in, where that decides something. */
  readonly zone?: string;
};

/**
 * forward: goes on, perhaps changed · deliver: a socket takes it · drop: gone without a word (the caller sees a time-out) ·
 * reject: answered with a refusal (TCP RST or ICMP unreachable) · no-route: nowhere to send it (dropped without a word).
 */
export type StepVerdict = 'forward' | 'deliver' | 'drop' | 'reject' | 'no-route';

/** A row of the table that an element decides by. */
export type Row = {
  /** The table's name as its own tool prints it: `nat KUBE-SERVICES`, `rtb-0a1…`, `sg-0a1…`. */
  readonly table: string;
  /** The row as its own tool prints it. */
  readonly text: string;
};

export type Step = {
  readonly place: Place;
  readonly element: ElementName;
  readonly verdict: StepVerdict;
  /** A key of the element's reasons. */
  readonly because: string;
  readonly params: Params;
  /** What the ids of the step are called in a sentence, looked up when it is asked: see `name-of.ts`. */
  readonly names: () => Names;
  readonly in: Packet;
  /** The packet as it goes on; absent when it does not. */
  readonly out?: Packet;
  /** The object that decided: a security group, a route table, a Service, a node's host. */
  readonly object: Ref | null;
  /** The row that decided. */
  readonly row?: Row;
  /** All rows that the packet met, in order, the one that decided among them; absent where there is only that one. */
  readonly met?: readonly Row[];
  /** The rows that were looked at and lost, with why. */
  readonly lost: readonly { readonly row: Row; readonly because: string; readonly params: Params }[];
};

/** One decision that could have gone otherwise: which backend, which load balancer node, which DNS record. */
export type Choice = {
  readonly element: ElementName;
  /** What was chosen, as a text: `192.168.0.41:9376`. */
  readonly option: string;
  /** Its share of the connections, as an exact fraction. */
  readonly share: Share;
};

export type Share = { readonly of: number; readonly outOf: number };

/** answered: request and reply arrived · refused · timed-out: the request or its reply got lost. */
export type Verdict = 'answered' | 'refused' | 'timed-out';

/** One possible way of a connection: the request, and the reply when the request was delivered. */
export type Branch = {
  readonly choices: readonly Choice[];
  readonly share: Share;
  /** How many branches with equal reasons this one stands for. */
  readonly count: number;
  /** The packet that opens the connection. */
  readonly opens: Packet;
  readonly request: readonly Step[];
  /** The way back: of the reply, or of the refusal. Empty when nothing was sent back. */
  readonly reply: readonly Step[];
  readonly verdict: Verdict;
  /** Who took the request, and the source address that it saw; null when it was not delivered. */
  readonly delivered: { readonly to: Place; readonly saw: { readonly address: Address; readonly port: number }; readonly packet: Packet } | null;
  /** The state that the connection left behind (conntrack of hosts, flow state of security groups and gateways). */
  readonly sessions: Sessions;
};

/** Connection state by who holds it (`host i-0a1…`, `eni eni-0a1…`) and tuple. Immutable. */
export type Sessions = { readonly [holder: string]: readonly Session[] };

/**
 * One tracked connection: the packet as it came in, and as it went out (address translation is the difference). It is
 * `new` while its first packet is under way and `established` once a packet has come back.
 */
export type Session = {
  readonly original: Packet;
  readonly translated: Packet;
  /** The connection mark (CONNMARK of iptables). */
  readonly mark: number;
  readonly state: 'new' | 'established';
  /** The interface by which its first packet came into the host; absent for what the host itself sends. */
  readonly in?: string;
};
