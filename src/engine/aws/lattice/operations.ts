/** All operations of VPC Lattice. */
import { authPolicyOperations } from './auth-policy-operations.ts';
import { latticeListenerOperations } from './listener-operations.ts';
import { latticeRuleOperations } from './rule-operations.ts';
import { serviceAssociationOperations } from './service-association-operations.ts';
import { serviceNetworkOperations } from './service-network-operations.ts';
import { latticeServiceOperations } from './service-operations.ts';
import { latticeTargetGroupOperations } from './target-group-operations.ts';
import { latticeTargetOperations } from './target-operations.ts';
import { vpcAssociationOperations } from './vpc-association-operations.ts';

export const latticeOperations = [
  ...serviceNetworkOperations,
  ...vpcAssociationOperations,
  ...latticeServiceOperations,
  ...serviceAssociationOperations,
  ...latticeListenerOperations,
  ...latticeRuleOperations,
  ...latticeTargetGroupOperations,
  ...latticeTargetOperations,
  ...authPolicyOperations,
];
