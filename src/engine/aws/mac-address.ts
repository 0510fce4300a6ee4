/** A MAC address from digits: locally administered and unicast, as interfaces of Nitro instances have. */
export function macAddress(digits: string): string {
  const octets = Array.from({ length: 5 }, (_, index) => digits.slice(index * 2, index * 2 + 2));
  return ['02', ...octets].join(':');
}
