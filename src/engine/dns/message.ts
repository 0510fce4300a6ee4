/** DNS questions and answers as far as the lab goes. Names end with a dot and compare without case. */

export type Query = { readonly name: string; readonly type: string };
export type ResourceRecord = { readonly name: string; readonly type: string; readonly ttl: number; readonly data: string };
export type Rcode = 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED';

export type DnsAnswer = {
  readonly rcode: Rcode;
  readonly answers: readonly ResourceRecord[];
  readonly additional: readonly ResourceRecord[];
  /** The SOA of the zone that has no such name or no such record. */
  readonly authority: readonly ResourceRecord[];
};

/** The name with its final dot. */
export function fullName(name: string): string {
  return name.endsWith('.') ? name : `${name}.`;
}

/** Whether the two names are the same; case does not count (RFC 4343). */
export function sameName(one: string, other: string): boolean {
  return fullName(one).toLowerCase() === fullName(other).toLowerCase();
}

/** An answer that says that there is no such name. */
export function noSuchName(authority: readonly ResourceRecord[] = []): DnsAnswer {
  return { rcode: 'NXDOMAIN', answers: [], additional: [], authority };
}

/** An answer with these records. */
export function found(answers: readonly ResourceRecord[], additional: readonly ResourceRecord[] = []): DnsAnswer {
  return { rcode: 'NOERROR', answers, additional, authority: [] };
}
