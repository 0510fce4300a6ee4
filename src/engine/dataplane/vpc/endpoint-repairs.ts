/** Writes that would lead a call of an AWS service through an endpoint of the VPC instead of nowhere: candidates for a hint. */
import type { AwsKinds } from '../../aws/kinds.ts';
import { publicServiceAt } from '../../aws/public-service.ts';
import type { VpcEndpoint } from '../../aws/vpc-endpoint.ts';
import { learner } from '../../principal.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Repair } from '../element.ts';
import type { Step } from '../step.ts';

/** https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html: "Gateway endpoints are for Amazon S3 and DynamoDB only" */
const WITH_GATEWAY = ['s3', 'dynamodb'];

/** The table gets the route of a gateway endpoint, or the name of the service leads to its interface endpoint again. */
export function endpointRepairs(world: World, step: Step): readonly Repair[] {
  const table = step.object?.kind === 'RouteTable' ? objectAt(world.aws.RouteTable, step.object.key) : undefined;
  const service = table === undefined ? undefined : publicServiceAt(world, step.in.destination);
  if (table === undefined || service === undefined) return [];
  const ServiceName = `com.amazonaws.${world.region}.${service}`;
  const endpoints = lookup(world.aws.VpcEndpoint, 'byVpc', table.VpcId).filter((one) => one.ServiceName === ServiceName && one.State === 'available');
  const { RouteTableId, VpcId } = table;
  if (endpoints.length === 0 && WITH_GATEWAY.includes(service)) {
    const body = { VpcId, ServiceName, RouteTableIds: [RouteTableId] };
    return [
      write(world, { verb: 'CreateVpcEndpoint', kind: 'VpcEndpoint', body, object: { kind: 'RouteTable', key: RouteTableId }, field: 'Routes' }),
    ];
  }
  return endpoints.flatMap((endpoint) => (endpoint.VpcEndpointType === 'Gateway' ? [joined(world, endpoint, RouteTableId)] : named(world, endpoint)));
}

function joined(world: World, { VpcEndpointId }: VpcEndpoint, RouteTableId: string): Repair {
  const body = { VpcEndpointId, AddRouteTableIds: [RouteTableId] };
  const object = { kind: 'VpcEndpoint', key: VpcEndpointId } as const;
  return write(world, { verb: 'ModifyVpcEndpoint', kind: 'VpcEndpoint', body, object, field: 'RouteTableIds' });
}

/** Private DNS of the endpoint, and the two attributes of the VPC that it needs. */
function named(world: World, { VpcEndpointId, VpcId, PrivateDnsEnabled }: VpcEndpoint): readonly Repair[] {
  if (!PrivateDnsEnabled) {
    const body = { VpcEndpointId, PrivateDnsEnabled: true };
    const object = { kind: 'VpcEndpoint', key: VpcEndpointId } as const;
    return [write(world, { verb: 'ModifyVpcEndpoint', kind: 'VpcEndpoint', body, object, field: 'PrivateDnsEnabled' })];
  }
  const vpc = objectAt(world.aws.Vpc, VpcId);
  const off = (['EnableDnsSupport', 'EnableDnsHostnames'] as const).filter((attribute) => vpc?.[attribute] === false);
  return off.map((field) =>
    write(world, { verb: 'ModifyVpcAttribute', kind: 'Vpc', body: { VpcId, [field]: { Value: true } }, object: { kind: 'Vpc', key: VpcId }, field }),
  );
}

type Written = {
  readonly verb: string;
  readonly kind: keyof AwsKinds;
  readonly body: { readonly [member: string]: unknown };
  readonly object: { readonly kind: keyof AwsKinds; readonly key: string };
  readonly field: string;
};

function write(world: World, { verb, kind, body, object, field }: Written): Repair {
  const { kind: of, key } = object;
  return {
    verbs: [{ plane: 'aws', verb, kind, body, as: learner(world.account) }],
    object: { plane: 'aws', kind: of, key },
    field,
    breadth: 'exact',
  };
}
