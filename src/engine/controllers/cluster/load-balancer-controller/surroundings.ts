/** What the controller reads of AWS before it builds: subnets, the VPC's blocks, security groups, and what it made before. */
import { mayCall } from '../../../aws/authorize.ts';
import type { LoadBalancer } from '../../../aws/load-balancer.ts';
import { routeTableOf } from '../../../aws/route-table.ts';
import { freeAddressCount } from '../../../aws/subnet-addresses.ts';
import { lookup, objectAt } from '../../../store.ts';
import type { World } from '../../../world.ts';
import type { ControllerOptions } from './controller-options.ts';
import { BACKEND_TO_COME } from './deploy-groups.ts';
import { CONTROLLER, controllerIdentity } from './installation.ts';
import type { Surroundings } from './model.ts';
import { fail } from './model-error.ts';
import { requestFailed } from './sdk-error.ts';
import { backendGroupOf } from './stack.ts';
import type { Candidate, SubnetRequest } from './subnet-discovery.ts';

type Place = { readonly vpcId: string; readonly options: ControllerOptions };

/** The subnets of the VPC as candidates. */
export function candidatesIn(world: World, vpcId: string): readonly Candidate[] {
  mustBeAllowed(world, 'EC2', 'DescribeSubnets');
  return lookup(world.aws.Subnet, 'byVpc', vpcId).map((subnet) => ({
    id: subnet.SubnetId,
    az: subnet.AvailabilityZone,
    tags: Object.fromEntries(subnet.Tags.map(({ Key, Value }) => [Key, Value])),
    availableIps: freeAddressCount(world, subnet),
    hasIpv6: subnet.Ipv6CidrBlockAssociationSet.length > 0,
    isPublic: (routeTableOf(world, subnet)?.Routes ?? []).some((route) => route.GatewayId?.startsWith('igw') ?? false),
  }));
}

/** The request for subnets of a load balancer. */
export function subnetRequest(
  options: ControllerOptions,
  wanted: Pick<SubnetRequest, 'type' | 'scheme' | 'ipAddressType' | 'minimumFree'>,
): SubnetRequest {
  const { clusterName, featureGates } = options;
  return {
    ...wanted,
    clusterName,
    clusterTagCheck: featureGates.SubnetsClusterTagCheck,
    albSingleSubnet: featureGates.ALBSingleSubnet,
    byReachability: featureGates.SubnetDiscoveryByReachability,
  };
}

/** Everything else, with the subnets that were chosen. */
export function surroundings(
  world: World,
  { vpcId, options }: Place,
  found: { readonly subnets: readonly Candidate[]; readonly existing: LoadBalancer | undefined },
): Surroundings {
  const vpc = objectAt(world.aws.Vpc, vpcId);
  const { existing } = found;
  return {
    subnets: found.subnets.map(({ id, az }) => {
      const subnet = objectAt(world.aws.Subnet, id);
      return { id, az, cidr: subnet?.CidrBlock ?? '', ipv6Cidr: subnet?.Ipv6CidrBlockAssociationSet[0]?.Ipv6CidrBlock ?? false };
    }),
    vpcCidrs: (vpc?.CidrBlockAssociationSet ?? []).map(({ CidrBlock }) => CidrBlock),
    vpcIpv6Cidrs: (vpc?.Ipv6CidrBlockAssociationSet ?? []).map(({ Ipv6CidrBlock }) => Ipv6CidrBlock),
    ...(existing === undefined
      ? {}
      : {
          existingLoadBalancer: {
            scheme: existing.Scheme,
            securityGroups: existing.SecurityGroups,
            subnetIds: existing.AvailabilityZones.map(({ SubnetId }) => SubnetId),
          },
        }),
    backendSecurityGroup: backendGroupOf(world, { vpcId, clusterName: options.clusterName })?.GroupId ?? BACKEND_TO_COME,
    securityGroups: lookup(world.aws.SecurityGroup, 'byVpc', vpcId).map(({ GroupId, Tags }) => ({
      id: GroupId,
      name: Tags.find(({ Key }) => Key === 'Name')?.Value ?? '',
    })),
  };
}

const ACTION_PREFIX = { EC2: 'ec2', 'Elastic Load Balancing v2': 'elasticloadbalancing' } as const;

/** Fails as the SDK does when the controller's role may not make a call that only reads. */
export function mustBeAllowed(world: World, service: keyof typeof ACTION_PREFIX, operation: string): void {
  const { arn } = controllerIdentity(world);
  if (arn?.endsWith(`:assumed-role//${CONTROLLER}`)) {
    fail(requestFailed('STS', 'AssumeRoleWithWebIdentity', { code: 'ValidationError', message: 'Request ARN is invalid', http: 400 }));
  }
  if (arn === null)
    fail(`operation error ${service}: ${operation}, get identity: get credentials: failed to refresh cached credentials, no EC2 IMDS role found`);
  const action = `${ACTION_PREFIX[service]}:${operation}`;
  if (mayCall(world, arn as string, action)) return;
  const sentence = `User: ${arn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
  const denied =
    service === 'EC2'
      ? { code: 'UnauthorizedOperation', message: `You are not authorized to perform this operation. ${sentence}` }
      : { code: 'AccessDenied', message: sentence };
  fail(requestFailed(service, operation, denied));
}
