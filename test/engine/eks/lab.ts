/** A world in which AWS resources are made by calls, one input each, and controllers and time do the rest. */
import { callAws } from '../../../src/engine/aws/api.ts';
import { beginInput } from '../../../src/engine/input.ts';
import { learner } from '../../../src/engine/principal.ts';
import { advance, settle } from '../../../src/engine/settle.ts';
import type { AwsError } from '../../../src/engine/verb.ts';
import type { World } from '../../../src/engine/world.ts';
import { emptyWorld } from '../../../src/engine/world-of.ts';

type Body = Readonly<Record<string, unknown>>;
// biome-ignore lint/suspicious/noExplicitAny: answers are looked into by path, as a reader of JSON would.
type Answer = any;

export type Lab = {
  readonly world: () => World;
  readonly call: (operation: string, body?: Body) => Answer;
  /** The code and the message of a call that must be refused. */
  readonly refusal: (operation: string, body?: Body) => string;
  readonly wait: (seconds: number) => void;
};

export const MINUTES = 60;
export const CLUSTER_ROLE = 'arn:aws:iam::111122223333:role/eksClusterRole';
export const NODE_ROLE = 'arn:aws:iam::111122223333:role/eksNodeRole';

export function labIn(start: World = emptyWorld()): Lab {
  let world = start;
  const send = (operation: string, body: Body) => {
    const before = beginInput(world);
    return { before, ...callAws(before, { plane: 'aws', verb: operation, kind: 'Vpc', body, as: learner(world.account) }, null) };
  };
  return {
    world: () => world,
    call: (operation, body = {}) => {
      const { answer, world: after, before } = send(operation, body);
      if (!answer.ok) throw new Error(`${operation}: ${(answer.error as AwsError).code}: ${answer.error.message}`);
      world = settle(after, before.revision);
      return answer.output;
    },
    refusal: (operation, body = {}) => {
      const { answer } = send(operation, body);
      if (answer.ok) throw new Error(`${operation} was not refused`);
      return `${(answer.error as AwsError).code}: ${answer.error.message}`;
    },
    wait: (seconds) => {
      world = advance(world, seconds * 1000);
    },
  };
}

export type Network = { readonly VpcId: string; readonly subnets: readonly string[]; readonly table: string };

/** A VPC 10.0.0.0/16 with two subnets in two zones, DNS hostnames on. */
export function networkIn(lab: Lab): Network {
  const { VpcId } = lab.call('CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc;
  lab.call('ModifyVpcAttribute', { VpcId, EnableDnsHostnames: { Value: true } });
  const subnets = ['a', 'b'].map((zone, index) => {
    const body = { VpcId, CidrBlock: `10.0.${index + 1}.0/24`, AvailabilityZone: `us-west-2${zone}` };
    return lab.call('CreateSubnet', body).Subnet.SubnetId as string;
  });
  const { RouteTables } = lab.call('DescribeRouteTables', { Filters: [{ Name: 'vpc-id', Values: [VpcId] }] });
  return { VpcId, subnets, table: RouteTables[0].RouteTableId };
}

/** An internet gateway with a default route to it; the subnets give public addresses when asked to. */
export function openToInternet(lab: Lab, { VpcId, subnets, table }: Network, { addresses = true } = {}): void {
  const { InternetGatewayId } = lab.call('CreateInternetGateway').InternetGateway;
  lab.call('AttachInternetGateway', { InternetGatewayId, VpcId });
  lab.call('CreateRoute', { RouteTableId: table, DestinationCidrBlock: '0.0.0.0/0', GatewayId: InternetGatewayId });
  if (addresses) for (const SubnetId of subnets) lab.call('ModifySubnetAttribute', { SubnetId, MapPublicIpOnLaunch: { Value: true } });
}

/** A cluster `lab` in the subnets, once it stands. */
export function clusterIn(lab: Lab, { subnets }: Network, config: Body = {}, more: Body = {}): void {
  lab.call('CreateCluster', { name: 'lab', roleArn: CLUSTER_ROLE, resourcesVpcConfig: { subnetIds: subnets, ...config }, ...more });
  lab.wait(11 * MINUTES);
}

/** A node group `ng` in the subnets. */
export function nodegroupIn(lab: Lab, { subnets }: Network, more: Body = {}): void {
  lab.call('CreateNodegroup', { clusterName: 'lab', nodegroupName: 'ng', nodeRole: NODE_ROLE, subnets, ...more });
}

export function nodegroup(lab: Lab): Answer {
  return lab.call('DescribeNodegroup', { clusterName: 'lab', nodegroupName: 'ng' }).nodegroup;
}
