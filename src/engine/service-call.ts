/**
 * The way to an API of AWS from a place in the network: by the internet, through a NAT gateway, or through a VPC endpoint.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
 */
import { connect } from './connect.ts';
import type { Connection, Origin } from './connection.ts';
import { dialError } from './dial-error.ts';
import { takenBranch } from './explain.ts';
import { remembered } from './remembered.ts';
import type { World } from './world.ts';

export type ServiceWay = {
  readonly connection: Connection;
  /** The host name that the client calls. */
  readonly host: string;
  /** The VPC endpoint that the connection came out of, or null on every other way. */
  readonly via: string | null;
  readonly answered: boolean;
};

/** Services whose only endpoint is a global one. https://docs.aws.amazon.com/general/latest/gr/rande.html#global-endpoints */
const GLOBAL = ['iam', 'route53'];
const LABELS: { readonly [service: string]: string } = { elbv2: 'elasticloadbalancing', 'ecr.api': 'api.ecr' };

/** The host name under which clients call a service (`ec2`, `eks`, `iam`) of the Region. */
export function serviceHost(region: string, service: string): string {
  return GLOBAL.includes(service) ? `${service}.amazonaws.com` : `${LABELS[service] ?? service}.${region}.amazonaws.com`;
}

/** What a process of a node comes to when it dials the host of an API. */
export type Dial = {
  /** Why there is no connection, in the words of programs written in Go; null where there is one. */
  readonly why: string | null;
  /** Whether the name resolved. */
  readonly named: boolean;
  /** The VPC endpoint by which it goes, or null on every other way. */
  readonly via: string | null;
};

/** What the instance comes to when it dials the host: the same until something changes on the way. */
export function dial(world: World, InstanceId: string, host: string): Dial {
  return remembered(world, `dial ${InstanceId} ${host}`, () => {
    const { connection, via } = wayToService(world, { from: 'instance', InstanceId }, host);
    return { why: dialError(connection, host), named: connection.outcome.outcome !== 'no-name', via };
  });
}

/** What becomes of a connection from the place to the host of an API. */
export function wayToService(world: World, from: Origin, host: string): ServiceWay {
  const { connection } = connect(world, { from, to: { host, port: 443, protocol: 'tcp' } });
  const reached = takenBranch(connection)?.delivered?.to.of;
  const answered = connection.outcome.outcome === 'answered';
  return { connection, host, answered, via: answered && reached?.kind === 'VpcEndpoint' ? reached.key : null };
}
