/**
 * Which Ingresses share one load balancer, and in which order their rules stand.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/ingress/group_loader.go
 */
import { INGRESS_PREFIX, reader } from './annotations.ts';
import type { IngressObject } from './ingress-object.ts';
import { nameOf } from './model.ts';
import { fail, within } from './model-error.ts';

/** A group with a name of its own, or the Ingress alone. */
export type GroupId = { readonly explicit: string } | { readonly namespace: string; readonly name: string };

const GROUP_NAME = /^([a-z0-9][-a-z0-9.]*)?[a-z0-9]$/;
const [LEAST_ORDER, GREATEST_ORDER, DEFAULT_ORDER] = [-1000, 1000, 0];

/** Fails with the controller's text on a name that no group can have. */
export function checkGroupName(name: string): void {
  if (!GROUP_NAME.test(name)) {
    fail("groupName must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character");
  }
  if (name.length > 63) fail('groupName must be no more than 63 characters');
}

/** The group of the Ingress: of its class's parameters, else of its annotation, else its own. */
export function groupIdOf(ingress: IngressObject, paramsGroup: string | null | undefined): GroupId {
  if (paramsGroup) return { explicit: paramsGroup };
  const name = reader(INGRESS_PREFIX, ingress.metadata.annotations).text('group.name');
  if (name === undefined) return { namespace: ingress.metadata.namespace ?? '', name: ingress.metadata.name ?? '' };
  within('invalid ingress group', () => checkGroupName(name));
  return { explicit: name };
}

/** How the controller writes the group: its name, or `NAMESPACE/NAME`. */
export function showGroup(id: GroupId): string {
  return 'explicit' in id ? id.explicit : `${id.namespace}/${id.name}`;
}

/** The members in the order of their rules: by group.order, then by namespace and name. */
export function inGroupOrder<T extends { readonly ingress: IngressObject }>(members: readonly T[]): T[] {
  const ordered = members.map((member) => ({ member, order: orderOf(member.ingress), name: nameOf(member.ingress) }));
  ordered.sort((one, other) => one.order - other.order || (one.name < other.name ? -1 : 1));
  return ordered.map(({ member }) => member);
}

function orderOf(ingress: IngressObject): number {
  const { number } = reader(INGRESS_PREFIX, ingress.metadata.annotations);
  const stated = within(`failed to load Ingress group order for ingress: ${nameOf(ingress)}`, () => number('group.order'));
  if (stated !== undefined && (stated < LEAST_ORDER || stated > GREATEST_ORDER)) {
    fail(`explicit Ingress group order must be within [${LEAST_ORDER}:${GREATEST_ORDER}], Ingress: ${nameOf(ingress)}, order: ${stated}`);
  }
  return stated ?? DEFAULT_ORDER;
}
