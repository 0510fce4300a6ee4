/**
 * What a listener or a rule does with a request.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html
 */
export type Action = {
  readonly Type: 'forward' | 'redirect' | 'fixed-response' | 'authenticate-oidc' | 'authenticate-cognito';
  readonly TargetGroupArn?: string;
  readonly Order?: number;
  readonly ForwardConfig?: {
    readonly TargetGroups: readonly { readonly TargetGroupArn: string; readonly Weight?: number }[];
    readonly TargetGroupStickinessConfig?: { readonly Enabled: boolean; readonly DurationSeconds?: number };
  };
  readonly RedirectConfig?: {
    readonly Protocol: string;
    readonly Port: string;
    readonly Host: string;
    readonly Path: string;
    readonly Query: string;
    readonly StatusCode: 'HTTP_301' | 'HTTP_302';
  };
  readonly FixedResponseConfig?: { readonly MessageBody?: string; readonly StatusCode: string; readonly ContentType?: string };
};

export type WeightedGroup = { readonly TargetGroupArn: string; readonly Weight: number };

/** The target groups that an action forwards to, with their weights; a lone one has weight 1. */
export function forwardsTo({ Type, TargetGroupArn, ForwardConfig }: Action): readonly WeightedGroup[] {
  if (Type !== 'forward') return [];
  const listed = ForwardConfig?.TargetGroups ?? [];
  if (listed.length > 0) return listed.map((each) => ({ TargetGroupArn: each.TargetGroupArn, Weight: each.Weight ?? 1 }));
  return TargetGroupArn === undefined ? [] : [{ TargetGroupArn, Weight: 1 }];
}

/** All target groups that the actions name. */
export function targetGroupsOf(actions: readonly Action[]): string[] {
  return [...new Set(actions.flatMap(forwardsTo).map((each) => each.TargetGroupArn))];
}

/** The action that ends a rule: the last one. */
export function finalAction(actions: readonly Action[]): Action | undefined {
  return [...actions].sort((one, other) => (one.Order ?? 0) - (other.Order ?? 0)).at(-1);
}
