/** The security groups of a load balancer: managed by the controller, or named; and the shared one that targets let in. */

import type { ControllerOptions } from './controller-options.ts';
import { MANAGED, type Surroundings } from './model.ts';
import { fail } from './model-error.ts';

export type Groups = {
  readonly ids: readonly string[];
  readonly isManaged: boolean;
  /** The one that rules towards the targets name as their source; absent: no such rules. */
  readonly backend?: string;
};

/** Groups that the controller makes: its own, and the shared backend group unless that is off. */
export function managedGroups(options: ControllerOptions, { backendSecurityGroup }: Surroundings): Groups {
  if (!options.enableBackendSecurityGroup) return { ids: [MANAGED], isManaged: true, backend: MANAGED };
  return { ids: [MANAGED, backendSecurityGroup], isManaged: true, backend: backendSecurityGroup };
}

type Named = { readonly namesOrIds: readonly string[]; readonly managesRules: boolean };

/** Groups that annotations name; rules towards the targets are then managed only when asked for. */
export function namedGroups({ namesOrIds, managesRules }: Named, options: ControllerOptions, around: Surroundings): Groups {
  const ids = resolved(namesOrIds, around);
  if (!managesRules) return { ids, isManaged: false };
  if (!options.enableBackendSecurityGroup) {
    return fail('backendSG feature is required to manage worker node SG rules when frontendSG manually specified');
  }
  return { ids: [...ids, around.backendSecurityGroup], isManaged: false, backend: around.backendSecurityGroup };
}

/** Ids and values of the Name tag, as ids, in their order. */
function resolved(namesOrIds: readonly string[], { securityGroups }: Surroundings): readonly string[] {
  const ids = namesOrIds.flatMap((wanted) => {
    const found = securityGroups.filter(({ id, name }) => (wanted.startsWith('sg-') ? id === wanted : name === wanted));
    return found.map(({ id }) => id);
  });
  if (ids.length === namesOrIds.length) return ids;
  return fail(`couldn't find all security groups, nameOrIDs: [${namesOrIds.join(' ')}], found: [${ids.join(' ')}]`);
}
