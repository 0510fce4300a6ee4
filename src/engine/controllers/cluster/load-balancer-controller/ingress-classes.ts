/**
 * Which Ingresses are the controller's, by their class, and in which group they are.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/ingress/class_loader.go
 */
import type { Ingress } from '../../../cluster/ingress.ts';
import { objectAt, objectsOf } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { type GroupId, groupIdOf, showGroup } from './ingress-group.ts';
import type { ClassParams, Member } from './ingress-object.ts';
import { attempt, fail, hasFailed } from './model-error.ts';

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';
const ALB = 'ingress.k8s.aws/alb';

export type Classified = Member & { readonly ingress: Ingress; readonly group: GroupId };

/** The Ingress with its group and parameters, or null when it is not the controller's. Fails on a class that does not exist. */
export function classified(world: World, ingress: Ingress): Classified | null {
  const annotated = ingress.metadata.annotations?.[CLASS_ANNOTATION];
  const { ingressClassName } = ingress.spec;
  if (annotated !== undefined) return annotated === 'alb' ? withParams(ingress, null) : null;
  if (ingressClassName === undefined) return null;
  const found = objectAt(world.cluster.IngressClass, ingressClassName);
  if (found === undefined) return fail(`invalid ingress class: IngressClass.networking.k8s.io "${ingressClassName}" not found`);
  if (found.spec.controller !== ALB) return null;
  const { parameters } = found.spec;
  if (parameters === undefined) return withParams(ingress, null);
  const params = objectAt(world.cluster.IngressClassParams, parameters.name);
  if (params === undefined) return fail(`invalid ingress class: ingressclassparams.elbv2.k8s.aws "${parameters.name}" not found`);
  return withParams(ingress, (params.spec ?? {}) as ClassParams);
}

function withParams(ingress: Ingress, params: ClassParams | null): Classified {
  return { ingress, params, group: groupIdOf(ingress, params?.group?.name) };
}

/** The members of the group that live, and those that still carry its finalizer but are none any more. */
export function membersOf(world: World, group: string): { readonly active: readonly Classified[]; readonly leaving: readonly Ingress[] } {
  const active: Classified[] = [];
  const leaving: Ingress[] = [];
  for (const ingress of objectsOf(world.cluster.Ingress)) {
    const found = attempt(() => ({ member: classified(world, ingress) }));
    const member = hasFailed(found) ? null : found.member;
    const isMember = member !== null && showGroup(member.group) === group && ingress.metadata.deletionTimestamp === undefined;
    if (isMember) active.push(member);
    else if (ingress.metadata.finalizers?.includes(finalizerOf(group, ingress))) leaving.push(ingress);
  }
  return { active, leaving };
}

/** `ingress.k8s.aws/resources` for an Ingress on its own, `group.ingress.k8s.aws/GROUP` for one in a group with a name. */
export function finalizerOf(group: string, { metadata }: Ingress): string {
  if (!group.includes('/')) return `group.ingress.k8s.aws/${group}`;
  return group === `${metadata.namespace}/${metadata.name}` ? 'ingress.k8s.aws/resources' : '-';
}

/** The groups that the Ingress is in or leaves: by its class now, and by its finalizers. */
export function groupsOfIngress(world: World, ingress: Ingress): readonly string[] {
  const found = attempt(() => ({ member: classified(world, ingress) }));
  const own = hasFailed(found)
    ? `${ingress.metadata.namespace}/${ingress.metadata.name}`
    : found.member === null
      ? undefined
      : showGroup(found.member.group);
  const left = (ingress.metadata.finalizers ?? []).flatMap((name) => {
    if (name === 'ingress.k8s.aws/resources') return [`${ingress.metadata.namespace}/${ingress.metadata.name}`];
    return name.startsWith('group.ingress.k8s.aws/') ? [name.slice('group.ingress.k8s.aws/'.length)] : [];
  });
  return [...new Set([...(own === undefined ? [] : [own]), ...left])];
}
