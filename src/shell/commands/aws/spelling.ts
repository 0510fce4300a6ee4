/** How the command line spells the names of the service model: `DescribeVpcs` is `describe-vpcs`, `CidrBlock` is `--cidr-block`. */

/** https://github.com/boto/botocore/blob/develop/botocore/__init__.py (xform_name) */
export function kebab(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
}
