/** The lint of network policies: what the API server accepts and nobody means. */

import type { NetworkPolicy } from '../../cluster/networkpolicy.ts';
import { lookup, objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import { isSubject } from '../matches.ts';
import { podEnd } from '../pod-end.ts';
import { rulesOf } from '../policy-rules.ts';
import { hostBits, wideOpen } from './blocks.ts';
import { namedPortDiffers, notEnforced } from './enforcement.ts';
import type { Check, Finding, LintCase, Linted } from './finding.ts';
import { dnsBlocked, oneSided } from './flows.ts';
import { hostNetworkSubject, peerMatchesNothing, portNobodyNames, selectsNothing } from './selection.ts';
import { serviceAddress, servicePort } from './services.ts';
import { shadowedRule } from './shadowed.ts';

/** In the order of the answer: what keeps a policy from working at all comes first. */
const CHECKS: readonly Check[] = [
  notEnforced,
  selectsNothing,
  hostNetworkSubject,
  dnsBlocked,
  oneSided,
  servicePort,
  serviceAddress,
  peerMatchesNothing,
  portNobodyNames,
  namedPortDiffers,
  hostBits,
  shadowedRule,
  wideOpen,
];

/** What the agents of EKS make of a policy that the specification does not say. */
const DIFFERENCES: readonly Check[] = [notEnforced, hostNetworkSubject, servicePort, serviceAddress, namedPortDiffers];

/** How these policies (`namespace/name`) are enforced otherwise than they are written. */
export function lintEnforcement(world: World, keys: readonly string[]): readonly Finding[] {
  const written = keys.flatMap((key) => objectAt(world.cluster.NetworkPolicy, key) ?? []);
  if (written.length === 0) return [];
  const asked = caseOf(world, written);
  return DIFFERENCES.flatMap((check) => check(asked));
}

/** All that is odd about the policies of the world. */
export function lintPolicies(world: World): readonly Finding[] {
  const written = objectsOf(world.cluster.NetworkPolicy);
  if (written.length === 0) return [];
  const asked = caseOf(world, written);
  return CHECKS.flatMap((check) => check(asked));
}

function caseOf(world: World, written: readonly NetworkPolicy[]): LintCase {
  const pods = objectsOf(world.cluster.Pod).filter(({ status }) => status.phase !== 'Succeeded' && status.phase !== 'Failed');
  const policies = written.map((policy): Linted => {
    const rules = rulesOf(policy);
    // Pods of the host network too: that they are selected in vain is a finding of its own.
    const subjects = lookup(world.cluster.Pod, 'byNamespace', rules.namespace).filter((pod) => isSubject(rules, podEnd(pod, {})));
    return { policy, rules, subjects };
  });
  return { world, policies, pods };
}
