/** All operations of Elastic Load Balancing, version 2. */
import { listenerOperations } from './listener-operations.ts';
import { loadBalancerOperations } from './load-balancer-operations.ts';
import { loadBalancerSettings } from './load-balancer-settings.ts';
import { ruleOperations } from './rule-operations.ts';
import { elbTagOperations } from './tags.ts';
import { targetGroupOperations } from './target-group-operations.ts';
import { targetOperations } from './target-operations.ts';

export const elbv2Operations = [
  ...loadBalancerOperations,
  ...loadBalancerSettings,
  ...listenerOperations,
  ...ruleOperations,
  ...targetGroupOperations,
  ...targetOperations,
  ...elbTagOperations,
];
