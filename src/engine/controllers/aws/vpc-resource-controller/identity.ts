/**
 * The VPC resource controller, which EKS runs beside the API server: it acts on the account with the role of the cluster.
 * https://docs.aws.amazon.com/eks/latest/userguide/security-groups-pods-deployment.html
 */
import { kubernetesCluster } from '../../../aws/eks/endpoint.ts';
import type { Principal } from '../../../principal.ts';
import type { World } from '../../../world.ts';

const USER = 'eks:vpc-resource-controller';

/** With the role of the cluster: for what its policy AmazonEKSVPCResourceController has to allow. */
export function withClusterRole(world: World): Principal {
  const role = kubernetesCluster(world)?.roleArn;
  const session = `arn:aws:sts::${world.account}:assumed-role/${role?.slice(role.lastIndexOf('/') + 1)}/vpc-resource-controller`;
  return { name: USER, groups: ['system:authenticated'], arn: role === undefined ? null : session };
}

/** With the role of EKS itself: the calls about trunk associations are open to EKS only. */
export function withServiceRole(world: World): Principal {
  const arn = `arn:aws:iam::${world.account}:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS`;
  return { name: USER, groups: ['system:authenticated'], arn };
}

export const COMPONENT = 'vpc-resource-controller';
