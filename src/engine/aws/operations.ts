/** All operations of the AWS APIs that this lab has, by name. */
import { eksOperations } from './eks-operations.ts';
import { instanceProfileOperations } from './iam/instance-profile-operations.ts';
import { policyOperations } from './iam/policy-operations.ts';
import { roleOperations } from './iam/role-operations.ts';
import { rolePolicyOperations } from './iam/role-policy-operations.ts';
import { instanceOperations } from './instance-operations.ts';
import { internetGatewayOperations } from './internet-gateway-operations.ts';
import { networkAclOperations } from './network-acl-operations.ts';
import { networkInterfaceOperations } from './network-interface-operations.ts';
import type { Operation } from './operation.ts';
import { privateAddressOperations } from './private-address-operations.ts';
import { routeOperations } from './route-operations.ts';
import { routeTableOperations } from './route-table-operations.ts';
import { securityGroupOperations } from './security-group-operations.ts';
import { securityGroupRuleOperations } from './security-group-rule-operations.ts';
import { stsOperations } from './sts-operations.ts';
import { subnetOperations } from './subnet-operations.ts';
import { tagOperations } from './tag-operations.ts';
import { vpcOperations } from './vpc-operations.ts';

const all: readonly Operation[] = [
  ...vpcOperations,
  ...subnetOperations,
  ...routeTableOperations,
  ...routeOperations,
  ...internetGatewayOperations,
  ...securityGroupOperations,
  ...securityGroupRuleOperations,
  ...networkAclOperations,
  ...networkInterfaceOperations,
  ...privateAddressOperations,
  ...instanceOperations,
  ...tagOperations,
  ...eksOperations,
  ...roleOperations,
  ...rolePolicyOperations,
  ...instanceProfileOperations,
  ...policyOperations,
  ...stsOperations,
];

export const operations: { readonly [name: string]: Operation | undefined } = Object.fromEntries(all.map((each) => [each.name, each]));
