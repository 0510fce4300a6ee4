/**
 * The DNS hostnames that Amazon gives to addresses.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html#vpc-dns-hostnames
 */

/** The IP-based private name, `ip-10-0-0-5.ec2.internal`. */
export function privateDnsName(region: string, address: string): string {
  const domain = region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`;
  return `ip-${address.replaceAll('.', '-')}.${domain}`;
}

/** The public name, `ec2-203-0-113-25.compute-1.amazonaws.com`. */
export function publicDnsName(region: string, address: string): string {
  const domain = region === 'us-east-1' ? 'compute-1.amazonaws.com' : `${region}.compute.amazonaws.com`;
  return `ec2-${address.replaceAll('.', '-')}.${domain}`;
}
