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
  'eks-fips',
  'eks-proxy',
  'elasticfilesystem',
  'elasticloadbalancing',
  'events',
  'execute-api',
  'guardduty-data',
  'kms',
  'lambda',
  'logs',
  'monitoring',
  'oidc-eks',
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

/**
 * Regions in which a service has no endpoints, as of October 2025.
 * https://docs.aws.amazon.com/eks/latest/userguide/vpc-interface-endpoints.html#vpc-endpoint-considerations ("Regional Availability")
 */
const ABSENT: { readonly [service: string]: readonly string[] } = {
  eks: ['ap-southeast-5', 'ap-southeast-7', 'mx-central-1', 'ap-east-2'],
  'eks-auth': ['ap-southeast-7', 'mx-central-1', 'ap-east-2'],
};

/** Regions with a FIPS endpoint of the EKS API, which no other has. https://docs.aws.amazon.com/general/latest/gr/eks.html#eks_region */
const WITH_EKS_FIPS = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'];

type Names = (region: string) => readonly string[];

/**
 * Names that do not follow the pattern SERVICE.REGION.amazonaws.com.
 * https://docs.aws.amazon.com/eks/latest/userguide/vpc-interface-endpoints.html#vpc-endpoint-private-dns
 */
const PRIVATE_NAMES: { readonly [service: string]: Names } = {
  'ecr.api': (region) => [`api.ecr.${region}.amazonaws.com`],
  'ecr.dkr': (region) => [`*.dkr.ecr.${region}.amazonaws.com`, `dkr.ecr.${region}.amazonaws.com`],
  eks: (region) => [`eks.${region}.amazonaws.com`, `eks.${region}.api.aws`],
  'eks-auth': (region) => [`eks-auth.${region}.api.aws`],
  'eks-fips': (region) => [`fips.eks.${region}.amazonaws.com`],
  'eks-proxy': (region) => [`eks-proxy.${region}.api.aws`, `eks-proxy.eks.${region}.amazonaws.com`],
  'execute-api': (region) => [`*.execute-api.${region}.amazonaws.com`],
  'oidc-eks': (region) => [`oidc.eks.${region}.amazonaws.com`, `oidc-eks.${region}.api.aws`],
  s3: (region) => [`s3.${region}.amazonaws.com`, `*.s3.${region}.amazonaws.com`],
};

/** "This endpoint accepts only the default full-access policy." (the same page, OIDC endpoint) */
const WITHOUT_POLICY = ['oidc-eks'];

export type EndpointService = { readonly ServiceName: string; readonly types: readonly ('Gateway' | 'Interface')[] };

type Named = { readonly code: string; readonly patterns: readonly string[] };

/** Regions are few and their services do not change: looked up with every packet to AWS. */
const servicesOf = new Map<string, { readonly services: readonly EndpointService[]; readonly names: readonly Named[] }>();

function regionOf(region: string): NonNullable<ReturnType<typeof servicesOf.get>> {
  const known = servicesOf.get(region) ?? { services: servicesIn(region), names: namesIn(region) };
  servicesOf.set(region, known);
  return known;
}

/** The services of the Region, in ascending order of name. */
export function endpointServices(region: string): readonly EndpointService[] {
  return regionOf(region).services;
}

function servicesIn(region: string): readonly EndpointService[] {
  const names = [...new Set([...GATEWAY, ...INTERFACE])].filter((name) => isIn(region, name)).sort();
  return names.map((name) => ({
    ServiceName: `com.amazonaws.${region}.${name}`,
    types: [...(GATEWAY.includes(name) ? (['Gateway'] as const) : []), ...(INTERFACE.includes(name) ? (['Interface'] as const) : [])],
  }));
}

function isIn(region: string, name: string): boolean {
  return name === 'eks-fips' ? WITH_EKS_FIPS.includes(region) : ABSENT[name]?.includes(region) !== true;
}

/** The part of a service's name after the Region, `ecr.api`. */
export function serviceCode(ServiceName: string): string {
  return ServiceName.split('.').slice(3).join('.');
}

/** How the service stands in names of endpoints: `api.ecr` for `ecr.api`. */
export function serviceLabel(ServiceName: string): string {
  return serviceCode(ServiceName).split('.').reverse().join('.');
}

/** The names of the service that private DNS answers with the endpoint's addresses, the first one best known; `*.` is any label. */
export function privateDnsNamesOfService(ServiceName: string, region: string): readonly string[] {
  const code = serviceCode(ServiceName);
  if (code === '') return [];
  return PRIVATE_NAMES[code]?.(region) ?? [`${code}.${region}.amazonaws.com`];
}

/** Whether endpoints of the service may have a policy other than full access. */
export function takesPolicy(ServiceName: string): boolean {
  return !WITHOUT_POLICY.includes(serviceCode(ServiceName));
}

/** Whether a name is one that private DNS answers: `123456789012.dkr.ecr.us-west-2.amazonaws.com` for `*.dkr.ecr.us-west-2.amazonaws.com`. */
export function matchesPrivateName(pattern: string, name: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === name;
  const label = name.slice(0, -pattern.length + 1);
  return name.endsWith(pattern.slice(1)) && label !== '' && !label.includes('.');
}

/** The services of the Region that clients find under the name on the internet, by their codes; none for other names. */
export function serviceOfName(region: string, name: string): string | undefined {
  return regionOf(region).names.find(({ patterns }) => patterns.some((pattern) => matchesPrivateName(pattern, name)))?.code;
}

function namesIn(region: string): readonly Named[] {
  const codes = [...new Set([...GATEWAY, ...INTERFACE])].filter((code) => code !== 'eks-fips' || WITH_EKS_FIPS.includes(region));
  return codes.map((code) => ({ code, patterns: privateDnsNamesOfService(`com.amazonaws.${region}.${code}`, region) }));
}
