/** What a Node must be (ValidateNode and ValidateNodeUpdate of kube-apiserver). */
import type { FieldError } from '../kind.ts';
import { duplicate, each, forbiddenField, required, unsupported } from './field-error.ts';
import { labelValue, qualifiedName } from './name-rules.ts';
import type { Node } from './node.ts';

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

export function validateNode({ spec }: Node, before: Node | null): readonly FieldError[] {
  const seen = new Set<string>();
  const findings = (spec.taints ?? []).flatMap(({ key, value = '', effect }, index) => {
    const field = `spec.taints[${index}]`;
    const found: FieldError[] = [...each(`${field}.key`, key, qualifiedName(key ?? '')), ...each(`${field}.value`, value, labelValue(value))];
    if (!effect) found.push(required(`${field}.effect`));
    else if (!EFFECTS.includes(effect)) found.push(unsupported(`${field}.effect`, effect, EFFECTS));
    if (seen.has(`${key} ${effect}`)) found.push({ ...duplicate(field, { key, effect }), message: 'taints must be unique by key and effect pair' });
    seen.add(`${key} ${effect}`);
    return found;
  });
  if (before?.spec.providerID && before.spec.providerID !== spec.providerID) {
    findings.push(forbiddenField('spec.providerID', 'node updates may not change providerID except from "" to valid'));
  }
  return findings;
}
