/** What a trace means, in words: the reason of a step, what would mend it, and the hops that a learner is shown. */
import type { Connection } from './connection.ts';
import type { Reason, Repair } from './dataplane/element.ts';
import { elements } from './dataplane/elements.ts';
import type { ElementName } from './dataplane/path.ts';
import type { Branch, Step } from './dataplane/step.ts';
import { type Names, withNames } from './name-of.ts';
import { sameTuple } from './net/packet.ts';
import { fill, type Lang, type Text } from './text.ts';
import type { World } from './world.ts';

/** The reason that an element gave for a step. Throws when the element has no such reason. */
export function reasonOf(step: { readonly element: ElementName; readonly because: string }): Reason {
  const reason = elements[step.element].reasons[step.because];
  if (reason === undefined) throw new Error(`Expected ${step.element} to have a reason ${step.because}`);
  return reason;
}

/** What happened at a step and why, with the names and numbers of the step filled in. */
export function explainStep(step: Step): Text {
  return filled(reasonOf(step), step.params, step.names());
}

/** Why a row of a step lost, filled in. */
export function explainLost(step: Step, lost: Step['lost'][number]): Text {
  return filled(reasonOf({ element: step.element, because: lost.because }), lost.params, step.names());
}

/** The name of the mechanism that decided at a step. */
export function titleOf(step: Step): Text {
  return elements[step.element].title;
}

/** Candidate writes that may remove what stopped the packet at a step, each to be tried on a copy of the world. */
export function repairsOf(world: World, step: Step): readonly Repair[] {
  return reasonOf(step).repairs?.(world, step) ?? [];
}

/** Candidate writes that may make a step stop the packet that it let through, each to be tried on a copy of the world. */
export function stopsOf(world: World, step: Step): readonly Repair[] {
  return reasonOf(step).stops?.(world, step) ?? [];
}

/** The step that explains why the connection failed, or null when it was answered: see `failingStepOf`. */
export function failingStep(connection: Connection): Step | null {
  const branch = takenBranch(connection);
  if (branch !== null && branch.verdict !== 'answered') return failingStepOf(branch);
  if (connection.legs.length > 0) return null;
  const lost = connection.lookup?.steps.find(({ rcode }) => rcode === 'TIMEOUT')?.branches.find(({ verdict }) => verdict !== 'answered');
  return lost === undefined ? null : failingStepOf(lost);
}

/**
 * The step that explains why a branch failed, or null when it was answered: where the packet ended, unless an earlier step
 * had already let it go astray (no Service has that port, no pod that address).
 */
export function failingStepOf(branch: Branch): Step | null {
  const end = endOf(branch);
  const astray = end === null || branch.delivered !== null ? undefined : branch.request.find((step) => ASTRAY.has(step.because));
  return astray ?? end;
}

const ASTRAY = new Set([
  'SERVICE_PORT_NOT_FOUND',
  'NODE_PORT_NOT_FOUND',
  'CLUSTER_IP_NOT_ALLOCATED',
  'KUBE_PROXY_RULES_ABSENT',
  'NO_POD_HAS_ADDRESS',
]);

/** The step at which a branch ended without an answer, or null when it was answered. */
export function endOf(branch: Branch): Step | null {
  if (branch.verdict === 'answered') return null;
  const end = branch.request.at(-1) ?? null;
  return end?.verdict === 'deliver' ? (branch.reply.at(-1) ?? null) : end;
}

/** The branch that the last leg took, or null when no packet of the connection itself was sent. */
export function takenBranch(connection: Connection): Branch | null {
  const leg = connection.legs.at(-1);
  return leg?.branches[leg.taken] ?? null;
}

/** Where a step happened, named as its own tools name it. */
export function placeText(step: Step): Text {
  const { of, device } = step.place;
  const host = String(step.params.node ?? step.params.host ?? of.key);
  const names = step.names();
  const name = (lang: Lang) => names[of.kind === 'Host' ? host : of.key]?.[lang] ?? (of.kind === 'Host' ? host : of.key);
  const shown = (lang: Lang) => (of.kind === 'Host' && device !== undefined ? `${name(lang)} ${device}` : name(lang));
  return { ko: shown('ko'), en: shown('en') };
}

export type SummaryStep = { readonly id: string; readonly title: Text; readonly step: Step };

/**
 * The hops of the request that a learner is shown: one per mechanism that matters. Left out is what looked at the packet,
 * changed nothing and could not have stopped it here.
 */
export function summary(branch: Branch): readonly SummaryStep[] {
  return condensed(branch.request);
}

/** The hops of the reply, condensed in the same way. */
export function replySummary(branch: Branch): readonly SummaryStep[] {
  return condensed(branch.reply);
}

function condensed(steps: readonly Step[]): readonly SummaryStep[] {
  const seen = new Map<string, number>();
  return steps.filter(matters).map((step) => {
    const base = `${step.element}@${step.place.of.key}`;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return { id: count === 1 ? base : `${base}#${count}`, title: hopTitle(step), step };
  });
}

/** Elements that decide something about every packet that comes to them. */
const ALWAYS: ReadonlySet<ElementName> = new Set([
  'internet',
  'internet-gateway',
  'egress-only-internet-gateway',
  'nat-gateway',
  'lattice-association',
  'vpc-lattice',
  'vpc-peering',
  'transit-gateway',
  'virtual-private-gateway',
  'on-premises-router',
  'gateway-endpoint',
  'load-balancer',
  'eks-public-access',
  'network-acl',
  'security-group',
  'route-table',
  'veth',
  'listener',
]);
/** Reasons by which a translation that changed nothing still matters. */
const QUIET = new Set([
  'GATEWAY_DELIVERS_IN_VPC',
  'FLOW_RETURNS_TO_LOAD_BALANCER',
  'ENI_HAS_NO_GROUPS',
  'SG_DOES_NOT_FILTER_RESOLVER',
  'ACL_DOES_NOT_FILTER_RESOLVER',
]);

/** Reasons by which a host picked another table than main: paths that look alike part here. */
const OWN_TABLE = new Set(['ROUTE_BY_POD_ENI', 'ROUTE_BY_BRANCH_ENI', 'ROUTE_TO_BRANCH_POD']);

function matters(step: Step): boolean {
  if (OWN_TABLE.has(step.because)) return true;
  if (step.verdict !== 'forward') return true;
  if (step.out !== undefined && !sameTuple(step.in, step.out)) return true;
  return (ALWAYS.has(step.element) && !QUIET.has(step.because)) || ASTRAY.has(step.because);
}

function hopTitle(step: Step): Text {
  const { ko, en } = titleOf(step);
  const { device: _, ...place } = step.place;
  const where = place.of.kind === 'OutsideHost' ? null : placeText({ ...step, place });
  return where === null ? { ko, en } : { ko: `${ko} · ${where.ko}`, en: `${en} · ${where.en}` };
}

function filled(text: Text, params: Step['params'], names: Names): Text {
  return { ko: fill(text, 'ko', withNames(params, names, 'ko')), en: fill(text, 'en', withNames(params, names, 'en')) };
}
