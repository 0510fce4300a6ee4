/**
 * The lowest numbers of a range, which automatic allocation leaves for requests by hand as long as others are free.
 * https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/
 */

/** How many node ports are kept: min(max(16, size/32), 128), none of a range of 16 or less. */
export function nodePortStaticBand(size: number): number {
  return size <= 16 ? 0 : Math.min(Math.max(16, Math.floor(size / 32)), 128);
}

/** How many cluster IPs are kept: min(max(16, size/16), 256), none of a block of 16 addresses or fewer. */
export function clusterIPStaticBand(size: number): number {
  return size <= 16 ? 0 : Math.min(Math.max(16, Math.floor(size / 16)), 256);
}
