/** https://docs.aws.amazon.com/vpc-lattice/latest/ug/security-groups.html#managed-prefix-list: link-local and unique local addresses. */
export const LATTICE_BLOCK = '169.254.171.0/24';
export const LATTICE_IPV6_BLOCK = 'fd00:ec2:80::/64';
