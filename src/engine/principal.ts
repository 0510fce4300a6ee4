/** Who asks: every write carries one, whether it was typed or made by a controller. */
export type Principal = {
  /** A user name of the cluster (`kubernetes-admin`, `system:kube-controller-manager`) . */
  readonly name: string;
  /** Groups of the cluster, as authentication gives them. */
  readonly groups: readonly string[];
  /** The IAM identity behind AWS calls, or null where the principal has none. */
  readonly arn: string | null;
};

/** The learner: administrator of the account and of the cluster, as the creator of an EKS cluster is. */
export function learner(account: string): Principal {
  return { name: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated'], arn: `arn:aws:iam::${account}:user/learner` };
}
