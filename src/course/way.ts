/** Matching the steps of a way by what they pass: an element, a place, an object. */
import type { Step } from '../engine/dataplane/step.ts';
import type { World } from '../engine/world.ts';
import { instanceOfNode } from './endpoint.ts';
import { fillDeep } from './placeholder.ts';

/** What is named in content, as steps know it: placeholders filled in, nodes by their instance, objects with their namespace. */
export function namesOnWay(world: World, wanted: readonly string[]): readonly string[] {
  return fillDeep(world, wanted).map((name) => {
    const [, before, kind, path] = /^(.*@)?(node|pod|service|svc)\/(.+)$/.exec(name) ?? [];
    if (kind === undefined || path === undefined) return name;
    if (kind === 'node') return `${before ?? ''}${instanceOfNode(world, path) ?? path}`;
    return `${before ?? ''}${kind === 'pod' ? 'pod' : 'service'}/${path.includes('/') ? path : `default/${path}`}`;
  });
}

/** Whether a step is at what is named: `veth`, `internet-gateway-in`, `pod/default/web`, `sg-0a1`, or `ELEMENT@OBJECT`. */
export function passes(step: Step, wanted: string): boolean {
  const at = wanted.indexOf('@');
  if (at === -1) return step.element === wanted || step.place.name === wanted || isAt(step, wanted);
  const element = wanted.slice(0, at);
  return (step.element === element || step.place.name === element) && isAt(step, wanted.slice(at + 1));
}

/** Whether steps that pass each of these occur in this order. */
export function passedInOrder(steps: readonly Step[], wanted: readonly string[]): boolean {
  let next = 0;
  for (const one of wanted) {
    const found = steps.findIndex((step, index) => index >= next && passes(step, one));
    if (found === -1) return false;
    next = found + 1;
  }
  return true;
}

function isAt(step: Step, name: string): boolean {
  const refs = [step.place.of, ...(step.object === null ? [] : [step.object])];
  return refs.some((ref) => ref.key === name || `${ref.kind.toLowerCase()}/${ref.key}` === name.toLowerCase());
}
