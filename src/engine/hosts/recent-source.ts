/**
 * A source address that the kernel of a node remembers for the chain of an endpoint (`-m recent`): what keeps a client at its backend
 * under sessionAffinity ClientIP. https://man7.org/linux/man-pages/man8/iptables-extensions.8.html
 */
export type RecentSource = {
  readonly InstanceId: string;
  /** `namespace/name`. */
  readonly service: string;
  /** The name of the list, which is that of the endpoint's chain: `KUBE-SEP-…`. */
  readonly chain: string;
  readonly source: string;
  /** When the source was seen last. */
  readonly at: number;
};

/** The key of a remembered source. */
export function recentKey({ InstanceId, chain, source }: Pick<RecentSource, 'InstanceId' | 'chain' | 'source'>): string {
  return `${InstanceId}/${chain}/${source}`;
}
