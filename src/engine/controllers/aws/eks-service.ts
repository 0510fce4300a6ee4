/** Amazon EKS as a client: its service-linked role to the AWS APIs, its own user to the API servers that it runs. */
import type { Principal } from '../../principal.ts';
import type { World } from '../../world.ts';

const SERVICE = 'eks.amazonaws.com';

/** https://docs.aws.amazon.com/eks/latest/userguide/using-service-linked-roles-eks.html */
export function eksService(user: string): (world: World) => Principal {
  return (world) => ({
    name: user,
    groups: ['system:masters', 'system:authenticated'],
    arn: `arn:aws:iam::${world.account}:role/aws-service-role/${SERVICE}/AWSServiceRoleForAmazonEKS`,
  });
}

export const EKS = { name: SERVICE, role: 'AWSServiceRoleForAmazonEKS' } as const;
