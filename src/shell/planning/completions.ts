/** What fits where a planning word is being typed. */
import { instanceTypes } from '../../engine/aws/instance-limits.ts';
import { QUIRKS } from '../../engine/planning/subnet-calculator.ts';
import type { Completion } from '../command.ts';
import { CIDR_OPERATIONS } from './cidr.ts';
import type { Flag, PlanningWord } from './definition.ts';

/** What may be the value of a flag, as far as that is known. */
export function valuesFor({ flag }: Flag): readonly Completion[] {
  if (flag === '--type') return typeNames().map((type) => ({ text: `${type}:`, about: null }));
  return flag === '--because' ? QUIRKS.map(({ id, ko, en }) => ({ text: id, about: { ko, en } })) : [];
}

/** What may stand behind the words so far without a flag. */
export function operandsFor({ name }: PlanningWord, before: readonly string[]): readonly Completion[] {
  const names = name === 'max-pods' ? typeNames() : name === 'cidr' && before.length === 0 ? CIDR_OPERATIONS : [];
  return names.map((text) => ({ text, about: null }));
}

function typeNames(): readonly string[] {
  return instanceTypes().map(({ InstanceType }) => InstanceType);
}
