/** What `curl`, probes and checks get back: the look-up, the legs and how it ended. */
import type { Branch, Place } from './dataplane/step.ts';
import type { Address } from './net/address.ts';
import type { Protocol } from './net/packet.ts';

/** Where a connection starts. */
export type Origin =
  | { readonly from: 'pod'; readonly pod: string }
  | { readonly from: 'node'; readonly node: string }
  | { readonly from: 'instance'; readonly InstanceId: string }
  /** What works through an interface of its own: a node of a load balancer. */
  | { readonly from: 'interface'; readonly NetworkInterfaceId: string }
  /** An outside host by name, or any address of the internet. */
  | { readonly from: 'outside'; readonly address: string };

export type Target = { readonly host: string; readonly port: number; readonly protocol: Protocol };

export type HttpRequest = {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  /** X-Forwarded-For: whom proxies before have seen. */
  readonly forwardedFor?: string;
};
export type HttpResponse = {
  readonly status: number;
  readonly reason: string;
  readonly body: string;
  readonly headers: readonly (readonly [string, string])[];
  /** Milliseconds that pass until it comes, where whoever gives it has waited for somebody else. */
  readonly after?: number;
  /** Spoken over TLS: who signed the certificate. A cluster signs that of its API server itself. */
  readonly tls?: 'public' | 'cluster';
};

/** One query of a name look-up, in the order in which the resolver asked. */
export type LookupStep = {
  readonly query: { readonly name: string; readonly type: string };
  readonly server: string;
  readonly rcode: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'TIMEOUT';
  readonly answers: readonly { readonly name: string; readonly type: string; readonly ttl: number; readonly data: string }[];
  /** Who asked, where that was not the origin: a DNS server on behalf of it. */
  readonly asker?: string;
  /** The way of the query itself. */
  readonly branches: readonly Branch[];
};

export type Lookup = { readonly name: string; readonly steps: readonly LookupStep[]; readonly addresses: readonly Address[] };

/** One transport connection. A proxy ends a leg and starts the next. */
export type Leg = {
  readonly from: Place;
  readonly branches: readonly Branch[];
  /** The branch that this connection took: picked by the seed and the connection's number. */
  readonly taken: number;
};

export type Outcome =
  | { readonly outcome: 'answered'; readonly response: HttpResponse | null; readonly by: string }
  | { readonly outcome: 'refused'; readonly address: string; readonly port: number }
  | { readonly outcome: 'timed-out'; readonly address: string; readonly port: number }
  | { readonly outcome: 'no-name'; readonly name: string }
  | { readonly outcome: 'http-status'; readonly response: HttpResponse; readonly by: string };

export type Connection = {
  readonly origin: Origin;
  readonly target: Target;
  readonly lookup: Lookup | null;
  readonly legs: readonly Leg[];
  readonly outcome: Outcome;
};

/** The legs that the origin made itself: a proxy starts those after the first that is answered. */
export function ownLegs({ legs }: Connection): readonly Leg[] {
  const answered = legs.findIndex(({ branches, taken }) => branches[taken]?.verdict === 'answered');
  return answered < 0 ? legs : legs.slice(0, answered + 1);
}
