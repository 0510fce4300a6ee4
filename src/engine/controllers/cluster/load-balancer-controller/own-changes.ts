/** Which stack a change in AWS belongs to, where the controller itself made it: it goes on from there. */
import type { SecurityGroupRule } from '../../../aws/security-group-rule.ts';
import type { Tag } from '../../../aws/spelling.ts';
import type { Change } from '../../../change.ts';
import { objectAt } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { controllerIdentity } from './installation.ts';
import { stackOfTags } from './stack.ts';

/** The name of the stack under the prefix, where the controller made the change. */
export function ownStack(prefix: string): (change: Change, world: World) => readonly string[] {
  return ({ by, before, after }, world) => {
    if (by !== controllerIdentity(world).arn) return [];
    const found = stackOfTags(tagsOfObject(world, (after ?? before) as Tagged));
    return found?.startsWith(`${prefix} `) ? [found.slice(prefix.length + 1)] : [];
  };
}

type Tagged = { readonly Tags?: readonly Tag[]; readonly GroupId?: string };

/** A rule belongs to its group. */
function tagsOfObject(world: World, object: Tagged): readonly Tag[] {
  const rule = object as Partial<SecurityGroupRule>;
  if (rule.SecurityGroupRuleId !== undefined) return objectAt(world.aws.SecurityGroup, rule.GroupId ?? '')?.Tags ?? [];
  return object.Tags ?? [];
}
