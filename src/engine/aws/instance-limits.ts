/**
 * How many network interfaces an instance type takes and how many IPv4 addresses each of them holds.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/vpc/vpc_ip_limits.go (default network card)
 */
export type InstanceLimits = {
  readonly enis: number;
  /** Addresses of one interface, its primary included. */
  readonly ipv4PerEni: number;
  readonly vcpus: number;
  /** Memory in MiB. */
  readonly memory: number;
};

const LIMITS: { readonly [type: string]: InstanceLimits } = {
  't3.micro': { enis: 2, ipv4PerEni: 2, vcpus: 2, memory: 1024 },
  't3.small': { enis: 3, ipv4PerEni: 4, vcpus: 2, memory: 2048 },
  't3.medium': { enis: 3, ipv4PerEni: 6, vcpus: 2, memory: 4096 },
  't3.large': { enis: 3, ipv4PerEni: 12, vcpus: 2, memory: 8192 },
  't3.xlarge': { enis: 4, ipv4PerEni: 15, vcpus: 4, memory: 16384 },
  'm5.large': { enis: 3, ipv4PerEni: 10, vcpus: 2, memory: 8192 },
  'm5.xlarge': { enis: 4, ipv4PerEni: 15, vcpus: 4, memory: 16384 },
  'm5.2xlarge': { enis: 4, ipv4PerEni: 15, vcpus: 8, memory: 32768 },
  'm5.4xlarge': { enis: 8, ipv4PerEni: 30, vcpus: 16, memory: 65536 },
  'c5.large': { enis: 3, ipv4PerEni: 10, vcpus: 2, memory: 4096 },
  'c5.xlarge': { enis: 4, ipv4PerEni: 15, vcpus: 4, memory: 8192 },
  'c5.18xlarge': { enis: 15, ipv4PerEni: 50, vcpus: 72, memory: 147456 },
  'r5.large': { enis: 3, ipv4PerEni: 10, vcpus: 2, memory: 16384 },
};

/** The limits of an instance type, or undefined for a type that the lab does not know. */
export function limitsOf(InstanceType: string): InstanceLimits | undefined {
  return LIMITS[InstanceType];
}
