/**
 * The services of a Region that have endpoints, with their types and the names that private DNS takes over.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */

/** Gateway endpoints: https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
const GATEWAY = ['s3', 'dynamodb'];

/** Services with interface endpoints: those that clusters, their nodes and the course use. */
const INTERFACE: readonly string[] = [
  'autoscaling',
  'cloudtrail',
  'cloudformation',
  'dynamodb',
  'ec2',
  'ec2messages',
  'ecr.api',
  'ecr.dkr',
  'eks',
  'eks-auth',
  'elasticfilesystem',
  'elasticloadbalancing',
  'events',
  'execute-api',
  'guardduty-data',
  'kms',
  'lambda',
  'logs',
  'monitoring',
  'rds',
  's3',
  'secretsmanager',
  'sns',
  'sqs',
  'ssm',
  'ssmmessages',
  'sts',
  'xray',
];

/** Names that do not follow the pattern SERVICE.REGION.amazonaws.com. */
const PRIVATE_NAMES: { readonly [service: string]: (region: string) => string } = {
  'ecr.api': (region) => `api.ecr.${region}.amazonaws.com`,
  'ecr.dkr': (region) => `*.dkr.ecr.${region}.amazonaws.com`,
  'eks-auth': (region) => `eks-auth.${region}.api.aws`,
  'execute-api': (region) => `*.execute-api.${region}.amazonaws.com`,
};

export type EndpointService = { readonly ServiceName: string; readonly types: readonly ('Gateway' | 'Interface')[] };

/** The services of the Region, in ascending order of name. */
export function endpointServices(region: string): readonly EndpointService[] {
  const names = [...new Set([...GATEWAY, ...INTERFACE])].sort();
  return names.map((name) => ({
    ServiceName: `com.amazonaws.${region}.${name}`,
    types: [...(GATEWAY.includes(name) ? (['Gateway'] as const) : []), ...(INTERFACE.includes(name) ? (['Interface'] as const) : [])],
  }));
}

/** The part of a service's name after the Region, `ecr.api`. */
export function serviceCode(ServiceName: string): string {
  return ServiceName.split('.').slice(3).join('.');
}

/** How the service stands in names of endpoints: `api.ecr` for `ecr.api`. */
export function serviceLabel(ServiceName: string): string {
  return serviceCode(ServiceName).split('.').reverse().join('.');
}

/** The name of the service that private DNS answers with the endpoint's addresses, or null where there is none. */
export function privateDnsNameOfService(ServiceName: string, region: string): string | null {
  const code = serviceCode(ServiceName);
  if (code === '') return null;
  return PRIVATE_NAMES[code]?.(region) ?? `${code}.${region}.amazonaws.com`;
}
