/** Conditions of Gateway API objects: what the controller says of them in their status. */

import { same } from '../../../canonical.ts';
import type { Condition } from '../../../cluster/gateway-schema.ts';
import type { ClusterKinds } from '../../../cluster/kinds.ts';
import { timestamp } from '../../../cluster/timestamp.ts';
import type { World } from '../../../world.ts';
import { mergePatch } from '../../acts.ts';
import type { Act } from '../../controller.ts';

type Wanted = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>;

/** The condition, with the time at which its status came to be what it is. */
export function conditionNow(world: World, before: readonly Condition[] | undefined, wanted: Wanted): Condition {
  const known = before?.find(({ type }) => type === wanted.type);
  const lastTransitionTime = known?.status === wanted.status ? known.lastTransitionTime : timestamp(world.now);
  return { ...wanted, lastTransitionTime };
}

type WithStatus = { readonly metadata: { readonly name: string; readonly namespace?: string }; readonly status?: object };

/** Writes the status unless it says so already. */
export function statusActs(kind: keyof ClusterKinds, object: WithStatus, status: object): readonly Act[] {
  if (same({ ...object.status, ...status }, object.status ?? {})) return [];
  return [{ ...mergePatch(kind, object as never, { status }), subresource: 'status' } as Act];
}
