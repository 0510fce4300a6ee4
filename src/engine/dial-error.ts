/** How programs written in Go (kubectl, the kubelet) word a connection that did not come about. https://pkg.go.dev/net#OpError */
import type { Connection } from './connection.ts';

/** What Go's net package says of a connection that did not come about, or null when it did. */
export function dialError({ outcome, lookup }: Connection, host: string): string | null {
  switch (outcome.outcome) {
    case 'no-name': {
      const last = lookup?.steps.at(-1);
      const server = last === undefined ? '' : ` on ${last.server}:53`;
      return `dial tcp: lookup ${host}${server}: ${last?.rcode === 'TIMEOUT' ? 'i/o timeout' : 'no such host'}`;
    }
    case 'timed-out':
      return `dial tcp ${outcome.address}:${outcome.port}: i/o timeout`;
    case 'refused':
      return `dial tcp ${outcome.address}:${outcome.port}: connect: connection refused`;
    default:
      return null;
  }
}
