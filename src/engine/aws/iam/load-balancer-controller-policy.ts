/**
 * The policy that the installation guide gives to the role of the AWS Load Balancer Controller, as far as its actions are on services of
 * this lab. https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/docs/install/iam_policy.json
 */
import type { PolicyDocument } from './policy-document.ts';

const OF_EC2 = `AuthorizeSecurityGroupIngress CreateSecurityGroup CreateTags DeleteSecurityGroup DeleteTags DescribeAccountAttributes
  DescribeAddresses DescribeAvailabilityZones DescribeCoipPools DescribeInstances DescribeInternetGateways DescribeIpamPools
  DescribeNetworkInterfaces DescribeRouteTables DescribeSecurityGroups DescribeSubnets DescribeTags DescribeVpcPeeringConnections DescribeVpcs
  GetCoipPoolUsage GetSecurityGroupsForVpc RevokeSecurityGroupIngress`;

const OF_ELB = `AddListenerCertificates AddTags CreateListener CreateLoadBalancer CreateRule CreateTargetGroup DeleteListener
  DeleteLoadBalancer DeleteRule DeleteTargetGroup DeregisterTargets DescribeCapacityReservation DescribeListenerAttributes
  DescribeListenerCertificates DescribeListeners DescribeLoadBalancerAttributes DescribeLoadBalancers DescribeRules DescribeSSLPolicies
  DescribeTags DescribeTargetGroupAttributes DescribeTargetGroups DescribeTargetHealth DescribeTrustStores ModifyCapacityReservation
  ModifyIpPools ModifyListener ModifyListenerAttributes ModifyLoadBalancerAttributes ModifyRule ModifyTargetGroup ModifyTargetGroupAttributes
  RegisterTargets RemoveListenerCertificates RemoveTags SetIpAddressType SetRulePriorities SetSecurityGroups SetSubnets SetWebAcl`;

const actions = (service: string, names: string) => names.split(/\s+/).map((name) => `${service}:${name}`);

export const LOAD_BALANCER_CONTROLLER_POLICY: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: [...actions('ec2', OF_EC2), ...actions('elasticloadbalancing', OF_ELB)], Resource: '*' }],
};
