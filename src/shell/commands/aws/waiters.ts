/**
 * The waiters of the AWS CLI over the operations that there are here: what is polled, how often, and what ends the waiting.
 * https://github.com/boto/botocore/tree/develop/botocore/data (waiters-2.json of each service, 1.40.76)
 */

import { EC2_WAITERS } from './waiters-of-ec2.ts';

export type { Acceptor, Waiter } from './waiters-of-ec2.ts';

import type { Waiter } from './waiters-of-ec2.ts';

/** By service, then by name as the model spells it. */
export const WAITERS: { readonly [service: string]: { readonly [name: string]: Waiter } } = {
  ec2: EC2_WAITERS,
  eks: {
    AddonActive: {
      operation: 'DescribeAddon',
      delay: 10,
      maxAttempts: 60,
      acceptors: [
        { state: 'failure', matcher: 'path', expected: 'CREATE_FAILED', argument: 'addon.status' },
        { state: 'failure', matcher: 'path', expected: 'DEGRADED', argument: 'addon.status' },
        { state: 'success', matcher: 'path', expected: 'ACTIVE', argument: 'addon.status' },
      ],
    },
    AddonDeleted: {
      operation: 'DescribeAddon',
      delay: 10,
      maxAttempts: 60,
      acceptors: [
        { state: 'failure', matcher: 'path', expected: 'DELETE_FAILED', argument: 'addon.status' },
        { state: 'success', matcher: 'error', expected: 'ResourceNotFoundException' },
      ],
    },
    ClusterActive: {
      operation: 'DescribeCluster',
      delay: 30,
      maxAttempts: 40,
      acceptors: [
        { state: 'failure', matcher: 'path', expected: 'DELETING', argument: 'cluster.status' },
        { state: 'failure', matcher: 'path', expected: 'FAILED', argument: 'cluster.status' },
        { state: 'success', matcher: 'path', expected: 'ACTIVE', argument: 'cluster.status' },
      ],
    },
    ClusterDeleted: {
      operation: 'DescribeCluster',
      delay: 30,
      maxAttempts: 40,
      acceptors: [
        { state: 'failure', matcher: 'path', expected: 'ACTIVE', argument: 'cluster.status' },
        { state: 'failure', matcher: 'path', expected: 'CREATING', argument: 'cluster.status' },
        { state: 'failure', matcher: 'path', expected: 'PENDING', argument: 'cluster.status' },
        { state: 'success', matcher: 'error', expected: 'ResourceNotFoundException' },
      ],
    },
    NodegroupActive: {
      operation: 'DescribeNodegroup',
      delay: 30,
      maxAttempts: 80,
      acceptors: [
        { state: 'failure', matcher: 'path', expected: 'CREATE_FAILED', argument: 'nodegroup.status' },
        { state: 'success', matcher: 'path', expected: 'ACTIVE', argument: 'nodegroup.status' },
      ],
    },
    NodegroupDeleted: {
      operation: 'DescribeNodegroup',
      delay: 30,
      maxAttempts: 40,
      acceptors: [
        { state: 'failure', matcher: 'path', expected: 'DELETE_FAILED', argument: 'nodegroup.status' },
        { state: 'success', matcher: 'error', expected: 'ResourceNotFoundException' },
      ],
    },
  },
  elbv2: {
    LoadBalancerAvailable: {
      operation: 'DescribeLoadBalancers',
      delay: 15,
      maxAttempts: 40,
      acceptors: [
        { state: 'success', matcher: 'pathAll', expected: 'active', argument: 'LoadBalancers[].State.Code' },
        { state: 'retry', matcher: 'pathAny', expected: 'provisioning', argument: 'LoadBalancers[].State.Code' },
        { state: 'retry', matcher: 'error', expected: 'LoadBalancerNotFound' },
      ],
    },
    LoadBalancerExists: {
      operation: 'DescribeLoadBalancers',
      delay: 15,
      maxAttempts: 40,
      acceptors: [
        { state: 'success', matcher: 'status', expected: 200 },
        { state: 'retry', matcher: 'error', expected: 'LoadBalancerNotFound' },
      ],
    },
    LoadBalancersDeleted: {
      operation: 'DescribeLoadBalancers',
      delay: 15,
      maxAttempts: 40,
      acceptors: [
        { state: 'retry', matcher: 'pathAll', expected: 'active', argument: 'LoadBalancers[].State.Code' },
        { state: 'success', matcher: 'error', expected: 'LoadBalancerNotFound' },
      ],
    },
    TargetDeregistered: {
      operation: 'DescribeTargetHealth',
      delay: 15,
      maxAttempts: 40,
      acceptors: [
        { state: 'success', matcher: 'error', expected: 'InvalidTarget' },
        { state: 'success', matcher: 'pathAll', expected: 'unused', argument: 'TargetHealthDescriptions[].TargetHealth.State' },
      ],
    },
    TargetInService: {
      operation: 'DescribeTargetHealth',
      delay: 15,
      maxAttempts: 40,
      acceptors: [
        { state: 'success', matcher: 'pathAll', expected: 'healthy', argument: 'TargetHealthDescriptions[].TargetHealth.State' },
        { state: 'retry', matcher: 'error', expected: 'InvalidInstance' },
      ],
    },
  },
  iam: {
    InstanceProfileExists: {
      operation: 'GetInstanceProfile',
      delay: 1,
      maxAttempts: 40,
      acceptors: [
        { state: 'success', matcher: 'status', expected: 200 },
        { state: 'retry', matcher: 'status', expected: 404 },
      ],
    },
    PolicyExists: {
      operation: 'GetPolicy',
      delay: 1,
      maxAttempts: 20,
      acceptors: [
        { state: 'success', matcher: 'status', expected: 200 },
        { state: 'retry', matcher: 'error', expected: 'NoSuchEntity' },
      ],
    },
    RoleExists: {
      operation: 'GetRole',
      delay: 1,
      maxAttempts: 20,
      acceptors: [
        { state: 'success', matcher: 'status', expected: 200 },
        { state: 'retry', matcher: 'error', expected: 'NoSuchEntity' },
      ],
    },
  },
  rds: {
    DBInstanceAvailable: {
      operation: 'DescribeDBInstances',
      delay: 30,
      maxAttempts: 60,
      acceptors: [
        { state: 'success', matcher: 'pathAll', expected: 'available', argument: 'DBInstances[].DBInstanceStatus' },
        { state: 'failure', matcher: 'pathAny', expected: 'deleted', argument: 'DBInstances[].DBInstanceStatus' },
        { state: 'failure', matcher: 'pathAny', expected: 'deleting', argument: 'DBInstances[].DBInstanceStatus' },
        { state: 'failure', matcher: 'pathAny', expected: 'failed', argument: 'DBInstances[].DBInstanceStatus' },
        { state: 'failure', matcher: 'pathAny', expected: 'incompatible-restore', argument: 'DBInstances[].DBInstanceStatus' },
        { state: 'failure', matcher: 'pathAny', expected: 'incompatible-parameters', argument: 'DBInstances[].DBInstanceStatus' },
      ],
    },
    DBInstanceDeleted: {
      operation: 'DescribeDBInstances',
      delay: 30,
      maxAttempts: 60,
      acceptors: [
        { state: 'success', matcher: 'path', expected: true, argument: 'length(DBInstances) == `0`' },
        { state: 'success', matcher: 'error', expected: 'DBInstanceNotFound' },
        { state: 'failure', matcher: 'pathAny', expected: 'creating', argument: 'DBInstances[].DBInstanceStatus' },
        { state: 'failure', matcher: 'pathAny', expected: 'modifying', argument: 'DBInstances[].DBInstanceStatus' },
        { state: 'failure', matcher: 'pathAny', expected: 'rebooting', argument: 'DBInstances[].DBInstanceStatus' },
        { state: 'failure', matcher: 'pathAny', expected: 'resetting-master-credentials', argument: 'DBInstances[].DBInstanceStatus' },
      ],
    },
  },
};

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Waiters that the AWS CLI has and this lab does not: what they poll is not simulated. */
export const WAITERS_NOT_SIMULATED: { readonly [service: string]: readonly string[] } = {
  ec2: words(
    `bundle-task-complete conversion-task-cancelled conversion-task-completed conversion-task-deleted export-task-cancelled export-task-completed image-available image-exists image-usage-report-available key-pair-exists password-data-available security-group-vpc-association-associated security-group-vpc-association-disassociated snapshot-completed snapshot-imported spot-instance-request-fulfilled store-image-task-complete volume-available volume-deleted volume-in-use`,
  ),
  eks: words(`fargate-profile-active fargate-profile-deleted`),
  iam: words(`user-exists`),
  rds: words(
    `db-cluster-available db-cluster-deleted db-cluster-snapshot-available db-cluster-snapshot-deleted db-snapshot-available db-snapshot-completed db-snapshot-deleted tenant-database-available tenant-database-deleted`,
  ),
  route53: words(`resource-record-sets-changed`),
};
