/** The waiters of EC2, and what a waiter is. https://github.com/boto/botocore/tree/develop/botocore/data/ec2 (waiters-2.json, 1.40.76) */

export type Acceptor = {
  readonly state: 'success' | 'failure' | 'retry';
  readonly matcher: 'path' | 'pathAll' | 'pathAny' | 'status' | 'error';
  readonly expected: string | number | boolean;
  /** A JMESPath expression. */
  readonly argument?: string;
};

export type Waiter = {
  readonly operation: string;
  /** Seconds between two polls. */
  readonly delay: number;
  readonly maxAttempts: number;
  readonly acceptors: readonly Acceptor[];
};

/** By name as the model spells it. */
export const EC2_WAITERS: { readonly [name: string]: Waiter } = {
  InstanceExists: {
    operation: 'DescribeInstances',
    delay: 5,
    maxAttempts: 40,
    acceptors: [
      { state: 'success', matcher: 'path', expected: true, argument: 'length(Reservations[]) > `0`' },
      { state: 'retry', matcher: 'error', expected: 'InvalidInstanceID.NotFound' },
    ],
  },
  InstanceRunning: {
    operation: 'DescribeInstances',
    delay: 15,
    maxAttempts: 40,
    acceptors: [
      { state: 'success', matcher: 'pathAll', expected: 'running', argument: 'Reservations[].Instances[].State.Name' },
      { state: 'failure', matcher: 'pathAny', expected: 'shutting-down', argument: 'Reservations[].Instances[].State.Name' },
      { state: 'failure', matcher: 'pathAny', expected: 'terminated', argument: 'Reservations[].Instances[].State.Name' },
      { state: 'failure', matcher: 'pathAny', expected: 'stopping', argument: 'Reservations[].Instances[].State.Name' },
      { state: 'retry', matcher: 'error', expected: 'InvalidInstanceID.NotFound' },
    ],
  },
  InstanceStatusOk: {
    operation: 'DescribeInstanceStatus',
    delay: 15,
    maxAttempts: 40,
    acceptors: [
      { state: 'success', matcher: 'pathAll', expected: 'ok', argument: 'InstanceStatuses[].InstanceStatus.Status' },
      { state: 'retry', matcher: 'error', expected: 'InvalidInstanceID.NotFound' },
    ],
  },
  SystemStatusOk: {
    operation: 'DescribeInstanceStatus',
    delay: 15,
    maxAttempts: 40,
    acceptors: [{ state: 'success', matcher: 'pathAll', expected: 'ok', argument: 'InstanceStatuses[].SystemStatus.Status' }],
  },
  InstanceStopped: {
    operation: 'DescribeInstances',
    delay: 15,
    maxAttempts: 40,
    acceptors: [
      { state: 'success', matcher: 'pathAll', expected: 'stopped', argument: 'Reservations[].Instances[].State.Name' },
      { state: 'failure', matcher: 'pathAny', expected: 'pending', argument: 'Reservations[].Instances[].State.Name' },
      { state: 'failure', matcher: 'pathAny', expected: 'terminated', argument: 'Reservations[].Instances[].State.Name' },
    ],
  },
  InstanceTerminated: {
    operation: 'DescribeInstances',
    delay: 15,
    maxAttempts: 40,
    acceptors: [
      { state: 'success', matcher: 'pathAll', expected: 'terminated', argument: 'Reservations[].Instances[].State.Name' },
      { state: 'failure', matcher: 'pathAny', expected: 'pending', argument: 'Reservations[].Instances[].State.Name' },
      { state: 'failure', matcher: 'pathAny', expected: 'stopping', argument: 'Reservations[].Instances[].State.Name' },
    ],
  },
  InternetGatewayExists: {
    operation: 'DescribeInternetGateways',
    delay: 5,
    maxAttempts: 6,
    acceptors: [
      { state: 'success', matcher: 'path', expected: true, argument: 'length(InternetGateways[].InternetGatewayId) > `0`' },
      { state: 'retry', matcher: 'error', expected: 'InvalidInternetGateway.NotFound' },
    ],
  },
  NatGatewayAvailable: {
    operation: 'DescribeNatGateways',
    delay: 15,
    maxAttempts: 40,
    acceptors: [
      { state: 'success', matcher: 'pathAll', expected: 'available', argument: 'NatGateways[].State' },
      { state: 'failure', matcher: 'pathAny', expected: 'failed', argument: 'NatGateways[].State' },
      { state: 'failure', matcher: 'pathAny', expected: 'deleting', argument: 'NatGateways[].State' },
      { state: 'failure', matcher: 'pathAny', expected: 'deleted', argument: 'NatGateways[].State' },
      { state: 'retry', matcher: 'error', expected: 'NatGatewayNotFound' },
    ],
  },
  NatGatewayDeleted: {
    operation: 'DescribeNatGateways',
    delay: 15,
    maxAttempts: 40,
    acceptors: [
      { state: 'success', matcher: 'pathAll', expected: 'deleted', argument: 'NatGateways[].State' },
      { state: 'success', matcher: 'error', expected: 'NatGatewayNotFound' },
    ],
  },
  NetworkInterfaceAvailable: {
    operation: 'DescribeNetworkInterfaces',
    delay: 20,
    maxAttempts: 10,
    acceptors: [
      { state: 'success', matcher: 'pathAll', expected: 'available', argument: 'NetworkInterfaces[].Status' },
      { state: 'failure', matcher: 'error', expected: 'InvalidNetworkInterfaceID.NotFound' },
    ],
  },
  SecurityGroupExists: {
    operation: 'DescribeSecurityGroups',
    delay: 5,
    maxAttempts: 6,
    acceptors: [
      { state: 'success', matcher: 'path', expected: true, argument: 'length(SecurityGroups[].GroupId) > `0`' },
      { state: 'retry', matcher: 'error', expected: 'InvalidGroup.NotFound' },
    ],
  },
  SubnetAvailable: {
    operation: 'DescribeSubnets',
    delay: 15,
    maxAttempts: 40,
    acceptors: [{ state: 'success', matcher: 'pathAll', expected: 'available', argument: 'Subnets[].State' }],
  },
  VpcAvailable: {
    operation: 'DescribeVpcs',
    delay: 15,
    maxAttempts: 40,
    acceptors: [{ state: 'success', matcher: 'pathAll', expected: 'available', argument: 'Vpcs[].State' }],
  },
  VpcExists: {
    operation: 'DescribeVpcs',
    delay: 1,
    maxAttempts: 5,
    acceptors: [
      { state: 'success', matcher: 'status', expected: 200 },
      { state: 'retry', matcher: 'error', expected: 'InvalidVpcID.NotFound' },
    ],
  },
  VpcPeeringConnectionDeleted: {
    operation: 'DescribeVpcPeeringConnections',
    delay: 15,
    maxAttempts: 40,
    acceptors: [
      { state: 'success', matcher: 'pathAll', expected: 'deleted', argument: 'VpcPeeringConnections[].Status.Code' },
      { state: 'success', matcher: 'error', expected: 'InvalidVpcPeeringConnectionID.NotFound' },
    ],
  },
  VpcPeeringConnectionExists: {
    operation: 'DescribeVpcPeeringConnections',
    delay: 15,
    maxAttempts: 40,
    acceptors: [
      { state: 'success', matcher: 'status', expected: 200 },
      { state: 'retry', matcher: 'error', expected: 'InvalidVpcPeeringConnectionID.NotFound' },
    ],
  },
  CustomerGatewayAvailable: {
    operation: 'DescribeCustomerGateways',
    delay: 15,
    maxAttempts: 40,
    acceptors: [
      { state: 'success', matcher: 'pathAll', expected: 'available', argument: 'CustomerGateways[].State' },
      { state: 'failure', matcher: 'pathAny', expected: 'deleted', argument: 'CustomerGateways[].State' },
      { state: 'failure', matcher: 'pathAny', expected: 'deleting', argument: 'CustomerGateways[].State' },
    ],
  },
  VpnConnectionAvailable: {
    operation: 'DescribeVpnConnections',
    delay: 15,
    maxAttempts: 40,
    acceptors: [
      { state: 'success', matcher: 'pathAll', expected: 'available', argument: 'VpnConnections[].State' },
      { state: 'failure', matcher: 'pathAny', expected: 'deleting', argument: 'VpnConnections[].State' },
      { state: 'failure', matcher: 'pathAny', expected: 'deleted', argument: 'VpnConnections[].State' },
    ],
  },
  VpnConnectionDeleted: {
    operation: 'DescribeVpnConnections',
    delay: 15,
    maxAttempts: 40,
    acceptors: [
      { state: 'success', matcher: 'pathAll', expected: 'deleted', argument: 'VpnConnections[].State' },
      { state: 'failure', matcher: 'pathAny', expected: 'pending', argument: 'VpnConnections[].State' },
    ],
  },
};
